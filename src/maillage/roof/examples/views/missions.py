"""The map of missions, on invented states; `?vue=colonnes`, `?profil=ctg`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from maillage.ground.missions import tree as mission_tree
from maillage.ground.missions.mission_map.drawing.description import (
    Branch,
    Leaf,
    MissionTree,
    Phase,
    Tie,
)
from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import shell

STATES = ("done", "doing", "todo", "doing", "aged", "done", "untooled")


@example_page
def missions(request: HttpRequest) -> HttpResponse:
    """The tree of missions, drawn."""
    trimmed = request.GET.get("profil") == "ctg"
    query = "profil=ctg&" if trimmed else ""
    context = {
        "tree": _tree(trimmed=trimmed),
        "view": "columns" if request.GET.get("vue") == "colonnes" else "tree",
        "tree_url": f"?{query}vue=arbre",
        "columns_url": f"?{query}vue=colonnes",
        "shell": shell("missions"),
    }
    return render(request, "examples/missions.html", context)


def _tree(*, trimmed: bool) -> MissionTree:
    tree = mission_tree.tree()
    numbers = {slug: number for number, slug in enumerate(tree.leaves)}
    phases = [
        Phase(
            phase.slug,
            phase.label,
            tuple(
                Branch(
                    branch.slug,
                    branch.short,
                    tuple(
                        _leaf(leaf, numbers[leaf.slug], trimmed=trimmed) for leaf in branch.leaves
                    ),
                )
                for branch in phase.branches
            ),
        )
        for phase in tree.phases
    ]
    ties = tuple(Tie(tie.start, tie.end, tie.label) for tie in tree.ties)
    return MissionTree("Entre Loire et Bocage", tuple(phases), ties)


def _leaf(leaf: mission_tree.Leaf, number: int, *, trimmed: bool) -> Leaf:
    return Leaf(
        slug=leaf.slug,
        label=leaf.short,
        url=f"#{leaf.slug}",
        state=STATES[number * 5 % len(STATES)],
        declared=number % 11 == 3,
        first=trimmed and number % 4 == 0,
        current=number == 0,
        since="Depuis le 12 octobre",
        why="Six structures sur neuf ont répondu ; une a ajourné.",
        next_step="Écrire aux deux autres avant le 2 décembre.",
        aside="à ouvrir si un désaccord s’installe" if trimmed and number % 2 else "",
    )
