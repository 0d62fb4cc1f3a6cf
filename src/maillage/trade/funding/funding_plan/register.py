"""The register of plans: what it shows, filters and offers to each reader."""

from collections.abc import Sequence
from functools import partial

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.links import address
from maillage.core.money import bare_euros, euros, euros_words
from maillage.core.raised import raised
from maillage.core.register import Action as Gesture
from maillage.core.register import Chip, Column, Empty, Register, Search
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries.choices import has_plan_to_open
from maillage.trade.funding.funding_plan.queries.facts import owner_name
from maillage.trade.funding.funding_plan.queries.rows import (
    PlanRow,
    PlanSums,
    breaking,
    dated_rows,
    marked_plans,
    matching_plans,
    plan_rows,
    unanswered_plans,
    with_marks,
)
from maillage.trade.funding.funding_plan.words import first_rule

RULE = "regle"


def plan_register(request: CooperationRequest) -> Register[FundingPlan, PlanRow]:
    """The register, as this reader may use it; what is awaited has its column for the team."""
    access = request.access
    gestures = _gestures(request)
    return Register(
        caption=_("Plans de financement"),
        noun=(_("plan"), _("plans")),
        filename="plans-de-financement",
        columns=_columns(access),
        read=lambda rows: _read(request, dated_rows(access, rows, timezone.localdate())),
        totals=partial(_totals, access),
        under=partial(_marks_cell, request),
        order="plan",
        row_url=lambda row: page_url(request, "plan", row.pk),
        search=Search(
            _("Chercher un plan"),
            _("Action, structure, financeur"),
            partial(matching_plans, access),
        ),
        chips=_chips(access),
        actions=gestures,
        empty=Empty(
            _("Aucun plan pour l’instant"),
            _("Commencez par ce que vous savez : un devis, une enveloppe, une année."),
            gestures,
        ),
    )


def _read(request: CooperationRequest, rows: list[PlanRow]) -> list[PlanRow]:
    """The rows; with what alerts, where that is what is asked for."""
    if RULE not in request.GET or not request.access.is_in_team:
        return rows
    return with_marks(request.access, rows, timezone.localdate())


def _marks_cell(request: CooperationRequest, row: PlanRow) -> str:
    """The first rule that alerts, which leads to all of them; how many others."""
    if not row.marks:
        return ""
    url = f"{page_url(request, 'plan', row.pk)}#m-rules"
    rule = raised(french.with_french_spaces(first_rule(row.marks)))
    first = format_html('<a class="m-finger" href="{}">{}</a>', url, rule)
    count = len(row.marks) - 1
    others = ngettext("et une autre", "et %(n)s autres", count) if count else ""
    words = others % {"n": french.in_words(count, feminine=True)}
    return format_html("<small>{}</small>", format_html("{} {}", first, words) if words else first)


def _gestures(request: CooperationRequest) -> tuple[Gesture, ...]:
    access = request.access
    if not has_plan_to_open(access):
        return ()
    opening = Gesture(_("Ouvrir un plan"), page_url(request, "plan_add"), "plus", main=True)
    if not permissions.can_edit_funding(request.access):
        return (opening,)
    table = address("exchange:import_wizard", request.access.cooperation.slug)
    return (
        opening,
        Gesture(_("Importer des plans"), f"{table}?tableau=financements", "upload"),
        Gesture(_("Coller un tableau"), page_url(request, "plans_paste"), "copy"),
    )


def _chips(access: Access) -> tuple[Chip[FundingPlan], ...]:
    if not access.is_in_team:
        return ()
    return (
        Chip("boucler", _("à boucler"), partial(_to_close, access)),
        Chip("attente", _("en attente d’une réponse"), lambda rows: unanswered_plans(access, rows)),
        Chip(RULE, _("une règle alerte"), partial(_breaking, access)),
    )


def _to_close(access: Access, rows: QuerySet[FundingPlan]) -> QuerySet[FundingPlan]:
    """Those whose sums, or a rule, call for something: as the maquette counts them."""
    read = plan_rows(access, rows)
    lacking = {one.pk for one in read if one.sums.lacks}
    others = [one for one in read if one.pk not in lacking]
    return rows.filter(pk__in=lacking | breaking(access, others, timezone.localdate()))


def _breaking(access: Access, rows: QuerySet[FundingPlan]) -> QuerySet[FundingPlan]:
    """Those on whose page a rule bears a mark: it calls, and no reason is noted for it."""
    return rows.filter(pk__in=marked_plans(access, rows, timezone.localdate()))


def _totals(access: Access, rows: Sequence[PlanRow]) -> dict[str, str]:
    """What the plans sum up to."""
    return {
        "cout": bare_euros(sum(one.sums.cost for one in rows)),
        "acquis": bare_euros(sum(one.sums.sure for one in rows)),
        "attend": bare_euros(sum(one.sums.awaited for one in rows)),
        "manque": bare_euros(sum(left_of(access, one.sums) for one in rows)),
    }


def _money(key: str, label: str, cents: str) -> Column[PlanRow]:
    """A column of sums: a dash for a plan of which nobody said the cost."""
    return Column(
        key,
        label,
        lambda row: euros(getattr(row.sums, cents)),
        cell=lambda row: bare_euros(getattr(row.sums, cents)) if row.sums.cost else missing("–"),
        numeric=True,
    )


def _columns(access: Access) -> tuple[Column[PlanRow], ...]:
    return (
        Column(
            "plan",
            _("Ce que le plan paie"),
            lambda row: str(row.plan),
            sort=("called__plain", "pk"),
            wide=True,
            measure="sentence",
        ),
        Column(
            "maitre-ouvrage",
            _("Maître d’ouvrage"),
            lambda row: owner_name(row.plan),
            sort=("owner_called__plain", "called__plain", "pk"),
            measure="name",
        ),
        _money("cout", _("Coût, en euros"), "cost"),
        _money("acquis", _("Acquis"), "sure"),
        *((_money("attend", _("En attente"), "awaited"),) if access.is_in_team else ()),
        Column(
            "manque",
            _("Il manque") if access.is_in_team else _("À trouver ou à confirmer"),
            lambda row: euros(left_of(access, row.sums)),
            cell=lambda row: _left_cell(access, row.sums),
            numeric=True,
        ),
        Column(
            "prochaine-date",
            _("Prochaine date"),
            lambda row: row.next_date.on if row.next_date else None,
            cell=_next_cell,
            measure="word",
        ),
    )


def _next_cell(row: PlanRow) -> str:
    if row.next_date is None:
        return ""
    day = raised(french.short_date(row.next_date.on, timezone.localdate()))
    return with_note(day, row.next_date.label)


def left_of(access: Access, row: PlanSums) -> int:
    """What is missing for the team; for the others, all that is not sure."""
    return row.gap if access.is_in_team else row.cost - row.sure


def _left_cell(access: Access, row: PlanSums) -> str:
    if not row.cost:
        return missing(_("coût à dire"))
    left = left_of(access, row)
    if not row.excess or not access.is_in_team:
        return bare_euros(left)
    more = missing(_("%(sum)s de trop") % {"sum": bare_euros(row.excess)})
    return format_html("{} {}", bare_euros(left), more) if left else more


def plans_sentence(access: Access, rows: Sequence[PlanSums]) -> str:
    """How many of these plans have a cost, what they cost, what is sure; the gap for the team."""
    costed = [one for one in rows if one.cost]
    if not rows:
        return _("Aucun plan ne répond à ces filtres.")
    if not costed:
        return ngettext(
            "Ce plan n’a pas encore de coût.", "Aucun de ces plans n’a encore de coût.", len(rows)
        )
    words = _costed_words(access, len(costed)) % {
        "n": french.capital(french.in_words(len(costed))),
        "cost": euros_words(sum(one.cost for one in costed)),
        "sure": euros_words(sum(one.sure for one in costed)),
    }
    if not access.is_in_team:
        return words
    return " ".join(filter(None, (words, _gap_words(costed))))


def _costed_words(access: Access, count: int) -> str:
    """How many plans have a cost: officers alone read those of the posts, so that it is all."""
    if access.is_officer:
        return ngettext(
            "Un plan chiffré, %(cost)s ; %(sure)s acquis.",
            "%(n)s plans chiffrés, %(cost)s en tout ; %(sure)s acquis.",
            count,
        )
    return ngettext(
        "Un plan chiffré que vous pouvez lire, %(cost)s ; %(sure)s acquis.",
        "%(n)s plans chiffrés que vous pouvez lire, %(cost)s ; %(sure)s acquis.",
        count,
    )


def _gap_words(rows: Sequence[PlanSums]) -> str:
    """What all these plans lack, and how many; which one the most, where one does."""
    short = sorted((one for one in rows if one.gap > 0), key=lambda one: -one.gap)
    if not short:
        return ""
    about = {
        "sum": euros_words(sum(one.gap for one in short)),
        "n": french.in_words(len(short)),
        "name": french.inner_quotes(short[0].name),
        "most": euros_words(short[0].gap),
    }
    if len(short) == 1:
        return _("Il manque %(sum)s à « %(name)s ».") % about
    if short[1].gap == short[0].gap:
        return _("Il manque %(sum)s à %(n)s plans.") % about
    return _("Il manque %(sum)s à %(n)s plans, le plus à « %(name)s » : %(most)s.") % about
