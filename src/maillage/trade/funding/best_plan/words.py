"""What is said of the best plan, and what the computation could not know."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.funding.best_plan.problem import Candidate, Proposal, Proposed
from maillage.trade.funding.funding_sources.models import FundingSource


def sentence(candidates: Sequence[Candidate], proposal: Proposal) -> str:
    """What the owners would pay beside what the plans leave them today, and how sure that is."""
    own = sum(one.own for one in proposal.plans)
    today = sum(max(0, one.cost - one.counted) for one in candidates)
    about = {"own": euros_words(own), "today": euros_words(today)}
    pay = ngettext(
        "Le maître d’ouvrage paierait %(own)s ; aujourd’hui, le plan lui en laisse %(today)s.",
        "Les maîtres d’ouvrage paieraient %(own)s ; aujourd’hui, les plans leur en laissent "
        "%(today)s.",
        len(candidates),
    )
    if own == today:
        pay = ngettext(
            "Le maître d’ouvrage paierait %(own)s, comme dans le plan d’aujourd’hui.",
            "Les maîtres d’ouvrage paieraient %(own)s, comme dans les plans d’aujourd’hui.",
            len(candidates),
        )
    return f"{pay % about} {_how_sure(proposal)}"


def _how_sure(proposal: Proposal) -> str:
    if proposal.missing:
        missing = euros_words(proposal.missing)
        return _("Ces sources n’y suffisent pas : il manquerait %(sum)s.") % {"sum": missing}
    if proposal.is_best:
        return _("Aucun autre choix parmi ces sources ne laisse moins à payer.")
    if proposal.own_gap is None:
        return _("Le calcul s’est arrêté avant de savoir s’il en existe un meilleur.")
    gap = euros_words(proposal.own_gap)
    return _("Le calcul s’est arrêté ; un autre choix laisserait au plus %(gap)s de moins.") % {
        "gap": gap
    }


def gain_words(row: Candidate, plan: Proposed) -> str:
    """By how much the owner would pay less, or more, than the plan leaves it today."""
    change = plan.own - max(0, row.cost - row.counted)
    if not change:
        return _("rien ne change pour qui le porte")
    words = _("− %(sum)s à sa charge") if change < 0 else _("+ %(sum)s à sa charge")
    return words % {"sum": euros_words(abs(change))}


def source_note(one: FundingSource) -> str:
    """What the source says in full of what it helps, and of what it does not."""
    helps = _("aide : %(what)s") % {"what": one.eligible_costs} if one.eligible_costs else ""
    leaves = _("n’aide pas : %(what)s") % {"what": one.left_out_costs}
    who = _("pour : %(who)s") % {"who": one.beneficiaries} if one.beneficiaries else ""
    return " ; ".join(filter(None, (helps, leaves if one.left_out_costs else "", who)))


def remarks(plan: Proposed) -> list[str]:
    """What the rules hold back, of what is there already then of what could come."""
    if not plan.is_too_much:
        return list(plan.held_back_by)
    already = _("Ce qui est déjà dans le plan laisse moins que sa part minimale à qui le porte.")
    return [already, *plan.held_back_by]


def part_words(cents: int, cost: int) -> str:
    """« 20,0 % »."""
    return f"{french.number(cents * 100 / cost, 1)}{french.NBSP}%"
