"""A seat stands down for an interest of its own, or as a representative; a chamber is asked."""

from django.db import migrations, models

COUNCILS = [
    ("commune", "conseil municipal"),
    ("epci", "conseil communautaire"),
    ("commune_syndicate", "comité d’un syndicat de communes"),
    ("closed_syndicate", "comité d’un syndicat mixte fermé"),
    ("open_syndicate", "comité d’un syndicat mixte ouvert"),
    ("departement", "conseil départemental"),
    ("region", "conseil régional"),
    ("chamber", "assemblée d’une chambre consulaire"),
    ("association", "conseil d’administration d’une association"),
    ("private_body", "autre conseil"),
]
KINDS = [
    ("interest", "pour un intérêt personnel"),
    ("represents", "parce qu’il représente l’instance dans l’organisme concerné"),
]


class Migration(migrations.Migration):
    dependencies = [("governance", "0025_subjects_of_agendas")]

    operations = [
        migrations.AddField(
            model_name="standdown",
            name="kind",
            field=models.CharField(
                choices=KINDS, default="interest", max_length=10, verbose_name="nature"
            ),
        ),
        migrations.AlterField(
            model_name="deliberation",
            name="council",
            field=models.CharField(
                choices=COUNCILS, default="private_body", max_length=20, verbose_name="conseil"
            ),
        ),
    ]
