"""What the server never answers: a TRACE, a folder, a source, another origin."""

import re
from pathlib import Path

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Access
from tests.conftest import signed_in
from tests.reliability.production import ROOT, all_addresses

pytestmark = pytest.mark.django_db
SECRET = "ce-qui-ne-revient-dans-aucune-page"
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


@pytest.mark.parametrize("name", [address.name for address in all_addresses()])
def test_trace_sends_nothing_back(name: str, access: Access) -> None:
    address = next(address for address in all_addresses() if address.name == name)
    url = address.url(access.cooperation)

    answers = [client.trace(url, headers={"x-secret": SECRET}) for client in clients(access)]

    assert [answer for answer in answers if SECRET.encode() in answer.content] == []
    assert [answer.headers.get("Content-Type", "text/html")[:9] for answer in answers] == (
        ["text/html"] * 2
    )


def clients(access: Access) -> list[Client]:
    """Nobody, and an officer."""
    return [Client(), signed_in(access)]


@pytest.mark.parametrize("name", [address.name for address in all_addresses()])
def test_no_other_origin_is_invited(name: str, access: Access) -> None:
    address = next(address for address in all_addresses() if address.name == name)
    url, origin = address.url(access.cooperation), {"origin": "https://ailleurs.example.org"}

    answers = [
        getattr(signed_in(access), method)(url, headers=origin) for method in ("get", "options")
    ]

    said = [name for answer in answers for name in answer.headers]
    assert [name for name in said if name.startswith("Access-Control-")] == []


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
