"""Do the grids of docs/ say every requirement once, and name only proofs that exist?

Sources: OWASP ASVS 5.0.0 (345 requirements, of which 70 of level 1 and 183 of level 2); RGAA 4.1.
"""

import re
from pathlib import Path

import pytest

from tests.rules.grids import (
    BY_EYE,
    LEFT,
    MET,
    NOTHING,
    axe_rules,
    lines,
    unfound_proofs,
    wrong_lines,
    wrong_numbers,
)

DOCS = Path(__file__).resolve().parents[1] / "docs"
STYLES = sorted((DOCS.parent / "frontend/src/styles").glob("*.css"))
SHOWING = {"display", "visibility", "content", "clip-path", "position", "height", "max-height"}
ASVS_LEVELS = (  # a chapter a line, a word a section: the level of each requirement, in order
    "22 1111122223 112222222223 222 123",
    "122 112 12223 23",
    "3 113 12223 11222233 11122333 3 22333",
    "12233 23333 22 1222",
    "2 112333 113 222",
    "122 111111112222 11223333 112233 22222333 2223 33 2222",
    "222 1111 22 11222 223 22",
    "1233 1123 133 23",
    "111 1222",
    "22 223 22223 1111122222233333 22222 22 222",
    "2233 22233 11233 1222 23 23 33",
    "12233 11 22223",
    "2333 222223 2233 1222233",
    "22 12223333 122",
    "12233 12233 1222222 3333",
    "2 22222 2222 222 2223",
    "23 22223333 22",
)
RGAA_CRITERIA = (9, 2, 3, 13, 8, 2, 5, 10, 4, 14, 13, 11, 12)  # of each theme; RGAA 4.1
ASVS = {
    f"{chapter}.{section}.{place}": level
    for chapter, sections in enumerate(ASVS_LEVELS, start=1)
    for section, levels in enumerate(sections.split(), start=1)
    for place, level in enumerate(levels, start=1)
    if level in "12"
}
RGAA = {
    f"{theme}.{place}": ""
    for theme, most in enumerate(RGAA_CRITERIA, start=1)
    for place in range(1, most + 1)
}
GRIDS = [
    ("security.md", ASVS, {MET, NOTHING, LEFT}),
    ("rgaa.md", RGAA, {MET, BY_EYE, NOTHING, LEFT}),
]
GRID = """
### Les sessions

| 7.3.1 | 2 | fin après inactivité | tenu | `tests/test_grids.py::test_levels_are_counted` |
| 7.3.2 | 2 | durée absolue | à faire | rien ne la borne |
"""


def text(name: str) -> str:
    """The grid of this name."""
    return (DOCS / name).read_text("utf-8")


def test_levels_are_counted() -> None:
    assert [list(ASVS.values()).count(level) for level in "12"] == [70, 183]
    assert len(RGAA) == 106


@pytest.mark.parametrize(("name", "wanted", "states"), GRIDS)
def test_grid_is_whole_and_true(name: str, wanted: dict[str, str], states: set[str]) -> None:
    assert wrong_numbers(text(name), wanted) == []
    assert wrong_lines(text(name), states) == []
    assert unfound_proofs(text(name)) == []


def test_sound_grid_has_nothing_wrong() -> None:
    wanted = {"7.3.1": "2", "7.3.2": "2"}

    assert [line.state for line in lines(GRID)] == [MET, LEFT]
    assert wrong_numbers(GRID, wanted) == []
    assert wrong_lines(GRID, {MET, LEFT}) == []
    assert unfound_proofs(GRID) == []


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("| 7.3.2 |", "| 7.3.3 |", ["7.3.2", "7.3.3"]),
        ("| 7.3.2 |", "| 7.3.1 |", ["7.3.1", "7.3.2"]),
        ("| 7.3.2 | 2 |", "| 7.3.2 | 1 |", ["7.3.2"]),
        ("| 7.3.2 |", "7.3.2 |", ["7.3.2"]),
    ],
)
def test_wrong_number_is_found(before: str, after: str, wrong: list[str]) -> None:
    broken = GRID.replace(before, after)

    assert wrong_numbers(broken, {"7.3.1": "2", "7.3.2": "2"}) == wrong


@pytest.mark.parametrize(
    ("before", "after", "wrong"),
    [
        ("| à faire |", "| fait |", ["7.3.2: fait"]),
        ("| à faire |", "| tenu |", ["7.3.2: sans preuve"]),
        ("rien ne la borne", "", ["7.3.2: rien n’est dit"]),
    ],
)
def test_wrong_line_is_found(before: str, after: str, wrong: list[str]) -> None:
    assert wrong_lines(GRID.replace(before, after), {MET, LEFT}) == wrong


@pytest.mark.parametrize(
    "proof",
    [
        "tests/test_grids.py::test_of_nothing",
        "tests/test_nowhere.py::test_levels_are_counted",
        "core/nowhere.py",
        "docs/nowhere.md",
        "SETTING_OF_NOWHERE",
        "axe:rule-of-nothing",
        "§ Les séances",
    ],
)
def test_proof_that_does_not_exist_is_found(proof: str) -> None:
    assert unfound_proofs(GRID.replace("rien ne la borne", f"`{proof}`")) == [f"7.3.2: {proof}"]


@pytest.mark.parametrize(
    "proof",
    ["§ Les sessions", "axe:label", "core/nul.py", "docs/deploy.md", "run", "MAILLAGE_HOSTS"],
)
def test_every_kind_of_proof_is_found(proof: str) -> None:
    grid = GRID.replace("à faire", "tenu").replace("rien ne la borne", f"`{proof}`")

    assert (wrong_lines(grid, {MET}), unfound_proofs(grid)) == ([], [])


def test_rules_that_axe_does_not_run_prove_nothing() -> None:
    ran = {"label", "color-contrast", "heading-order", "skip-link"}

    assert axe_rules() & (ran | {"css-orientation-lock", "color-contrast-enhanced"}) == ran


def test_no_style_locks_the_orientation() -> None:
    assert len(STYLES) > 10
    # That of letters in a line of text turns no screen.
    locks = re.compile(r"(?<!text-)orientation")
    assert [path.name for path in STYLES if locks.search(path.read_text("utf-8"))] == []


def rules() -> list[tuple[str, set[str]]]:
    """The rules of our style sheets: to what they apply, and the properties they set."""
    text = "".join(
        re.sub(r"/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL) for path in STYLES
    )
    return [
        (selector.strip(), {one.partition(":")[0].strip() for one in value.split(";")} - {""})
        for selector, value in re.findall(r"([^{}]+)\{([^{}]*)\}", text)
    ]


def test_colours_of_text_and_ground_are_declared_together() -> None:
    both = {"color", "background"}
    coloured = {selector for selector, properties in rules() if both <= properties}

    assert {"body", ".m-input", ".m-button", ".m-skip"} <= coloured
    drawn = {name for name, parts in rules() if "background-image" in parts}
    assert {name for name in drawn if "m-door-art" not in name} == set()  # no text lies on it


def test_hovering_shows_nothing_that_was_not_there() -> None:
    hovered = [properties for selector, properties in rules() if ":hover" in selector]

    assert len(hovered) > 5
    assert set().union(*hovered) & SHOWING == set()
