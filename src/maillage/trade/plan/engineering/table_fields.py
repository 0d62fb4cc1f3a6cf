"""What are the columns of a list of posts?"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import BY_BOTH, Column
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, TableSpec, words
from maillage.trade.context.list_comparing import Columns
from maillage.trade.context.listed_people import someone_in
from maillage.trade.context.small_lists import (
    end_in,
    first_in,
)
from maillage.trade.plan.engineering.employers import EMPLOYER
from maillage.trade.plan.engineering.signs import SIGNS
from maillage.trade.plan.engineering.typed_times import fte_of, holder_time, time_in

TITLE = Field(
    "function",
    "Poste",
    words(160),
    lazy("Dites de quel poste il s’agit."),
    titles=("Intitulé", "Libellé", "Libellé du poste", "Nom du poste", "Intitulé de poste"),
)


def _in_lines(row: TableRow, name: str) -> str:
    """All that a cell says, each line of which may name one."""
    cell = row.cells.get(name)
    return cell.text.strip() if cell else ""


FTE = Field(
    "fte",
    "ETP",
    time_in,
    lazy("Dites le temps du poste, par exemple 0,5."),
    others=("availability",),
    titles=("Quotité du poste", "Quotité poste", "Temps du poste", "ETP du poste"),
)
HOLDER = Field(
    "person_name",
    "Agent",
    someone_in,
    titles=("Tenu par", "Occupé par", "Titulaire", "Titulaire du poste", "Agent en poste"),
)
FAMILY = Field("family_name", "Nom de l’agent", words())
GIVEN = Field("given_name", "Prénom de l’agent", words())
HOLDER_FTE = Field("availability", "Quotité", holder_time)
MISSION = Field(
    "post_mission",
    "Mission",
    words(200),
    titles=("Mission", "Missions", "Mission principale", "Objet", "Objet du poste", "Activités"),
)
THEME = Field("theme", "Thème", words())
DEPARTMENT = Field("department", "Service", words(), titles=("Pôle", "Direction"))
GROUND = Field(
    "territory", "Territoire", words(), others=("commune",), titles=("Territoire", "Secteur")
)
EXISTS_SINCE = Field(
    "post_since",
    "Poste créé le",
    first_in,
    titles=("Création du poste", "Date de création du poste", "Poste ouvert le"),
)
SINCE = Field("since", "Depuis", first_in, others=("start_on",), titles=("Arrivée",))
UNTIL = Field(
    "until",
    "Jusqu’au",
    end_in,
    others=("due_on",),
    titles=("Terme du contrat", "Terme", "Fin du contrat", "Fin de CDD", "Échéance du contrat"),
)
FUNDED_UNTIL = Field("funding_end", "Fin du financement", end_in)
FUNDERS = Field(
    "funder", "Financeur", _in_lines, titles=("Financé par", "Cofinancé par", "Payé par", "Payeur")
)


class PostsSpec(TableSpec):
    """A list of posts: the only column of time is that of the post, even said of its holder."""

    def settled(self, columns: Sequence[Column]) -> list[Column]:
        """The columns, each being a field of a list of posts."""
        results = super().settled(columns)
        times = [one for one in results if one.field == FTE.name or _heads_time(one.header)]
        if len(times) != 1 or times[0].is_decided or not times[0].samples:
            return results
        alone = times[0]
        is_of_holder = alone.field in {FTE.name, IGNORED} and SIGNS[FTE.name].denies(alone.header)
        if not is_of_holder or not all(map(SIGNS[FTE.name].fits, alone.samples)):
            return results
        meant = replace(alone, field=FTE.name, slot=0, reason=BY_BOTH, elsewhere="", doubt="")
        return [meant if one is alone else one for one in results]


def _heads_time(header: str) -> bool:
    return any(SIGNS[name].heads(header) for name in (FTE.name, HOLDER_FTE.name))


SPEC = PostsSpec(
    (
        *(EMPLOYER, TITLE, MISSION, THEME, FTE, HOLDER, HOLDER_FTE, SINCE, UNTIL, FUNDERS),
        *(EXISTS_SINCE, FUNDED_UNTIL, DEPARTMENT, GROUND, FAMILY, GIVEN),
    ),
    frozenset({EMPLOYER.name, TITLE.name, FTE.name}),
    signs=SIGNS,
    record=TITLE.name,
    amounts={FTE.name: lambda text: fte_of(text)[0]},
)
VALUES: Columns = {
    "department": (DEPARTMENT,),
    "mission": (MISSION,),
    "territory": (GROUND,),
    "fte": (FTE,),
    "since": (EXISTS_SINCE,),
    "until": (FUNDED_UNTIL,),
}
