from django.db import migrations, models

from maillage.core.folded import FoldedField


class Migration(migrations.Migration):
    dependencies = [
        ("context", "0012_duties_without_a_day"),
    ]

    operations = [
        migrations.AddField(
            model_name="duty",
            name="about",
            field=models.CharField(blank=True, max_length=160, verbose_name="pour quoi"),
        ),
        migrations.AlterField(
            model_name="duty", name="folded", field=FoldedField("label", "source_act", "about")
        ),
    ]
