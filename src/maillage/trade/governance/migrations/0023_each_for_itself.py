"""In a convention each structure decides for itself, and no agreed silence is a vote."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PAST = date(2000, 1, 1)
RULES = [
    ("consensus", "consensus, sans vote"),
    ("unanimity", "unanimité"),
    ("each_for_itself", "chaque structure décide pour elle-même"),
    ("simple_majority_each", "majorité simple dans chaque conseil"),
    ("weighted_seats", "plus de la moitié des voix"),
    ("required_structures", "liste de structures indispensables"),
    ("qualified_epci", "majorité qualifiée d’une intercommunalité"),
    ("qualified_syndicate", "majorité qualifiée d’un syndicat"),
    ("two_thirds_of_composition", "deux tiers des voix composant le comité"),
]


def read_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Where a decision stands is read again when its silences no longer count as votes."""
    rows = apps.get_model("governance", "JointDecision").objects.using(
        schema_editor.connection.alias
    )
    rows.filter(silence="convention").update(stands_until=PAST)


class Migration(migrations.Migration):
    dependencies = [("governance", "0022_standings_with_reservations")]

    operations = [
        migrations.AlterField(
            model_name="body",
            name="decision_rule",
            field=models.CharField(
                blank=True, choices=RULES, max_length=30, verbose_name="règle de décision"
            ),
        ),
        migrations.AlterField(
            model_name="consultation",
            name="rule",
            field=models.CharField(choices=RULES, max_length=30, verbose_name="règle de décision"),
        ),
        migrations.AlterField(
            model_name="decision",
            name="rule",
            field=models.CharField(
                blank=True, choices=RULES, max_length=30, verbose_name="règle suivie"
            ),
        ),
        migrations.AlterField(
            model_name="jointdecision",
            name="rule",
            field=models.CharField(
                choices=RULES, default="unanimity", max_length=30, verbose_name="règle"
            ),
        ),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
