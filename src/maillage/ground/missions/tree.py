"""What are the missions of the cooperation officer? The tree, read once from missions.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NotRequired, TypedDict

SOURCE = Path(__file__).parent / "missions.toml"


@dataclass(frozen=True)
class Leaf:
    """One mission: its slug, its full and short labels, what it asks, the words of its tools.

    `permanent` missions never end: they age after six months without a reading.
    """

    slug: str
    label: str
    short: str
    asks: str
    tools: tuple[str, ...]
    permanent: bool = False


@dataclass(frozen=True)
class Branch:
    """A group of missions; `alone` when the branch is its only leaf."""

    slug: str
    label: str
    short: str
    leaves: tuple[Leaf, ...]
    alone: bool = False


@dataclass(frozen=True)
class PhaseOfTree:
    """One of the four phases, or the transversal missions."""

    slug: str
    label: str
    branches: tuple[Branch, ...]

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The phase's leaves in the order of the map."""
        return tuple(leaf for branch in self.branches for leaf in branch.leaves)


@dataclass(frozen=True)
class Tie:
    """A link to show between two places of the map: "conditionne", "amène à raisonner"."""

    start: str
    end: str
    label: str


@dataclass(frozen=True)
class Tree:
    """The whole map: root, phases, ties."""

    root: str
    phases: tuple[PhaseOfTree, ...]
    ties: tuple[Tie, ...]

    @property
    def leaves(self) -> dict[str, Leaf]:
        """Every leaf by its slug, in the order of the map."""
        return {leaf.slug: leaf for phase in self.phases for leaf in phase.leaves}


class _LeafSource(TypedDict):
    slug: str
    label: str
    short: str
    asks: str
    tools: list[str]
    permanent: NotRequired[bool]


class _BranchSource(TypedDict):
    slug: str
    label: str
    short: NotRequired[str]
    alone: NotRequired[bool]
    leaves: list[_LeafSource]


def _leaf(leaf_source: _LeafSource) -> Leaf:
    return Leaf(
        slug=leaf_source["slug"],
        label=leaf_source["label"],
        short=leaf_source["short"],
        asks=leaf_source["asks"],
        tools=tuple(leaf_source["tools"]),
        permanent=leaf_source.get("permanent", False),
    )


def _branch(branch_source: _BranchSource) -> Branch:
    return Branch(
        slug=branch_source["slug"],
        label=branch_source["label"],
        short=branch_source.get("short", branch_source["label"]),
        leaves=tuple(_leaf(leaf) for leaf in branch_source["leaves"]),
        alone=branch_source.get("alone", False),
    )


@cache
def tree() -> Tree:
    """The tree of missions.toml."""
    values = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    phases = tuple(
        PhaseOfTree(
            slug=phase["slug"],
            label=phase["label"],
            branches=tuple(_branch(branch) for branch in phase["branches"]),
        )
        for phase in values["phases"]
    )
    ties = tuple(Tie(tie["from"], tie["to"], tie["label"]) for tie in values["ties"])
    return Tree(root=values["root"], phases=phases, ties=ties)


def phase_of(slug: str) -> PhaseOfTree:
    """The phase of this leaf. Raises KeyError for no such leaf."""
    phase_by_slug = {leaf.slug: phase for phase in tree().phases for leaf in phase.leaves}
    return phase_by_slug[slug]
