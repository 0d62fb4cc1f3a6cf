from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0011_contributions_taken_over"),
    ]

    operations = [
        migrations.AddField(
            model_name="costline",
            name="is_eligible",
            field=models.BooleanField(default=True, verbose_name="compte pour les aides"),
        ),
    ]
