"""Rooms answer when they are asked; a server has them all at hand from its start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps

from maillage.core.points import FIRST, POINT_MODULES, Point, place

SOURCE = Path(__file__).resolve().parents[2] / "src"
LATE = ("maillage.trade.governance.tools", "maillage.trade.governance.bodies.points")
ASKED = "from maillage.core.tools import tools; tools.ask()"
SERVED = "import maillage.config.wsgi"
LINES = f"""
import django, sys
django.setup()
print(*(name in sys.modules for name in {LATE}))
%s
print(*(name in sys.modules for name in {LATE}))
"""


@pytest.mark.parametrize("then", [ASKED, SERVED])
def test_answers_are_loaded_when_asked_or_served(then: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINES % then],
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout.splitlines() == ["False False", "True True"]


def test_answers_follow_the_apps_then_the_order_of_their_tools() -> None:
    modules = [
        FIRST,
        "maillage.trade.governance.meetings.points",
        "maillage.trade.governance.bodies.points",
        "maillage.trade.governance.voting_rules.points",
        "maillage.trade.dialogue.notebook.points",
        "maillage.ground.directory.notices.points",
    ]

    places = [place("waiting", module) for module in modules]

    assert places == sorted(set(places))


def test_a_point_asks_in_that_order() -> None:
    point: Point[[], str] = Point("waiting")
    point.answer_for("maillage.trade.dialogue", lambda: ["dialogue"])
    point.answer_for("maillage.trade.governance.bodies.points", lambda: ["bodies"])
    point.answer_for(FIRST, lambda: ["first"])

    assert [line for _place, answer in point.answers for line in answer()] == [
        "first",
        "bodies",
        "dialogue",
    ]


def test_an_order_names_points_and_tools_that_answer() -> None:
    orders = {app: getattr(app, "answers_in_order", {}) for app in apps.get_app_configs()}

    assert [
        (app.label, point, tool)
        for app, order in orders.items()
        for point, tools in order.items()
        for tool in tools
        if point not in POINT_MODULES or not (Path(app.path) / tool / "points.py").exists()
    ] == []
