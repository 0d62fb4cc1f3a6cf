from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plan", "0009_posts_in_words")]

    operations = [
        migrations.AddField(
            model_name="candidacy",
            name="standing_key",
            field=models.BigIntegerField(
                editable=False, null=True, verbose_name="bulletins comptés"
            ),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="standing",
            field=models.JSONField(editable=False, null=True, verbose_name="notes comptées"),
        ),
        migrations.AddField(
            model_name="projectcall",
            name="draws_key",
            field=models.BigIntegerField(editable=False, null=True, verbose_name="ce qui est tiré"),
        ),
        migrations.AddField(
            model_name="projectcall",
            name="draws",
            field=models.FloatField(editable=False, null=True, verbose_name="tirages de poids"),
        ),
    ]
