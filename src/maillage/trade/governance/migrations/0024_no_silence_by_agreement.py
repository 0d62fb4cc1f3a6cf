"""What the structures agreed that a silence is worth is said with its source: it is no vote."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

MOST = 300
WORDS = {"agreement": "silence convenu : accord", "refusal": "silence convenu : refus"}


def source_with(source: str, effect: str) -> str:
    """The source of a delay, and the meaning that was agreed for its silence."""
    words = WORDS.get(effect, "")
    return " ; ".join(part for part in (source[: MOST - 30], words) if part) if words else source


def keep_what_was_agreed(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The meaning goes beside its source before its own place is given up."""
    rows = apps.get_model("governance", "JointDecision").objects.using(
        schema_editor.connection.alias
    )
    for decision in rows.exclude(silence_effect=""):
        source = source_with(decision.silence_source, decision.silence_effect)
        rows.filter(pk=decision.pk).update(silence_source=source)


class Migration(migrations.Migration):
    dependencies = [("governance", "0023_each_for_itself")]

    operations = [
        migrations.RunPython(keep_what_was_agreed, migrations.RunPython.noop),
        migrations.RemoveField(model_name="jointdecision", name="silence_effect"),
    ]
