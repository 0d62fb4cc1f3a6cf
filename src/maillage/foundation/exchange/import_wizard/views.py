"""The pages of an import: a file, its columns, its preview, its report."""

from collections.abc import Iterable

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from maillage.core import french
from maillage.core.messages import say, warn
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.exchange import permissions
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.choices import FORGETTABLE, OPEN_STATES, ImportState
from maillage.foundation.exchange.import_wizard.advice import advice_on
from maillage.foundation.exchange.import_wizard.check_page import (
    FEW_TO_READ,
    check_page,
    other_page,
)
from maillage.foundation.exchange.import_wizard.columns_page import columns_page
from maillage.foundation.exchange.import_wizard.forms import (
    CheckAnswers,
    FileForm,
    answers_sent,
    chooses_columns,
    column_answers_sent,
    columns_sent,
    points_at_another_row,
)
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.queries import imports_listed, imports_of
from maillage.foundation.exchange.import_wizard.services.first_reading import (
    asks_who_people_are,
    planned_columns,
    read_as,
    receive_file,
    record_people_as_partners,
    sheets_shown,
)
from maillage.foundation.exchange.import_wizard.services.runs import check_again, queue_import
from maillage.foundation.exchange.import_wizard.services.suggestions import MOST
from maillage.foundation.exchange.import_wizard.services.undo import planned_undo, queue_undo
from maillage.foundation.exchange.import_wizard.services.uploads import (
    answer_suggestions,
    drop_import,
    keep_columns,
    queue_check,
)
from maillage.foundation.exchange.import_wizard.tasks import (
    check_file,
    import_file,
    read_file,
    remove_import,
)
from maillage.foundation.exchange.import_wizard.words import is_of_no_tool
from maillage.foundation.exchange.targets.targets import target_by_word, targets_offered

_SHOWN = 12
_LISTED = 50
_STEPS = {ImportState.READING.value: 2, ImportState.CHECKING.value: 3}
_run_of = one_of(imports_of)


def _heading(run: Import) -> str:
    return target_by_word(run.target).heading


def _to(request: CooperationRequest, step: str, run: Import) -> HttpResponse:
    name = f"exchange:import_wizard_{step}"
    return redirect(name, request.access.cooperation.slug, run.pk)


@cooperation_page(can=permissions.can_import)
def import_wizard(request: CooperationRequest) -> HttpResponse:
    """Step one: the file; and the last imports."""
    requested_target = request.POST.get("target", "") or request.GET.get("tableau", "")
    offered = targets_offered(request.access, requested_target)
    form = FileForm(
        request.POST or None, request.FILES or None, offered=offered, requested=requested_target
    )
    if request.method == "POST" and form.is_valid() and (run := _receive(request, form)):
        return _received(request, run)
    heading = next((one.heading for one in offered if one.word == request.GET.get("tableau")), "")
    imports, now = list(imports_listed(request.access)[:_SHOWN]), timezone.now()
    context = {
        "form": form,
        "offered": offered,
        "imports": imports,
        "undoable": {one.pk for one in imports if one.can_be_undone(now)},
        "heading": heading or _("Importer un fichier"),
        "forgettable": FORGETTABLE,
    }
    return render(request, "exchange/import_wizard.html", context)


def _receive(request: CooperationRequest, form: FileForm) -> Import | None:
    """The import that the file sent begins; None where it is unreadable, which the form says."""
    file = form.cleaned_data["file"]
    try:
        return receive_file(
            author=request.user,
            cooperation=request.access.cooperation,
            target=form.chosen,
            name=file.name,
            content=file.read(),
        )
    except UnreadableFileError as error:
        form.add_error("file", str(error))
        return None


def _received(request: CooperationRequest, run: Import) -> HttpResponse:
    """To the columns of a light file; a heavy one is first read in the background."""
    if run.state != ImportState.READING:
        return _to(request, "columns", run)
    read_file.enqueue(run.pk)
    return _to(request, "run", run)


@cooperation_page(can=permissions.can_import)
def import_wizard_columns(request: CooperationRequest, run: int) -> HttpResponse:
    """Step two: what each column becomes."""
    record = _run_of(request, run)
    if record.state not in OPEN_STATES:
        return _to(request, "run", record)
    try:
        if request.method == "POST":
            if asks_who_people_are(record, sheets_shown(record)):
                return _who_people_are(request, record)
            return _columns_chosen(request, record)
        return _columns_page(request, record)
    except UnreadableFileError as error:
        warn(request, str(error))
        return redirect("exchange:import_wizard", request.access.cooperation.slug)


def _columns_page(request: CooperationRequest, run: Import) -> HttpResponse:
    """The columns of a file, once it is known whether the people in it are partners."""
    planned, is_sample = planned_columns(run)
    if asks_who_people_are(run, planned.readings):
        return _who_people_are(request, run)
    page = columns_page(run, planned, request.GET.get("ligne", ""))
    context = {
        "run": run,
        "heading": _heading(run),
        "page": page,
        "is_sample": is_sample,
        "advice": advice_on(run, planned) if page.is_over else (),
        "is_chosen": not page.is_over and is_of_no_tool(planned.readings),
    }
    return render(request, "exchange/import_wizard_columns.html", context)


def _who_people_are(request: CooperationRequest, run: Import) -> HttpResponse:
    """Asks, before anything is shown, whether people are partners; forgets people helped."""
    answer = request.POST.get("people", "")
    if answer == "helped" and drop_import(run=run):
        say(
            request,
            _(
                "Le fichier est oublié, et rien n’en est gardé : un annuaire de partenaires ne "
                "reçoit pas de personnes aidées."
            ),
        )
        return redirect("exchange:import_wizard", request.access.cooperation.slug)
    if answer == "partners":
        record_people_as_partners(run=run)
        return _to(request, "columns", run)
    context = {"run": run, "heading": _heading(run)}
    return render(request, "exchange/import_wizard_people.html", context)


def _columns_chosen(request: CooperationRequest, run: Import) -> HttpResponse:
    """Reads the rows; or the columns again, for another table or under another row of headers."""
    word = request.POST.get("target", "")
    target = next((t for t in targets_offered(request.access, word) if t.word == word), None)
    if target:
        read_as(run=run, target=target)
        return _to(request, "columns", run)
    answers = column_answers_sent(request.POST, run.refused)
    answer_suggestions(run=run, refused=answers, corrections=run.corrections)
    sent = columns_sent(request.POST)
    is_moved = points_at_another_row(request.POST)
    if request.POST.get("step") == "columns" and not is_moved and not chooses_columns(sent):
        warn(request, _("Choisissez d’abord une feuille et ce que devient une de ses colonnes."))
        return _to(request, "columns", run)
    if request.POST.get("step") == "columns" or is_moved:
        keep_columns(run=run, sent=sent)
        return _to(request, "columns", run)
    if queue_check(run=run, sent=sent):
        check_file.enqueue(run.pk)
    return _to(request, "check", run)


@cooperation_page(can=permissions.can_import)
def import_wizard_check(request: CooperationRequest, run: int) -> HttpResponse:
    """Step three: problems located, duplicates proposed; nothing is written yet."""
    record = _run_of(request, run)
    if record.state not in OPEN_STATES:
        return _to(request, "run", record)
    if record.state == ImportState.COLUMNS:
        return _to(request, "columns", record)
    if request.method == "POST":
        return _checked(request, record)
    page = check_page(record, request.GET, request.access.cooperation.slug)
    context = {
        "run": record,
        "heading": _heading(record),
        "page": page,
        "most": MOST,
        "few": FEW_TO_READ,
        "arrivals_in_words": french.in_words(page.arrivals.total, feminine=True).capitalize(),
        "waiting_in_words": french.in_words(page.waiting, feminine=True).capitalize(),
    }
    return render(request, "exchange/import_wizard_check.html", context)


def _checked(request: CooperationRequest, run: Import) -> HttpResponse:
    """Keeps the answers, then shows another page, reads the file again or starts the import."""
    earlier = CheckAnswers(frozenset(run.refused), run.corrections)
    page = check_page(run, request.GET, request.access.cooperation.slug)
    answers = answers_sent(request.POST, page, earlier)
    answer_suggestions(run=run, refused=answers.refused, corrections=answers.corrections)
    if "page" in request.POST:
        following = _to(request, "check", run)
        place = other_page(request.GET, request.POST["page"])
        return redirect(following.headers["Location"] + place)
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
    record = _run_of(request, run)
    if request.method == "POST":
        return _to(request, "check", check_again(run=record))
    part = request.htmx  # type: ignore[attr-defined]  # django-htmx
    if record.state in OPEN_STATES:
        following = _to(request, "check", record)
        return HttpResponseClientRedirect(following.headers["Location"]) if part else following
    context = {
        "run": record,
        "heading": _heading(record),
        "step": _STEPS.get(record.state, 4),
        "page": check_page(record, request.GET, request.access.cooperation.slug),
        "left": _linked(request, record, "left"),
        "staying": _linked(request, record, "kept"),
        "can_be_undone": record.can_be_undone(timezone.now()),
        "following": _leads_to(request, record),
        "made": _shows(request, record),
    }
    template = "exchange/import_wizard_run.html"
    return render(request, f"{template}#progress" if part else template, context)


def _linked(request: CooperationRequest, run: Import, name: str) -> list[tuple[str, str]]:
    """The lines of this list of the report, each with the page of its sheet."""
    lines: list[str] = run.report.get(name, [])
    sheets: list[str] = run.report.get(f"{name}_at", [""] * len(lines))
    return _with_pages(request, run, zip(lines, sheets, strict=True))


def _with_pages(
    request: CooperationRequest, run: Import, lines: Iterable[tuple[str, str]]
) -> list[tuple[str, str]]:
    target, slug = target_by_word(run.target), request.access.cooperation.slug
    return [(words, target.address_of(sheet, slug)) for words, sheet in lines]


def _leads_to(request: CooperationRequest, run: Import) -> PageLink | None:
    """The gesture that follows an import that is done, if its destination has one."""
    leads_to = target_by_word(run.target).leads_to
    return leads_to(request.access, run.pk) if leads_to and run.state == ImportState.DONE else None


def _shows(request: CooperationRequest, run: Import) -> PageLink | None:
    """Where the sheets that an import made are read, if it made some."""
    shows = target_by_word(run.target).shows
    return shows(request.access, run.pk) if shows and run.state == ImportState.DONE else None


@cooperation_page(can=permissions.can_import)
def import_wizard_undo(request: CooperationRequest, run: int) -> HttpResponse:
    """Says what would go and what would stay; once confirmed, takes it back in the background."""
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
    context = {
        "run": run,
        "going": french.listed_whole(planned.going),
        "made": french.listed_whole(planned.made),
        "restored": len(planned.completed),
        "before": planned.before[:1],
        "staying": _with_pages(request, run, planned.sheets[:_LISTED]),
        "stay": len(planned.sheets),
        "more": max(0, len(planned.sheets) - _LISTED),
    }
    return render(request, "exchange/import_wizard_undo.html", context)


@cooperation_page(can=permissions.can_import)
def import_wizard_drop(request: CooperationRequest, run: int) -> HttpResponse:
    """Forgets a file of which nothing is recorded, or an import that was taken back."""
    record = _run_of(request, run)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if not drop_import(run=record):
        warn(request, _("Cet import a enregistré des fiches : annulez-le d’abord."))
    elif record.state == ImportState.UNDONE:
        say(request, _("L’import annulé est retiré de la liste."))
    else:
        say(request, _("Le fichier est oublié. Rien n’avait été enregistré."))
    return redirect("exchange:import_wizard", request.access.cooperation.slug)
