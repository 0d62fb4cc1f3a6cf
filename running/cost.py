"""What does each tool cost: its lines, its tests, the files outside its folder that know it?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from running.places import ROOT, say

FLOORS = ("foundation", "ground", "trade")
NOT_TOOLS = {"migrations", "templates", "static", "management", "templatetags", "__pycache__"}
DECLARED = re.compile(r"^ +Tool\($|\bTool\(\"", re.MULTILINE)


@dataclass(frozen=True)
class Cost:
    """Lines of Python of a tool, of its tests, and how many files elsewhere import from it."""

    name: str
    code: int
    tests: int
    importers: int


@dataclass(frozen=True)
class RoomCost:
    """A room: its tools by folder, what they share, how many tools it declares to the officer."""

    name: str
    tools: Sequence[Cost]
    shared_code: int
    shared_tests: int
    declared: int

    @property
    def code(self) -> int:
        """All the lines of the room, migrations apart."""
        return self.shared_code + sum(tool.code for tool in self.tools)

    @property
    def tests(self) -> int:
        """All the lines of its tests."""
        return self.shared_tests + sum(tool.tests for tool in self.tools)


def room_costs(root: Path = ROOT) -> list[RoomCost]:
    """Return the cost of every room, in the order of the floors."""
    source, tests = root / "src" / "maillage", root / "tests"
    imported = {path: path.read_text(encoding="utf-8") for path in source.rglob("*.py")}
    return [
        _room_cost(room, tests / room.relative_to(source), imported)
        for floor in FLOORS
        for room in sorted((source / floor).iterdir())
        if (room / "apps.py").is_file()
    ]


def _room_cost(room: Path, tests: Path, imported: dict[Path, str]) -> RoomCost:
    folders = [path for path in sorted(room.iterdir()) if path.is_dir()]
    tools = [
        Cost(
            folder.name,
            _lines(folder),
            _lines(tests / folder.name),
            sum(1 for path in imported if _knows(path, imported[path], folder)),
        )
        for folder in folders
        if folder.name not in NOT_TOOLS
    ]
    table = room / "tools.py"
    return RoomCost(
        name=f"{room.parent.name}/{room.name}",
        tools=tools,
        shared_code=_lines(room) - sum(tool.code for tool in tools),
        shared_tests=_lines(tests) - sum(tool.tests for tool in tools),
        declared=len(DECLARED.findall(table.read_text())) if table.is_file() else 0,
    )


def _lines(folder: Path) -> int:
    return sum(len(path.read_text(encoding="utf-8").splitlines()) for path in _python(folder))


def _python(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*.py") if "migrations" not in path.parts)


def _knows(path: Path, text: str, folder: Path) -> bool:
    dotted = ".".join(folder.parts[folder.parts.index("maillage") :])
    return folder not in path.parents and re.search(rf"\b{re.escape(dotted)}\b", text) is not None


def cost_lines(rooms: Sequence[RoomCost]) -> list[str]:
    """Return the table of costs: each tool, then what the room shares, then its averages."""
    lines = [f"{'':<44}{'code':>8}{'tests':>8}{'connu de':>10}"]
    for room in rooms:
        lines.append(room.name)
        lines += [
            f"  {tool.name:<42}{tool.code:>8}{tool.tests:>8}{tool.importers:>10}"
            for tool in room.tools
        ]
        lines.append(f"  {'(partagé)':<42}{room.shared_code:>8}{room.shared_tests:>8}")
        lines.append(_average(room))
    for floor in FLOORS:
        lines.append(_total(floor, [room for room in rooms if room.name.startswith(f"{floor}/")]))
    return lines


def _average(room: RoomCost) -> str:
    if not room.declared:
        return f"  {'en tout':<42}{room.code:>8}{room.tests:>8}"
    name = f"par outil déclaré ({room.declared})"
    return f"  {name:<42}{room.code // room.declared:>8}{room.tests // room.declared:>8}"


def _total(floor: str, rooms: Sequence[RoomCost]) -> str:
    code, tests = sum(room.code for room in rooms), sum(room.tests for room in rooms)
    declared = sum(room.declared for room in rooms) or 1
    name = f"{floor} : en tout, puis par outil ({declared})"
    return f"{name:<44}{code:>8}{tests:>8}{code // declared:>10}{tests // declared:>8}"


def print_costs() -> int:
    """Print the table and return the exit code."""
    say("\n".join(cost_lines(room_costs())))
    return 0
