"""A list of facilities, as the import wizard and the export read it."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow
from maillage.foundation.exchange.tables.taken_above import warn_from_above
from maillage.foundation.exchange.tables.value_looks import is_person_text
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Territory
from maillage.trade.context.bodies_by_name import nearest_bodies
from maillage.trade.context.choices import AgreementKind, FacilityKind, FacilityState
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.facilities.cells import commune_in
from maillage.trade.context.facilities.columns import (
    AGREEMENTS,
    COF,
    COMMUNE,
    DSP,
    EVERY_END,
    HOURS,
    KIND,
    MANAGER,
    NAME,
    NOTES,
    OTHER,
    PLACES,
    PMI,
    PS,
    SINCE,
    SPEC,
    STATE,
    kind_read,
    state_read,
)
from maillage.trade.context.facilities.models import Facility, FacilityAgreement
from maillage.trade.context.facilities.queries import facilities, with_agreements
from maillage.trade.context.facilities.services import keep_agreement, keep_facility
from maillage.trade.context.list_comparing import (
    Columns,
    column_in,
    compare_rows,
    compare_value,
)
from maillage.trade.context.list_joining import join_repeated
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    by_names,
    leave_crossed,
    read_list,
)

BOTH = re.compile(r"\s/\s|\set\s(?=[A-ZÀ-Ý])")
OWN = frozenset({"mairie", "commune", "la commune", "la mairie", "ville", "municipalite"})
NAMELESS = lazy("Assistantes maternelles")


VALUES: Columns = {
    "kind": (KIND,),
    "manager": (MANAGER,),
    "places": (PLACES,),
    "hours": (HOURS,),
    "since": (SINCE, STATE, NOTES),
    "until": (STATE, SINCE, NOTES),
}
JOINING: Columns = {**VALUES, "state": (STATE,)}
# How a kind is called by the programs that read what was understood.
KIND_WORDS: Mapping[str, str] = {
    FacilityKind.NURSERY: "eaje",
    FacilityKind.MICRO: "micro-crèche",
    **dict.fromkeys((FacilityKind.MINDERS, FacilityKind.MAM), "assistantes maternelles"),
    **{kind: kind.value for kind in (FacilityKind.RPE, FacilityKind.LAEP, FacilityKind.EVS)},
    FacilityKind.LEISURE: "alsh",
    FacilityKind.YOUTH: "accueil jeunes",
    FacilityKind.CENTRE: "centre social",
    FacilityKind.TOYS: "ludothèque",
    FacilityKind.FRANCE_SERVICES: "france services",
}


@dataclass(slots=True)
class FacilityRow(ListRow[Facility]):
    """One row: the facility, the commune and manager it names, its agreements."""

    commune: str = ""
    manager: str = ""
    ends: Mapping[AgreementKind, date | None] = field(default_factory=dict)
    is_person: bool = False

    @property
    def fresh_agreements(self) -> list[FacilityAgreement]:
        """The agreements of the row of a kind whose last day a known facility does not have."""
        if self.existing is None:
            return []
        by_kind = {one.kind: one for one in self.existing.agreements.all()}
        results = []
        for kind, end in self.ends.items():
            one = by_kind.get(kind) or FacilityAgreement(facility=self.existing, kind=kind)
            if end is not None and one.end_on is None:
                one.end_on = end
                results.append(one)
        return results

    @property
    def is_completing(self) -> bool:
        """Whether a known facility takes something of the row."""
        return bool(self.blanks or self.fresh_agreements)


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

    def complete(self, access: Access, one: ListRow[Facility], existing: Facility) -> None:
        """Fills what is blank in a known facility, its agreements too."""
        agreements = one.fresh_agreements if isinstance(one, FacilityRow) else []
        ListImport.complete(self, access, one, existing)
        for agreement in agreements:
            keep_agreement(access, agreement)

    def plain(self, one: ListRow[Facility]) -> Plain:
        """The facility that one row says, by field."""
        base = ListImport.plain(self, one)
        if not isinstance(one, FacilityRow):
            return base
        ends = [(kind, end) for kind, end in one.ends.items() if end]
        agreements = [{"kind": kind.value, "end_on": end.isoformat()} for kind, end in ends]
        return {
            **base,
            "kind": KIND_WORDS.get(one.record.kind) or one.row.text(KIND.name) or None,
            "commune": one.commune,
            "manager": one.manager,
            "agreements": agreements,
        }


def plan_facilities(workbook: Workbook, answers: Answers, report: Progress) -> FacilitiesImport:
    """A workbook understood as a list of facilities."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_list(workbook, SPEC, answers.mapping)
    rows: Iterable[Territory] = territories_to_offer(access) if access else ()
    communes = by_names((one for one in rows if one.kind == Kind.COMMUNE), "name")
    bodies = nearest_bodies(access) if access else {}
    ours = with_agreements(facilities(access)) if access else ()
    same = {(folded(one.name), one.commune_id): one for one in ours}
    listed = _before_needs(read.rows)
    warn_from_above(listed, NAME.name, KIND.name, COMMUNE.name)
    results = [
        _understood(row, communes, bodies, checks_names=access is not None) for row in listed
    ]
    _count_minders(results)
    for one in results:
        one.existing = same.get((folded(one.record.name), one.record.commune_id))
    leave_crossed(
        results, {"since": [STATE.name, SINCE.name, NOTES.name], "until": [STATE.name, NOTES.name]}
    )
    _compare(results)
    rows_of_names = [one for one in results if not one.is_person]
    join_repeated(rows_of_names, NAME.name, lambda one: (folded(_commune_of(one)),), JOINING)
    report(len(results), len(results))
    return FacilitiesImport(Table(replace(read, rows=listed), list[ListRow[Facility]](results)))


def _compare(rows: Sequence[FacilityRow]) -> None:
    """Says what known facilities say otherwise, their situation and agreements too."""
    compare_rows(rows, VALUES, {})
    for one in rows:
        if one.existing is None or one.row.is_refused:
            continue
        is_open = one.values["state"] == FacilityState.OPEN
        compare_value(one, "state", *((STATE,) if is_open else (STATE, SINCE, NOTES)))
        for kind, field_ in AGREEMENTS:
            days = [each.end_on for each in one.existing.agreements.all() if each.kind == kind]
            noted, column = next(filter(None, days), None), column_in(one.row, field_, EVERY_END)
            if column and noted and (end := one.ends.get(kind)) and end not in days:
                one.row.keep(column, french.long_date(noted))


def _commune_of(one: ListRow[Facility]) -> str:
    return one.commune if isinstance(one, FacilityRow) else ""


def _count_minders(rows: Sequence[FacilityRow]) -> None:
    """Childminders named one by one are, in each commune, their places without a name."""
    by_commune: dict[str, list[FacilityRow]] = {}
    for one in rows:
        if one.is_person:
            by_commune.setdefault(folded(one.commune), []).append(one)
    for group in by_commune.values():
        first, *others = group
        places = [one.record.places for one in group]
        first.record.places = None if None in places else sum(filter(None, places))
        first.values = {**first.values, "places": first.record.places}
        for other in others:
            other.row.is_refused = True


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
    commune, manager, name = _commune(row, communes), row.read(MANAGER), row.read(NAME)
    area, body = communes.get(folded(commune)), _manager(manager, commune, bodies)
    if checks_names and area is None:
        _refuse_commune(row, commune)
    if checks_names and manager and body is None:
        row.warn(MANAGER.name, _("Cette structure n’est pas connue ici : la case est laissée."))
    state, since, until = state_read(row)
    kind = kind_read(row, row.read(KIND), name)
    is_person = kind == FacilityKind.MINDERS and is_person_text(name)
    if is_person:
        sentence = _("Une assistante maternelle n’entre pas par son nom : ses places seules.")
        row.leave_out(NAME.name, sentence)
        name = str(NAMELESS)
    elif "?" in name:
        row.warn(NAME.name, _("Quel est son nom ?"))
    values: dict[str, object] = {
        "name": name,
        "kind": kind,
        "places": row.read(PLACES),
        "hours": row.read(HOURS),
        "state": state,
        "since": since,
        "until": until,
        "manager": body,
    }
    if is_person:
        values |= {"hours": "", "since": None, "until": None, "manager": None}
        manager = ""
    record = Facility(**values, commune=area)
    ends = {} if is_person else _ends(row)
    result = FacilityRow(row, record, values, commune=commune, manager=manager)
    result.ends, result.is_person = ends, is_person
    return result


def _ends(row: TableRow) -> Mapping[AgreementKind, date | None]:
    """The last day of each agreement: that of its own column, else of the column of them all."""
    every = row.read(EVERY_END)
    return {kind: row.read(one) or every.get(kind) for kind, one in AGREEMENTS}


def _manager(text: str, commune: str, bodies: Mapping[str, Organisation]) -> Organisation | None:
    """Who runs it; « mairie » is the commune where it stands."""
    own = (commune, f"commune de {commune}") if folded(text) in OWN else (text,)
    rows = (bodies.get(folded(name)) for name in own)
    return next(filter(None, rows), None)


def _commune(row: TableRow, communes: Mapping[str, Territory]) -> str:
    """The commune of a row, as its name alone; the first of two, which is asked about."""
    text = row.read(COMMUNE)
    if folded(text) in communes:
        return text
    first, *others = BOTH.split(text)
    if others:
        row.warn(COMMUNE.name, _("Deux communes : seule la première est lue."))
    return commune_in(first)


def _refuse_commune(row: TableRow, commune: str) -> None:
    if not commune:
        row.refuse(COMMUNE.name, _("Dites dans quelle commune."))
        return
    sentence = _("« %(name)s » n’est pas une commune de vos membres.")
    row.refuse(COMMUNE.name, sentence % {"name": commune})


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
            SINCE.name: one.since if one.state != FacilityState.PLANNED else None,
            COF.name: ends.get(AgreementKind.COF),
            PMI.name: ends.get(AgreementKind.PMI),
            PS.name: ends.get(AgreementKind.SERVICE),
            DSP.name: ends.get(AgreementKind.DELEGATION),
            OTHER.name: ends.get(AgreementKind.OTHER),
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
