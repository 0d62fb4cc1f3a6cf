"""A list of facilities, as the import wizard and the export read it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.dates import read_date
from maillage.foundation.exchange.tables.parsed_rows import (
    Field,
    Table,
    TableRow,
    TableSpec,
    words,
)
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import AgreementKind, FacilityKind, FacilityState
from maillage.trade.context.choosing import organisations_to_offer, territories_to_offer
from maillage.trade.context.facilities.models import MOST_PLACES, Facility, FacilityAgreement
from maillage.trade.context.facilities.queries import facilities, with_agreements
from maillage.trade.context.facilities.services import keep_agreement, keep_facility
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    by_names,
    last_day_of,
    refuse_repeated,
)

KINDS: tuple[tuple[FacilityKind, tuple[str, ...]], ...] = (
    (FacilityKind.MICRO, ("micro",)),
    (FacilityKind.NURSERY, ("eaje", "multi-accueil", "multi accueil", "creche", "halte")),
    (FacilityKind.MINDERS, ("assistante", "assmat", "assistants maternels")),
    (FacilityKind.RPE, ("rpe", "ram", "relais")),
    (FacilityKind.LAEP, ("laep", "enfants-parents", "enfants parents")),
    (FacilityKind.LEISURE, ("alsh", "loisirs", "periscolaire", "extrascolaire")),
    (FacilityKind.YOUTH, ("jeunes", "ados", "adolescent")),
    (FacilityKind.CENTRE, ("centre social",)),
    (FacilityKind.EVS, ("evs", "espace de vie sociale")),
    (FacilityKind.TOYS, ("ludotheque",)),
    (FacilityKind.FRANCE_SERVICES, ("france services",)),
)
NUMBER = re.compile(r"\d[\d\s\u00a0\u202f]*")
DAY = re.compile(r"\d{1,2}/\d{1,2}/\d{4}|\d{1,2}/\d{4}|\d{4}")


def kind_of(text: str) -> FacilityKind:
    """The kind that these words say, « autre équipement » when they say none."""
    plain = folded(text)
    for kind, marks in KINDS:
        if any(re.search(rf"\b{re.escape(mark)}", plain) for mark in marks):
            return kind
    return FacilityKind.OTHER


def places_of(row: TableRow, name: str) -> int | None:
    """The number of places that a cell begins with; its words are said, too many are refused."""
    text = row.text(name)
    match = NUMBER.match(text)
    if match is None:
        return None
    number = int(re.sub(r"\D", "", match[0]))
    if number > MOST_PLACES:
        row.leave_out(name, _("%(n)s places : est-ce le nombre d’enfants ?") % {"n": text})
        return None
    if text != match[0].strip() and not re.fullmatch(r"\d+ places?", text):
        row.inform(name, _("Lu %(n)s.") % {"n": number})
    return number


def agreement_end(row: TableRow, name: str) -> date | None:
    """The last day of an agreement; one that does not exist is left out, the row is written."""
    text = row.text(name)
    if not text or not any(map(str.isdigit, text)):
        return None
    cell = row.cells.get(name)
    reading = read_date(cell.value) if cell and cell.value else None
    if reading is not None and reading.date is None:
        row.leave_out(name, _("Cette date n’existe pas : écrivez le dernier jour."))
        return None
    return last_day_of(row, name)


def state_of(text: str) -> FacilityState:
    """Whether the words say that it is planned or closed; open otherwise."""
    plain = folded(text)
    if "ferm" in plain:
        return FacilityState.CLOSED
    return FacilityState.PLANNED if "projet" in plain or "prevu" in plain else FacilityState.OPEN


def day_in(text: str) -> date | None:
    """The day that the words of a situation hold: « fermé depuis le 31/08/2025 »."""
    match = DAY.search(text)
    reading = read_date(match[0]) if match else None
    return reading.date if reading else None


NAME = Field("service_name", "Équipement", words(160), lazy("Dites quel équipement c’est."))
KIND = Field("service_kind", "Nature", words(), is_carried=True, others=("organisation_type",))
COMMUNE = Field("commune", "Commune", words())
MANAGER = Field("managing_body", "Gestionnaire", words(200), others=("organisation_name",))
PLACES = Field("capacity", "Places", places_of)
HOURS = Field("opening_hours", "Horaires", words(200), others=("availability",))
STATE = Field("status", "Situation", words())
COF = Field("caf_agreement_end", "Fin COF", agreement_end)
PMI = Field("pmi_agreement_end", "Fin agrément PMI", agreement_end)
FIELDS = (NAME, KIND, COMMUNE, MANAGER, PLACES, HOURS, STATE, COF, PMI)
SPEC = TableSpec(FIELDS, frozenset({NAME.name}))
AGREEMENTS = ((AgreementKind.COF, COF), (AgreementKind.PMI, PMI))


@dataclass(slots=True)
class FacilityRow(ListRow[Facility]):
    """One row: the facility, the commune and manager it names, its agreements."""

    commune: str = ""
    manager: str = ""
    ends: Mapping[AgreementKind, date | None] = field(default_factory=dict)


@dataclass(frozen=True)
class FacilitiesImport(ListImport[Facility]):
    """A list of facilities understood, as the wizard reads it."""

    word = "facilities"
    noun = "équipements"

    def keep(self, access: Access, one: ListRow[Facility]) -> Facility:
        """The facility, written with its agreements."""
        facility = keep_facility(access.cooperation, one.record)
        for kind, end in one.ends.items() if isinstance(one, FacilityRow) else ():
            if end is not None:
                keep_agreement(access, FacilityAgreement(facility=facility, kind=kind, end_on=end))
        return facility

    def plain(self, one: ListRow[Facility]) -> Plain:
        """The facility that one row says, by field."""
        base = ListImport.plain(self, one)
        if not isinstance(one, FacilityRow):
            return base
        ends = {f"{kind.value}_end": str(end or "") for kind, end in one.ends.items()}
        return {**base, "commune": one.commune, "manager": one.manager, **ends}


def plan_facilities(workbook: Workbook, answers: Answers, tell: Progress) -> FacilitiesImport:
    """A workbook understood as a list of facilities."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_rows(workbook, SPEC, answers.mapping)
    rows: Iterable[Territory] = territories_to_offer(access) if access else ()
    communes = by_names((one for one in rows if one.kind == Kind.COMMUNE), "name")
    bodies = by_names(organisations_to_offer(access) if access else (), "name", "short_name")
    ours = facilities(access) if access else ()
    same = {(folded(one.name), one.commune_id): one for one in ours}
    listed = _before_needs(read.rows)
    results = [
        _understood(row, communes, bodies, checks_names=access is not None) for row in listed
    ]
    for one in results:
        one.existing = same.get((folded(one.record.name), one.record.commune_id))
    refuse_repeated(results, NAME.name)
    tell(len(results), len(results))
    return FacilitiesImport(Table(replace(read, rows=listed), list[ListRow[Facility]](results)))


def _before_needs(rows: list[TableRow]) -> list[TableRow]:
    """The rows above a table of needs by commune, which has no year and is typed: it is said."""
    for place, row in enumerate(rows):
        if folded(row.text(KIND.name)) == "commune":
            row.warn(
                KIND.name,
                _("D’ici, un tableau de besoins : notez-les par commune, avec leur année."),
            )
            return rows[:place]
    return rows


def _understood(
    row: TableRow,
    communes: Mapping[str, Territory],
    bodies: Mapping[str, Organisation],
    *,
    checks_names: bool,
) -> FacilityRow:
    situation, commune, manager = row.read(STATE), row.read(COMMUNE), row.read(MANAGER)
    area, body = communes.get(folded(commune)), bodies.get(folded(manager))
    if checks_names and area is None:
        row.refuse(COMMUNE.name, _("Cette commune n’est pas de celles de vos membres."))
    if checks_names and manager and body is None:
        row.warn(MANAGER.name, _("Cette structure n’est pas connue ici : la case est laissée."))
    state, day = state_of(situation), day_in(situation)
    values: dict[str, object] = {
        "name": row.read(NAME),
        "kind": kind_of(f"{row.read(KIND)} {row.text(NAME.name)}"),
        "places": row.read(PLACES),
        "hours": row.read(HOURS),
        "state": state,
        "since": day if state == FacilityState.PLANNED else None,
        "until": day if state == FacilityState.CLOSED else None,
    }
    links = {"commune": area, "manager": body}
    record = Facility(**values, **links)
    ends = {kind: row.read(one) for kind, one in AGREEMENTS}
    return FacilityRow(row, record, values, commune=commune, manager=manager, ends=ends)


def facility_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The facilities of the cooperation, in the order of these fields."""
    for one in with_agreements(facilities(access)):
        ends: dict[str, date | None] = {}
        for agreement in one.agreements.all():
            ends.setdefault(agreement.kind, agreement.end_on)
        values: dict[str, Value] = {
            NAME.name: one.name,
            KIND.name: str(one.get_kind_display()),
            COMMUNE.name: one.commune.name,
            MANAGER.name: str(one.manager or ""),
            PLACES.name: one.places,
            HOURS.name: one.hours,
            STATE.name: situation_words(one),
            COF.name: ends.get(AgreementKind.COF),
            PMI.name: ends.get(AgreementKind.PMI),
        }
        yield [values.get(name, "") for name in fields]


def situation_words(one: Facility) -> str:
    """Where a facility stands, with its day: "fermé le 31/08/2025"."""
    day = one.until if one.state == FacilityState.CLOSED else one.since
    words_of_state = str(one.get_state_display())
    if day is None or one.state == FacilityState.OPEN:
        return words_of_state
    return f"{words_of_state}, {day:%d/%m/%Y}"


FACILITIES = Target(
    "facilities",
    "Équipements",
    SPEC.labels,
    frozenset(),
    plan_facilities,
    facility_rows_out,
    rank=9,
    leads_to=leads_to_page("Ouvrir les équipements", "context:facilities"),
    brings="vos équipements",
    purpose="où l’on est accueilli, par qui, pour combien, jusqu’à quand",
    pages={"facility": "context:facility"},
    leaf="pre.context.publics-actors",
)
