"""All the tools, by question, and the line of ten that is always the same."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from maillage.core.tools import Question, tools
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.missions.aliases import aliases
from tests.conftest import SignIn
from tests.ground.directory.makers import make_member

KEY = re.compile(r'id="([\w-]+)"[^>]*><kbd')
OFF_INDEX = {"mission_map", "my_day"}


def _row(page: str) -> list[str]:
    """The labels of the row of tools."""
    row = page.partition('<ul class="m-tools">')[2].partition("</ul>")[0]
    return re.findall(r">([^<]+)</a>", row)


def _index(client: Client, cooperation: Cooperation, typed: str = "") -> str:
    page = client.get(reverse("missions:tools_index", args=[cooperation.slug]), {"q": typed}).text
    return page.partition('id="results"')[2].partition("</main>")[0]


@pytest.mark.parametrize("uses", [True, False])
def test_the_key_that_leads_to_a_search_is_drawn_in_that_search(
    sign_in: SignIn, cooperation: Cooperation, *, uses: bool
) -> None:
    client = sign_in("officer")
    User.objects.update(uses_shortcuts=uses)
    make_member(cooperation=cooperation)

    drawn = [
        KEY.findall(client.get(reverse(page, args=[cooperation.slug])).text)
        for page in ("missions:tools_index", "directory:organisations", "missions:mission_map")
    ]

    head = ["m-search-box"] if uses else []
    assert drawn == [
        head + ["m-tool"] * uses,
        head + ["m-filter-text"] * uses,
        head,
    ]


def test_every_tool_has_a_line_and_a_question() -> None:
    lines = {tool.word: (tool.question, tool.purpose) for tool in tools.ask()}

    assert [word for word, (_question, line) in lines.items() if not 5 < len(line) < 60] == []
    assert {word for word, (question, _line) in lines.items() if not question} == OFF_INDEX


def test_what_keeps_the_cooperation_running_belongs_to_no_phase() -> None:
    phases = {tool.phase for tool in tools.ask() if tool.question is Question.HOLDS}

    assert phases == {""}
    assert [tool.word for tool in tools.ask() if tool.phase == "cross"] == []


def test_every_alias_leads_to_a_page_of_a_tool() -> None:
    words = {tool.word for tool in tools.ask()}

    assert [
        one for one in aliases() if one.tool not in words or bool(one.page) != bool(one.label)
    ] == []
    assert [reverse(one.page, args=["retz"]) for one in aliases() if one.page] != []


def test_index_holds_every_tool_of_the_reader(officer: Client, cooperation: Cooperation) -> None:
    page = _index(officer, cooperation)

    urls = [reverse(tool.page, args=[cooperation.slug]) for tool in tools.ask() if tool.question]
    assert [url for url in urls if f'href="{url}"' not in page] == []
    assert page.count("m-index-first") == 10


def test_index_holds_nothing_that_the_reader_may_not_open(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    page = _index(sign_in("observer"), cooperation)

    closed = [tool for tool in tools.ask() if "observer" not in tool.roles]
    urls = [reverse(tool.page, args=[cooperation.slug]) for tool in closed]
    assert [url for url in urls if f'href="{url}"' in page] == []
    assert reverse("cooperations:settings", args=[cooperation.slug]) not in page


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("réseau", "actors:influence_map"),
        ("vote", "governance:voting_rules"),
        ("excel", "exchange:import_wizard"),
        ("cap", "context:heading"),
        ("réglages", "cooperations:settings"),
    ],
)
def test_index_filters_by_what_one_wishes_to_do(
    officer: Client, cooperation: Cooperation, typed: str, page: str
) -> None:
    shown = _index(officer, cooperation, typed)

    assert f'href="{reverse(page, args=[cooperation.slug])}"' in shown
    assert reverse("documents:documents", args=[cooperation.slug]) not in shown


def test_nothing_filtered_leads_to_the_whole_search(
    officer: Client, cooperation: Cooperation
) -> None:
    page = _index(officer, cooperation, "<zzz>")

    assert "Chercher dans toute la coopération" in page
    assert "<zzz>" not in page


def test_row_of_ten_is_the_same_outside_the_phases(
    officer: Client, cooperation: Cooperation
) -> None:
    pages = ["mission_map", "my_day", "tools_index", "search"]
    urls = [reverse(f"missions:{name}", args=[cooperation.slug]) for name in pages]
    urls.append(reverse("documents:documents", args=[cooperation.slug]))

    rows = [_row(officer.get(url).text) for url in urls]

    assert [len(row) for row in rows] == [11] * 5
    assert rows == [rows[0]] * 5
    assert rows[0][-1] == "Tous les outils"


def test_inside_a_phase_the_row_is_its_own(officer: Client, cooperation: Cooperation) -> None:
    leaf = reverse("missions:mission", args=[cooperation.slug, "implementation.lead.deliberations"])

    row = _row(officer.get(leaf).text)

    assert row == [
        *(tool.label for tool in tools.ask() if tool.phase == "implementation"),
        "Tous les outils",
    ]
