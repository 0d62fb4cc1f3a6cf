"""What does a plan say in a sentence: balanced, short, too much; sure, awaited?"""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.trade.funding.choices import LineKind, MoneyState, Section
from maillage.trade.funding.funding_plan.models import FundingLine, FundingPlan, LineStep
from maillage.trade.funding.funding_plan.plan_readings import Advance, Amount, Balance, highest
from maillage.trade.funding.funding_plan.rules.checks import Check

MOST_AWAITED = 3
NO_COST_YET = _(
    "Aucun coût pour l’instant. Commencez par ce que vous savez : un devis, une enveloppe, une "
    "année."
)


def balance_sentence(plan: FundingPlan, read: Balance, *, reads_all: bool) -> str:
    """What is true of a section: what is missing, what is sure, who is awaited.

    For whoever does not read all, nobody is named: what is not sure is still to be sought or
    confirmed.
    """
    if not read.cost:
        return NO_COST_YET
    if not reads_all:
        return _partial_sentence(read)
    return " ".join(filter(None, (_gap_words(plan, read), _sure_words(read))))


def broken_words(broken: Sequence[Check]) -> str:
    """The first rule that calls and that nobody explained, as its line says it; how many others."""
    if not broken:
        return ""
    first = first_rule(broken)
    if len(broken) == 1:
        return f"{first}."
    more = ngettext("une autre règle appelle", "%(n)s autres règles appellent", len(broken) - 1)
    number = french.in_words(len(broken) - 1, feminine=True)
    return f"{first} ; {more % {'n': number}}."


def first_rule(broken: Sequence[Check]) -> str:
    """The first of these rules, as its line says it, without a stop."""
    return f"{broken[0].head}{broken[0].rest}".rstrip(".")


def refusal_words(lines: Sequence[FundingLine]) -> str:
    """« Refusé : 5 000 € par l’hôpital. », « Refusé par l’hôpital. » where its sum is not read."""
    words, has_sums = list[str](), False
    for one in lines:
        if one.state != MoneyState.REFUSED:
            continue
        cents = one.requested_cents if one.requested_cents is not None else one.expected_cents
        name = str(one.funder or one.get_kind_display())
        by = _("par %(whom)s") % {"whom": payer_words(name)}
        is_read = bool(cents) and getattr(one, "reads_requests", False)
        has_sums = has_sums or is_read
        words.append(f"{euros_words(cents or 0)} {by}" if is_read else by)
    sentence = _("Refusé : %(parts)s.") if has_sums else _("Refusé %(parts)s.")
    return sentence % {"parts": french.listed_whole(words)} if words else ""


def _partial_sentence(read: Balance) -> str:
    left = read.cost - read.sure
    if left < 0:
        return _("L’acquis dépasse le coût de %(sum)s.") % {"sum": euros_words(-left)}
    if not left:
        return _("Tout est acquis : %(sum)s.") % {"sum": euros_words(read.cost)}
    if not read.sure:
        return _("Rien n’est acquis : %(left)s restent à trouver ou à confirmer.") % {
            "left": euros_words(left)
        }
    return _("%(sure)s acquis ; %(left)s restent à trouver ou à confirmer.") % {
        "sure": euros_words(read.sure),
        "left": euros_words(left),
    }


def _gap_words(plan: FundingPlan, read: Balance) -> str:
    total = f"{euros_words(read.cost)} {plan.get_basis_display()}"
    if read.is_balanced:
        return _("Le plan est équilibré à %(sum)s.") % {"sum": total}
    if len(read.gaps) > 1 or (read.gaps and not read.gap):
        return _("Année par année : %(gaps)s.") % {
            "gaps": french.listed_whole([_year_gap(year, gap) for year, gap in read.gaps])
        }
    if read.gap < 0:
        return _too_much(read)
    return _("Il manque %(gap)s sur %(sum)s.") % {"gap": euros_words(read.gap), "sum": total}


def _too_much(read: Balance) -> str:
    """By how much the plan is above its cost, and how much of that somebody said yes to."""
    sure = read.sure - read.cost
    words = (
        _("Le plan dépasse le coût de %(sum)s, dont %(sure)s déjà acquis.")
        if sure > 0
        else _("Le plan dépasse le coût de %(sum)s.")
    )
    return words % {"sum": euros_words(-read.gap), "sure": euros_words(sure)}


def _year_gap(year: int, gap: int) -> str:
    words = _("%(sum)s de trop en %(year)s") if gap < 0 else _("il manque %(sum)s en %(year)s")
    return words % {"sum": euros_words(abs(gap)), "year": year}


def _sure_words(read: Balance) -> str:
    if not read.counted:
        return _("Personne n’a encore été pressenti.")
    if not read.awaited:
        if read.gap <= 0:
            return _("Tout est acquis.") if read.sure else ""
        return _("%(sure)s sont acquis.") % {"sure": euros_words(read.sure)} if read.sure else ""
    awaited = _("%(sum)s attendent %(whom)s.") % {
        "sum": euros_words(read.awaited_cents),
        "whom": awaited_words(read.awaited),
    }
    if not read.sure:
        return _("Rien n’est acquis : %(awaited)s") % {"awaited": awaited}
    return _("%(sure)s sont acquis ; %(awaited)s") % {
        "sure": euros_words(read.sure),
        "awaited": awaited,
    }


def awaited_words(rows: Sequence[Amount]) -> str:
    """« les réponses du Département et de la MSA », the most advanced first."""
    every = list(dict.fromkeys(map(_awaited, rows)))
    left = len(every) - MOST_AWAITED
    shown = every[:MOST_AWAITED] if left > 1 else every
    names_by_noun: dict[tuple[str, str], list[str]] = {}
    for noun, name in shown:
        names_by_noun.setdefault(noun, []).append(name)
    others = []
    if left > 1:
        count = {"n": french.in_words(left)}
        if len({noun for noun, _name in every}) > 1:
            others = [_("%(n)s autres accords, à lire dans « Qui paie »") % count]
        else:
            number = _("%(n)s autres, à lire dans « Qui paie »") % count
            names_by_noun[every[0][0]].append(
                french.to_body(number) if every[0][0] == _demand() else french.of_body(number)
            )
    return _grouped(names_by_noun, others)


def _grouped(names_by_noun: Mapping[tuple[str, str], Sequence[str]], others: Sequence[str]) -> str:
    """« les réponses de A et de B, et une demande à C »: a comma after a group of several."""
    parts = [
        f"{noun[len(names) > 1]} {french.listed_whole(names)}".rstrip()
        for noun, names in names_by_noun.items()
    ]
    whole = [*parts, *others]
    if len(whole) == 1 or all(len(names) == 1 for names in names_by_noun.values()):
        return french.listed_whole(whole)
    return _("%(first)s, et %(last)s") % {"first": ", ".join(whole[:-1]), "last": whole[-1]}


def _demand() -> tuple[str, str]:
    return _("une demande"), _("des demandes")


def _awaited(one: Amount) -> tuple[tuple[str, str], str]:
    """What is awaited, of one and of several, then of whom."""
    if one.is_own:
        return (_("le vote"), _("les votes")), french.of_body(one.name)
    if one.kind == LineKind.REVENUE:
        return (_("les recettes"), _("les recettes")), _("des usagers")
    name = payer_words(one.name)
    if one.state == MoneyState.REQUESTED:
        return (_("la réponse"), _("les réponses")), french.of_body(name)
    return _demand(), french.to_body(name)


def payer_words(name: str) -> str:
    """Who pays, as a sentence names them: « le Département », « un mécène »."""
    is_anybody = name == str(LineKind.DONORS.label)
    return _("un mécène") if is_anybody else french.with_article(name)


def foot_words(read: Balance, *, reads_all: bool) -> str:
    """What the sum of the lines is beside the cost; nothing to whoever reads only some."""
    if not reads_all or not read.cost:
        return ""
    if read.is_balanced:
        return _("Autant que le coût : rien ne manque, rien ne dépasse.")
    if read.gap > 0:
        return _("%(sum)s de moins que le coût.") % {"sum": euros_words(read.gap)}
    if read.gap < 0:
        return _("%(sum)s de plus que le coût.") % {"sum": euros_words(-read.gap)}
    return _("Autant que le coût, mais pas chaque année.")


def noted_words(step: LineStep) -> str:
    """All that a step says, in a list: « versé, 20 octobre 2026, 43 200 € »."""
    sum_words = "" if step.amount_cents is None else euros_words(step.amount_cents)
    return ", ".join(
        filter(None, (str(step), french.long_date(step.on), sum_words, step.act_number))
    )


def moved_words(state: str, before: int, after: int) -> str:
    """What was noted, and what the owner pays now when that changed."""
    words = _("C’est noté : %(state)s.") % {"state": state}
    if before == after:
        return words
    moved = _("Le maître d’ouvrage porte %(after)s au lieu de %(before)s.") % {
        "before": euros_words(before),
        "after": euros_words(after),
    }
    return f"{words} {moved}"


def step_words(step: LineStep | None) -> str:
    """« Convention 26-0417 du 12 juin 2026 », or « Demandé le 9 octobre 2026 » without an act."""
    if step is None:
        return ""
    day = french.long_date(step.on)
    if step.act_number:
        return _("%(act)s du %(day)s") % {"act": french.capital(step.act_number), "day": day}
    return _("%(state)s le %(day)s") % {
        "state": french.capital(str(step.get_kind_display())),
        "day": day,
    }


def section_name(section: str, years: Sequence[int]) -> str:
    """« Investissement 2026-2027 »."""
    name = french.capital(str(Section(section).label))
    if not years:
        return name
    first, last = min(years), max(years)
    return f"{name} {first}" if first == last else f"{name} {first}-{last}"


def refused_words(owner: str, own: tuple[int, int], gap: tuple[int, int]) -> str:
    """What the owner would pay, and what would be missing, if those who are awaited said no."""
    who = french.capital(french.with_article(owner))
    rows = [
        (_("%(who)s porterait %(after)s au lieu de %(before)s."), own),
        (_("Il manquerait %(after)s au lieu de %(before)s."), gap),
    ]
    words = [
        sentence % {"who": who, "before": euros_words(before), "after": euros_words(after)}
        for sentence, (before, after) in rows
        if before != after
    ]
    return " ".join(words) or _("%(who)s ne porterait pas davantage.") % {"who": who}


def treasury_words(owner: str, rows: Sequence[Advance], today: date) -> str:
    """What the owner puts forward at the end of this year, then when it is the most."""
    if not rows:
        return ""
    first, most = rows[0], highest(rows)
    who = french.with_article(owner)
    if first.advanced:
        words = _("Fin %(year)s, %(who)s aura avancé %(sum)s : %(spent)s, %(received)s.")
    else:
        words = _("Fin %(year)s, %(who)s n’aura rien avancé.")
    now = words % {
        "year": first.year,
        "who": who,
        "sum": euros_words(first.advanced),
        "spent": _spent_words(first),
        "received": _received_words(first),
    }
    if most is None or most.advanced <= first.advanced:
        return now
    top = _("À la fin d’année la plus haute, %(year)s : %(sum)s") % {
        "year": most.year,
        "sum": euros_words(most.advanced),
    }
    owed = _(", dont %(owed)s dus par les financeurs") % {"owed": euros_words(most.owed)}
    return f"{now} {top}{owed if most.owed > 0 else ''}."


def _spent_words(one: Advance) -> str:
    """« 184 000 € à dépenser »: what nobody noted as spent is not."""
    sums = {"spent": euros_words(one.spent), "noted": euros_words(one.noted)}
    if one.noted >= one.spent:
        return _("%(spent)s dépensés") % sums
    words = _("%(spent)s à dépenser, dont %(noted)s déjà dépensés")
    return (words if one.noted else _("%(spent)s à dépenser")) % sums


def _received_words(one: Advance) -> str:
    words = _("%(sum)s reçus ou à demander d’ici là") if one.claimed else _("%(sum)s reçus")
    return words % {"sum": euros_words(one.received)}
