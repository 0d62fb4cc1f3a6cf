from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("mail", "0004_enclosures")]

    operations = [
        migrations.AlterField(
            model_name="letter",
            name="kind",
            field=models.CharField(
                choices=[
                    ("account", "compte"),
                    ("invitation", "invitation"),
                    ("answer", "lien de réponse"),
                    ("digest", "rappel"),
                    ("notice", "lettre d’information"),
                    ("test", "essai"),
                    ("alert", "alerte"),
                ],
                max_length=10,
                verbose_name="objet",
            ),
        ),
    ]
