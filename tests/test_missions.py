"""Does every leaf of the map have what it needs to live?"""

from django.conf import settings
from django.urls import reverse

from maillage.core.probes import registered
from maillage.core.tools import Tool, tools
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.rules import profiles
from maillage.ground.missions.tree import Leaf, tree
from tests.addresses import cooperation_addresses


def unjudged(leaves: list[Leaf], words: set[str], judged: set[str]) -> list[str]:
    """Leaves whose tools all exist and that no probe judges; the others are said by officers."""
    return [leaf.slug for leaf in leaves if set(leaf.tools) <= words and leaf.slug not in judged]


def astray(declared: list[Tool], slugs: set[str]) -> list[tuple[str, str]]:
    """Tools that point at a leaf that does not exist."""
    return [(tool.word, slug) for tool in declared for slug in tool.missions if slug not in slugs]


def test_the_map_has_seventy_four_leaves() -> None:
    assert len(tree().leaves) == 74
    assert [len(phase.leaves) for phase in tree().phases] == [8, 19, 21, 22, 4]


def test_every_leaf_with_its_tools_has_a_probe() -> None:
    words = {tool.word for tool in tools.ask()}

    assert unjudged(list(tree().leaves.values()), words, set(registered())) == []


def test_a_leaf_without_probe_is_found() -> None:
    leaf = Leaf("pre.x", "X", "X", "Rien.", ("known",))

    assert unjudged([leaf], {"known"}, set()) == ["pre.x"]


def test_every_probe_judges_a_leaf_of_the_map() -> None:
    assert set(registered()) - set(tree().leaves) == set()
    assert {probe.reads for probe in registered().values()} - set(Visibility.values) == set()


def test_every_tool_has_a_page_and_real_missions() -> None:
    results = tools.ask()

    assert [reverse(tool.page, args=["retz"]) for tool in results] != []
    assert astray(results, set(tree().leaves)) == []
    assert len({tool.word for tool in results}) == len(results)


def refused(offered: list[Tool]) -> list[tuple[str, str]]:
    """Tools offered to a role whom the door of their page refuses."""
    rights = {one.name: one.door.can for one in cooperation_addresses() if one.door}
    return [
        (tool.word, role)
        for tool in offered
        for role in tool.roles
        if (can := rights[tool.page]) and not can(Access(role=role))
    ]


def test_every_tool_opens_to_those_whom_it_is_offered_to() -> None:
    assert refused(list(tools.ask())) == []


def test_a_tool_that_refuses_whom_it_is_offered_to_is_found() -> None:
    ajar = Tool("x", "X", "context:history", "pre", roles=frozenset({"officer", "observer"}))

    assert refused([ajar]) == [("x", "observer")]


def test_a_tool_astray_is_found() -> None:
    assert astray([Tool("x", "X", "x:x", "pre", ("pre.nowhere",))], {"pre.context"}) == [
        ("x", "pre.nowhere")
    ]


def test_short_labels_hold_on_the_drawing() -> None:
    assert [leaf.short for leaf in tree().leaves.values() if len(leaf.short) > 42] == []


def test_profiles_point_at_real_leaves() -> None:
    places = set(tree().leaves) | {b.slug for phase in tree().phases for b in phase.branches}

    assert [(p.key, slug) for p in profiles() for slug in p.aside if slug not in places] == []
    assert [p.key for p in profiles() if len(p.first) != 10] == []


def test_every_tool_has_its_help() -> None:
    pages = {path.stem for path in (settings.ROOT / "docs" / "missions").glob("*.md")}

    assert {tool.word for tool in tools.ask()} - pages == set()
