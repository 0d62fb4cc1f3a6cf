"""What is read in a table of positions, and how is it said to be wrong?"""

from django.utils.translation import gettext_lazy as lazy

from maillage.ground.actors.reading_tables.table.reading import (
    SEVERAL_ACTORS,
    TOLD_LABELS,
    UNKNOWN_ACTOR,
    Side,
    Spec,
    ValueWords,
)
from maillage.ground.actors.readings.fields.source import READERS
from maillage.trade.stakes.choices import Stance
from maillage.trade.stakes.words import numbered_stance

FIELD_LABELS = {
    "organisation_name": "Structure",
    "axis": "Enjeu",
    "stake_position": "Position",
    **TOLD_LABELS,
}
POSITIONS_READ = Spec(
    word="positions",
    fields=FIELD_LABELS,
    value="stake_position",
    least=Stance.AGAINST_EXISTENCE,
    most=Stance.FOR_EXISTENCE,
    words=ValueWords(
        whole=lazy("Une position est un nombre entier de −4 à +4 : écrivez-le ici."),
        scale=lazy("Une position va de −4 à +4 : corrigez ce nombre."),
        written=lambda value: (numbered_stance(value),),
    ),
    sides=(
        Side(
            "organisation_name",
            lazy("Dites de quelle structure est cette position."),
            UNKNOWN_ACTOR,
            SEVERAL_ACTORS,
        ),
        Side(
            "axis",
            lazy("Dites sur quel enjeu porte cette position."),
            lazy("Aucun enjeu ne porte cet intitulé : corrigez-le, ou nommez d’abord l’enjeu."),
            lazy("Plusieurs enjeux portent cet intitulé : renommez l’un d’eux."),
        ),
    ),
    readers=READERS,
    narrow=lazy(
        "Écrivez qui peut voir : les chargées de coopération, l’équipe projet ou tous les accès."
    ),
    person=lazy("Une position sur une personne se note dans sa case, avec le jour où elle part."),
    between=", ",
    reading="lecture",
)
