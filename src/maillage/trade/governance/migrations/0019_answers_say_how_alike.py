import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0018_attendance_observations"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="dateanswer",
                    name="means",
                    field=models.CharField(
                        choices=[
                            ("phone", "par téléphone"),
                            ("mail", "par courriel"),
                            ("meeting", "en réunion"),
                            ("act", "à la lecture de l’acte"),
                            ("account", "par la structure, dans Maillage"),
                            ("link", "par lien"),
                        ],
                        default="phone",
                        max_length=10,
                        verbose_name="recueilli",
                    ),
                ),
                migrations.AlterField(
                    model_name="dateanswer",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saisi par",
                    ),
                ),
                migrations.AlterField(
                    model_name="dateanswer",
                    name="replaced_at",
                    field=models.DateTimeField(
                        editable=False, null=True, verbose_name="remplacé le"
                    ),
                ),
                migrations.AlterField(
                    model_name="dateanswer",
                    name="told_on",
                    field=models.DateField(verbose_name="recueilli le"),
                ),
                migrations.AlterField(
                    model_name="opinion",
                    name="means",
                    field=models.CharField(
                        choices=[
                            ("phone", "par téléphone"),
                            ("mail", "par courriel"),
                            ("meeting", "en réunion"),
                            ("act", "à la lecture de l’acte"),
                            ("account", "par la structure, dans Maillage"),
                            ("link", "par lien"),
                        ],
                        default="phone",
                        max_length=10,
                        verbose_name="recueilli",
                    ),
                ),
                migrations.AlterField(
                    model_name="opinion",
                    name="recorded_by",
                    field=models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="saisi par",
                    ),
                ),
                migrations.AlterField(
                    model_name="opinion",
                    name="replaced_at",
                    field=models.DateTimeField(
                        editable=False, null=True, verbose_name="remplacé le"
                    ),
                ),
                migrations.AlterField(
                    model_name="opinion",
                    name="told_on",
                    field=models.DateField(verbose_name="recueilli le"),
                ),
            ],
        ),
    ]
