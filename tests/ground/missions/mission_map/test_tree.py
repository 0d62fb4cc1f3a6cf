import re
from itertools import pairwise

from maillage.ground.missions.mission_map.drawing.description import MissionTree, Tie
from maillage.ground.missions.mission_map.drawing.tree import Drawing, draw_tree
from tests.ground.missions.mission_map.forests import even_tree, trimmed_tree


def trunk(drawing: Drawing, *slugs: str) -> list[tuple[float, float]]:
    """For each mission of these phases, its height and where its thread runs in the trunk."""
    return [
        (drawn.y, float(re.findall(r"^M([\d.]+)", drawn.thread)[0]))
        for phase in drawing.phases
        if phase.slug in slugs
        for drawn in phase.leaves
    ]


def test_each_kept_mission_has_its_own_thread() -> None:
    drawing = draw_tree(even_tree())

    starts = [x for _y, x in trunk(drawing, "pre", "emergence", "construction", "implementation")]

    assert len(starts) == 16
    assert drawing.root.count == 17


def test_first_rows_stand_where_the_model_puts_them() -> None:
    first = draw_tree(even_tree()).phases[0]

    assert (first.title.y, first.branches[0].y) == (22, 52)
    assert [drawn.y for drawn in first.leaves] == [73, 97, 148, 172]


def test_threads_do_not_cross_in_the_trunk() -> None:
    drawing = draw_tree(even_tree())
    middle = drawing.root.y + drawing.root.height / 2

    left = trunk(drawing, "pre", "emergence")
    climbing = [x for y, x in left if y < middle - 40]
    falling = [x for y, x in left if y > middle + 40]

    assert climbing == sorted(climbing, reverse=True)
    assert falling == sorted(falling)
    assert all(x < 408 for _y, x in left)
    assert all(x > 408 for _y, x in trunk(drawing, "construction", "implementation"))


def test_rows_are_at_least_as_high_as_a_target() -> None:
    heights = [y for y, _x in trunk(draw_tree(even_tree()), "pre")]

    gaps = [below - above for above, below in pairwise(heights)]

    assert min(gaps) >= 24


def test_missions_set_aside_have_no_thread_and_one_line_a_branch() -> None:
    drawn = draw_tree(trimmed_tree()).phases[0]

    assert [leaf.leaf.slug for leaf in drawn.leaves] == ["pre1"]
    assert [(line.text, line.count) for line in drawn.asides] == [("", 1), ("Branche pre 1", 1)]


def test_tie_goes_to_a_mission_or_to_a_phase_of_the_same_side() -> None:
    ties = (
        Tie("pre1", "emergence", "conditionne"),
        Tie("construction1", "implementation1", "amène à"),
        Tie("pre1", "implementation1", "de l’autre côté"),
    )

    drawn = draw_tree(even_tree(ties=ties)).ties

    assert [tie.label for tie in drawn] == ["conditionne", "amène à"]


def test_name_is_cut_evenly_on_three_lines_at_most() -> None:
    def lines(name: str) -> tuple[str, ...]:
        return draw_tree(MissionTree(name, ())).root.lines

    assert lines("Retz") == ("Retz",)
    assert lines("Entre Loire et Bocage") == ("Entre Loire", "et Bocage")
    assert lines("CTG du Pays de Valmorin") == ("CTG du Pays", "de Valmorin")
    assert len(lines("Pôle d’équilibre territorial et rural du " + "Grand " * 20)) == 3


def test_map_without_missions_is_drawn() -> None:
    assert draw_tree(MissionTree("Vide", ())).phases == ()
