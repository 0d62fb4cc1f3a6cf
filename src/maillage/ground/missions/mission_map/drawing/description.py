"""What does a map of missions hold, before it is drawn as a tree or as columns?"""

from collections import Counter
from dataclasses import dataclass

SHOWN_FIRST = ("done", "doing", "todo", "aged", "untooled")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A mission: its label of 42 characters at most, where it leads, and where it stands.

    `state` is todo, doing, done, aged, untooled, or nothing when this reader may not know it.
    `first` marks what the profile's first tools serve; `aside` is the reason why the mission is
    not for this cooperation, and `back_url` where it is taken back.
    """

    slug: str
    label: str
    url: str
    state: str
    declared: bool = False
    first: bool = False
    current: bool = False
    since: str = ""
    why: str = ""
    next_step: str = ""
    aside: str = ""
    back_url: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A group of missions."""

    slug: str
    label: str
    leaves: tuple[Leaf, ...]

    @property
    def shown_leaves(self) -> tuple[Leaf, ...]:
        """The missions that are for this cooperation."""
        return tuple(leaf for leaf in self.leaves if not leaf.aside)

    @property
    def set_aside(self) -> tuple[Leaf, ...]:
        """The missions that are not."""
        return tuple(leaf for leaf in self.leaves if leaf.aside)


@dataclass(frozen=True, slots=True)
class Phase:
    """A phase, or the transversal missions (`cross`)."""

    slug: str
    label: str
    branches: tuple[Branch, ...]

    @property
    def shown_leaves(self) -> tuple[Leaf, ...]:
        """The phase's missions that are for this cooperation."""
        return tuple(leaf for branch in self.branches for leaf in branch.shown_leaves)

    @property
    def set_aside(self) -> tuple[Leaf, ...]:
        """The phase's missions that are not."""
        return tuple(leaf for branch in self.branches for leaf in branch.set_aside)

    @property
    def counts(self) -> list[tuple[str, int]]:
        """How many missions stand at each state, in the order of reading, without zeros."""
        counted = Counter(leaf.state for leaf in self.shown_leaves)
        return [(state, counted[state]) for state in SHOWN_FIRST[:4] if counted[state]]


@dataclass(frozen=True, slots=True)
class Tie:
    """A mission that weighs on another, or on a whole phase: their slugs, and how."""

    start: str
    end: str
    label: str


@dataclass(frozen=True, slots=True)
class MissionTree:
    """The whole map of one cooperation; its reader says where a mission stands if `may_declare`."""

    name: str
    phases: tuple[Phase, ...]
    ties: tuple[Tie, ...] = ()
    may_declare: bool = False

    @property
    def warp(self) -> tuple[Phase, ...]:
        """The four phases."""
        return tuple(phase for phase in self.phases if phase.slug != "cross")

    @property
    def weft(self) -> tuple[Phase, ...]:
        """The transversal missions, that cross them."""
        return tuple(phase for phase in self.phases if phase.slug == "cross")

    @property
    def shown_leaves(self) -> tuple[Leaf, ...]:
        """Every mission that is for this cooperation."""
        return tuple(leaf for phase in self.phases for leaf in phase.shown_leaves)

    @property
    def set_aside(self) -> tuple[Leaf, ...]:
        """Every mission that is not."""
        return tuple(leaf for phase in self.phases for leaf in phase.set_aside)

    @property
    def current(self) -> Leaf | None:
        """The mission chosen when the map opens."""
        return next((leaf for leaf in self.shown_leaves if leaf.current), None)

    @property
    def has_declared(self) -> bool:
        """True when an officer has declared a state."""
        return any(leaf.declared for leaf in self.shown_leaves)

    @property
    def has_first(self) -> bool:
        """True when the profile's first tools are marked."""
        return any(leaf.first for leaf in self.shown_leaves)

    def tie_of(self, slug: str) -> str:
        """What the mission does to others, for the columns; nothing when it is tied to none."""
        return next((tie.label for tie in self.ties if tie.start == slug), "")
