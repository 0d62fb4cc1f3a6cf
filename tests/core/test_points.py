"""Rooms answer when they are asked; a server has them all at hand from its start."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
LATE = "maillage.trade.governance.tools"
ASKED = "from maillage.core.tools import tools; tools.ask()"
SERVED = "import maillage.config.wsgi"
LINES = f"""
import django, sys
django.setup()
print("{LATE}" in sys.modules)
%s
print("{LATE}" in sys.modules)
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

    assert done.stdout.split() == ["False", "True"]
