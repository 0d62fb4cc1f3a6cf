"""Bringing a spreadsheet in, in four steps: the file, its columns, a check, the import."""

from django.http import HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from maillage.core.said import say, warn
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.exchange import permissions
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.choices import OPEN_STATES, ImportState
from maillage.foundation.exchange.import_wizard.forms import FileForm, answers_sent, columns_sent
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.queries import imports_of
from maillage.foundation.exchange.import_wizard.services.checks import queue_check
from maillage.foundation.exchange.import_wizard.services.first_reading import (
    planned_columns,
    receive_file,
)
from maillage.foundation.exchange.import_wizard.services.runs import check_again, queue_import
from maillage.foundation.exchange.import_wizard.services.undo import queue_undo
from maillage.foundation.exchange.import_wizard.services.uploads import (
    answer_suggestions,
    drop_import,
)
from maillage.foundation.exchange.import_wizard.tasks import (
    check_file,
    import_file,
    read_file,
    remove_import,
)
from maillage.foundation.exchange.import_wizard.views.columns import columns_page
from maillage.foundation.exchange.targets.targets import targets_offered

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
    asked = request.POST.get("target", "") or request.GET.get("tableau", "")
    offered = targets_offered(request.access, asked)
    form = FileForm(request.POST or None, request.FILES or None, offered=offered, asked=asked)
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
    known = imports_of(request.access)[:_SHOWN]
    return render(request, "exchange/import_wizard.html", {"form": form, "imports": known})


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
    found = _run_of(request, run)
    if found.state not in OPEN_STATES:
        return _to(request, "run", found)
    if request.method == "POST":
        if queue_check(run=found, sent=columns_sent(request.POST)):
            check_file.enqueue(found.pk)
        return _to(request, "check", found)
    try:
        planned, is_sample = planned_columns(found)
    except UnreadableFileError as error:
        warn(request, str(error))
        return redirect("exchange:import_wizard", request.access.cooperation.slug)
    page = columns_page(found, planned, request.GET.get("ligne", ""))
    context = {"run": found, "page": page, "is_sample": is_sample}
    return render(request, "exchange/import_wizard_columns.html", context)


@cooperation_page(can=permissions.can_import)
def import_wizard_check(request: CooperationRequest, run: int) -> HttpResponse:
    """Step three: problems located, duplicates proposed; nothing is written yet."""
    request.seen_by = Visibility.OFFICERS
    found = _run_of(request, run)
    if found.state not in OPEN_STATES:
        return _to(request, "run", found)
    if found.state == ImportState.COLUMNS:
        return _to(request, "columns", found)
    if request.method == "POST":
        return _checked(request, found)
    return render(request, "exchange/import_wizard_check.html", {"run": found})


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
    found = _run_of(request, run)
    if request.method == "POST":
        return _to(request, "check", check_again(run=found))
    part = request.htmx  # type: ignore[attr-defined]  # django-htmx
    if found.state in OPEN_STATES:
        following = _to(request, "check", found)
        return HttpResponseClientRedirect(following.headers["Location"]) if part else following
    context = {"run": found, "can_be_undone": found.can_be_undone(timezone.now())}
    template = "exchange/import_wizard_run.html"
    return render(request, f"{template}#progress" if part else template, context)


@cooperation_page(can=permissions.can_import)
def import_wizard_undo(request: CooperationRequest, run: int) -> HttpResponse:
    """Takes an import back, in the background."""
    found = _run_of(request, run)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    if queue_undo(run=found):
        remove_import.enqueue(found.pk, request.user.pk)
    else:
        warn(
            request, _("Cet import ne s’annule plus : sept jours sont passés, ou c’est déjà fait.")
        )
    return _to(request, "run", found)


@cooperation_page(can=permissions.can_import)
def import_wizard_drop(request: CooperationRequest, run: int) -> HttpResponse:
    """Forgets a file before anything was written."""
    found = _run_of(request, run)
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    drop_import(run=found)
    say(request, _("Le fichier est oublié. Rien n’avait été enregistré."))
    return redirect("exchange:import_wizard", request.access.cooperation.slug)
