"""What was asked, what was settled, and what comes of it?"""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.said import say, warn
from maillage.core.shell import Audience
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, both_texts, form_page
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.decisions import queries, services
from maillage.trade.governance.decisions.forms import OptionForm, RegisterForm
from maillage.trade.governance.decisions.models import Decision, DecisionOption
from maillage.trade.governance.decisions.views.export import exported_register
from maillage.trade.governance.decisions.views.home import register_place, registered_place
from maillage.trade.governance.decisions.views.pages import (
    decisions_register,
    next_of_decision,
    shown_decision,
)
from maillage.trade.governance.meetings.services.meetings import LockedMeetingError


@cooperation_page(can=permissions.can_open_decisions)
def decisions(request: CooperationRequest) -> HttpResponse:
    """The register of questions and decisions, of meetings and alone."""
    register = exported_register if request.GET.get("export") else decisions_register
    return answer_register(
        request,
        register(request.access),
        queries.registered_decisions(request.access),
        template="governance/decisions.html",
        context={"audience": Audience(_("tous les accès"), page_url(request, "decisions"))},
    )


@cooperation_page(can=permissions.can_open_decisions)
def decision(request: CooperationRequest, decision: int) -> HttpResponse:
    """The sheet of one line: options, what was settled, effects, where it goes."""
    told = queries.decision_page(request.access, _found(request, decision))
    context = {
        "told": told,
        "sheet": shown_decision(request.access, told),
        "gesture": next_of_decision(request.access, told),
        "may_keep": permissions.can_keep_decisions(request.access),
        "audience": Audience(_("tous les accès"), "#qui-voit"),
    }
    return render(request, "governance/decision.html", context)


@cooperation_page(can=permissions.can_keep_decisions)
def decision_add(request: CooperationRequest) -> HttpResponse:
    """The form of a question, or of what was settled outside of a meeting."""
    form = _form(request, Decision(cooperation=request.access.cooperation, outcome=""))
    if request.method == "POST" and form.is_valid():
        kept = services.record_decision(author=request.user, decision=form.save(commit=False))
        say(request, _("La question est au registre : ajoutez ses options."))
        return redirect(page_url(request, "decision", kept.pk))
    page = FormPage(
        _("Ajouter une question"),
        page_url(request, "decisions"),
        sentence=_("La question suffit pour commencer ; ce qui est décidé s’écrit ensuite."),
        place=register_place(request),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_decisions)
def decision_edit(request: CooperationRequest, decision: int) -> HttpResponse:
    """The form of a line written alone; that of a meeting is corrected with the meeting."""
    found = _found(request, decision)
    if found.meeting is not None:
        return redirect(page_url(request, "meeting_decision_edit", found.pk))
    back, read = page_url(request, "decision", found.pk), version_read(request, found)
    form = _form(request, found)
    if request.method == "POST" and form.is_valid():
        try:
            services.correct_decision(
                author=request.user, decision=form.save(commit=False), read=read
            )
        except StaleVersionError as stale:
            saved = _saved_form(request, _found(request, decision))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("La décision est à jour."))
        return redirect(back)
    page = FormPage(
        _("Corriger la décision"), back, place=registered_place(request, found), version=read
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_decisions)
def decision_option_add(request: CooperationRequest, decision: int) -> HttpResponse:
    """The form of one more option."""
    found = _found(request, decision)
    back = page_url(request, "decision", found.pk)
    form = OptionForm(request.POST or None, instance=DecisionOption(decision=found))
    if request.method == "POST" and form.is_valid():
        try:
            services.add_option(author=request.user, option=form.save(commit=False))
        except LockedMeetingError:
            return _locked(request, found)
        say(request, _("L’option est notée."))
        return redirect(back)
    page = FormPage(
        _("Ajouter une option"),
        back,
        sentence=found.question,
        place=registered_place(request, found),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_decisions)
def decision_option_edit(request: CooperationRequest, decision_option: int) -> HttpResponse:
    """The form of an option; who writes second sees both texts."""
    option = _option(request, decision_option)
    back, read = page_url(request, "decision", option.decision_id), version_read(request, option)
    form = OptionForm(request.POST or None, instance=option)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_option(author=request.user, option=form.save(commit=False), read=read)
        except StaleVersionError as stale:
            saved = OptionForm(instance=_option(request, decision_option))
            return both_texts(request, (form, saved), stale, back)
        except LockedMeetingError:
            return _locked(request, option.decision)
        say(request, _("L’option est à jour."))
        return redirect(back)
    page = FormPage(
        _("Corriger l’option"),
        back,
        place=registered_place(request, option.decision),
        version=read,
    )
    return form_page(request, form, page)


def _locked(request: CooperationRequest, found: Decision) -> HttpResponse:
    warn(request, _("Le relevé de cette séance est validé : ses décisions ne s’écrivent plus."))
    return redirect(page_url(request, "decision", found.pk))


def _form(request: CooperationRequest, found: Decision) -> RegisterForm:
    return RegisterForm(
        request.POST or None,
        instance=found,
        bodies=_bodies(request),
        organisations=member_organisations(request.access).order_by("folded", "pk"),
    )


def _saved_form(request: CooperationRequest, saved: Decision) -> RegisterForm:
    return RegisterForm(
        instance=saved,
        bodies=_bodies(request),
        organisations=member_organisations(request.access).order_by("folded", "pk"),
    )


def _bodies(request: CooperationRequest) -> QuerySet[Body]:
    return bodies(request.access).order_by("folded", "pk")


def _found(request: CooperationRequest, number: int) -> Decision:
    return get_object_or_404(queries.registered_decisions(request.access), pk=number)


def _option(request: CooperationRequest, number: int) -> DecisionOption:
    return get_object_or_404(queries.options_of(request.access), pk=number)
