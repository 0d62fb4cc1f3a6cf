"""A list of findings, one column for each structure, as the import and the export read it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.problems import Remark, Severity
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.column_context import IGNORED
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.parsed_rows import (
    Field,
    RowsRead,
    Table,
    TableRow,
    TableSpec,
    words,
)
from maillage.foundation.exchange.tables.sheets import MappedTable
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import (
    Answers,
    Becoming,
    Target,
    leads_to_page,
)
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Actor, Organisation
from maillage.ground.territories.models import Territory
from maillage.trade.context.choosing import organisations_to_offer, territories_to_offer
from maillage.trade.context.list_comparing import Columns, compare_rows
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    by_names,
    listed_in,
    refuse_repeated,
)
from maillage.trade.stakes.choices import FindingKind, Judgement
from maillage.trade.stakes.findings.asking import structures_to_ask
from maillage.trade.stakes.findings.figures_table import (
    FIGURE,
    FIGURE_FIELDS,
    figure_lines,
    figure_of,
)
from maillage.trade.stakes.findings.models import Finding, FindingReading
from maillage.trade.stakes.findings.more_figures import (
    SOURCE,
    FindingRow,
    Verdicts,
    check_figures,
    compare_sources,
    with_more_figures,
)
from maillage.trade.stakes.findings.queries import finding_table, findings, open_findings
from maillage.trade.stakes.findings.services import keep_finding
from maillage.trade.stakes.themes.models import Theme
from maillage.trade.stakes.themes.queries import themes

WORDS = {
    Judgement.AGREED: ("d", "o", "oui", "d’accord", "d'accord"),
    Judgement.CONTESTED: ("c", "n", "non", "conteste", "le voit autrement"),
    Judgement.UNKNOWN: ("?", "ne sait pas", "nsp"),
}
VERDICTS = {word.casefold(): verdict.value for verdict, some in WORDS.items() for word in some}
LETTERS = {
    Judgement.AGREED.value: "D",
    Judgement.CONTESTED.value: "C",
    Judgement.UNKNOWN.value: "?",
}
KINDS = {folded(str(one.label)): one.value for one in FindingKind}
JUDGED = "finding_judgement"
REMARKED = "finding_remark"
UNASKED = lazy("Cette structure ne donne pas d’avis ici : sa colonne est laissée.")
REMARK_OF = re.compile(r"remarques? (?:de la|de l|de|du|des|d) ")


def kind_of(row: TableRow, name: str) -> str:
    """The nature that a cell says; a need when it says none."""
    return KINDS.get(folded(row.text(name)), FindingKind.NEED.value)


def source_day(row: TableRow, name: str) -> date | None:
    """The day of a source; one to come is left out."""
    day = row.start(name)
    if day is not None and day > timezone.localdate():
        row.leave_out(name, _("Ce jour n’est pas passé : la date de la source est laissée."))
        return None
    return day


STATEMENT = Field("action_description", "Constat", words(200), lazy("Écrivez le constat."))
KIND = Field("organisation_type", "Nature", kind_of)
THEME = Field("theme", "Thème", words())
WHERE = Field("territory", "Territoires", words(), others=("commune", "organisation_name"))
SOURCE_ON = Field("meeting_on", "Date de la source", source_day, others=("date",))
LICENCE = Field("data_licence", "Licence", words(80))
SPEC = TableSpec(
    (STATEMENT, KIND, THEME, WHERE, *FIGURE_FIELDS, SOURCE, SOURCE_ON, LICENCE),
    frozenset({STATEMENT.name}),
)
VALUES: Columns = {
    "kind": (KIND,),
    "theme": (THEME,),
    "source_on": (SOURCE_ON,),
    "licence": (LICENCE,),
}


@dataclass(frozen=True)
class FindingsImport(ListImport[Finding]):
    """A list of findings understood, and the structures that its columns name."""

    actors: Mapping[str, Actor] = field(default_factory=dict)
    word = "findings"
    noun = "constats"

    def describe_row(self, one: ListRow[Finding]) -> Becoming:
        """The finding that one row says, and who judges it."""
        verdicts = one.verdicts if isinstance(one, FindingRow) else {}
        figures = one.figures if isinstance(one, FindingRow) else []
        lines = [
            f"{figure} : {' '.join((french.number(figure.value), figure.unit)).strip()}"
            for figure in figures
        ]
        lines += [
            " : ".join(filter(None, (name, str(Judgement(verdict).label), remark)))
            for name, (verdict, remark) in verdicts.items()
        ]
        return Becoming(str(one.record), tuple(lines))

    def keep(self, access: Access, one: ListRow[Finding]) -> Finding:
        """The finding, written with what structures say of it."""
        one.record.author = access.user
        areas = [area for area in one.links["territories"] if isinstance(area, Territory)]
        finding = keep_finding(access.cooperation, one.record, areas)
        verdicts = one.verdicts if isinstance(one, FindingRow) else {}
        for figure in one.figures if isinstance(one, FindingRow) else []:
            figure.finding = finding
            figure.save()
        for name, (verdict, remark) in verdicts.items():
            if actor := self.actors.get(folded(name)):
                _keep_verdict(access, finding, actor, verdict, remark)
        return finding


def _keep_verdict(
    access: Access, finding: Finding, actor: Actor, verdict: str, remark: str
) -> None:
    """What the officer brings of a structure: a file does not say who spoke, so nobody else reads.

    A disagreement without remark has no words yet: the page says that they are to be asked.
    """
    today = timezone.localdate()
    common = {
        "cooperation": access.cooperation,
        "author": access.user,
        "on": today,
        "visibility": Visibility.OFFICERS,
    }
    source = Source.objects.create(kind=SourceKind.OFFICER, **common)
    FindingReading.objects.create(
        actor=actor, finding=finding, source=source, verdict=verdict, said=remark, **common
    )


def plan_findings(workbook: Workbook, answers: Answers, report: Progress) -> FindingsImport:
    """A workbook understood as a list of findings."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_rows(workbook, SPEC, answers.mapping)
    actors = _actors(access)
    _mark_judged(read, actors)
    themes_by_name = by_names(themes(access) if access else (), "label")
    areas = by_names(territories_to_offer(access) if access else (), "name")
    bodies = by_names(organisations_to_offer(access) if access else (), "name", "short_name")
    ours = (
        open_findings(findings(access)).prefetch_related("figures", "territories") if access else ()
    )
    same = {folded(one.statement): one for one in ours}
    rows = [
        _understood(row, themes_by_name, areas, bodies, dict(_verdicts(row, read, workbook)))
        for row in read.rows
    ]
    for one in rows:
        one.existing = same.get(folded(one.record.statement))
        check_figures(one)
        if one.existing is not None and one.figures:
            one.links = {}
    compare_rows(rows, VALUES, {"territories": (WHERE,)})
    compare_sources(rows)
    _leave_verdicts(rows, actors, access)
    rows = with_more_figures(rows)
    refuse_repeated(rows, STATEMENT.name)
    report(len(rows), len(rows))
    return FindingsImport(Table(read, list[ListRow[Finding]](rows)), actors)


def _leave_verdicts(
    rows: Sequence[FindingRow], actors: Mapping[str, Actor], access: Access | None
) -> None:
    """Says which structures a row has judge a finding that stands, otherwise than is noted."""
    standing = [one for one in rows if one.existing is not None and one.verdicts]
    lines = finding_table(access).lines if standing and access else ()
    noted = {line.finding.pk: line.spoken for line in lines}
    for one in standing:
        spoken = noted.get(one.existing.pk, {}) if one.existing else {}
        verdicts = {actor: judged.verdict for actor, judged in spoken.items()}
        others = [
            name
            for name, (verdict, _remark) in one.verdicts.items()
            if (actor := actors.get(folded(name))) and verdicts.get(actor.pk) != verdict
        ]
        if others:
            words = _("Ce constat est déjà posé : notez sur sa page l’avis de %(names)s.")
            one.row.warn(STATEMENT.name, words % {"names": french.listed(others)})


def _actors(access: Access | None) -> dict[str, Actor]:
    """The structures that may be asked, by each of their names."""
    rows = structures_to_ask(access.cooperation_id) if access else ()
    by_name: dict[str, Actor] = {}
    for one in rows:
        names = (one.organisation.name, one.organisation.short_name) if one.organisation else ()
        for name in filter(None, map(folded, names)):
            by_name.setdefault(name, one)
    return by_name


def _mark_judged(read: RowsRead, actors: Mapping[str, Actor]) -> None:
    """The columns that no field heads and that a structure does, or that hold verdicts alone."""
    for reading in read.readings:
        reading.tables = [
            MappedTable(one.table, [_judged(column, actors) for column in one.columns])
            for one in reading.tables
        ]
        for one in reading.tables if actors else ():
            for column in one.columns:
                if column.field == JUDGED and folded(column.header) not in actors:
                    place = one.table.header_row, column.number
                    remark = Remark("structure_unasked", Severity.WARNING, str(UNASKED))
                    sheet = reading.sheet
                    read.problems.add(remark.at(sheet.reference(*place), sheet.text(*place)))


def _judged(column: Column, actors: Mapping[str, Actor]) -> Column:
    samples = [one.strip().casefold() for one in column.samples if one.strip()]
    holds = bool(samples) and all(one in VERDICTS for one in samples)
    if column.field != IGNORED:
        return column
    if REMARK_OF.sub("", folded(column.header)) in actors and _is_remark(column):
        return replace(column, field=REMARKED, reason=_("remarque d’une structure"))
    if not (folded(column.header) in actors or holds):
        return column
    return replace(column, field=JUDGED, reason=_("avis d’une structure"))


def _is_remark(column: Column) -> bool:
    return REMARK_OF.match(folded(column.header)) is not None


def _verdicts(
    row: TableRow, read: RowsRead, workbook: Workbook
) -> Iterator[tuple[str, tuple[str, str]]]:
    """What each structure says in a row; a verdict that is none is said, never guessed."""
    cells = _cells_of_structures(row, read, workbook)
    remarks = {
        REMARK_OF.sub("", folded(column.header)): text
        for column, text in cells
        if column.field == REMARKED
    }
    for column, text in cells:
        verdict = VERDICTS.get(text.casefold()) if column.field == JUDGED else None
        if verdict:
            yield column.header, (verdict, remarks.pop(folded(column.header), ""))
        elif column.field == JUDGED:
            row.warn(
                STATEMENT.name,
                _("%(name)s : « %(text)s » n’est pas un avis (D, C ou ?), il est laissé.")
                % {"name": column.header, "text": text[:40]},
            )
    for name in remarks:
        row.warn(
            STATEMENT.name,
            _("La remarque de « %(name)s » est sans avis : elle est laissée.") % {"name": name},
        )


def _cells_of_structures(
    row: TableRow, read: RowsRead, workbook: Workbook
) -> list[tuple[Column, str]]:
    """What the columns of structures hold in a row."""
    sheet = next(one for one in workbook.sheets if one.name == row.sheet)
    readings = (one for one in read.readings if one.sheet.name == row.sheet)
    tables = (mapped for reading in readings for mapped in reading.tables)
    cells = [
        (column, sheet.text(row.row, column.number).strip())
        for mapped in tables
        if row.row in mapped.table.records
        for column in mapped.columns
        if column.field in (JUDGED, REMARKED)
    ]
    return [(column, text) for column, text in cells if text]


def _understood(
    row: TableRow,
    themes_by_name: Mapping[str, Theme],
    areas: Mapping[str, Territory],
    bodies: Mapping[str, Organisation],
    verdicts: Verdicts,
) -> FindingRow:
    chosen = listed_in(row, THEME.name, themes_by_name)
    values: dict[str, object] = {
        "statement": row.read(STATEMENT),
        "kind": row.read(KIND),
        "theme": chosen[0] if chosen else None,
        "source": row.read(SOURCE),
        "source_on": row.read(SOURCE_ON),
        "licence": row.read(LICENCE),
    }
    body = bodies.get(folded(row.text(WHERE.name))) if row.text(FIGURE.name) else None
    body = None if folded(row.text(WHERE.name)) in areas else body
    where = [] if body else listed_in(row, WHERE.name, areas)
    figure = figure_of(row, where, body)
    record = Finding(visibility=Visibility.MEMBERS, **values)
    figures = [figure] if figure else []
    return FindingRow(
        row, record, values, {"territories": where}, verdicts=verdicts, figures=figures
    )


def finding_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The findings that this reader sees, a row more for each number but the first; the first
    says what each structure thinks of it.
    """
    spoken = {line.finding.pk: line.spoken for line in finding_table(access).lines}
    rows = open_findings(findings(access))
    for one in rows.prefetch_related("territories", "figures__territory", "figures__organisation"):
        areas = [str(area) for area in one.territories.all()]
        values: dict[str, Value] = {
            STATEMENT.name: one.statement,
            KIND.name: str(one.get_kind_display()),
            THEME.name: str(one.theme or ""),
            WHERE.name: " ; ".join(sorted(areas)),
            SOURCE.name: one.source,
            SOURCE_ON.name: one.source_on,
            LICENCE.name: one.licence,
        }
        for actor, judged in spoken.get(one.pk, {}).items():
            values[f"{JUDGED}:{actor}"] = LETTERS[judged.verdict]
            values[f"{REMARKED}:{actor}"] = judged.words
        for line in figure_lines(one, areas):
            yield [(values | line).get(name, "") for name in fields]
            values = {STATEMENT.name: one.statement, KIND.name: str(one.get_kind_display())}


def verdict_columns(access: Access) -> Mapping[str, str]:
    """A column for each structure that this reader sees asked, and one for its remarks."""
    table = finding_table(access)
    remarked = {actor for line in table.lines for actor, one in line.spoken.items() if one.words}
    columns: dict[str, str] = {}
    for actor in table.actors:
        columns[f"{JUDGED}:{actor.pk}"] = actor.name
        if actor.pk in remarked:
            columns[f"{REMARKED}:{actor.pk}"] = _("Remarque de %(name)s") % {"name": actor.name}
    return columns


FINDINGS = Target(
    "findings",
    "Constats",
    {**SPEC.labels, JUDGED: "Avis d’une structure", REMARKED: "Remarque d’une structure"},
    frozenset(),
    plan_findings,
    finding_rows_out,
    rank=10,
    only_in=frozenset({JUDGED, REMARKED}),
    more=verdict_columns,
    leads_to=leads_to_page("Ouvrir le diagnostic", "stakes:findings"),
    brings="vos constats",
    purpose="ce que l’on constate, d’où on le tient, qui est d’accord",
    pages={"finding": "stakes:finding"},
    leaf="emergence.stakes.shared-diagnosis",
)
