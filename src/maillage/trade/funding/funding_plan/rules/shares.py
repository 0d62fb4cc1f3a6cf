"""Does each pay what the law lets or makes it pay: the owner, a fonds de concours, all aids?"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.french import NBSP
from maillage.core.money import euros, euros_words
from maillage.law.association_grants import association_grants
from maillage.law.finding import LegalFinding
from maillage.law.fonds_de_concours import FondsDeConcours, FundingAmounts, fonds_de_concours
from maillage.law.own_share import OwnShare, own_share
from maillage.trade.funding.choices import PlanRule, Section
from maillage.trade.funding.funding_plan.plan_readings import Amount, Sums, if_refused, sums
from maillage.trade.funding.funding_plan.rules.checks import Check, Fonds, PlanFacts


def share_checks(facts: PlanFacts) -> Iterator[Check]:
    """What the rules on shares say of this plan, those that apply to it."""
    total = facts.sums
    if facts.is_local_body and total.cost and total.own + total.others:
        yield _own_share(facts, total)
    if facts.fonds:
        sure = sums(facts.costs, if_refused(facts.costs, facts.lines))
        yield from (_fonds(one, total, sure) for one in facts.fonds)
    if total.cost and total.others:
        yield _aids(facts, total)
    if facts.grants:
        yield _association(facts)


def owner_floor(facts: PlanFacts) -> Fraction:
    """The least part of the public money that the owner brings; 0 where no rule asks any."""
    public = euros(facts.sums.cost - facts.sums.private)
    if not facts.is_local_body or public <= 0:
        return Fraction(0)
    least = _own_finding(facts, facts.sums, None, 0).figures.minimum_own
    return Fraction(least or 0) / Fraction(public)


def _own_share(facts: PlanFacts, total: Sums) -> Check:
    """Counted with the money of whom it is discussed whether they are public, then without."""
    finding = _own_finding(facts, total, total.public, total.doubtful)
    figures = finding.figures
    head = _("Part %(of)s : %(own)s") % {
        "of": french.of_body(facts.owner),
        "own": euros_words(total.own),
    }
    if finding.level == "information" or figures.minimum_own is None:
        return _in_its_words(PlanRule.OWN_SHARE, head, finding)
    if not any(one.is_own and one.section == Section.INVESTMENT for one in facts.lines):
        return _unwritten_share(facts, total)
    least, note = figures.minimum_own, ""
    if figures.minimum_with_doubtful is not None:
        note = _(
            "L’argent dont le caractère public est discuté (Caf, MSA, Europe) est compté ; "
            "sans lui, le minimum est de %(least)s."
        ) % {"least": _euros(figures.minimum_own)}
        least = figures.minimum_with_doubtful
    rest = _lacking_words(least, least - euros(total.own), is_sure=not note)
    return Check(PlanRule.OWN_SHARE, head, rest, finding.source, note, finding.level or "")


def _lacking_words(least: Decimal, lacking: Decimal, *, is_sure: bool) -> str:
    """The minimum, and what lacks to it; `is_sure` when no money of it is discussed."""
    if lacking <= 0:
        words = _(", pour un minimum de %(least)s.")
    elif is_sure:
        words = _(", pour un minimum de %(least)s : il manque %(lacking)s.")
    else:
        words = _(
            ", pour un minimum de %(least)s : il manque %(lacking)s, si l’argent discuté "
            "(Caf, MSA, Europe) est public."
        )
    return words % {"least": _euros(least), "lacking": _euros(lacking)}


def _unwritten_share(facts: PlanFacts, total: Sums) -> Check:
    """What the owner will have to pay of a plan in which its own money is not written yet."""
    finding = _own_finding(facts, total, None, 0)
    head = _("Part %(of)s : à écrire") % {"of": french.of_body(facts.owner)}
    rest = _(". Au moins %(least)s si tout le reste est de l’argent public.") % {
        "least": _euros(finding.figures.minimum_own or Decimal(0))
    }
    return Check(PlanRule.OWN_SHARE, head, rest, finding.source, "", "information")


def _own_finding(
    facts: PlanFacts, total: Sums, public: int | None, doubtful: int
) -> LegalFinding[OwnShare]:
    """Without public money, what the rule asks of the whole cost."""
    is_written = public is not None
    rate = None if facts.prefect_rate_bp is None else Decimal(facts.prefect_rate_bp) / 10_000
    return own_share(
        euros(total.cost),
        euros(total.own) if is_written else None,
        euros(public) if public is not None else None,
        private=euros(total.private),
        doubtful=euros(doubtful),
        situation=facts.situation,
        prefect_rate=rate,
        territory="overseas" if facts.is_overseas else "metropolitan",
    )


def fonds_finding(one: Fonds, total: Sums) -> LegalFinding[FondsDeConcours]:
    """What the law says of a fonds beside these sums."""
    return fonds_de_concours(
        one.parties,
        FundingAmounts(
            cost=euros(total.cost),
            subsidies=euros(total.subsidies),
            fonds_de_concours=euros(total.fonds),
            own=euros(total.own),
        ),
    )


def _fonds(one: Fonds, total: Sums, sure: Sums) -> Check:
    """Beside all that is counted, then beside what somebody said yes to."""
    finding = fonds_finding(one, total)
    head = _("Fonds de concours %(of)s : %(sum)s") % {
        "of": french.of_body(one.name),
        "sum": euros_words(one.counted),
    }
    most = finding.figures.maximum
    if finding.level or most is None:
        return _in_its_words(PlanRule.FONDS, head, finding)
    all_of_them = total.fonds > one.counted
    rest = (
        _(", pour un maximum de %(most)s en tout.")
        if all_of_them
        else _(", pour un maximum de %(most)s.")
    )
    without = fonds_finding(one, sure).figures.maximum
    votes, level = _agreements(one.missing)
    surely = ""
    if without is not None and without != most:
        surely = _("Sans ce qui n’est pas encore accordé, le maximum est de %(most)s.") % {
            "most": _euros(without)
        }
    note = " ".join(filter(None, (votes, surely)))
    return Check(PlanRule.FONDS, head, rest % {"most": _euros(most)}, finding.source, note, level)


def _agreements(missing: Sequence[str] | None) -> tuple[str, str]:
    """What is said of the two votes that a fonds rests on; nothing when no decision is tied."""
    if missing is None:
        return "", ""
    if not missing:
        return _("Les deux conseils ont donné leur accord."), ""
    names = french.listed([french.of_body(name) for name in missing])
    return _("Il manque l’accord %(names)s.") % {"names": names}, "attention"


def _aids(facts: PlanFacts, total: Sums) -> Check:
    head = _("Aides : %(sum)s") % {"sum": euros_words(total.others)}
    if total.others > total.cost:
        more = euros_words(total.others - total.cost)
        words = _("Elles dépassent le coût de %(more)s.") % {"more": more}
        granted = sum(one.sure for one in facts.lines if _is_aid(one))
        if granted > total.cost:
            return Check(PlanRule.AIDS, head, "", "", words, "alert")
        words = _("Toutes accordées, elles dépasseraient le coût de %(more)s.") % {"more": more}
        return Check(PlanRule.AIDS, head, "", "", words, "attention")
    share = f"{french.number(Decimal(total.others) * 100 / total.cost, 1)}{NBSP}%"
    rest = _(", %(share)s du coût.") % {"share": share}
    above = [one for one in facts.rated if one.counted * 10_000 > one.rate_bp * one.base]
    if above:
        names = french.listed([french.with_article(one.name) for one in above])
        words = _("Au-dessus du taux noté : %(names)s.") % {"names": names}
        return Check(PlanRule.AIDS, head, rest, "", words, "attention")
    note = _("Aucun financeur ne dépasse le taux noté.") if facts.rated else ""
    return Check(PlanRule.AIDS, head, rest, "", note)


def _is_aid(one: Amount) -> bool:
    return one.section == Section.INVESTMENT and not one.is_own


def _association(facts: PlanFacts) -> Check:
    finding = association_grants(facts.grants)
    needed = [one for one in finding.figures.agreement_required if one.required]
    if not needed:
        return _in_its_words(PlanRule.ASSOCIATION, _("Aide à une association"), finding)
    rows = [
        _("avec %(whom)s en %(year)s (%(sum)s)")
        % {"whom": french.with_article(one.authority), "year": one.year, "sum": _euros(one.total)}
        for one in needed
    ]
    rest = f" {french.listed_whole(rows)}."
    level = finding.level or ""
    return Check(PlanRule.ASSOCIATION, _("Convention obligatoire"), rest, finding.source, "", level)


def _in_its_words(rule: str, head: str, finding: LegalFinding[object]) -> Check:
    """What the law itself says of it, in its own sentence."""
    return Check(rule, head, "", finding.source, finding.sentence, finding.level or "")


def _euros(amount: Decimal) -> str:
    return euros_words(int(amount * 100))
