"""A stake that all reject, or on which nobody takes sides, has a word of its own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("stakes", "0003_themes"),
    ]

    operations = [
        migrations.AlterField(
            model_name="labelchoice",
            name="label",
            field=models.CharField(
                blank=True,
                choices=[
                    ("ground", "terrain d’entente"),
                    ("rejected", "rejet commun"),
                    ("no_side", "personne ne prend parti"),
                    ("deal", "compromis possible"),
                    ("clash", "conflit potentiel"),
                ],
                max_length=10,
                verbose_name="lecture",
            ),
        ),
    ]
