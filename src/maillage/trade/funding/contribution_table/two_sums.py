"""Which sum is right, where rows of one file say several for a structure and a year?"""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.exchange.targets.targets import Alternative
from maillage.trade.funding.contribution_table.columns import CALLED, ORGANISATION, PLANNED
from maillage.trade.funding.contribution_table.reading import SAME, ContributionRead

WORDS = {PLANNED.name: lazy("prévue"), CALLED.name: lazy("appelée")}
SEVERAL = lazy(
    "Votre fichier dit plusieurs sommes ; sans réponse, rien n’entre pour cette structure et cette "
    "année."
)


def take_sums(rows: Iterable[ContributionRead], answered: frozenset[str]) -> None:
    """Gives to each contribution the sums that the officer chose among those of the file."""
    for one in rows:
        for key, sums in _options(one):
            if key in answered:
                one.cents |= sums


def sum_questions(
    rows: Iterable[ContributionRead], answered: frozenset[str]
) -> tuple[Alternative, ...]:
    """What is asked of those that are not noted yet, which then wait for an answer."""
    questions = []
    for one in rows:
        options = _options(one)
        if options and one.noted >= one.differing:
            for other in one.rivals:
                other.row.warn(ORGANISATION.name, str(SAME))
        elif options:
            choices = tuple((key, _words(sums)) for key, sums in options)
            questions.append(Alternative(one.title, str(SEVERAL), choices))
            one.waits = questions[-1].waits(answered)
    return tuple(questions)


def _options(one: ContributionRead) -> Sequence[tuple[str, dict[str, int]]]:
    """The sums that the rows say otherwise, each way once, under the key that answers it."""
    if not one.rivals:
        return ()
    ways: list[dict[str, int]] = []
    for other in (one.first_sums, *(each.cents for each in one.rivals)):
        sums = {name: other[name] for name in WORDS if name in one.differing and name in other}
        ways += [sums] if sums not in ways else []
    place = f"{one.row.sheet}!{one.row.row}"
    return [(f"sum:{place}:{one.year}:{'-'.join(map(str, way.values()))}", way) for way in ways]


def _words(sums: dict[str, int]) -> str:
    """« Prévue 1 000 €, appelée 1 200 € »."""
    parts = (f"{WORDS[name]} {euros_words(cents)}" for name, cents in sums.items())
    return french.capital(", ".join(parts))
