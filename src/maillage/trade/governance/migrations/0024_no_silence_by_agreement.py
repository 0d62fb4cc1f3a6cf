"""What the structures agreed that a silence is worth is no longer kept: it is never a vote."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("governance", "0023_each_for_itself")]

    operations = [
        migrations.RemoveField(model_name="jointdecision", name="silence_effect"),
    ]
