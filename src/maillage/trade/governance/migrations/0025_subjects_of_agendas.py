"""A point of an agenda may say on which subject it bears."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actors", "0003_readings"),
        ("governance", "0024_no_silence_by_agreement"),
    ]

    operations = [
        migrations.AddField(
            model_name="agendaitem",
            name="subject",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="actors.subject",
                verbose_name="enjeu ou sujet concerné",
            ),
        ),
    ]
