"""What the server never gives, a folder or a source; what scripts never do."""

import re
from pathlib import Path

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from tests.conftest import signed_in
from tests.reliability.production import ROOT

pytestmark = pytest.mark.django_db
STORES = re.compile(r"\b(localStorage|sessionStorage|indexedDB|document\.cookie)\b")

# What an answer holds is read field by field: nothing copies its names into our objects.
MERGES = re.compile(
    r"__proto__|\bprototype\b|\bconstructor\[|Object\.assign\((?!htmx\.config, \{)"
    r"|\.\.\.JSON\.parse|\bmerge\(|for \((?:const|let) \w+ in "
)


def scripts_that_store(folder: Path) -> list[str]:
    """The scripts of this folder that keep something in the browser."""
    return [path.name for path in folder.glob("*.js") if STORES.search(path.read_text("utf-8"))]


def scripts_that_merge(folder: Path) -> list[str]:
    """The scripts of this folder that write, in an object, names that came from elsewhere."""
    return [path.name for path in folder.glob("*.js") if MERGES.search(path.read_text("utf-8"))]


@pytest.mark.parametrize(
    "path",
    [
        "/static/",
        "/static/core/",
        "/static/../config/settings.py",
        "/static/core/../../config/settings.py",
        "/.git/HEAD",
        "/.env",
        "/pyproject.toml",
        "/var/maillage.sqlite3",
    ],
)
def test_no_folder_nor_source_is_served(path: str, access: Access) -> None:
    anonymous, officer = Client().get(path), signed_in(access).get(path)

    assert anonymous.status_code in {302, 404}
    assert officer.status_code == 404


def test_scripts_store_nothing_in_the_browser_but_drafts() -> None:
    """A draft is kept for its user, erased on save, on sign-out and after a day."""
    assert scripts_that_store(ROOT / "frontend/src") == ["drafts.js"]


def test_a_script_that_stores_is_found(tmp_path: Path) -> None:
    (tmp_path / "kept.js").write_text('localStorage.setItem("name", name);')

    assert scripts_that_store(tmp_path) == ["kept.js"]


def test_scripts_merge_nothing_that_comes_from_elsewhere() -> None:
    assert scripts_that_merge(ROOT / "frontend/src") == []


@pytest.mark.parametrize(
    "line",
    [
        "Object.assign(target, JSON.parse(text));",
        "const all = {...JSON.parse(text)};",
        "for (const name in told) held[name] = told[name];",
        "made.__proto__ = told;",
    ],
)
def test_a_script_that_merges_is_found(line: str, tmp_path: Path) -> None:
    (tmp_path / "merged.js").write_text(line)

    assert scripts_that_merge(tmp_path) == ["merged.js"]
