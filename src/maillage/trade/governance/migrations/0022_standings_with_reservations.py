"""A decision acquired under reservations, or on several texts, has a standing of its own."""

from datetime import date

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

PAST = date(2000, 1, 1)
MAY_STAND_OTHERWISE = ("yes", "open", "early")


def read_again(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Where a decision stands is read again: a reservation, another text no longer acquire it."""
    rows = apps.get_model("governance", "JointDecision").objects.using(
        schema_editor.connection.alias
    )
    rows.filter(standing__in=MAY_STAND_OTHERWISE).update(stands_until=PAST)


class Migration(migrations.Migration):
    dependencies = [("governance", "0021_settled_order")]

    operations = [
        migrations.AlterField(
            model_name="jointdecision",
            name="standing",
            field=models.CharField(
                choices=[
                    ("yes", "acquise"),
                    ("reserve", "acquise sous réserve"),
                    ("texts", "plusieurs textes votés"),
                    ("open", "encore possible"),
                    ("early", "trop tôt pour le dire"),
                    ("no", "impossible en l’état"),
                ],
                default="early",
                editable=False,
                max_length=10,
                verbose_name="où en est-on",
            ),
        ),
        migrations.RunPython(read_again, migrations.RunPython.noop),
    ]
