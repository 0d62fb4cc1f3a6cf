"""What was asked, what was settled, and what comes of it?"""

from collections.abc import Sequence
from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.register import Column, Register, answer_register
from maillage.core.shell import Audience
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.choices import Nature, RouteStep
from maillage.trade.governance.decisions import queries, services
from maillage.trade.governance.decisions.forms import OptionForm, RegisterForm
from maillage.trade.governance.decisions.models import Decision, DecisionOption
from maillage.trade.governance.decisions.queries import DecisionLine, whole_decision_lines
from maillage.trade.governance.decisions.views.pages import (
    decisions_register,
    next_of_decision,
    shown_decision,
)
from maillage.trade.governance.decisions.words import register_reading

register_place = places_of(page_url, lazy("Décisions"), "decisions", "decision")
_get_decision = one_of(queries.registered_decisions)


@cooperation_page(can=permissions.can_open_decisions)
def decisions(request: CooperationRequest) -> HttpResponse:
    """The register of questions and decisions, of meetings and alone."""
    register = exported_register if request.GET.get("export") else decisions_register
    return answer_register(
        request,
        register(request.access),
        queries.registered_decisions(request.access),
        template="governance/decisions.html",
        context={
            "sentence": lambda: register_reading(
                queries.decision_totals(request.access, timezone.localdate())
            ),
            "audience": Audience(_("tous les accès"), page_url(request, "decisions")),
        },
    )


@cooperation_page(can=permissions.can_open_decisions)
def decision(request: CooperationRequest, decision: int) -> HttpResponse:
    """The sheet of one line: options, what was settled, effects, where it goes."""
    page = queries.decision_page(request.access, _get_decision(request, decision))
    context = {
        "details": page,
        "sheet": shown_decision(request.access, page),
        "gesture": next_of_decision(request.access, page),
        "may_keep": permissions.can_keep_decisions(request.access),
        "audience": Audience(_("tous les accès"), "#qui-voit"),
    }
    return render(request, "governance/decision.html", context)


@cooperation_page(can=permissions.can_keep_decisions)
def decision_add(request: CooperationRequest) -> HttpResponse:
    """The form of a question, or of what was settled outside of a meeting."""
    fresh = Decision(cooperation=request.access.cooperation, outcome="")
    return add_page(
        request,
        form=lambda sent: _form(request, fresh, sent),
        save=lambda form: services.record_decision(
            author=request.user, decision=form.save(commit=False)
        ),
        page=FormPage(
            _("Ajouter une question"),
            register_place(request),
            _("La question suffit pour commencer ; ce qui est décidé s’écrit ensuite."),
        ),
        done=_("La question est au registre : ajoutez ses options."),
        to=lambda decision: page_url(request, "decision", decision.pk),
    )


@cooperation_page(can=permissions.can_keep_decisions)
def decision_edit(request: CooperationRequest, decision: int) -> HttpResponse:
    """The form of a line written alone; that of a meeting is corrected with the meeting."""
    if _get_decision(request, decision).meeting is not None:
        return redirect(page_url(request, "meeting_decision_edit", decision))
    return edit_page(
        request,
        lambda: _get_decision(request, decision),
        form=lambda decision, sent: _form(request, decision, sent),
        save=lambda _decision, form, read: services.correct_decision(
            author=request.user, decision=form.save(commit=False), read=read
        ),
        page=lambda decision: FormPage(
            _("Corriger la décision"), register_place(request, decision)
        ),
        done=_("La décision est à jour."),
    )


@cooperation_page(can=permissions.can_keep_decisions)
def decision_option_add(request: CooperationRequest, decision: int) -> HttpResponse:
    """The form of one more option."""
    record = _get_decision(request, decision)
    return add_page(
        request,
        form=lambda sent: OptionForm(sent, instance=DecisionOption(decision=record)),
        save=lambda form: services.add_option(author=request.user, option=form.save(commit=False)),
        page=FormPage(_("Ajouter une option"), register_place(request, record), record.question),
        done=_("L’option est notée."),
        under=record,
    )


@cooperation_page(can=permissions.can_keep_decisions)
def decision_option_edit(request: CooperationRequest, decision_option: int) -> HttpResponse:
    """The form of an option; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: get_object_or_404(queries.options_of(request.access), pk=decision_option),
        form=lambda option, sent: OptionForm(sent, instance=option),
        save=lambda _option, form, read: services.edit_option(
            author=request.user, option=form.save(commit=False), read=read
        ),
        page=lambda option: FormPage(
            _("Corriger l’option"), register_place(request, option.decision)
        ),
        done=_("L’option est à jour."),
    )


def _form(request: CooperationRequest, decision: Decision, sent: Sent) -> RegisterForm:
    return RegisterForm(
        sent,
        instance=decision,
        bodies=bodies(request.access).order_by("folded", "pk"),
        organisations=member_organisations(request.access).order_by("folded", "pk"),
    )


def exported_register(access: Access) -> Register[Decision, DecisionLine]:
    """The register of decisions as it leaves, with the options and the route of each question."""
    shown = decisions_register(access)
    return replace(shown, columns=shown.columns + _columns(), read=whole_decision_lines)


def _columns() -> tuple[Column[DecisionLine], ...]:
    return (
        Column("options", _("Options"), lambda row: option_words(row.options)),
        Column("retenue", _("Option retenue"), lambda row: _chosen(row.options)),
        Column("charge", _("Structure qui s’en charge"), lambda row: row.steward),
        Column("nature", _("Nature"), lambda row: nature_words(row.nature)),
        Column("pourquoi", _("Pourquoi"), lambda row: row.nature_why),
        Column("suite", _("Va maintenant"), lambda row: step_words(row.next_step)),
        Column("remonte", _("Ce qui remonte"), lambda row: row.goes_up, measure="sentence"),
        Column("reste", _("Ce qui reste"), lambda row: row.stays, measure="sentence"),
        Column("conseils", _("Posée aux conseils"), lambda row: row.joint_decision),
    )


def nature_words(nature: str) -> str:
    """Political or technical; nothing while nobody has said it."""
    return str(Nature(nature).label) if nature else ""


def step_words(step: str) -> str:
    """Where a question goes now; nothing while it goes nowhere."""
    return str(RouteStep(step).label) if step else ""


def option_words(options: Sequence[DecisionOption]) -> str:
    """Each option on its line, with what speaks for it, against it, and what it costs."""
    return "\n".join(_option(one) for one in options)


def _option(one: DecisionOption) -> str:
    entry = (
        (_("apporte"), one.plus),
        (_("coûte ou empêche"), one.minus),
        (_("coût"), one.cost),
    )
    words = [f"{label} : {' '.join(text.split())}" for label, text in entry if text.strip()]
    return f"{one.label} ({' ; '.join(words)})" if words else one.label


def _chosen(options: Sequence[DecisionOption]) -> str:
    return next((one.label for one in options if one.is_chosen), "")
