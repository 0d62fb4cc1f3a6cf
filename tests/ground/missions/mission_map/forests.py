"""Small maps of missions to draw."""

from maillage.ground.missions.mission_map.drawing.description import (
    Branch,
    Leaf,
    MissionTree,
    Phase,
    Tie,
)


def leaf(slug: str, state: str = "doing", *, aside: str = "") -> Leaf:
    return Leaf(slug=slug, label=f"Mission {slug}", url=f"/{slug}/", state=state, aside=aside)


def phase(slug: str, *branches: tuple[Leaf, ...]) -> Phase:
    return Phase(
        slug,
        slug.capitalize(),
        tuple(
            Branch(f"{slug}.{number}", f"Branche {slug} {number}", leaves)
            for number, leaves in enumerate(branches)
        ),
    )


def even_tree(*, ties: tuple[Tie, ...] = ()) -> MissionTree:
    """Five phases, the four of the warp with two branches of two missions each."""
    warp = tuple(
        phase(
            slug,
            (leaf(f"{slug}1"), leaf(f"{slug}2", "done")),
            (leaf(f"{slug}3", "aged"), leaf(f"{slug}4", "todo")),
        )
        for slug in ("pre", "emergence", "construction", "implementation")
    )
    return MissionTree("Pays de Retz", (*warp, phase("cross", (leaf("cross1"),))), ties)


def trimmed_tree() -> MissionTree:
    """One mission kept, one set aside, and a branch wholly set aside."""
    reason = "pas pour cette démarche"
    return MissionTree(
        "Pays de Retz",
        (
            phase(
                "pre",
                (leaf("pre1", "done"), leaf("pre2", aside=reason)),
                (leaf("pre3", aside=reason),),
            ),
        ),
    )
