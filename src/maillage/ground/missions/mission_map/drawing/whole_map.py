"""How does what a reader knows of the missions become the map that is drawn?"""

from maillage.core.links import address
from maillage.foundation.cooperations.models import Access
from maillage.ground.missions import permissions
from maillage.ground.missions.mission.queries import ReadLeaf
from maillage.ground.missions.mission.words import since_in_words
from maillage.ground.missions.mission_map.drawing.description import (
    Branch,
    Leaf,
    MissionTree,
    Phase,
    Tie,
)
from maillage.ground.missions.tree import tree


def mission_tree(
    access: Access, leaves: dict[str, ReadLeaf], *, chosen: str, first: frozenset[str]
) -> MissionTree:
    """The map as this reader sees it; `chosen` is the leaf that the inset shows.

    `first` are the words of the tools that the profile opens first.
    """
    slug = access.cooperation.slug
    takes_back = permissions.can_declare_state(access)
    return MissionTree(
        name=access.cooperation.name,
        phases=tuple(
            Phase(
                phase.slug,
                phase.label,
                tuple(
                    Branch(
                        branch.slug,
                        branch.short,
                        tuple(
                            drawn_leaf(
                                leaves[leaf.slug],
                                cooperation=slug,
                                is_chosen=leaf.slug == chosen,
                                is_first=bool(first & set(leaf.tools)),
                                takes_back=takes_back,
                            )
                            for leaf in branch.leaves
                        ),
                    )
                    for branch in phase.branches
                ),
            )
            for phase in tree().phases
        ),
        ties=tuple(Tie(tie.start, tie.end, tie.label) for tie in tree().ties),
        may_declare=takes_back,
    )


def drawn_leaf(
    read: ReadLeaf, *, cooperation: str, is_chosen: bool, is_first: bool, takes_back: bool
) -> Leaf:
    """One leaf: its mark, the words of its inset, and the page that it opens."""
    page = address("missions:mission", cooperation, read.leaf.slug)
    return Leaf(
        slug=read.leaf.slug,
        label=read.leaf.short,
        url=page,
        state="" if read.mark in {"closed", "aside"} else read.mark,
        declared=read.declaration is not None,
        first=is_first,
        current=is_chosen,
        since=since_in_words(read),
        why=read.reason,
        next_step=read.next_step if takes_back else "",
        aside=read.aside,
        back_url=page if read.aside and takes_back else "",
    )
