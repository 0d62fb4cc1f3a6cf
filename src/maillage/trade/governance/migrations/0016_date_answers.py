from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("governance", "0015_consultations"),
    ]

    operations = [
        migrations.RenameModel(old_name="Availability", new_name="DateAnswer"),
        migrations.AlterModelOptions(
            name="dateanswer",
            options={
                "ordering": ["pk"],
                "verbose_name": "réponse à une date",
                "verbose_name_plural": "réponses aux dates",
            },
        ),
    ]
