"""The register of plans; the sheet of one, its two halves, what the rules say of it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from maillage.core import french
from maillage.core.agenda import Upcoming, Waiting
from maillage.core.links import address
from maillage.core.money import bare_euros, euros_words
from maillage.core.panels import panels
from maillage.core.register import answer_register, rows_shown
from maillage.core.sheet import Readers, Sheet
from maillage.core.shell import Audience
from maillage.core.table_files import format_wanted
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.trade.context.duties.models import Duty
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.choices import PlanRule, Section
from maillage.trade.funding.funding_plan import ledger, words
from maillage.trade.funding.funding_plan.drawing import draw_plan
from maillage.trade.funding.funding_plan.files import plan_file
from maillage.trade.funding.funding_plan.gestures import plans_place
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.plan_readings import advances
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_plan.queries.facts import facts_of, owner_name
from maillage.trade.funding.funding_plan.queries.rows import plan_sums, register_plans
from maillage.trade.funding.funding_plan.queries.sheet import PlanSheet, plan_sheet, short_funder
from maillage.trade.funding.funding_plan.register import plan_register, plans_sentence
from maillage.trade.funding.funding_plan.rules.all_checks import checks
from maillage.trade.funding.funding_plan.rules.checks import Check, PlanFacts
from maillage.trade.funding.funding_plan.what_if import refusal_title, refusal_words

MOST_DATES = 4
READERS_OF_POST = gettext_lazy("les chargées de coopération, l’employeur, les financeurs")


@dataclass(frozen=True, slots=True)
class ShownCheck:
    """What a rule says, the reason that somebody gave, and where one acts on it."""

    check: Check
    level: str
    reason: str
    displayed_url: str = ""
    reason_url: str = ""


@cooperation_page(can=permissions.can_open_funding)
def funding_plan(request: CooperationRequest) -> HttpResponse:
    """The plans that this reader reads."""
    access, register = request.access, plan_register(request)
    rows = register_plans(access)
    return answer_register(
        request,
        register,
        rows,
        template="core/register.html",
        context={
            "sentence": lambda: plans_sentence(
                access, plan_sums(access, rows_shown(request, register, rows))
            ),
            "sentence_follows": True,
            "audience": by_access(request, page_url(request, "funding_plan")),
        },
    )


@cooperation_page(can=permissions.can_open_funding)
def plan(request: CooperationRequest, funding_plan: int) -> HttpResponse:
    """The two halves of a plan in one of its sections, or as a file."""
    access = request.access
    one = get_object_or_404(readable.plans(access), pk=funding_plan)
    sheet = plan_sheet(access, one)
    if kind := format_wanted(request):
        return plan_file(kind, sheet)
    wanted = request.GET.get("section", "")
    section = wanted if wanted in sheet.sections else sheet.sections[0]
    return render(request, "funding/plan.html", _context(request, sheet, section))


def _context(request: CooperationRequest, sheet: PlanSheet, section: str) -> dict[str, object]:
    today, plan = timezone.localdate(), sheet.plan
    coordinator = plan.action.coordinator_id if plan.action else None
    may_edit = permissions.can_edit_plan(request.access, coordinator)
    balance = sheet.balance(section)
    pay = ledger.pay_rows(sheet, section, may_edit=may_edit)
    gap_word = _("à trouver") if sheet.reads_all else _("à trouver ou à confirmer")
    costs = [one for one in sheet.read_costs if one.section == section]
    lines = [one for one in sheet.read_lines if one.section == section]
    side = _side(request, sheet, section, today, may_edit=may_edit)
    return {
        "plan": plan,
        "sheet": _sheet(request, sheet, section, words.broken_words(_broken(side.get("checks")))),
        "tabs": _tabs(request, sheet, section),
        "section": section,
        "drawing": draw_plan(costs, lines, gap_word, str(plan.get_basis_display())),
        "pay_rows": pay,
        "pay_totals": ledger.pay_totals(pay),
        "reads_requests": any(not one.expected.is_void or not one.requested.is_void for one in pay),
        "foot": words.foot_words(balance, reads_all=sheet.reads_all),
        "cost_rows": ledger.cost_rows(sheet, section),
        "cost_totals": ledger.year_totals(sheet, section),
        "cost_total": bare_euros(balance.cost),
        "may_edit": may_edit,
        "may_paste": permissions.can_edit_funding(request.access),
        "is_bare": not sheet.costs and not sheet.lines,
        "account_url": f"{page_url(request, 'account')}?plan={plan.pk}"
        if permissions.can_open_returns(request.access) and plan.post_id is None
        else "",
        "gesture": _gesture(request, sheet, section) or _due_gesture(request, sheet, section, side)
        if may_edit
        else None,
        "audience": _audience(request, plan),
        **side,
    }


def _broken(shown: object) -> list[Check]:
    """The rules shown that call and that nobody explained."""
    rows = shown if isinstance(shown, list) else []
    return [one.check for one in rows if one.check.calls and not one.reason]


def _sheet(request: CooperationRequest, sheet: PlanSheet, section: str, broken: str) -> Sheet:
    plan, access = sheet.plan, request.access
    balance = sheet.balance(section)
    return Sheet(
        title=str(plan),
        sentence=" ".join(
            filter(
                None,
                (
                    words.balance_sentence(plan, balance, reads_all=sheet.reads_all),
                    words.refusal_words([one for one in sheet.lines if one.section == section]),
                    broken,
                ),
            )
        ),
        place=plans_place(request),
        panels=tuple(panels.ask(access, "fundingplan", plan.pk)),
        readers=_readers(sheet),
        gestures=_history(access, plan),
    )


def _history(access: Access, plan: FundingPlan) -> Sequence[Gesture]:
    """The gestures made on the plan, for the team: they hold what was asked."""
    if not access.is_in_team:
        return ()
    return history(access, plan.sheet_key)


def _audience(request: CooperationRequest, plan: FundingPlan) -> Audience:
    if plan.post_id:
        return Audience(str(READERS_OF_POST), "#qui-voit", confidential=True)
    return by_access(request, "#qui-voit")


def _readers(sheet: PlanSheet) -> tuple[Readers, ...]:
    if sheet.plan.post_id:
        who = french.capital(str(READERS_OF_POST))
        return (Readers("lock", who, _("tout ce plan : il touche à une rémunération")),)
    everybody = french.capital(str(Visibility.MEMBERS.label))
    whole = _("%(team)s, et qui parle pour le maître d’ouvrage, sauf les observateurs")
    return (
        Readers(
            "eye",
            everybody,
            _("coûts, le personnel compris dans une somme, financeurs, accordé et versé"),
        ),
        Readers(
            "users",
            whole % {"team": french.capital(str(Visibility.TEAM.label))},
            _("chaque dépense, ce qui est pressenti ou demandé, la trésorerie"),
        ),
        Readers(
            "lock",
            _("Chaque structure"),
            _("ce qui est demandé en son nom, ou ce qu’on lui demande"),
        ),
    )


def _tabs(request: CooperationRequest, sheet: PlanSheet, section: str) -> list[dict[str, object]]:
    """The sections, when there are two."""
    if len(sheet.sections) < 2:
        return []
    url = page_url(request, "plan", sheet.plan.pk)
    return [
        {
            "label": words.section_name(one, ledger.cost_years(sheet, one)),
            "url": f"{url}?section={one}",
            "current": one == section,
        }
        for one in sheet.sections
    ]


def _gesture(request: CooperationRequest, sheet: PlanSheet, section: str) -> Waiting | None:
    """What an empty half calls for, then what the plan lacks."""
    number = sheet.plan.pk
    if not sheet.costs:
        return Waiting(
            _("Dire ce que cela coûte"),
            _("Un devis, une enveloppe, une année : la première dépense suffit."),
            page_url(request, "cost_add", number),
            verb=_("Ajouter une dépense"),
        )
    if not sheet.lines:
        return Waiting(
            _("Dire qui paie"),
            _("Le premier financeur auquel vous pensez, même sans réponse."),
            page_url(request, "line_add", number),
            verb=_("Ajouter un financeur"),
        )
    return _gap_gesture(request, sheet, section)


def _gap_gesture(request: CooperationRequest, sheet: PlanSheet, section: str) -> Waiting | None:
    """Where to look for what the section lacks: together among the sources, or one by one."""
    gap, number = sheet.balance(section).gap, sheet.plan.pk
    if gap <= 0:
        return None
    title = _("Trouver %(sum)s") % {"sum": euros_words(gap)}
    is_tried = section == Section.INVESTMENT and sheet.plan.post_id is None
    if is_tried and permissions.can_edit_funding(request.access):
        return Waiting(
            title,
            _("Les sources notées s’essaient ensemble."),
            f"{page_url(request, 'best_plan')}?plan={number}",
            verb=_("Chercher le meilleur plan"),
        )
    return Waiting(
        title,
        _("Un financeur de plus, ou une dépense de moins."),
        f"{page_url(request, 'line_add', number)}?section={section}",
        verb=_("Ajouter un financeur"),
    )


def _due_gesture(
    request: CooperationRequest, sheet: PlanSheet, section: str, side: Mapping[str, object]
) -> Waiting | None:
    """What a plan that lacks nothing calls for: to be displayed, then the next request to file."""
    late = next((one for one in _broken(side.get("checks")) if one.rule == PlanRule.DISPLAY), None)
    if late is not None:
        return Waiting(
            _("Afficher le plan"),
            french.capital(late.rest.strip(" :")),
            page_url(request, "plan_displayed", sheet.plan.pk),
            verb=_("Noter son affichage"),
        )
    to_file = [one for one in sheet.requests_due(section) if one[1] >= timezone.localdate()]
    if not to_file:
        return None
    line, on = min(to_file, key=lambda one: one[1])
    return Waiting(
        _("Demander %(sum)s %(to)s")
        % {
            "sum": euros_words(line.counted_cents),
            "to": french.to_body(short_funder(line)),
        },
        _("Dossier à déposer avant le %(day)s inclus.") % {"day": french.long_date(on)},
        page_url(request, "line_step", line.pk),
        verb=_("Noter la demande"),
    )


def _side(
    request: CooperationRequest, sheet: PlanSheet, section: str, today: date, *, may_edit: bool
) -> dict[str, object]:
    """What the rules say, what a refusal would change, what is put forward, which dates come."""
    if not permissions.can_read_checks(request.access, owns=sheet.reads_all):
        return {}
    facts = facts_of(sheet)
    shown = [
        one
        for one in _checks(request, sheet, facts, today, may_edit)
        if section == Section.INVESTMENT or one.check.rule == PlanRule.ASSOCIATION
    ]
    return {
        "checks": shown,
        "if_title": refusal_title(sheet, section),
        "if_words": refusal_words(sheet, facts, section),
        "treasury": words.treasury_words(
            owner_name(sheet.plan),
            advances(
                section, sheet.read_costs, sheet.read_lines, sheet.claims(section), today.year
            ),
            today,
        ),
        "dates": _dates(request, sheet, section, today),
    }


def _checks(
    request: CooperationRequest, sheet: PlanSheet, facts: PlanFacts, today: date, may_edit: bool
) -> list[ShownCheck]:
    reasons = {one.rule: one for one in readable.reasons(request.access).filter(plan=sheet.plan)}
    rows = []
    for one in checks(facts, today):
        given = reasons.get(one.rule) if one.calls else None
        acts = may_edit and one.calls
        rows.append(
            ShownCheck(
                check=one,
                level=_shown_level(one, is_explained=given is not None),
                reason=_("%(reason)s (%(who)s, %(day)s)")
                % {
                    "reason": given.reason,
                    "who": given.author,
                    "day": french.long_date(given.on),
                }
                if given
                else "",
                displayed_url=page_url(request, "plan_displayed", sheet.plan.pk)
                if acts and one.rule == PlanRule.DISPLAY
                else "",
                reason_url=address(
                    "funding:reason_give",
                    request.access.cooperation.slug,
                    sheet.plan.pk,
                    one.rule,
                )
                if acts and permissions.can_edit_funding(request.access)
                else "",
            )
        )
    return rows


def _due_words(duty: Duty) -> str:
    """« demande d’acompte : 43 200 € »."""
    kind = french.capital(str(duty.get_kind_display()))
    if duty.at_stake_cents is None:
        return kind
    return _("%(kind)s : %(sum)s") % {"kind": kind, "sum": euros_words(duty.at_stake_cents)}


def _shown_level(one: Check, *, is_explained: bool) -> str:
    """How a check is drawn: what is explained, or only informs, stands aside."""
    if is_explained or one.level == "information":
        return "aside"
    return "calls" if one.level == "alert" else one.level


def _dates(
    request: CooperationRequest, sheet: PlanSheet, section: str, today: date
) -> list[Upcoming]:
    """What the lines make due and the calls that close, the first first."""
    slug = request.access.cooperation.slug
    rows = [
        Upcoming(
            on=duty.due_on,
            label=short_funder(line),
            reason=_due_words(duty),
            url=address("context:duty", slug, duty.pk),
        )
        for line, duty in sheet.expected_duties(section)
        if duty.due_on and duty.due_on >= today
    ]
    rows += [
        Upcoming(
            on=on,
            label=short_funder(line),
            reason=_("Clôture : %(source)s") % {"source": line.source},
            url=page_url(request, "source", number),
        )
        for line, number, on in sheet.closings(section)
        if on >= today
    ]
    return sorted(rows, key=lambda one: (one.on, one.label))[:MOST_DATES]
