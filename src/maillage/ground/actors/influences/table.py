"""A table of direct influences, as the import wizard and the export read it."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as lazy

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.influences.models import Influence
from maillage.ground.actors.influences.queries import cells_for, current_for, influence_rows
from maillage.ground.actors.influences.words import strength_word
from maillage.ground.actors.permissions import can_open_game
from maillage.ground.actors.reading_tables.services import RecordSpec
from maillage.ground.actors.reading_tables.table.importing import ReadingsImport, plan_readings
from maillage.ground.actors.reading_tables.table.reading import (
    SEVERAL_ACTORS,
    TOLD_LABELS,
    UNKNOWN_ACTOR,
    Place,
    Side,
    Spec,
    ValueWords,
)
from maillage.ground.actors.readings.fields.narrow import ASIDE
from maillage.ground.actors.readings.models import MOST

FIELD_LABELS = {
    "organisation_name": "Acteur",
    "influence_on": "Agit sur",
    "influence_strength": "Influence",
    **TOLD_LABELS,
}


def _written(strength: int) -> tuple[str, str]:
    word = strength_word(strength)
    return f"{strength}, {word}", word


INFLUENCES_READ = Spec(
    word="influences",
    fields=FIELD_LABELS,
    value="influence_strength",
    least=0,
    most=MOST,
    words=ValueWords(
        whole=lazy("Une influence est un nombre entier de 0 à 4 : écrivez-le ici."),
        scale=lazy("Une influence va de 0 à 4 : corrigez ce nombre."),
        written=_written,
    ),
    sides=(
        Side("organisation_name", lazy("Dites quel acteur agit."), UNKNOWN_ACTOR, SEVERAL_ACTORS),
        Side("influence_on", lazy("Dites sur qui il agit."), UNKNOWN_ACTOR, SEVERAL_ACTORS),
    ),
    readers=ASIDE,
    narrow=lazy("Une influence reste aux chargées de coopération : écrivez-le, ou videz la case."),
    person=lazy("Ce qui touche une personne se note dans sa case, avec le jour où cela s’efface."),
    between=" → ",
    reading="agit sur",
    own=lazy("Un acteur n’agit pas sur lui-même : videz cette case."),
)


def _influence(place: Place, value: int) -> Influence:
    return Influence(target_id=place[1], strength=value)


KEPT = RecordSpec(Influence, _influence, cells_for)


def plan_influences(workbook: Workbook, answers: Answers, report: Progress) -> ReadingsImport:
    """A workbook understood as a table of influences, a row each or a matrix."""
    return plan_readings(workbook, answers, report, (INFLUENCES_READ, KEPT), current_for)


def influences_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The influences that this reader sees; taking them out is recorded."""
    if not can_open_game(access):
        return ()
    record_opening(access.user, access.cooperation, cooperation_id=access.cooperation_id)
    return influence_rows(access, fields)


INFLUENCES = Target(
    "influences",
    "Influences entre acteurs",
    FIELD_LABELS,
    frozenset(),
    plan_influences,
    influences_out,
    rank=6,
    brings="vos influences entre acteurs",
    purpose="qui pèse sur qui, et avec quelle force",
    leads_to=leads_to_page("Ouvrir les influences", "actors:influence_map_matrix"),
    leaf="construction.partnerships.actor-game",
)
