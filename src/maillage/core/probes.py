"""How does a mission of the map know where it stands?

Each app loads its facts about a cooperation in a constant number of queries; its probes are pure
functions from these facts to a state.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Generic, TypeVar, cast

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from maillage.core.points import find_answers

Facts = TypeVar("Facts")


class Level(TextChoices):
    """The four states of a mission: never a percentage, since most are never finished."""

    TODO = "todo", _("à engager")
    DOING = "doing", _("en cours")
    DONE = "done", _("en place")
    AGED = "aged", _("à revoir")


@dataclass(frozen=True)
class Evidence:
    """What a state rests on: a label and the page that shows it (a path)."""

    label: str
    url: str


@dataclass(frozen=True)
class State:
    """Where a mission stands, why in one sentence, since when, until when, and the next step."""

    level: Level
    reason: str
    evidence: tuple[Evidence, ...] = ()
    since: date | None = None
    until: date | None = None
    next_step: str = ""
    next_url: str = ""


@dataclass(frozen=True)
class Moment:
    """What a loader of facts is told: the cooperation, its address, and the day."""

    cooperation_id: int
    slug: str
    today: date
    _read: dict[object, object] = field(default_factory=dict, repr=False, compare=False)

    def once(self, read: "Callable[[Moment], Facts]") -> Facts:
        """What `read` gives: the loaders that ask for the same reading share it."""
        if read not in self._read:
            self._read[read] = read(self)
        return cast("Facts", self._read[read])


@dataclass(frozen=True)
class Probe(Generic[Facts]):
    """A leaf of the map, how its facts are loaded, and how they are judged.

    `reads` is the visibility at which the facts are read: a reader below it sees no state.
    `topics` are the journal's words whose changes make the state stale.
    """

    leaf: str
    load: Callable[[Moment], Facts]
    judge: Callable[[Facts], State]
    reads: str
    topics: frozenset[str]


_registered: dict[str, Probe[object]] = {}


def probe(
    leaf: str, *, load: Callable[[Moment], Facts], reads: str, topics: set[str]
) -> Callable[[Callable[[Facts], State]], Callable[[Facts], State]]:
    """Registers the decorated function as the one judge of this leaf.

    Raises ValueError when a leaf has two judges.
    """

    def register(judge: Callable[[Facts], State]) -> Callable[[Facts], State]:
        if leaf in _registered:
            raise ValueError(f"Deux sondes pour {leaf}")
        made: Probe[Facts] = Probe(leaf, load, judge, reads, frozenset(topics))
        _registered[leaf] = made  # type: ignore[assignment]  # the registry forgets each facts' type
        return judge

    return register


def registered() -> Mapping[str, Probe[object]]:
    """The judge of each leaf that has one."""
    find_answers("probes")
    return _registered
