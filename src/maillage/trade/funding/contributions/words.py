"""What do contributions say: of a year, of a structure, of a call that waits?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import bare_euros, euros_words
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contributions.models import Contribution
from maillage.trade.funding.contributions.queries import YearTable
from maillage.trade.funding.contributions.readings import Standing
from maillage.trade.funding.maquette.words import AS_YOU_READ

MOST_NAMES = 4


@dataclass(frozen=True, slots=True)
class RowReading:
    """What a row tells of the year: a few words, a precision, whether it calls."""

    words: str
    note: str = ""
    calls: bool = False


def state_word(one: Standing, year: int) -> str:
    """« reçue », « reste 5 680 », « prévue », « à appeler »."""
    if not one.called:
        return _("à appeler") if year <= one.today.year else _("prévue")
    if one.rest is None:
        return _("appelée")
    if one.rest < 0:
        return _("reçu %(sum)s de plus") % {"sum": bare_euros(-one.rest)}
    if not one.rest:
        return _("reçue")
    return _("reste %(sum)s") % {"sum": bare_euros(one.rest)} if one.received else _("appelée")


def row_reading(one: Standing | None, year: int) -> RowReading:
    """Where a structure stands in the year that is read."""
    if one is None:
        return RowReading(_("Rien de noté"))
    if not one.called:
        return _planned_reading(one, year)
    if one.rest is None:
        return RowReading(_("Appelée"), euros_words(one.called))
    if one.rest <= 0:
        more = _("et %(sum)s de plus") % {"sum": euros_words(-one.rest)} if one.rest else ""
        return RowReading(_("Tout est reçu"), more)
    return RowReading(
        _("Reste %(sum)s") % {"sum": euros_words(one.rest)}, _due_words(one), bool(one.late)
    )


def _planned_reading(one: Standing, year: int) -> RowReading:
    if not one.planned:
        return RowReading(_("Montant à dire"))
    word = _("À appeler") if year <= one.today.year else _("Prévue")
    return RowReading(word, euros_words(one.planned))


def _due_words(one: Standing) -> str:
    """Since when it is late, else by when it is due."""
    if one.late:
        day = french.long_date(min(call.due_on for call, _cents in one.late if call.due_on))
        return _("échéance passée depuis le %(day)s") % {"day": day}
    days = _days_left(one)
    return _("à payer avant le %(day)s") % {"day": french.long_date(min(days))} if days else ""


def _days_left(one: Standing) -> list[date]:
    """By which days what is left of it is due."""
    return [call.due_on for call, _cents in one.left if call.due_on]


def page_sentence(table: YearTable, year: int) -> str:
    """What is called and came in the year, who still owes what, and what is left of before.

    Of the structures that a filter keeps, when it leaves some out.
    """
    words = " ".join(filter(None, (_year_words(table, year), _before_words(table, year))))
    is_part = len(table.organisations) < len(table.every)
    if not is_part:
        return words
    return _("Dans ce choix : %(words)s") % {"words": words[:1].lower() + words[1:]}


def _before_words(table: YearTable, year: int) -> str:
    """What is still due of the years before this one that the table reads."""
    left = {
        before: sum(max(one.rest or 0, 0) for _body, one in table.of_year(before))
        for before in {key[1] for key in table.rows if key[1] < year}
    }
    owed = sorted(before for before, cents in left.items() if cents)
    if not owed:
        return ""
    words = (
        _("Il reste %(sum)s à recevoir de %(years)s.")
        if table.reads_all
        else _("Il vous reste %(sum)s à verser de %(years)s.")
    )
    return words % {"sum": euros_words(sum(left.values())), "years": years_words(owed)}


def years_words(years: Sequence[int]) -> str:
    """« 2025 », « 2023 et 2025 », « 2023, 2024 et 2025 »."""
    return french.listed([str(one) for one in years])


def overdue_words(pairs: Sequence[tuple[Contribution, Standing]]) -> str:
    """« 56 800 € échus, 2023, 2024 et 2025 », the years where there are several."""
    cents = sum(cents for _one, state in pairs for _call, cents in state.late)
    words = _("%(sum)s échus") % {"sum": euros_words(cents)}
    years = sorted({one.year for one, _state in pairs})
    return f"{words}, {years_words(years)}" if len(years) > 1 else words


def _year_words(table: YearTable, year: int) -> str:
    rows = table.of_year(year)
    if not rows:
        words = _("Aucune contribution n’est notée en %(year)s.")
        if not table.is_whole:
            words = _("Aucune contribution de %(year)s ne vous est ouverte.")
        return words % {"year": year}
    called = sum(one.called for _body, one in rows)
    if not called:
        sums = euros_words(sum(one.planned or 0 for _body, one in rows))
        words = _("%(sum)s sont prévus en %(year)s ; rien n’est encore appelé.")
        if not table.is_whole:
            words = _("%(sum)s sont prévus en %(year)s, %(as_read)s ; rien n’est encore appelé.")
        return words % {"sum": sums, "year": year, "as_read": AS_YOU_READ}
    if not table.reads_all:
        words = _("%(sum)s sont appelés en %(year)s.") % {"sum": euros_words(called), "year": year}
        return " ".join(filter(None, (_own_words(rows, year), words)))
    received = sum(min(one.received or 0, one.called) for _body, one in rows)
    words = _("%(received)s sont reçus sur %(called)s appelés en %(year)s.") % {
        "received": euros_words(received),
        "called": euros_words(called),
        "year": year,
    }
    return " ".join(filter(None, (words, _owing_words(rows), _over_words(rows))))


def _own_words(rows: Sequence[tuple[Organisation, Standing]], year: int) -> str:
    """What is left to pay by those that the reader speaks for, and whether a day has passed."""
    own = [one for _body, one in rows if one.called and one.rest is not None]
    if not own:
        return ""
    rest = sum(max(one.rest or 0, 0) for one in own)
    if not rest:
        return _("Tout ce qui vous est appelé en %(year)s est versé.") % {"year": year}
    first = min(own, key=lambda one: min(_days_left(one), default=date.max))
    due = _due_words(first)
    words = (
        _("Il vous reste %(sum)s à verser, %(due)s.")
        if due
        else _("Il vous reste %(sum)s à verser.")
    )
    return words % {"sum": euros_words(rest), "due": due}


def _owing_words(rows: Sequence[tuple[Organisation, Standing]]) -> str:
    owing = [(body, one.rest) for body, one in rows if one.rest and one.rest > 0]
    if not owing:
        return _("Tout ce qui est appelé cette année-là est reçu.")
    shown = owing if len(owing) <= MOST_NAMES else owing[: MOST_NAMES - 1]
    names = [french.with_article(str(body)) for body, _rest in shown]
    if others := len(owing) - len(shown):
        names.append(_("%(n)s autres") % {"n": french.in_words(others)})
    words = ngettext("%(who)s doit encore %(sum)s.", "%(who)s doivent encore %(sum)s.", len(owing))
    return words % {
        "who": french.capital(french.listed(names)),
        "sum": euros_words(sum(rest for _body, rest in owing)),
    }


def _over_words(rows: Sequence[tuple[Organisation, Standing]]) -> str:
    """What came beyond what was called: it is nobody else's."""
    over = [(body, -one.rest) for body, one in rows if one.rest is not None and one.rest < 0]
    if not over:
        return ""
    return _("%(sum)s de plus sont reçus %(who)s.") % {
        "sum": euros_words(sum(cents for _body, cents in over)),
        "who": french.listed([french.of_body(body) for body, _cents in over]),
    }


def received_words(table: YearTable, year: int) -> str:
    """« 70 200 € reçus en 2026 », for who reads what came of all."""
    received = sum(one.received or 0 for _body, one in table.of_year(year))
    if not table.reads_all or not received:
        return ""
    return _("%(sum)s reçus") % {"sum": euros_words(received)}


def total_words(table: YearTable) -> str:
    """Whose sums are totalled, and which: what is called, else planned; as they are read."""
    count = len(table.organisations)
    who = ngettext("une structure", "%(n)s structures", count) % {
        "n": french.in_words(count, feminine=True)
    }
    who = who if table.is_whole else f"{who}, {AS_YOU_READ}"
    return _("%(who)s : ce qui est appelé, sinon prévu") % {"who": who}


def reminder_words(count: int) -> str:
    """What the letters of recall are for."""
    return ngettext(
        "Une structure n’a pas tout payé à temps : sa lettre porte le titre, le montant et "
        "le jour.",
        "%(n)s structures n’ont pas tout payé à temps : chaque lettre porte le titre, le montant "
        "et le jour.",
        count,
    ) % {"n": french.capital(french.in_words(count, feminine=True))}


def notes_of(one: Contribution, state: Standing, left_on: date | None) -> list[str]:
    """What became of its structure: merged, gone with something due, or taking over another."""
    body = one.organisation
    notes = []
    if one.taken_from is not None and one.taken_on is not None:
        words = _("Reprise %(of)s, depuis le %(day)s.")
        former = french.of_body(one.taken_from.organisation)
        notes.append(words % {"of": former, "day": french.long_date(one.taken_on)})
    if body.successor is not None and body.ended_on is not None:
        words = _("%(name)s est réunie %(to)s depuis le %(day)s.")
        to = french.to_body(str(body.successor))
        day = french.long_date(body.ended_on)
        notes.append(words % {"name": body, "to": to, "day": day})
    elif left_on is not None and state.rest is not None and state.rest > 0:
        words = _("%(name)s a quitté la coopération le %(day)s et doit encore %(sum)s.")
        day = french.long_date(left_on)
        notes.append(words % {"name": body, "day": day, "sum": euros_words(state.rest)})
    return notes


def receipt_words(one: Standing) -> str:
    """What is said once a receipt is noted: when it is more than what is called, by how much."""
    if one.rest is None or one.rest >= 0:
        return _("Le versement est noté.")
    return _("Le versement est noté. %(sum)s sont reçus de plus que ce qui est appelé.") % {
        "sum": euros_words(-one.rest)
    }


def sum_sentence(called: int, year: int) -> str:
    """What an observer reads: the sum alone."""
    if not called:
        return _("Rien n’est appelé en %(year)s.") % {"year": year}
    return _("%(sum)s sont appelés en %(year)s, en tout.") % {
        "sum": euros_words(called),
        "year": year,
    }


def year_call_words(
    rows: Sequence[Contribution], waiting: Sequence[Contribution], year: int
) -> str:
    """How many contributions the year calls and for how much, and which wait for their key."""
    count = len(rows)
    first = (
        ngettext(
            "Une contribution prévue, %(sum)s. Chaque appel est arrondi au centime, la somme "
            "tombe juste.",
            "%(n)s contributions prévues, %(sum)s. Chaque appel est arrondi au centime, la "
            "somme tombe juste.",
            count,
        )
        % {
            "n": french.capital(french.in_words(count, feminine=True)),
            "sum": euros_words(sum(one.planned_cents or 0 for one in rows)),
        }
        if rows
        else _("Aucune contribution de %(year)s n’attend d’être appelée.") % {"year": year}
    )
    if not waiting:
        return first
    wait = ngettext(
        "Une contribution attend que sa clé soit figée : %(keys)s.",
        "%(n)s contributions attendent que leur clé soit figée : %(keys)s.",
        len(waiting),
    ) % {
        "n": french.capital(french.in_words(len(waiting), feminine=True)),
        "keys": french.listed(list(dict.fromkeys(str(one.sharing) for one in waiting))),
    }
    return f"{first} {wait}"
