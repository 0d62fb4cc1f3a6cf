"""What does each structure put in common, and what has come of it?"""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.said import say
from maillage.core.shell import Audience
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, both_texts, form_page
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.sources.queries import Drawn, drawn_from
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments.forms import (
    AskForm,
    CommitmentForm,
    StepForm,
    drawn_initial,
)
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries import commitments as queries
from maillage.trade.governance.commitments.services import commitments as services
from maillage.trade.governance.commitments.views.home import commitment_place, commitments_place
from maillage.trade.governance.commitments.views.register import (
    commitment_register,
    register_sentence,
    total_lines,
)
from maillage.trade.governance.commitments.views.sheet import (
    next_gesture,
    shown_commitment,
    shown_steps,
)

KEPT = 32
_told: Remembered[dict[str, object]] = Remembered(KEPT)
_sheets: Remembered[queries.CommitmentSheet] = Remembered(KEPT)


@cooperation_page(can=permissions.can_open_commitments)
def commitments(request: CooperationRequest) -> HttpResponse:
    """The register of commitments, with its totals in days and euros."""
    access, today = request.access, timezone.localdate()
    told = _told.of(
        (access.pk, access.role), access.cooperation.workspace_id, lambda: _read(access, today)
    )
    context = {
        **told,
        "mine_url": page_url(request, "my_commitments"),
        "audience": Audience(_("chacun selon son accès"), page_url(request, "commitments")),
    }
    return answer_register(
        request,
        commitment_register(access, today),
        queries.commitments(access),
        template="governance/commitments.html",
        context=context,
    )


def _read(access: Access, today: date) -> dict[str, object]:
    """What is owed in all, in a sentence and by structure and person."""
    counts, totals = queries.commitment_counts(access, today), queries.totals(access)
    return {
        "sentence": register_sentence(counts, totals),
        "of_organisations": total_lines(queries.totals_by_organisation(access)),
        "of_people": total_lines(queries.totals_by_person(access)),
    }


@cooperation_page(can=permissions.can_open_commitments)
def commitment(request: CooperationRequest, commitment: int) -> HttpResponse:
    """The sheet of one commitment, read again only after a change: its steps, and the next."""
    access = request.access
    told = _sheets.of(
        (access.pk, access.role, commitment),
        access.cooperation.workspace_id,
        lambda: _read_one(access, commitment),
    )
    context = {
        "told": told,
        "sheet": shown_commitment(request.access, told),
        "steps": shown_steps(request.access, told),
        "gesture": next_gesture(request.access, told),
        "may_keep": permissions.can_keep_commitments(request.access),
        "audience": Audience(_("chacun selon son accès"), "#qui-voit"),
    }
    return render(request, "governance/commitment.html", context)


def _read_one(access: Access, number: int) -> queries.CommitmentSheet:
    rows = queries.with_steps(queries.commitments(access))
    found = get_object_or_404(rows, pk=number)
    return queries.commitment_sheet(access, found, timezone.localdate())


@cooperation_page(can=permissions.can_keep_commitments)
def commitment_add(request: CooperationRequest) -> HttpResponse:
    """The form of a commitment and its first step; `?structure=` says of whom.

    `?note=&start=&end=` draws it from a sentence of the notebook.
    """
    drawn = drawn_from(request.access, request.GET.dict())
    known: dict[str, object] = {"visibility": Visibility.MEMBERS}
    if drawn is not None:
        known = drawn_initial(drawn)
    fresh = Commitment(
        cooperation=request.access.cooperation,
        author=request.user,
        source=drawn.source if drawn else None,
    )
    form = AskForm(
        request.POST or None,
        instance=fresh,
        organisations=queries.organisations_to_commit(request.access),
        people=people(request.access).order_by("family_name", "given_name"),
        subjects=queries.subjects(request.access),
        initial=known | {"organisation": request.GET.get("structure", "")},
    )
    if request.method == "POST" and form.is_valid():
        typed, first = form.save_both()
        kept = services.ask_commitment(author=request.user, commitment=typed, first=first)
        say(request, _("« %(name)s » est noté.") % {"name": kept})
        return redirect(page_url(request, "commitment", kept.pk))
    page = FormPage(
        _("Ajouter un engagement"),
        page_url(request, "commitments"),
        sentence=_drawn_sentence(drawn) if drawn else _beginning(),
        place=commitments_place(request),
    )
    return form_page(request, form, page)


def _beginning() -> str:
    return _("Une structure et quelques mots suffisent pour commencer.")


def _drawn_sentence(drawn: Drawn) -> str:
    """The sentence, and who will read what is made of it when the note is for its author alone."""
    said = _("D’après votre note : « %(sentence)s »") % {"sentence": drawn.sentence}
    if drawn.source.visibility != Visibility.ME:
        return said
    return said + " " + _("Vous seule lisez la note ; l’engagement sera lu par qui vous dites.")


@cooperation_page(can=permissions.can_keep_commitments)
def commitment_edit(request: CooperationRequest, commitment: int) -> HttpResponse:
    """The form of a commitment; `?reprise=1` proposes the structure that took over."""
    found = _found(request, commitment)
    back, read = page_url(request, "commitment", found.pk), version_read(request, found)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_commitment(
                author=request.user, commitment=form.save(commit=False), read=read
            )
        except StaleVersionError as stale:
            saved = _saved_form(request, _found(request, commitment))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("« %(name)s » est à jour.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Corriger l’engagement"),
        back,
        sentence=_("La quantité et l’état se disent par étapes, sur la fiche."),
        place=commitment_place(request, found),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_answer_decisions)
def commitment_step(request: CooperationRequest, commitment: int) -> HttpResponse:
    """The form of one more step; `?etape=` says which."""
    found = _tellable(request, commitment)
    back, read = page_url(request, "commitment", found.pk), version_read(request, found)
    asked = request.GET.get("etape", "")
    form = _step_form(request, found, asked if asked in CommitmentState.values else "")
    if request.method == "POST" and form.is_valid():
        step = form.save(commit=False)
        if not request.access.is_officer:
            step.means, step.told_by = Means.ACCOUNT, request.user.name
        try:
            services.record_step_with_act(
                access=request.access,
                commitment=found,
                read=read,
                step=step,
                corrects=form.cleaned_data["corrects"],
                file=form.cleaned_data["file"],
            )
        except StaleVersionError as stale:
            saved = _saved_step(request, _tellable(request, commitment))
            return both_texts(request, (form, saved), stale, back)
        except DocumentRefusedError as error:
            form.add_error("file", str(error))
        else:
            say(request, _("L’étape est notée."))
            return redirect(back)
    page = FormPage(
        _("Noter une étape"),
        back,
        sentence=str(found),
        place=commitment_place(request, found),
        version=read,
    )
    status = 422 if form.is_bound and form.errors else 200
    context = {"form": form, "page": page}
    return render(request, "governance/upload.html", context, status=status)


def _form(request: CooperationRequest, found: Commitment) -> CommitmentForm:
    takes_over = request.GET.get("reprise") and found.organisation.successor_id
    return CommitmentForm(
        request.POST or None,
        instance=found,
        organisations=queries.organisations_to_commit(request.access, found.organisation),
        people=people(request.access).order_by("family_name", "given_name"),
        subjects=queries.subjects(request.access),
        initial={"organisation": takes_over} if takes_over else None,
    )


def _saved_form(request: CooperationRequest, saved: Commitment) -> CommitmentForm:
    return CommitmentForm(
        instance=saved,
        organisations=queries.organisations_to_commit(request.access, saved.organisation),
        people=people(request.access).order_by("family_name", "given_name"),
        subjects=queries.subjects(request.access),
    )


def _step_form(request: CooperationRequest, found: Commitment, kind: str) -> StepForm:
    return StepForm(
        request.POST or None,
        request.FILES or None,
        commitment=found,
        since=queries.asked_on(found),
        by_structure=not request.access.is_officer,
        initial={"kind": kind or CommitmentState.PROMISED},
    )


def _saved_step(request: CooperationRequest, saved: Commitment) -> StepForm:
    """The same form on the step that somebody else has just recorded."""
    last = saved.steps.filter(replaced_at__isnull=True).order_by("pk").last()
    known = {
        name: getattr(last, name)
        for name in ("kind", "on", "quantity", "note", "act_number", "told_by", "told_on", "means")
    }
    return StepForm(
        commitment=saved, since=None, by_structure=not request.access.is_officer, initial=known
    )


def _tellable(request: CooperationRequest, number: int) -> Commitment:
    """A commitment of which this reader may say a step; 404 for the others."""
    rows = queries.commitments(request.access)
    if not request.access.is_officer:
        rows = rows.filter(organisation__in=spoken_for(request.access))
    return get_object_or_404(rows, pk=number)


def _found(request: CooperationRequest, number: int) -> Commitment:
    return get_object_or_404(queries.commitments(request.access), pk=number)
