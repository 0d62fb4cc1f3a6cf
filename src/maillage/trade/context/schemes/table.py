"""A list of schemes, as the import wizard and the export read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as lazy

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Field, Table, TableRow, TableSpec, words
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.bodies_by_name import nearest_bodies
from maillage.trade.context.choices import SchemeKind, SchemeState
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.list_comparing import Columns, compare_rows
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.queries import schemes, with_links
from maillage.trade.context.schemes.rules import end_fault, usual_alert
from maillage.trade.context.schemes.services import keep_scheme
from maillage.trade.context.small_lists import (
    Links,
    ListImport,
    ListRow,
    by_names,
    last_day_of,
    leave_crossed,
    listed_in,
    refuse_repeated,
)

KINDS = {
    SchemeKind.CTG: ("ctg", "convention territoriale globale"),
    SchemeKind.CRTE: ("crte", "relance et de transition", "reussite de la transition"),
    SchemeKind.PAT: ("pat", "projet alimentaire"),
    SchemeKind.LEADER: ("leader",),
    SchemeKind.CLS: ("cls", "local de sante"),
    SchemeKind.TOWN: ("contrat de ville", "quartiers 2030"),
    SchemeKind.SCOT: ("scot", "coherence territoriale"),
    SchemeKind.PCAET: ("pcaet", "plan climat"),
    SchemeKind.PVD: ("pvd", "petites villes de demain"),
    SchemeKind.PARK: ("charte de parc", "charte du parc"),
    SchemeKind.PROJECT: ("projet de territoire",),
}


def kind_of(text: str) -> SchemeKind:
    """The kind that these words say, « autre » when they say none.

    >>> [kind_of(text).value for text in ("CTG 2024-2028", "Plan climat", "Fonds vert")]
    ['ctg', 'pcaet', 'other']
    """
    words = f" {folded(text)} "
    kinds = (kind for kind, some in KINDS.items() if any(f" {word} " in words for word in some))
    return next(kinds, SchemeKind.OTHER)


def state_of(text: str) -> str:
    """Where these words say that a scheme is; in force when they say nothing known."""
    words = folded(text)
    if "prepar" in words or "cours d'elab" in words or "a signer" in words:
        return SchemeState.PREPARED.value
    return SchemeState.REPLACED.value if "rempla" in words else SchemeState.IN_FORCE.value


TITLE = Field("schemes", "Dispositif", words(200), lazy("Dites de quel dispositif il s’agit."))
KIND = Field("organisation_type", "Nature", words())
HOLDER = Field("organisation_name", "Porteur", words(), others=("pilot_organisation",))
GROUND = Field("territory", "Périmètre", words(), others=("commune", "intercommunality"))
PARTIES = Field("partners", "Partenaires", words())
SIGNED_ON = Field("signed_on", "Signé le", TableRow.start)
START_ON = Field("start_on", "Début", TableRow.start, others=("since",))
END_ON = Field("until", "Fin", last_day_of, others=("due_on",))
STATE = Field("status", "État", words())
SOURCE = Field("contact_source", "Source", words(200))
SPEC = TableSpec(
    (TITLE, KIND, HOLDER, GROUND, PARTIES, SIGNED_ON, START_ON, END_ON, STATE, SOURCE),
    frozenset({TITLE.name}),
)
VALUES: Columns = {
    "kind": (KIND,),
    "holder": (HOLDER,),
    "signed_on": (SIGNED_ON,),
    "start_on": (START_ON,),
    "end_on": (END_ON,),
    "state": (STATE,),
    "source": (SOURCE,),
}
LINKS: Columns = {"territories": (GROUND,), "parties": (PARTIES,)}


@dataclass(frozen=True)
class SchemesImport(ListImport[Scheme]):
    """A list of schemes understood, as the wizard reads it."""

    word = "dispositifs"
    noun = "dispositifs"

    def keep(self, access: Access, one: ListRow[Scheme]) -> Scheme:
        """The scheme, written with its perimeter and its parties."""
        return keep_scheme(access, one.record, one.links)


def plan_schemes(workbook: Workbook, answers: Answers, report: Progress) -> SchemesImport:
    """A workbook understood as a list of schemes."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_rows(workbook, SPEC, answers.mapping)
    by_name = nearest_bodies(access) if access else {}
    grounds = by_names(territories_to_offer(access) if access else (), "name")
    same = by_names(schemes(access) if access else (), "title")
    rows = [_understood(row, by_name, grounds) for row in read.rows]
    for one in rows:
        one.existing = same.get(folded(one.record.title))
    leave_crossed(rows, {"start_on": [START_ON.name], "end_on": [END_ON.name]})
    compare_rows(rows, VALUES, LINKS)
    refuse_repeated(rows, TITLE.name)
    report(len(rows), len(rows))
    return SchemesImport(Table(read, rows))


def _understood(
    row: TableRow, by_name: Mapping[str, Organisation], grounds: Mapping[str, Territory]
) -> ListRow[Scheme]:
    title = row.read(TITLE)
    kind = kind_of(f"{row.read(KIND)} {title}")
    start, end = row.read(START_ON), _end(row)
    holders = listed_in(row, HOLDER.name, by_name)
    values: dict[str, object] = {
        "title": title,
        "kind": kind.value,
        "holder": holders[0] if holders else None,
        "signed_on": row.read(SIGNED_ON),
        "start_on": start,
        "end_on": end,
        "state": state_of(row.read(STATE)),
        "source": row.read(SOURCE),
    }
    links: Links = {
        "territories": listed_in(row, GROUND.name, grounds),
        "parties": listed_in(row, PARTIES.name, by_name),
    }
    return ListRow(row, Scheme(**values, alert=usual_alert(kind)), values, links)


def _end(row: TableRow) -> date | None:
    end = row.read(END_ON)
    if why := end_fault(row.read(START_ON), end):
        row.refuse(END_ON.name, why)
    return end


def scheme_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The schemes of the cooperation, in the order of these fields."""
    for one in with_links(schemes(access)):
        values: dict[str, Value] = {
            TITLE.name: one.title,
            KIND.name: str(one.get_kind_display()),
            HOLDER.name: one.holder.name if one.holder else "",
            GROUND.name: " ; ".join(sorted(str(area) for area in one.territories.all())),
            PARTIES.name: " ; ".join(sorted(party.name for party in one.parties.all())),
            SIGNED_ON.name: one.signed_on,
            START_ON.name: one.start_on,
            END_ON.name: one.end_on,
            STATE.name: str(one.get_state_display()),
            SOURCE.name: one.source,
        }
        yield [values.get(name, "") for name in fields]


SCHEMES = Target(
    "dispositifs",
    "Dispositifs",
    SPEC.labels,
    frozenset(),
    plan_schemes,
    scheme_rows_out,
    rank=7,
    leads_to=leads_to_page("Ouvrir les dispositifs", "context:schemes"),
    brings="vos dispositifs",
    purpose="quels contrats et plans courent ici, qui les porte, jusqu’à quand",
    pages={"scheme": "context:scheme"},
    leaf="pre.context.initiatives",
)
