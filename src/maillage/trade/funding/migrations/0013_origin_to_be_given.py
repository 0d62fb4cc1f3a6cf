from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0012_eligible_costs"),
    ]

    operations = [
        migrations.AlterField(
            model_name="contribution",
            name="origin",
            field=models.CharField(
                choices=[
                    ("agreement", "convention"),
                    ("statutes", "statuts"),
                    ("membership", "adhésion"),
                    ("unknown", "à dire"),
                ],
                default="agreement",
                max_length=10,
                verbose_name="d’où vient la somme",
            ),
        ),
    ]
