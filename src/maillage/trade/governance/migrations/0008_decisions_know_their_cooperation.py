"""Each decision of a meeting learns its cooperation, and can be searched by its words."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """The cooperation is that of the body which met."""
    rows = apps.get_model("governance", "Decision").objects.using(schema_editor.connection.alias)
    for decision in rows.select_related("meeting__body").iterator():
        decision.cooperation_id = decision.meeting.body.cooperation_id
        decision.save(update_fields=["cooperation", "folded"])


class Migration(migrations.Migration):
    dependencies = [("governance", "0007_decision_register")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
