"""A list of sources, as the import wizard and the export read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import to_come_fault
from maillage.core.money import euros_typed
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import Field, Table, TableRow
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.directory.records.queries.people import people
from maillage.trade.context.bodies_by_name import nearest_bodies
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.list_comparing import NOT_TAKEN, Columns, compare_rows
from maillage.trade.context.listed_people import full_name, people_by_name, person_among
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    by_names,
    leave_crossed,
    listed_in,
    names_in,
    read_list,
    refuse_repeated,
)
from maillage.trade.funding.choices import Recurrence, SourceKind
from maillage.trade.funding.funding_sources import columns
from maillage.trade.funding.funding_sources.models import (
    CLOSES_BEFORE,
    PREDEPOSIT_AFTER,
    RATES_CROSSED,
    FundingSource,
)
from maillage.trade.funding.funding_sources.queries import sources, with_matches
from maillage.trade.funding.funding_sources.services import add_source_inside
from maillage.trade.plan.actions.queries.choices import themes

ByName = Mapping[str, Model]
OTHER_FUNDER = lazy("D’un autre financeur : rien de cette ligne n’est repris. Donnez-lui son nom.")
VALUES: Columns = {
    "programme": (columns.PROGRAMME,),
    "kind": (columns.KIND,),
    "recurrence": (columns.RETURN,),
    "section": (columns.SECTION,),
    "eligible_costs": (columns.HELPS,),
    "left_out_costs": (columns.LEFT_OUT,),
    "beneficiaries": (columns.WHO,),
    "pays": (columns.PAYS,),
    "begins_within": (columns.BEGINS,),
    "ends_within": (columns.ENDS,),
    "floor_cents": (columns.FLOOR,),
    "cap_cents": (columns.CAP,),
    "budget_cents": (columns.BUDGET,),
    "advance_bp": (columns.ADVANCE,),
    "instructor": (columns.INSTRUCTOR,),
    "contact": (columns.CONTACT,),
    "url": (columns.URL,),
    "opens_on": (columns.OPENS_ON,),
    "predeposit_on": (columns.PREDEPOSIT_ON,),
    "closes_on": (columns.CLOSES_ON,),
    "checked_on": (columns.CHECKED_ON,),
    "rate_min_bp": (columns.LEAST_RATE, columns.RATE),
    "rate_bp": (columns.RATE,),
}
LINKS: Columns = {"themes": (columns.THEMES,), "territories": (columns.GROUND,)}


@dataclass(slots=True)
class SourceRow(ListRow[FundingSource]):
    """One row: the source, and the names of those with which it does not add up."""

    clashes: Sequence[str] = ()


@dataclass(frozen=True)
class SourcesImport(ListImport[FundingSource]):
    """A list of sources understood, as the wizard reads it."""

    word = "funding_sources"
    noun, is_feminine = "sources", True

    def keep(self, access: Access, one: ListRow[FundingSource]) -> FundingSource:
        """The source, tied to its themes, its grounds and the sources that are there already."""
        names = one.clashes if isinstance(one, SourceRow) else ()
        clashes = sources(access).filter(name__in=names)
        return add_source_inside(access, one.record, {**one.links, "excludes": clashes})


@dataclass(frozen=True)
class Nameable:
    """What the cells may name, by name; None where no cooperation is read."""

    bodies: Mapping[str, Organisation] | None = None
    themes: ByName | None = None
    grounds: ByName | None = None
    people: Mapping[str, Person] = field(default_factory=dict)


def plan_sources(workbook: Workbook, answers: Answers, report: Progress) -> SourcesImport:
    """A workbook understood as a list of sources."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_list(workbook, columns.SPEC, answers.mapping)
    nameable = _nameable(access) if access else Nameable()
    same = by_names(sources(access) if access else (), "name")
    rows = [_understood(row, nameable) for row in read.rows]
    for one in rows:
        one.existing = same.get(folded(one.record.name))
    days = {"opens_on": [columns.OPENS_ON.name], "closes_on": [columns.CLOSES_ON.name]}
    leave_crossed(rows, days)
    _compare(rows)
    refuse_repeated(rows, columns.NAME.name)
    report(len(rows), len(rows))
    return SourcesImport(Table(read, list[ListRow[FundingSource]](rows)))


def _compare(rows: Sequence[SourceRow]) -> None:
    """Says what known sources say otherwise; a row of another funder completes nothing."""
    compare_rows(rows, VALUES, LINKS)
    for one in rows:
        if one.existing is None:
            continue
        read, noted = (_funder_of(each) for each in (one.record, one.existing))
        if read and noted and folded(read) != folded(noted):
            one.row.keep(columns.FUNDER.name, noted)
            one.row.warn(columns.FUNDER.name, str(OTHER_FUNDER))
            one.values, one.links = {}, {}
        excluded = [folded(other.name) for other in one.existing.excludes.all()]
        if any(folded(name) not in excluded for name in one.clashes):
            one.row.warn(columns.CLASHES.name, str(NOT_TAKEN))


def _funder_of(source: FundingSource) -> str:
    return source.funder.name if source.funder else source.funder_name


def _nameable(access: Access) -> Nameable:
    return Nameable(
        nearest_bodies(access),
        by_names(themes(access), "label"),
        by_names(territories_to_offer(access), "name"),
        people_by_name(access),
    )


def _understood(row: TableRow, nameable: Nameable) -> SourceRow:
    name, written = row.read(columns.NAME), row.read(columns.FUNDER)
    funder = (nameable.bodies or {}).get(folded(written))
    instructors = listed_in(row, columns.INSTRUCTOR.name, nameable.bodies)
    person = row.read(columns.CONTACT)
    kind = f"{row.read(columns.KIND)} {name}"
    returning = row.read(columns.RETURN) or row.text(columns.CLOSES_ON.name)
    values: dict[str, object] = {
        "name": name,
        "funder": funder,
        "funder_name": "" if funder else written,
        "programme": row.read(columns.PROGRAMME),
        "kind": columns.choice_in(kind, columns.KINDS) or SourceKind.CALL.value,
        "recurrence": columns.choice_in(returning, columns.RETURNS) or Recurrence.ONCE.value,
        "section": columns.choice_in(row.read(columns.SECTION), columns.SECTIONS),
        "eligible_costs": row.read(columns.HELPS),
        "left_out_costs": row.read(columns.LEFT_OUT),
        "beneficiaries": row.read(columns.WHO),
        "pays": columns.choice_in(row.read(columns.PAYS), columns.PAYMENTS),
        "begins_within": row.read(columns.BEGINS),
        "ends_within": row.read(columns.ENDS),
        "floor_cents": row.read(columns.FLOOR),
        "cap_cents": row.read(columns.CAP),
        "budget_cents": row.read(columns.BUDGET),
        "advance_bp": _last(row.read(columns.ADVANCE)),
        "instructor": instructors[0] if instructors else None,
        "contact": person_among(nameable.people, person) if person else None,
        "url": _address(row),
        **_days(row),
        **_rates(row),
    }
    links = {
        "themes": listed_in(row, columns.THEMES.name, nameable.themes),
        "territories": listed_in(row, columns.GROUND.name, nameable.grounds),
    }
    clashes = names_in(row.read(columns.CLASHES), {})
    return SourceRow(row, FundingSource(**values), values, links, clashes=clashes)


def _days(row: TableRow) -> dict[str, object]:
    """Its days, those that contradict another left aside."""
    opens, first = row.read(columns.OPENS_ON), row.read(columns.PREDEPOSIT_ON)
    closes, checked = row.read(columns.CLOSES_ON), row.read(columns.CHECKED_ON)
    if opens and closes and closes < opens:
        row.leave_out(columns.OPENS_ON.name, str(CLOSES_BEFORE))
        opens = None
    if first and closes and first > closes:
        row.leave_out(columns.PREDEPOSIT_ON.name, str(PREDEPOSIT_AFTER))
        first = None
    if fault := to_come_fault(checked, timezone.localdate()):
        row.leave_out(columns.CHECKED_ON.name, fault)
        checked = None
    days = (opens, first, closes, checked)
    return dict(zip(("opens_on", "predeposit_on", "closes_on", "checked_on"), days, strict=True))


def _rates(row: TableRow) -> dict[str, object]:
    """The least and the most, which one cell may say together."""
    own, rates = row.read(columns.LEAST_RATE), row.read(columns.RATE)
    least, most = _last(own) or (rates[0] if len(rates) > 1 else None), _last(rates)
    if least and most and least > most:
        row.leave_out(columns.LEAST_RATE.name, str(RATES_CROSSED))
        least = None
    return {"rate_min_bp": least, "rate_bp": most}


def _last(rates: Sequence[int]) -> int | None:
    return rates[-1] if rates else None


def _address(row: TableRow) -> str:
    """The address of its rules; left aside when it is none."""
    text = row.read(columns.URL)
    if text and urlsplit(text).scheme not in {"http", "https"}:
        row.leave_out(
            columns.URL.name, _("Une adresse commence par https:// : la case est laissée.")
        )
        return ""
    return text


def source_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The sources of the cooperation, in the order of these fields."""
    rows = with_matches(access, sources(access)).prefetch_related("themes", "territories")
    numbers = sources(access).order_by().values("contact")
    contacts = {one.pk: one for one in people(access).filter(pk__in=numbers)}
    for one in rows:
        values = _row_out(one, contacts.get(one.contact_id or 0))
        yield [values.get(name, "") for name in fields]


def _row_out(one: FundingSource, person: Person | None) -> dict[str, Value]:
    cells: tuple[tuple[Field[object], Value], ...] = (
        (columns.NAME, one.name),
        (columns.FUNDER, one.funder.name if one.funder else one.funder_name),
        (columns.PROGRAMME, one.programme),
        (columns.KIND, str(one.get_kind_display())),
        (columns.RETURN, str(one.get_recurrence_display())),
        (columns.OPENS_ON, one.opens_on),
        (columns.PREDEPOSIT_ON, one.predeposit_on),
        (columns.CLOSES_ON, one.closes_on),
        (columns.LEAST_RATE, _percents(one.rate_min_bp)),
        (columns.RATE, _percents(one.rate_bp)),
        (columns.FLOOR, _typed(one.floor_cents)),
        (columns.CAP, _typed(one.cap_cents)),
        (columns.BUDGET, _typed(one.budget_cents)),
        (columns.SECTION, str(one.get_section_display()) if one.section else ""),
        (columns.HELPS, one.eligible_costs),
        (columns.LEFT_OUT, one.left_out_costs),
        (columns.WHO, one.beneficiaries),
        (columns.ADVANCE, _percents(one.advance_bp)),
        (columns.PAYS, str(one.get_pays_display()) if one.pays else ""),
        (columns.BEGINS, one.begins_within),
        (columns.ENDS, one.ends_within),
        (columns.INSTRUCTOR, one.instructor.name if one.instructor else ""),
        (columns.CONTACT, full_name(person)),
        (columns.THEMES, _listed(one.themes.all())),
        (columns.GROUND, _listed(one.territories.all())),
        (columns.CLASHES, _listed(one.excludes.all())),
        (columns.URL, one.url),
        (columns.CHECKED_ON, one.checked_on),
    )
    return {column.name: value for column, value in cells}


def _listed(rows: Iterable[object]) -> str:
    return " ; ".join(sorted(map(str, rows)))


def _percents(rate: int | None) -> str:
    return "" if rate is None else f"{euros_typed(rate)} %"


def _typed(cents: int | None) -> str:
    return "" if cents is None else euros_typed(cents)


SOURCES = Target(
    "sources",
    "Sources de financement",
    columns.SPEC.labels,
    frozenset(),
    plan_sources,
    source_rows_out,
    rank=14,
    leads_to=leads_to_page("Ouvrir les sources", "funding:funding_sources"),
    brings="vos sources de financement",
    purpose="qui aide quoi, à quel taux, jusqu’à quand",
    pages={"fundingsource": "funding:source"},
    leaf="construction.partnerships.funding",
    english=SourcesImport.word,
)
