"""The weave of a stake: who supports it and who does not yet, across the other stakes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.trade.stakes.actors.queries import ActorHead
from maillage.trade.stakes.allies.queries import Allies, Hesitant
from maillage.trade.stakes.positions.queries.table import StakeHead, Table
from maillage.trade.stakes.words import TOUCHED, stance_words

MOST_STRANDS = 7
KINDS = {1: "for", 0: "neutral", -1: "against"}


@dataclass(frozen=True, slots=True)
class Strand:
    """A stake as a strand that comes down; the chosen one is the first."""

    pk: int
    label: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Crossing:
    """Where an actor meets a strand: for, neutral, against or silent, and how far (0…4)."""

    kind: str
    words: str
    size: int = 0

    @property
    def width(self) -> int:
        """The width of its knot, in a box of forty."""
        return 8 + 6 * self.size

    @property
    def left(self) -> int:
        """Where its knot begins, so that it is in the middle."""
        return 20 - self.width // 2


@dataclass(frozen=True, slots=True)
class Thread:
    """An actor as a thread; `way` says by whom one may reach it, `is_main` that one may."""

    name: str
    crossings: Sequence[Crossing]
    way: str = ""
    is_main: bool = False


@dataclass(frozen=True, slots=True)
class Weave:
    """The strands, the threads of those who support the chosen one, of the others, of the silent.

    Silence is no refusal: who said nothing stands apart from who is neutral or against.
    """

    strands: Sequence[Strand]
    supporters: Sequence[Thread]
    hesitant: Sequence[Thread]
    silent: Sequence[Thread]
    more_strands: int


def weave(table: Table, result: Allies) -> Weave:
    """The chosen stake first, and those who can be reached before those who cannot."""
    chosen = result.reading.stake
    others = [one for one in table.stakes if one.pk != chosen.pk]
    shown = [chosen, *others[:MOST_STRANDS]]
    hesitant = sorted(result.hesitant, key=lambda one: not one.ways)

    def thread(one: Hesitant) -> Thread:
        crossings = _crossings(table, one.actor, shown)
        return Thread(one.actor.name, crossings, _way(one), bool(one.ways))

    return Weave(
        strands=[Strand(one.pk, one.label, one.pk == chosen.pk) for one in shown],
        supporters=[
            Thread(actor.name, _crossings(table, actor, shown), is_main=True)
            for actor, _value in result.supporters
        ],
        hesitant=[thread(one) for one in hesitant if one.value is not None],
        silent=[thread(one) for one in hesitant if one.value is None],
        more_strands=max(0, len(others) - MOST_STRANDS),
    )


def _crossings(table: Table, actor: ActorHead, stakes: Sequence[StakeHead]) -> list[Crossing]:
    return [crossing(table.value(actor, one)) for one in stakes]


def crossing(value: int | None) -> Crossing:
    """What a position makes of a crossing; silence is no zero.

    >>> [crossing(value).kind for value in (3, 0, -1, None)]
    ['for', 'neutral', 'against', 'silent']
    """
    if value is None:
        return Crossing("silent", _("silence"))
    return Crossing(KINDS[(value > 0) - (value < 0)], stance_words(value), abs(value))


def _way(one: Hesitant) -> str:
    """By whom one may reach it, and what they can touch of it or through whom."""
    if not one.ways:
        return ""
    first = one.ways[0]
    name = french.with_article(first.convincer)
    if first.relay is None:
        touched = TOUCHED[first.strength - 1]
        return _("par %(name)s, sur %(touched)s") % {"name": name, "touched": touched}
    return _("par %(name)s, à travers %(relay)s") % {
        "name": name,
        "relay": french.with_article(first.relay),
    }
