"""Where is the question in one council, and what is known of its answer?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.panels import panels
from maillage.core.said import say
from maillage.core.sheet import Sheet
from maillage.core.shell import Audience
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, both_texts, form_page
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.joint_decisions.forms.deliberations import (
    ActForm,
    AnswerForm,
    CouncilForm,
    LeaveForm,
)
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.queries import joint_decisions as queries
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path
from maillage.trade.governance.joint_decisions.services import deliberations as services
from maillage.trade.governance.joint_decisions.views.council_sheet import (
    council_context,
    council_facts,
)
from maillage.trade.governance.joint_decisions.views.home import (
    answered_place,
    council_place,
    decision_place,
)


@cooperation_page(can=permissions.can_open_decisions)
def joint_decision_council(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The way of one decision through one council."""
    path = _path(request, deliberation)
    sheet = Sheet(
        title=path.name,
        sentence=path.deliberation.decision.title,
        place=decision_place(request, path.deliberation.decision),
        facts=council_facts(request.access, path),
        panels=tuple(panels.ask(request.access, "deliberation", path.deliberation.pk)),
    )
    context = {
        "sheet": sheet,
        "path": path,
        "may_keep": permissions.can_keep_decisions(request.access),
        "audience": Audience(_("chacun selon son accès"), page_url(request, "joint_decisions")),
        **council_context(request.access, path, timezone.localdate()),
    }
    return render(request, "governance/joint_decision_council.html", context)


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_council_edit(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form of a council's calendar and weight; who writes second sees both texts."""
    found = _found(request, deliberation)
    back, read = _council_url(request, found), version_read(request, found)
    people = queries.people_of_council(request.access, found)
    form = CouncilForm(request.POST or None, instance=found, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_council(
                author=request.user, deliberation=form.save(commit=False), read=read
            )
        except StaleVersionError as stale:
            saved = CouncilForm(instance=_found(request, deliberation), people=people)
            return both_texts(request, (form, saved), stale, back)
        say(request, _("Le calendrier de %(name)s est à jour.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Calendrier et règle"),
        back,
        sentence=str(found),
        place=council_place(request, found),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_answer_decisions)
def joint_decision_answer(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form of a council's answer, to be filled during a phone call."""
    found = get_object_or_404(queries.answerable(request.access), pk=deliberation)
    back, read = _council_url(request, found), version_read(request, found)
    by_structure = not request.access.is_officer
    form = AnswerForm(request.POST or None, deliberation=found, by_structure=by_structure)
    if request.method == "POST" and form.is_valid():
        answer = form.answer()
        if by_structure:
            answer.means, answer.told_by = Means.ACCOUNT, request.user.name
        try:
            _record(request, found, read, answer, form.cleaned_data["act_number"])
        except StaleVersionError as stale:
            return both_texts(request, (form, _saved_answer(request, deliberation)), stale, back)
        say(request, _("La réponse de %(name)s est enregistrée.") % {"name": found})
        return redirect(answered_place(request, found))
    page = FormPage(
        _("La réponse de %(name)s") % {"name": found},
        back,
        sentence=found.decision.title,
        place=council_place(request, found),
        version=read,
    )
    return form_page(request, form, page)


def _record(
    request: CooperationRequest, found: Deliberation, read: int, answer: Answer, act_number: str
) -> None:
    services.record_answer(
        author=request.user,
        deliberation=found,
        read=read,
        answer=answer,
        act_number=act_number,
    )


def _saved_answer(request: CooperationRequest, number: int) -> AnswerForm:
    """The form on the answer that somebody recorded meanwhile."""
    path = _path(request, number)
    return AnswerForm(
        deliberation=path.deliberation,
        instance=path.answer,
        by_structure=not request.access.is_officer,
    )


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_act(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form of a council's act: number, file, transmission, publication."""
    path = _path(request, deliberation)
    found = path.deliberation
    back, read = _council_url(request, found), version_read(request, found)
    voted_on = path.answer.voted_on if path.answer else None
    form = ActForm(request.POST or None, request.FILES or None, instance=found, voted_on=voted_on)
    if request.method == "POST" and form.is_valid():
        act = services.ActFile(form.cleaned_data["file"])
        try:
            services.keep_act(
                access=request.access, deliberation=form.save(commit=False), read=read, act=act
            )
        except StaleVersionError as stale:
            saved = ActForm(instance=_found(request, deliberation), voted_on=voted_on)
            return both_texts(request, (form, saved), stale, back)
        except DocumentRefusedError as error:
            form.add_error("file", str(error))
        else:
            say(request, _("L’acte de %(name)s est à jour.") % {"name": found})
            return redirect(back)
    page = FormPage(
        _("L’acte de %(name)s") % {"name": found},
        back,
        sentence=found.decision.title,
        place=council_place(request, found),
        version=read,
    )
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "governance/upload.html", {"form": form, "page": page}, status=status)


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_leave(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form that says that a structure is asked no more, and why."""
    found = _found(request, deliberation)
    back, read = _council_url(request, found), version_read(request, found)
    form = LeaveForm(request.POST or None, deliberation=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.leave_decision(
                author=request.user, deliberation=found, read=read, **form.cleaned_data
            )
        except StaleVersionError as stale:
            saved = LeaveForm(deliberation=_found(request, deliberation))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("%(name)s n’est plus appelée à décider.") % {"name": found})
        return redirect(page_url(request, "joint_decision", found.decision_id))
    page = FormPage(
        _("Ne plus l’appeler à décider"),
        back,
        sentence=_("%(name)s : ce qu’elle a répondu reste dans l’histoire.") % {"name": found},
        place=council_place(request, found),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_succeed(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The page that asks whether the structure that took over takes up the question."""
    found = _found(request, deliberation)
    successor = found.organisation.successor
    back, read = _council_url(request, found), version_read(request, found)
    if successor is None or found.until is not None:
        return redirect(back)
    if request.method == "POST":
        try:
            taken = services.succeed_council(author=request.user, deliberation=found, read=read)
        except StaleVersionError:
            return redirect(page_url(request, "joint_decision", found.decision_id))
        say(request, _("%(name)s reprend la question.") % {"name": successor})
        return redirect(_council_url(request, taken))
    context = {
        "deliberation": found,
        "successor": successor,
        "page": FormPage(
            _("%(name)s reprend la question ?") % {"name": successor},
            back,
            place=council_place(request, found),
            version=read,
        ),
    }
    return render(request, "governance/joint_decision_succeed.html", context)


def _found(request: CooperationRequest, number: int) -> Deliberation:
    return get_object_or_404(queries.deliberations(request.access), pk=number)


def _path(request: CooperationRequest, number: int) -> Path:
    rows = queries.with_answers(queries.deliberations(request.access))
    return queries.path_of(request.access, get_object_or_404(rows, pk=number))


def _council_url(request: CooperationRequest, found: Deliberation) -> str:
    return page_url(request, "joint_decision_council", found.pk)
