"""The pages of an import: a file, its columns, its preview, its report."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from maillage.core.french import in_words
from maillage.core.messages import say, warn
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.exchange import permissions
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.choices import OPEN_STATES, ImportState
from maillage.foundation.exchange.import_wizard.forms import FileForm, answers_sent, columns_sent
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.queries import imports_of
from maillage.foundation.exchange.import_wizard.services.first_reading import (
    planned_columns,
    receive_file,
)
from maillage.foundation.exchange.import_wizard.services.runs import check_again, queue_import
from maillage.foundation.exchange.import_wizard.services.undo import planned_undo, queue_undo
from maillage.foundation.exchange.import_wizard.services.uploads import (
    answer_suggestions,
    drop_import,
    queue_check,
)
from maillage.foundation.exchange.import_wizard.tasks import (
    check_file,
    import_file,
    read_file,
    remove_import,
)
from maillage.foundation.exchange.tables.columns import IGNORED, Column
from maillage.foundation.exchange.tables.remarks import refusal_reason
from maillage.foundation.exchange.tables.sheets import SheetReading, choice_of
from maillage.foundation.exchange.targets.targets import (
    Becoming,
    PlannedImport,
    Target,
    target_by_word,
    targets_offered,
)

Option = tuple[str, str]


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column with its field and the reason of the guess."""

    letters: str
    header: str
    group: str
    name: str
    samples: str
    choice: str
    options: list[Option]
    reason: str
    is_refused: bool = False
    asks: bool = False
    is_second: bool = False


@dataclass(frozen=True, slots=True)
class SheetChoice:
    """One sheet, kept or not, with the choices of its columns."""

    name: str
    is_used: bool
    reason: str
    columns: list[ColumnChoice]


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """One row and what it becomes, with the rows before and after."""

    row: int
    sheet: str
    becomings: list[Becoming]
    previous: str
    following: str

    @property
    def words(self) -> str:
        """How many records, in words."""
        return in_words(len(self.becomings), feminine=True)


@dataclass(frozen=True, slots=True)
class ColumnsPage:
    """The whole page."""

    sheets: list[SheetChoice]
    recognised: int
    total: int
    asking: int
    refused: int
    words: dict[str, str]
    aloud: ReadAloud | None
    header_lines: list[str]


def columns_page(run: Import, planned: PlannedImport, place: str) -> ColumnsPage:
    """The page of an import, reading aloud the row named `sheet!row` or the fullest one."""
    target = target_by_word(run.target)
    sheets = [
        _sheet_choice(target, number, reading) for number, reading in enumerate(planned.readings)
    ]
    shown = [column for sheet in sheets if sheet.is_used for column in sheet.columns]
    counts = {
        "recognised": sum(not c.asks and not c.is_refused for c in shown),
        "total": len(shown),
        "asking": sum(c.asks for c in shown),
        "refused": sum(c.is_refused for c in shown),
    }
    return ColumnsPage(
        sheets,
        **counts,
        words={name: in_words(count, feminine=True) for name, count in counts.items()},
        aloud=_read_aloud(planned, place),
        header_lines=[line for r in planned.readings if r.is_used for line in _header_lines(r)],
    )


def _sheet_choice(target: Target, number: int, reading: SheetReading) -> SheetChoice:
    options = _options(target, reading.columns)
    columns = [_column_choice(number, column, options) for column in reading.columns]
    return SheetChoice(reading.sheet.name, reading.is_used, gettext(reading.reason or ""), columns)


def _column_choice(number: int, column: Column, options: list[Option]) -> ColumnChoice:
    asks = column.field == IGNORED and "à vous de dire" in column.reason
    group = column.group.text.capitalize() if column.group and column.slot else ""
    return ColumnChoice(
        column.letters,
        column.header or "sans en-tête",
        group,
        f"column-{number}-{column.letters}",
        " · ".join(sample[:60] for sample in column.samples) or "vide",
        choice_of(column),
        options,
        gettext(refusal_reason(column) if column.is_refused else column.reason),
        is_refused=column.is_refused,
        asks=asks,
        is_second=column.slot > 1,
    )


def _options(target: Target, columns: list[Column]) -> list[Option]:
    """« Ne pas importer », then each field, repeated for each person of a row."""
    people = max([column.slot for column in columns], default=0)
    chosen = [choice_of(column) for column in columns if not column.is_refused]
    options: list[Option] = [(IGNORED, "Ne pas importer")]
    for name, label in ((name, gettext(text)) for name, text in target.fields.items()):
        if name in target.person_fields:
            options.append((f"{name}:1" if people else name, label))
            options += [
                (f"{name}:{slot}", f"Contact {slot} : {label.lower()}")
                for slot in range(2, max(people, 2) + 1)
            ]
        else:
            options.append((name, label))
    values = {value for value, _ in options}
    extra = [choice for choice in dict.fromkeys(chosen) if choice not in values]
    return options + [(choice, _extra_label(target, choice)) for choice in extra]


def _extra_label(target: Target, choice: str) -> str:
    name, _, slot = choice.partition(":")
    label = gettext(target.fields.get(name, name))
    return f"Contact {slot} : {label.lower()}" if slot not in {"", "1"} else label


def _read_aloud(planned: PlannedImport, place: str) -> ReadAloud | None:
    rows = list(
        dict.fromkeys(
            (reading.sheet.name, row)
            for reading in planned.readings
            if reading.is_used
            for mapped in reading.tables
            for row in mapped.table.records
        )
    )
    if not rows:
        return None
    name, _, number = place.rpartition("!")
    wanted = (name, int(number)) if number.isdecimal() and len(number) < 8 else rows[0]
    index = rows.index(wanted) if wanted in rows else 0
    sheet, row = rows[index]
    return ReadAloud(
        row, sheet, planned.becomes(sheet, row),
        previous="{}!{}".format(*rows[index - 1]) if index else "",
        following="{}!{}".format(*rows[index + 1]) if index + 1 < len(rows) else "",
    )  # fmt: skip


def _header_lines(reading: SheetReading) -> list[str]:
    lines: list[str] = []
    for mapped in reading.tables[:1]:
        rows = mapped.table.header_rows
        where = " et ".join(str(row) for row in rows)
        lines.append(
            f"{reading.sheet.name} : en-tête lu ligne{'s' * (len(rows) > 1)} {where}, "
            f"{len(mapped.table.records)} lignes à lire."
        )
    for mapped in reading.tables:
        lines += [f"Total reconnu ligne {row} et laissé." for row in mapped.table.totals]
    return lines


_SHOWN = 12


def _run_of(request: CooperationRequest, number: int) -> Import:
    return get_object_or_404(imports_of(request.access), pk=number)


def _to(request: CooperationRequest, step: str, run: Import) -> HttpResponse:
    name = f"exchange:import_wizard_{step}"
    return redirect(name, request.access.cooperation.slug, run.pk)


@cooperation_page(can=permissions.can_import)
def import_wizard(request: CooperationRequest) -> HttpResponse:
    """Step one: the file; and the last imports."""
    request.seen_by = Visibility.OFFICERS
    requested_target = request.POST.get("target", "") or request.GET.get("tableau", "")
    offered = targets_offered(request.access, requested_target)
    form = FileForm(
        request.POST or None, request.FILES or None, offered=offered, requested=requested_target
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            run = receive_file(
                author=request.user,
                cooperation=request.access.cooperation,
                target=form.chosen,
                name=file.name,
                content=file.read(),
            )
        except UnreadableFileError as error:
            form.add_error("file", str(error))
        else:
            return _received(request, run)
    imports = imports_of(request.access)[:_SHOWN]
    return render(request, "exchange/import_wizard.html", {"form": form, "imports": imports})


def _received(request: CooperationRequest, run: Import) -> HttpResponse:
    """To the columns of a light file; a heavy one is first read in the background."""
    if run.state != ImportState.READING:
        return _to(request, "columns", run)
    read_file.enqueue(run.pk)
    return _to(request, "run", run)


@cooperation_page(can=permissions.can_import)
def import_wizard_columns(request: CooperationRequest, run: int) -> HttpResponse:
    """Step two: what each column becomes."""
    request.seen_by = Visibility.OFFICERS
    record = _run_of(request, run)
    if record.state not in OPEN_STATES:
        return _to(request, "run", record)
    if request.method == "POST":
        if queue_check(run=record, sent=columns_sent(request.POST)):
            check_file.enqueue(record.pk)
        return _to(request, "check", record)
    try:
        planned, is_sample = planned_columns(record)
    except UnreadableFileError as error:
        warn(request, str(error))
        return redirect("exchange:import_wizard", request.access.cooperation.slug)
    page = columns_page(record, planned, request.GET.get("ligne", ""))
    context = {"run": record, "page": page, "is_sample": is_sample}
    return render(request, "exchange/import_wizard_columns.html", context)


@cooperation_page(can=permissions.can_import)
def import_wizard_check(request: CooperationRequest, run: int) -> HttpResponse:
    """Step three: problems located, duplicates proposed; nothing is written yet."""
    request.seen_by = Visibility.OFFICERS
    record = _run_of(request, run)
    if record.state not in OPEN_STATES:
        return _to(request, "run", record)
    if record.state == ImportState.COLUMNS:
        return _to(request, "columns", record)
    if request.method == "POST":
        return _checked(request, record)
    return render(request, "exchange/import_wizard_check.html", {"run": record})


def _checked(request: CooperationRequest, run: Import) -> HttpResponse:
    """Keeps the answers, then reads the file again with them or starts the import."""
    answers = answers_sent(request.POST, run.preview)
    corrections = {**run.corrections, **answers.corrections}
    answer_suggestions(run=run, refused=answers.refused, corrections=corrections)
    if request.POST.get("step") == "check":
        if queue_check(run=run):
            check_file.enqueue(run.pk)
        return _to(request, "check", run)
    if queue_import(run=run):
        import_file.enqueue(run.pk)
    return _to(request, "run", run)


@cooperation_page(can=permissions.can_import)
def import_wizard_run(request: CooperationRequest, run: int) -> HttpResponse:
    """The progress of a reading; step four: that of the import, then its report."""
    request.seen_by = Visibility.OFFICERS
    record = _run_of(request, run)
    if request.method == "POST":
        return _to(request, "check", check_again(run=record))
    part = request.htmx  # type: ignore[attr-defined]  # django-htmx
    if record.state in OPEN_STATES:
        following = _to(request, "check", record)
        return HttpResponseClientRedirect(following.headers["Location"]) if part else following
    context = {
        "run": record,
        "can_be_undone": record.can_be_undone(timezone.now()),
        "following": _leads_to(request, record),
    }
    template = "exchange/import_wizard_run.html"
    return render(request, f"{template}#progress" if part else template, context)


def _leads_to(request: CooperationRequest, run: Import) -> PageLink | None:
    """The gesture that follows an import that is done, if its destination has one."""
    leads_to = target_by_word(run.target).leads_to
    return leads_to(request.access, run.pk) if leads_to and run.state == ImportState.DONE else None


@cooperation_page(can=permissions.can_import)
def import_wizard_undo(request: CooperationRequest, run: int) -> HttpResponse:
    """Says what would go and what would stay; once confirmed, takes it back in the background."""
    request.seen_by = Visibility.OFFICERS
    record = _run_of(request, run)
    if request.method != "POST":
        return _confirmation(request, record)
    if queue_undo(run=record):
        remove_import.enqueue(record.pk, request.user.pk)
    else:
        warn(
            request, _("Cet import ne s’annule plus : sept jours sont passés, ou c’est déjà fait.")
        )
    return _to(request, "run", record)


def _confirmation(request: CooperationRequest, run: Import) -> HttpResponse:
    if run.change is None or not run.can_be_undone(timezone.now()):
        return _to(request, "run", run)
    planned = planned_undo(change=run.change)
    context = {"run": run, "going": planned.going, "staying": planned.names[:_SHOWN],
               "stay": len(planned.names)}  # fmt: skip
    return render(request, "exchange/import_wizard_undo.html", context)


@cooperation_page(can=permissions.can_import)
def import_wizard_drop(request: CooperationRequest, run: int) -> HttpResponse:
    """Forgets a file before anything was written."""
    record = _run_of(request, run)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    drop_import(run=record)
    say(request, _("Le fichier est oublié. Rien n’avait été enregistré."))
    return redirect("exchange:import_wizard", request.access.cooperation.slug)
