"""A structure may sign and fund: one place says both."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("directory", "0005_settled_order")]

    operations = [
        migrations.AlterField(
            model_name="member",
            name="kind",
            field=models.CharField(
                choices=[
                    ("full", "signataire"),
                    ("fullfunder", "signataire et financeur"),
                    ("associate", "associée"),
                    ("funder", "financeur"),
                    ("observer", "observatrice"),
                ],
                default="full",
                max_length=10,
                verbose_name="place",
            ),
        ),
    ]
