"""A school bears a code of its own, which tells it from another of its name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0006_signatories_that_fund")]

    operations = [
        migrations.AddField(
            model_name="organisation",
            name="uai",
            field=models.CharField(blank=True, max_length=8, verbose_name="code UAI"),
        ),
    ]
