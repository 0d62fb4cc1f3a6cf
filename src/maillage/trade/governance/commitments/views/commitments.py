"""What does each structure put in common, and what has come of it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.first_rows import first_rows
from maillage.core.register import answer_register
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.sources.queries import Drawn, drawn_from
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.choices import CommitmentState
from maillage.trade.governance.commitments import services
from maillage.trade.governance.commitments.forms import (
    AskForm,
    CommitmentForm,
    StepForm,
    drawn_initial,
)
from maillage.trade.governance.commitments.models import Commitment, CommitmentStep
from maillage.trade.governance.commitments.queries import commitments as queries
from maillage.trade.governance.commitments.views.register import (
    TotalLine,
    commitment_register,
    commitments_place,
    register_sentence,
    total_lines,
)
from maillage.trade.governance.commitments.views.sheet import (
    next_gesture,
    shown_commitment,
    shown_steps,
)

KEPT = 32
_get_commitment = one_of(queries.commitments)


@dataclass(frozen=True, slots=True)
class Totals:
    """What is owed in all, in a sentence, and by structure and person."""

    sentence: str
    of_organisations: Sequence[TotalLine]
    of_people: Sequence[TotalLine]


_totals: Remembered[Totals] = Remembered(KEPT)
_sheets: Remembered[queries.CommitmentSheet] = Remembered(KEPT)


@cooperation_page(can=permissions.can_open_commitments)
def commitments(request: CooperationRequest) -> HttpResponse:
    """The register of commitments, with its totals in days and euros."""
    access, today = request.access, timezone.localdate()
    totals = _totals.of(
        (access.pk, access.role), access.cooperation.workspace_id, lambda: _read(access, today)
    )
    context = {
        "sentence": totals.sentence,
        "of_organisations": first_rows(request, totals.of_organisations),
        "of_people": first_rows(request, totals.of_people),
        "audience": by_access(request, page_url(request, "commitments")),
    }
    return answer_register(
        request,
        commitment_register(access, today),
        queries.commitments(access),
        template="governance/commitments.html",
        context=context,
    )


def _read(access: Access, today: date) -> Totals:
    counts, totals = queries.commitment_counts(access, today), queries.totals(access)
    return Totals(
        sentence=register_sentence(counts, totals),
        of_organisations=total_lines(queries.totals_by_organisation(access)),
        of_people=total_lines(queries.totals_by_person(access)),
    )


@cooperation_page(can=permissions.can_open_commitments)
def commitment(request: CooperationRequest, commitment: int) -> HttpResponse:
    """The sheet of one commitment, read again only after a change: its steps, and the next."""
    access = request.access
    sheet = _sheets.of(
        (access.pk, access.role, commitment),
        access.cooperation.workspace_id,
        lambda: _read_one(access, commitment),
    )
    context = {
        "details": sheet,
        "sheet": shown_commitment(request.access, sheet),
        "steps": shown_steps(request.access, sheet),
        "gesture": next_gesture(request.access, sheet),
        "may_keep": permissions.can_keep_commitments(request.access),
        "audience": by_access(request, "#qui-voit"),
    }
    return render(request, "governance/commitment.html", context)


def _read_one(access: Access, number: int) -> queries.CommitmentSheet:
    rows = queries.with_steps(queries.commitments(access))
    record = get_object_or_404(rows, pk=number)
    return queries.commitment_sheet(access, record, timezone.localdate())


@cooperation_page(can=permissions.can_keep_commitments)
def commitment_add(request: CooperationRequest) -> HttpResponse:
    """The form of a commitment and its first step; `?structure=` says of whom.

    `?note=&start=&end=` draws it from a sentence of the notebook.
    """
    drawn = drawn_from(request.access, request.GET.dict())

    def save(form: AskForm) -> Commitment:
        commitment, first = form.save_both()
        return services.ask_commitment(author=request.user, commitment=commitment, first=first)

    return add_page(
        request,
        form=lambda sent: _ask_form(request, drawn, sent),
        save=save,
        page=FormPage(
            _("Ajouter un engagement"),
            commitments_place(request),
            _drawn_sentence(drawn) if drawn else _beginning(),
        ),
        done=lambda commitment: _("« %(name)s » est noté.") % {"name": commitment},
        to=lambda commitment: page_url(request, "commitment", commitment.pk),
    )


def _ask_form(request: CooperationRequest, drawn: Drawn | None, sent: Sent) -> AskForm:
    initial = drawn_initial(drawn) if drawn else {"visibility": Visibility.MEMBERS}
    return AskForm(
        sent,
        instance=Commitment(
            cooperation=request.access.cooperation,
            author=request.user,
            source=drawn.source if drawn else None,
        ),
        organisations=queries.organisations_to_commit(request.access),
        people=people(request.access).order_by("family_name", "given_name", "pk"),
        subjects=queries.subjects_to_serve(request.access),
        initial=initial | {"organisation": request.GET.get("structure", "")},
    )


def _beginning() -> str:
    return _("Une structure et quelques mots suffisent pour commencer.")


def _drawn_sentence(drawn: Drawn) -> str:
    """The sentence, and who will read what is made of it when the note is for its author alone."""
    sentence = _("D’après votre note : « %(sentence)s »") % {"sentence": drawn.sentence}
    if drawn.source.visibility != Visibility.ME:
        return sentence
    return sentence + " " + _("Vous seule lisez la note ; l’engagement sera lu par qui vous dites.")


@cooperation_page(can=permissions.can_keep_commitments)
def commitment_edit(request: CooperationRequest, commitment: int) -> HttpResponse:
    """The form of a commitment; `?reprise=1` proposes the structure that took over."""
    return edit_page(
        request,
        lambda: _get_commitment(request, commitment),
        form=lambda commitment, sent: _form(request, commitment, sent),
        save=lambda _commitment, form, read: services.edit_commitment(
            author=request.user, commitment=form.save(commit=False), read=read
        ),
        page=lambda commitment: FormPage(
            _("Corriger l’engagement"),
            commitments_place(request, commitment),
            _("La quantité et l’état se disent par étapes, sur la fiche."),
        ),
        done=lambda commitment: _("« %(name)s » est à jour.") % {"name": commitment},
    )


@cooperation_page(can=permissions.can_answer_decisions)
def commitment_step(request: CooperationRequest, commitment: int) -> HttpResponse:
    """The form of one more step; `?etape=` says which."""
    return edit_page(
        request,
        lambda: _tellable(request, commitment),
        form=lambda commitment, sent: _step_form(request, commitment, sent),
        saved=lambda commitment: _saved_step(request, commitment),
        save=lambda commitment, form, read: services.record_step_with_act(
            access=request.access,
            commitment=commitment,
            read=read,
            step=_step(request, form),
            corrects=form.cleaned_data["corrects"],
            file=form.cleaned_data["file"],
        ),
        page=lambda commitment: FormPage(
            _("Noter une étape"), commitments_place(request, commitment), str(commitment)
        ),
        done=_("L’étape est notée."),
        refused={DocumentRefusedError: "file"},
    )


def _step(request: CooperationRequest, form: StepForm) -> CommitmentStep:
    """What was typed; a structure that says it itself is its own informant."""
    step = form.save(commit=False)
    if not request.access.is_officer:
        step.means, step.told_by = Means.ACCOUNT, request.user.name
    return step


def _form(request: CooperationRequest, commitment: Commitment, sent: Sent) -> CommitmentForm:
    is_proposed = request.method == "GET" and "reprise" in request.GET
    successor = commitment.organisation.successor_id
    return CommitmentForm(
        sent,
        instance=commitment,
        organisations=queries.organisations_to_commit(request.access, commitment.organisation),
        people=people(request.access).order_by("family_name", "given_name", "pk"),
        subjects=queries.subjects_to_serve(request.access, commitment),
        initial={"organisation": successor} if is_proposed and successor else None,
    )


def _step_form(request: CooperationRequest, commitment: Commitment, sent: Sent) -> StepForm:
    requested_step = request.GET.get("etape", "")
    return StepForm(
        sent,
        request.FILES if sent else None,
        commitment=commitment,
        since=queries.first_day(commitment),
        by_structure=not request.access.is_officer,
        initial={
            "kind": requested_step
            if requested_step in CommitmentState.values
            else CommitmentState.PROMISED
        },
    )


def _saved_step(request: CooperationRequest, saved: Commitment) -> StepForm:
    """The same form on the step that somebody else has just recorded."""
    last = saved.steps.filter(replaced_at__isnull=True).order_by("pk").last()
    values = {
        name: getattr(last, name)
        for name in ("kind", "on", "quantity", "note", "act_number", "told_by", "told_on", "means")
    }
    return StepForm(
        commitment=saved, since=None, by_structure=not request.access.is_officer, initial=values
    )


def _tellable(request: CooperationRequest, number: int) -> Commitment:
    """A commitment of which this reader may say a step; 404 for the others."""
    rows = queries.commitments(request.access)
    if not request.access.is_officer:
        rows = rows.filter(organisation__in=spoken_for(request.access))
    return get_object_or_404(rows, pk=number)
