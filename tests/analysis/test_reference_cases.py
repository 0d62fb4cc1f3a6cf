"""Figures published, or computed by others, are found by this package."""

from pathlib import Path

import pytest

from maillage.analysis.cases import run

FILES = sorted((Path(__file__).parent / "cases").glob("*/*.json"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_reference_case_is_reproduced(path: Path) -> None:
    assert run(path) == []
