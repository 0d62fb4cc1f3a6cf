"""Makes and fills the table, then alters people; LATER says which fault to provoke."""

import os

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

ROWS = 20_000


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Writes the rows, and on request loses people or fails."""
    visit = apps.get_model("later", "Visit")
    visit.objects.bulk_create(visit(subject=f"Visite {n}") for n in range(ROWS))
    if os.environ.get("LATER") == "loses":
        apps.get_model("directory", "Skill").objects.all().delete()
    if os.environ.get("LATER") == "fails":
        raise ValueError("Visites illisibles")


class Migration(migrations.Migration):
    initial = True
    dependencies = [("directory", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Visit",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("subject", models.CharField(max_length=100)),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
