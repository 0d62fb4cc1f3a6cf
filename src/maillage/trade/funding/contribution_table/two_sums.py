"""Which sum is right, where rows of one file say several for a structure and a year?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.trade.funding.contribution_table.columns import CALLED, ORGANISATION, PLANNED
from maillage.trade.funding.contribution_table.joining import SAME
from maillage.trade.funding.contribution_table.reading import ContributionRead
from maillage.trade.funding.contribution_table.receipts import receipts_of
from maillage.trade.funding.money_table.rows import Entry

WORDS = {PLANNED.name: lazy("prévue"), CALLED.name: lazy("appelée")}
SEVERAL = lazy("Votre fichier dit plusieurs sommes.")
UNANSWERED = lazy("Sans réponse, rien n’entre pour cette structure et cette année.")


class Way(NamedTuple):
    """The sums that some rows say."""

    sums: dict[str, int]
    rows: tuple[TableRow, ...]


def take_sums(rows: Iterable[ContributionRead], answered: frozenset[str]) -> None:
    """Gives to each contribution the sums that the officer chose among those of the file."""
    for one in rows:
        for key, sums, _label in _options(one):
            if key in answered:
                one.cents |= sums


def sum_questions(
    rows: Iterable[ContributionRead], answered: frozenset[str]
) -> tuple[Alternative, ...]:
    """What is asked of those that are not noted yet, which then wait for an answer."""
    questions = []
    for one in rows:
        if one.rivals and one.noted.keys() >= one.differing:
            for other in one.rivals:
                other.row.warn(ORGANISATION.name, str(SAME))
                _keep_noted(one, other)
        elif one.rivals:
            words = " ".join([str(SEVERAL), *_receipts_words(one)])
            choices = tuple((key, label) for key, _sums, label in _options(one))
            question = Alternative(
                one.title,
                words,
                choices,
                unanswered=str(UNANSWERED),
                lets_in=not one.row.is_refused,
            )
            questions.append(question)
            one.waits = question.waits(answered)
    return tuple(questions)


def _keep_noted(one: ContributionRead, other: ContributionRead) -> None:
    """Says which sums stay, where another row of the file says others."""
    for name in one.differing & other.cents.keys():
        if one.noted[name] != other.cents[name]:
            other.row.keep(other.keys[name], euros_words(one.noted[name]))


def ways_of(one: ContributionRead) -> list[Way]:
    """The sums that the rows say otherwise, each way once with the rows that say it."""
    ways: list[Way] = []
    every = [(one.first_sums, one.rows), *((each.cents, each.rows) for each in one.rivals)]
    for cents, rows in every if one.rivals else ():
        names = [name for name in WORDS if name in one.differing and name in cents]
        sums = {name: cents[name] for name in names}
        same = next((way for way in ways if way.sums == sums), Way(sums, ()))
        every_row = (*same.rows, *(rows[name] for name in names))
        own = {(row.sheet, row.row): row for row in every_row}
        ways = [*(way for way in ways if way is not same), Way(sums, tuple(own.values()))]
    return ways


def _options(one: ContributionRead) -> Iterator[tuple[str, dict[str, int], str]]:
    """Each way, then all of them together where each row says its own: key, sums and label."""
    ways = ways_of(one)
    place = f"sum:{one.row.sheet}!{one.row.row}:{one.year}:"
    for sums, rows in ways:
        label = f"{french.capital(_lines_words(rows, one))} : {_sums_words(sums)}"
        yield place + "-".join(map(str, sums.values())), sums, label
    if sums := _together(one, ways):
        label = _("Les %(n)s ensemble : %(sums)s") % {
            "n": french.in_words(len(ways)),
            "sums": _sums_words(sums),
        }
        yield f"{place}all-{'-'.join(map(str, sums.values()))}", sums, label


def _together(one: ContributionRead, ways: Sequence[Way]) -> dict[str, int]:
    """What the rows say in all, where each says its own sum; nothing else."""
    if not len(ways) == len(one.rivals) + 1 > 1:
        return {}
    names = [name for name in WORDS if any(name in way.sums for way in ways)]
    return {name: sum(way.sums.get(name, 0) for way in ways) for name in names}


def settle_together(one: ContributionRead, noted: Mapping[str, int | None]) -> None:
    """Takes the sums of its rows together where that is what is noted of it: nothing is asked."""
    sums = _together(one, ways_of(one))
    if sums and all(noted.get(name) == cents for name, cents in sums.items()):
        one.cents |= sums
        one.rivals = []


def _sums_words(sums: dict[str, int]) -> str:
    """« prévue 1 000 €, appelée 1 200 € »."""
    return ", ".join(f"{WORDS[name]} {euros_words(cents)}" for name, cents in sums.items())


def _lines_words(rows: Sequence[TableRow], whole: ContributionRead) -> str:
    """« ligne 2 », « lignes 2 et 3 »; with its sheet where several tell of one contribution."""
    if any(each.row.sheet != whole.row.sheet for each in whole.rivals):
        words = _("feuille « %(sheet)s », ligne %(row)s")
        return french.listed_whole([words % {"sheet": one.sheet, "row": one.row} for one in rows])
    words = ngettext("ligne %(rows)s", "lignes %(rows)s", len(rows))
    return words % {"rows": french.listed_whole([str(one.row) for one in rows])}


def _receipts_words(one: ContributionRead) -> list[str]:
    """That what came enters whatever is answered; nothing where nothing enters."""
    fresh = [each for each, entry in receipts_of(one) if entry == Entry.NEW]
    if not fresh or one.row.is_refused:
        return []
    words = ngettext(
        "Avec chaque réponse entre aussi le versement de %(sums)s.",
        "Avec chaque réponse entrent aussi les versements de %(sums)s.",
        len(fresh),
    )
    sums = [f"{euros_words(each.cents)} ({_lines_words([each.row], one)})" for each in fresh]
    return [words % {"sums": french.listed_whole(sums)}]
