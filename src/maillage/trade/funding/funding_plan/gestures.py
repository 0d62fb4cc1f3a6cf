"""The forms that open a plan, and write its costs, its lines, their steps, a reason."""

from functools import partial

from django.db.models import Sum
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.messages import warn
from maillage.core.numbers import read_number
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.choices import LineKind, Section
from maillage.trade.funding.funding_plan import services
from maillage.trade.funding.funding_plan.forms import (
    CostForm,
    DisplayedForm,
    NewCostForm,
    PlanEditForm,
    PlanForm,
    ReasonForm,
    RemovePlanForm,
)
from maillage.trade.funding.funding_plan.line_forms import LineEditForm, LineForm, StepForm
from maillage.trade.funding.funding_plan.models import CostLine, FundingLine, FundingPlan, LineStep
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.choices import pilot_of
from maillage.trade.funding.funding_plan.queries.facts import facts_of
from maillage.trade.funding.funding_plan.queries.sheet import plan_sheet
from maillage.trade.funding.funding_plan.rules.all_checks import checks
from maillage.trade.funding.funding_plan.rules.checks import Check
from maillage.trade.funding.funding_plan.rules.standing import Standing, remark_of, standing
from maillage.trade.funding.funding_plan.words import moved_words, noted_words

plans_place = places_of(page_url, lazy("Plans de financement"), "funding_plan", "plan")
_plan = one_of(readable.editable_plans)
_line = one_of(readable.editable_lines)


def _cost(request: CooperationRequest, number: int) -> CostLine:
    plans = readable.editable_plans(request.access).order_by().values("pk")
    rows = CostLine.objects.filter(plan__in=plans)
    return get_object_or_404(rows.select_related("plan__action", "plan__post"), pk=number)


def _section(request: CooperationRequest) -> str:
    wanted = request.GET.get("section", "")
    return wanted if wanted in Section.values else Section.INVESTMENT


@cooperation_page(can=permissions.can_write_funding)
def plan_add(request: CooperationRequest) -> HttpResponse:
    """The form that opens a plan, of an action when the address names one."""
    access = request.access
    plan = FundingPlan(cooperation=access.cooperation)
    action = read_number(request.GET.get("action", ""))
    if action is not None:
        plan.action_id = action
        if (pilot := pilot_of(access, action)) is not None:
            plan.owner_id = pilot
    return add_page(
        request,
        form=lambda sent: PlanForm(sent, instance=plan, access=access),
        save=lambda form: services.add_plan(access=access, plan=form.save(commit=False)),
        page=FormPage(
            _("Ouvrir un plan de financement"),
            plans_place(request),
            _("Ce qu’il paie et qui le porte suffisent ; coûts et financeurs viennent après."),
        ),
        done=lambda one: (
            _("Le plan « %(name)s » est ouvert.") % {"name": french.inner_quotes(str(one))}
        ),
        to=lambda one: page_url(request, "plan", one.pk),
    )


@cooperation_page(can=permissions.can_write_funding)
def plan_edit(request: CooperationRequest, funding_plan: int) -> HttpResponse:
    """The form that corrects a plan; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(_plan, request, funding_plan),
        form=lambda one, sent: PlanEditForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_plan(
            access=access, plan=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(_("Corriger le plan"), plans_place(request, one), str(one)),
        done=_("Le plan est à jour."),
    )


@cooperation_page(can=permissions.can_write_funding)
def plan_remove(request: CooperationRequest, funding_plan: int) -> HttpResponse:
    """The button that removes a plan in which nothing is noted."""
    plan = _plan(request, funding_plan)
    return add_page(
        request,
        form=lambda sent: RemovePlanForm(sent, plan=plan),
        save=lambda _form: services.remove_plan(access=request.access, plan=plan),
        page=FormPage(
            _("Supprimer ce plan"),
            plans_place(request, plan),
            _("Un plan où rien n’est noté disparaît sans rien emporter."),
            ends=True,
        ),
        done=_("Le plan est supprimé."),
        to=lambda _none: page_url(request, "funding_plan"),
    )


@cooperation_page(can=permissions.can_write_funding)
def cost_add(request: CooperationRequest, funding_plan: int) -> HttpResponse:
    """The form of a cost."""
    access, plan = request.access, _plan(request, funding_plan)
    year = timezone.localdate().year
    return add_page(
        request,
        form=lambda sent: NewCostForm(
            sent, instance=CostLine(plan=plan, section=_section(request), year=year)
        ),
        save=lambda form: services.add_costs(access=access, costs=form.costs()),
        page=FormPage(
            _("Ajouter une dépense"),
            plans_place(request, plan),
            _("Un devis, une enveloppe, un budget voté : dites d’où vient le montant."),
            again=_("Enregistrer, et une autre"),
        ),
        done=_("La dépense est notée."),
    )


@cooperation_page(can=permissions.can_write_funding)
def cost_edit(request: CooperationRequest, cost_line: int) -> HttpResponse:
    """The form that corrects a cost; who writes second sees both texts."""
    return edit_page(
        request,
        partial(_cost, request, cost_line),
        form=lambda one, sent: CostForm(sent, instance=one),
        save=lambda _one, form, read: services.edit_cost(
            access=request.access, cost=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Corriger une dépense"),
            plans_place(request, one.plan),
            str(one),
            before=PageLink(_("Retirer cette dépense"), page_url(request, "cost_remove", one.pk)),
        ),
        done=_("La dépense est à jour."),
    )


@cooperation_page(can=permissions.can_write_funding)
def cost_remove(request: CooperationRequest, cost_line: int) -> HttpResponse:
    """The button that removes a cost noted by mistake."""
    cost = _cost(request, cost_line)
    return drop_page(
        request,
        drop=lambda: services.remove_cost(access=request.access, cost=cost),
        page=FormPage(
            _("Retirer cette dépense"),
            plans_place(request, cost.plan),
            _("%(cost)s. Le coût du plan baisse d’autant.") % {"cost": cost},
        ),
        done=_("La dépense est retirée."),
    )


@cooperation_page(can=permissions.can_write_funding)
def line_add(request: CooperationRequest, funding_plan: int) -> HttpResponse:
    """The form that adds who pays, how much, how sure."""
    access, plan = request.access, _plan(request, funding_plan)
    year = timezone.localdate().year

    def form(sent: object) -> LineForm:
        line = FundingLine(
            cooperation=access.cooperation, plan=plan, section=_section(request), year=year
        )
        return LineForm(sent, instance=line, access=access)  # type: ignore[arg-type]  # as add_page

    return add_page(
        request,
        form=form,
        save=lambda form: services.add_line(access=access, line=form.line(), first=form.first()),
        page=FormPage(
            _("Ajouter un financeur"),
            plans_place(request, plan),
            _("Un montant pressenti reste à l’équipe projet tant qu’aucun acte ne l’accorde."),
            again=_("Enregistrer, et un autre"),
        ),
        done=lambda one: _("%(name)s : c’est noté.") % {"name": one},
    )


@cooperation_page(can=permissions.can_write_funding)
def line_edit(request: CooperationRequest, funding_line: int) -> HttpResponse:
    """The form that corrects a line, and says what follows from it."""
    access = request.access
    return edit_page(
        request,
        partial(_line, request, funding_line),
        form=lambda one, sent: LineEditForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_line(
            access=access, line=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Corriger un financement"),
            plans_place(request, one.plan),
            str(one),
            before=PageLink(_("Retirer ce financement"), page_url(request, "line_remove", one.pk)),
        ),
        done=_("Le financement est à jour."),
    )


@cooperation_page(can=permissions.can_write_funding)
def line_step(request: CooperationRequest, funding_line: int) -> HttpResponse:
    """The form of a step: granted, paid, refused…; what is rare in it is said."""
    access = request.access
    own: list[int] = []

    def save(one: FundingLine, form: StepForm, read: int) -> LineStep:
        before = _standing(one)
        own.append(_own_share(one))
        step = services.record_step(
            access=access,
            line=one,
            read=read,
            step=form.save(commit=False),
            wrong=form.cleaned_data["wrong"],
        )
        own.append(_own_share(one))
        if why := remark_of(before, _standing(one)):
            warn(request, why)
        return step

    return edit_page(
        request,
        partial(_line, request, funding_line),
        form=lambda one, sent: StepForm(sent, line=one),
        save=save,
        page=lambda one: FormPage(
            _("Noter une étape"),
            plans_place(request, one.plan),
            f"{one}, {one.year}",
            before=PageLink(_("Corriger ce financement"), page_url(request, "line_edit", one.pk)),
            template="funding/step.html",
            beside={
                "steps": [
                    french.capital(noted_words(step))
                    for step in one.steps.filter(replaced_at__isnull=True).order_by("on", "pk")
                ]
            },
        ),
        done=lambda step: moved_words(str(step), *own),
        saved=lambda one: StepForm(line=one, step=one.steps.order_by("pk").last()),
    )


def _own_share(line: FundingLine) -> int:
    """What the owner pays of the section of this line."""
    rows = line.plan.lines.filter(section=line.section, kind=LineKind.OWN)
    return rows.aggregate(sum=Sum("counted_cents"))["sum"] or 0


def _standing(line: FundingLine) -> Standing:
    return standing(line.steps.filter(replaced_at__isnull=True))


@cooperation_page(can=permissions.can_write_funding)
def line_remove(request: CooperationRequest, funding_line: int) -> HttpResponse:
    """The button that removes a line noted by mistake."""
    line = _line(request, funding_line)
    return drop_page(
        request,
        drop=lambda: services.remove_line(access=request.access, line=line),
        page=FormPage(
            _("Retirer ce financement"),
            plans_place(request, line.plan),
            _("%(line)s et ses étapes. Un refus se note plutôt comme une étape.") % {"line": line},
        ),
        done=_("Le financement est retiré."),
    )


@cooperation_page(can=permissions.can_write_funding)
def plan_displayed(request: CooperationRequest, funding_plan: int) -> HttpResponse:
    """The form that says when the plan was displayed."""
    return edit_page(
        request,
        partial(_plan, request, funding_plan),
        form=lambda _one, sent: DisplayedForm(sent),
        save=lambda one, form, read: services.note_displayed(
            access=request.access, plan=one, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda one: FormPage(
            _("Noter l’affichage du plan"), plans_place(request, one), str(one)
        ),
        done=_("L’affichage est noté."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def reason_give(request: CooperationRequest, funding_plan: int, rule: str) -> HttpResponse:
    """The form that says why the plan departs from a rule."""
    plan = _plan(request, funding_plan)
    check = _check(request, plan, rule)
    return add_page(
        request,
        form=ReasonForm,
        save=lambda form: services.give_reason(
            access=request.access, plan=plan, rule=rule, reason=form.cleaned_data["reason"]
        ),
        page=FormPage(
            _("Dire pourquoi"),
            plans_place(request, plan),
            f"{check.head}{check.rest} {check.note}".strip(),
        ),
        done=_("La raison est notée à côté de la règle."),
    )


def _check(request: CooperationRequest, plan: FundingPlan, rule: str) -> Check:
    """What this rule says today; 404 when it calls for nothing."""
    every = checks(facts_of(plan_sheet(request.access, plan)), timezone.localdate())
    check = next((one for one in every if one.rule == rule and one.calls), None)
    if check is None:
        raise Http404
    return check
