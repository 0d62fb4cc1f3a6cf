"""Which tests can a change break? Those of its rooms, and the rules of the house."""

import re
import subprocess
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from shutil import which

from running.places import ROOT

MAIN = "main"
CORE = "core"
# A change there can break any room.
SHARED = (
    *("src/maillage/core/", "src/maillage/config/", "pyproject.toml", "requirements"),
    *("tests/conftest.py", "tests/visits/", "tests/rules/"),
)
# The rules of the house, which cost little and say much.
GUARDS = (
    "tests/test_architecture.py",
    "tests/test_docstrings.py",
    "tests/test_doors.py",
    "tests/test_grids.py",
    "tests/test_missions.py",
    "tests/test_templates.py",
)
VISITS = "tests/test_visits.py"
PAGES = "tests/browser/test_every_page_axe.py"
FLOORS = ("foundation", "ground", "trade", "roof")  # each may know those before it
PLACE = re.compile(r"^(?:src/maillage|tests)/(?P<floor>[a-z_]+)/(?:(?P<room>[a-z_]+)/)?")
ROOM = re.compile(rf"\b(?:maillage|tests)\.({'|'.join(FLOORS)})\.([a-z_]+)")


@dataclass(frozen=True)
class Selection:
    """The tests to run: files and folders, the rooms whose addresses are visited, browser files.

    `rooms` holds `ground/actors` and the like; all of them are visited when it is None.
    """

    tests: tuple[str, ...]
    rooms: tuple[str, ...] | None
    browser: tuple[str, ...]


def changed_files(root: Path = ROOT) -> list[str]:
    """Return the files that differ from where this branch left `main`, untracked ones too."""
    start = _git(root, "merge-base", "HEAD", MAIN) or ["HEAD"]
    differing = _git(root, "diff", "--name-only", start[0])
    return sorted({*differing, *_git(root, "ls-files", "--others", "--exclude-standard")})


def _git(root: Path, *words: str) -> list[str]:
    command = [which("git") or "git", *words]
    ended = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    return ended.stdout.splitlines() if ended.returncode == 0 else []


def selection(files: Sequence[str], root: Path = ROOT) -> Selection:
    """Return the tests that a change of these files can break."""
    places = sorted({place for file in files if (place := place_of(file))})
    rooms = [place for place in places if place.partition("/")[0] in FLOORS]
    own = [file for file in files if re.match(r"tests/test_\w+\.py$", file)]
    is_shared = any(file.startswith(SHARED) for file in files)
    return Selection(
        tests=_existing([*(f"tests/{place}" for place in places), *own, *GUARDS, VISITS], root),
        rooms=None if is_shared else tuple(sorted({*rooms, *_rooms_that_know(rooms, root)})),
        browser=_browser_files(files, places, root),
    )


def place_of(file: str) -> str:
    """Return the room of a file of sources or tests, `core` or `running` alike, nothing elsewhere.

    >>> place_of("src/maillage/trade/governance/date_polls/views.py")
    'trade/governance'
    >>> place_of("tests/core/register/test_state.py")
    'core'
    >>> place_of("bench/pages.py")
    'bench'
    """
    if file.startswith(("running/", "bench/")):
        return file.partition("/")[0]
    match = PLACE.match(file)
    if match is None:
        return ""
    floor, room = match["floor"], match["room"]
    return floor if floor not in FLOORS else f"{floor}/{room}" if room else ""


def _rooms_that_know(rooms: Iterable[str], root: Path) -> list[str]:
    """The rooms of which a module imports one of these."""
    names = [f"maillage.{room.replace('/', '.')}" for room in rooms]
    homes = [home for floor in FLOORS for home in (root / "src/maillage" / floor).glob("*/")]
    return [
        home.relative_to(root / "src/maillage").as_posix()
        for home in homes
        if names and any(_mentions(file, names) for file in home.rglob("*.py"))
    ]


def _mentions(file: Path, names: Iterable[str]) -> bool:
    text = file.read_text("utf-8")
    return any(re.search(rf"\b{re.escape(name)}\b", text) for name in names)


def _browser_files(files: Sequence[str], places: Sequence[str], root: Path) -> tuple[str, ...]:
    """The files of the browser that changed, those of these places, those named like a script."""
    scripts = {Path(file).stem for file in files if file.startswith("frontend/src/")}
    every = {f"tests/browser/{one.name}": one for one in (root / "tests/browser").glob("test_*.py")}
    return tuple(
        name
        for name, one in sorted(every.items())
        if name in files
        or one.stem.removeprefix("test_") in scripts
        or set(rooms_of(one.read_text("utf-8"))) & set(places)
        or (name == PAGES and (scripts or places))
    )


def rooms_of(test: str) -> list[str]:
    """Return the rooms that the text of a browser test is about: the highest that it imports.

    One that imports none drives the examples of `core`.

    >>> rooms_of("from tests.ground.actors.makers import a\\nfrom maillage.trade.stakes import b")
    ['trade/stakes']
    """
    values = set(ROOM.findall(test))
    highest = [floor for floor in FLOORS if floor in dict(values)][-1:]
    return sorted(f"{floor}/{room}" for floor, room in values if floor in highest) or [CORE]


def _existing(paths: Iterable[str], root: Path) -> tuple[str, ...]:
    return tuple(dict.fromkeys(path for path in paths if (root / path).exists()))
