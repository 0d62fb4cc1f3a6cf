"""Is the price of a tool counted from its folder, its tests and those who import from it?"""

from pathlib import Path

from running.cost import Cost, cost_lines, room_costs


def a_house(root: Path) -> Path:
    """A room of two tools: `polls` of three lines, known by `seats`, tested in two lines."""
    files = {
        "src/maillage/trade/room/apps.py": "",
        "src/maillage/trade/room/tools.py": 'TOOLS = (\n    Tool(\n        "polls",\n    ),\n)\n',
        "src/maillage/trade/room/polls/models.py": "a = 1\nb = 2\nc = 3\n",
        "src/maillage/trade/room/seats/views.py": "from maillage.trade.room.polls import models\n",
        "src/maillage/trade/room/migrations/0001_polls.py": "never = 'counted'\n",
        "src/maillage/ground/empty.txt": "",
        "src/maillage/foundation/empty.txt": "",
        "tests/trade/room/polls/test_polls.py": "a = 1\nb = 2\n",
        "tests/trade/room/makers.py": "a = 1\n",
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def test_a_room_counts_its_tools_and_what_they_share(tmp_path: Path) -> None:
    (room,) = room_costs(a_house(tmp_path))

    assert room.tools == [Cost("polls", 3, 2, 1), Cost("seats", 1, 0, 0)]
    assert (room.shared_code, room.shared_tests, room.declared) == (5, 1, 1)


def test_the_averages_are_those_of_the_tools_declared(tmp_path: Path) -> None:
    lines = cost_lines(room_costs(a_house(tmp_path)))

    assert [line.split()[-2:] for line in lines if "par outil" in line] == [
        ["9", "3"],
        ["0", "0"],
        ["0", "0"],
        ["9", "3"],
    ]
