"""Is a model of database made once, and made again when the sources change?"""

from pathlib import Path

import pytest

from tests import models_of_databases
from tests.models_of_databases import FILE, model_place


@pytest.fixture
def sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The one source of these models, kept in SQLite."""
    source = tmp_path / "source.py"
    source.write_text("columns = 3")
    monkeypatch.setattr(models_of_databases, "ROOT", tmp_path)
    monkeypatch.setattr(models_of_databases, "SOURCES", ("*.py",))
    monkeypatch.setenv("MAILLAGE_DATA", str(tmp_path / "data"))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    return source


def test_model_is_made_once_until_the_sources_change(sources: Path) -> None:
    made: list[str] = []

    def make(url: str, data: Path) -> None:
        made.append(url)
        (data / FILE).write_text("tables")

    first, again = model_place("migrated", make), model_place("migrated", make)
    sources.write_text("columns = 4")
    changed = model_place("migrated", make)

    assert (first == again, first == changed, len(made)) == (True, False, 2)
    assert (changed[1] / FILE).read_text() == "tables"


def test_model_left_half_made_is_made_again(sources: Path) -> None:
    def fail(url: str, data: Path) -> None:
        (data / FILE).write_text("half")
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the fault is ours
        model_place("migrated", fail)

    _url, data = model_place("migrated", lambda _url, data: (data / FILE).write_text("whole"))
    assert (data / FILE).read_text() == "whole"


def test_model_begins_as_another(sources: Path) -> None:
    model_place("migrated", lambda _url, data: (data / FILE).write_text("tables"))

    _url, data = model_place("officer", lambda _url, data: None, begins_as="migrated")

    assert (data / FILE).read_text() == "tables"
