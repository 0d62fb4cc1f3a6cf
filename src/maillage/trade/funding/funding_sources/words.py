"""What is said of a source: its days, its rules, what closes soon."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.days import later
from maillage.core.french import NBSP
from maillage.core.money import euros_words
from maillage.law.delays import months_after
from maillage.trade.funding.choices import Recurrence, Stance
from maillage.trade.funding.funding_sources.models import FundingSource
from maillage.trade.funding.funding_sources.queries import match_list

MONTHS_AHEAD = 3


def window_words(one: FundingSource, today: date) -> str:
    """« du 5 janvier au 27 février 2027 », « tout le temps », or what is still to be said."""
    opens, closes = one.opens_on, one.closes_on
    if opens and closes:
        return _("du %(opens)s au %(closes)s") % {
            "opens": french.day_in_words(opens)
            if opens.year == closes.year
            else french.long_date(opens),
            "closes": french.long_date(closes),
        }
    if closes:
        return _("jusqu’au %(day)s") % {"day": french.long_date(closes)}
    if opens:
        return _("depuis le %(day)s") % {"day": french.long_date(opens)}
    return _("tout le temps") if one.recurrence == Recurrence.ONGOING else _("dates à noter")


def state_words(one: FundingSource, today: date) -> str:
    """Whether one may ask today; when it comes back, on which days to be confirmed."""
    if one.stance == Stance.NOT_OURS:
        return _("pas pour nous")
    if one.returns(today) and one.closes_on:
        return _("revient : fermeture vers le %(day)s, à confirmer") % {
            "day": french.long_date(next_year(one.closes_on, today))
        }
    if one.is_open(today):
        return _("ouverte")
    if one.closes_on and one.closes_on < today:
        return _("fermée")
    return _("pas encore ouverte") if one.opens_on else _("dates à noter")


def next_year(day: date, today: date) -> date:
    """The same day of the first year in which it is ahead."""
    return next(moved for years in range(1, 200) if (moved := later(day, years)) >= today)


def rate_words(one: FundingSource) -> str:
    """« jusqu’à 40 % », « de 20 à 40 % », « au moins 20 % »."""
    least, most = (_percents(rate) for rate in (one.rate_min_bp, one.rate_bp))
    if least and most:
        return _("de %(least)s à %(most)s") % {"least": least, "most": most}
    if most:
        return _("jusqu’à %(rate)s") % {"rate": most}
    return _("au moins %(rate)s") % {"rate": least} if least else ""


def _percents(rate: int | None) -> str:
    return "" if rate is None else f"{french.number(rate / 100)}{NBSP}%"


def rules(one: FundingSource) -> list[tuple[str, str]]:
    """Its rules that are written, each with its name."""
    sums = (
        (_("Plafond"), one.cap_cents),
        (_("Aide minimale"), one.floor_cents),
        (_("Enveloppe d’une année"), one.budget_cents),
    )
    section = str(one.get_section_display()) if one.section else ""
    rows = [
        (_("Programme"), one.programme),
        (_("Prédépôt"), _before(one.predeposit_on)),
        (_("Taux"), rate_words(one)),
        *((name, euros_words(cents) if cents is not None else "") for name, cents in sums),
        (_("Ce qu’elle aide"), ", ".join(filter(None, (section, one.eligible_costs)))),
        (_("Ce qu’elle n’aide pas"), one.left_out_costs),
        (_("Qui peut demander"), one.beneficiaries),
        (_("Versement"), payment_words(one)),
        (_("Délais"), delay_words(one)),
        (_("Thèmes"), _names(one.themes.all())),
        (_("Territoires"), _names(one.territories.all())),
        (_("Non cumulable avec"), _names(one.excludes.all())),
        (_("Qui instruit"), str(one.instructor) if one.instructor else ""),
    ]
    return [(name, text) for name, text in rows if text]


def _before(day: date | None) -> str:
    return _("avant le %(day)s") % {"day": french.long_date(day)} if day else ""


def _names(rows: Iterable[object]) -> str:
    return ", ".join(sorted(map(str, rows)))


def payment_words(one: FundingSource) -> str:
    """« avance de 30 %, puis sur factures »."""
    pays = str(one.get_pays_display()) if one.pays else ""
    if one.advance_bp is None:
        return pays
    advance = _("avance de %(rate)s") % {"rate": _percents(one.advance_bp)}
    return _("%(advance)s, puis %(pays)s") % {"advance": advance, "pays": pays} if pays else advance


def delay_words(one: FundingSource) -> str:
    """In how many months what is helped has to begin, then to be finished."""
    pieces = (
        (one.begins_within, _("à commencer dans les %(n)s mois")),
        (one.ends_within, _("à achever dans les %(n)s mois")),
    )
    return ", ".join(words % {"n": months} for months, words in pieces if months)


def checked_words(one: FundingSource, today: date) -> str:
    """When the rules were read for the last time, and whether that is long ago."""
    if one.checked_on is None:
        return _("jamais vérifiée")
    words = _("le %(day)s") % {"day": french.long_date(one.checked_on)}
    return _("%(words)s : à vérifier") % {"words": words} if one.is_stale(today) else words


def sources_sentence(rows: Sequence[FundingSource], today: date, *, in_team: bool) -> str:
    """What closes in the next three months; to the team, how many actions could answer."""
    last = months_after(today, MONTHS_AHEAD)
    ours = [one for one in rows if one.stance != Stance.NOT_OURS]
    closing = [
        one for one in ours if one.closes_on and today <= one.closes_on <= last
        and one.is_open(today)
    ]  # fmt: skip
    if not closing:
        opened = sum(one.is_open(today) for one in ours)
        return (
            ngettext(
                "Une source est ouverte ; aucune ne ferme d’ici trois mois.",
                "%(n)s sources sont ouvertes ; aucune ne ferme d’ici trois mois.",
                opened,
            )
            % {"n": _count(opened)}
            if opened
            else _("Aucune source n’est ouverte aujourd’hui.")
        )
    first = min(one.closes_on for one in closing if one.closes_on)
    words = ngettext(
        "Une source ferme d’ici trois mois, le %(day)s",
        "%(n)s sources ferment d’ici trois mois, la première le %(day)s",
        len(closing),
    ) % {"n": _count(len(closing)), "day": french.long_date(first)}
    count = len({match.action_id for one in closing for match in match_list(one)})
    if not in_team or not count:
        return f"{words}."
    answers = ngettext(
        "une action pourrait y répondre", "%(n)s actions pourraient y répondre", count
    ) % {"n": french.in_words(count, feminine=True)}
    return f"{words} ; {answers}."


def _count(number: int) -> str:
    return french.capital(french.in_words(number, feminine=True))
