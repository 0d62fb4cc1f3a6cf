from django.db import migrations

import maillage.core.money


class Migration(migrations.Migration):
    dependencies = [
        ("funding", "0013_origin_to_be_given"),
    ]

    operations = [
        migrations.AlterField(
            model_name="sharingmember",
            name="was_cents",
            field=maillage.core.money.MoneyField(
                blank=True, null=True, verbose_name="part de l’année d’avant"
            ),
        ),
    ]
