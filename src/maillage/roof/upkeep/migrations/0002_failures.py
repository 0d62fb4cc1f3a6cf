from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("upkeep", "0001_beats_and_backups")]

    operations = [
        migrations.CreateModel(
            name="Failure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("kind", models.CharField(max_length=120, unique=True, verbose_name="quoi")),
                ("sentence", models.TextField(verbose_name="pourquoi")),
                ("since", models.DateTimeField(verbose_name="depuis le")),
                ("letter_day", models.DateField(verbose_name="jour de la lettre")),
            ],
            options={
                "verbose_name": "échec",
                "verbose_name_plural": "échecs",
                "ordering": ["kind"],
            },
        ),
    ]
