import io
import re

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from openpyxl import load_workbook

from tests.core.matrix.answers import Answers

ASK = RequestFactory()


def got(answers: Answers, address: str = "", **headers: str) -> HttpResponse:
    return answers.page(ASK.get(f"/reponses/{address}", headers=headers))


def sent(answers: Answers, data: dict[str, str], **headers: str) -> HttpResponse:
    return answers.page(ASK.post("/reponses/", data, headers=headers))


def test_cells_say_their_word_and_lead_to_themselves() -> None:
    page = got(Answers()).text

    assert re.findall(r'<td role="cell" id="(c-[^"]+)"', page) == [
        *("c-0~0", "c-0~1", "c-0~2"),
        *("c-1~0", "c-1~1", "c-1~2"),
    ]
    assert 'href="?case=0~0" data-col="Structure 0"' in page
    assert "<span>adoptée</span>" in page
    assert page.count("1 adoptée</b>") == 2


def test_chosen_cell_is_outlined_and_offers_its_options() -> None:
    page = got(Answers(), "?case=0~1").text

    assert re.findall(r'id="(c-[^"]+)"[^<]*<a[^>]*aria-current', page) == ["c-0~1"]
    assert '<h2 id="m-chosen-title">Décision 0, Structure 1</h2>' in page
    assert re.findall(r'type="radio" name="value" value="(\w+)"', page) == ["yes", "ask"]


def test_change_without_script_comes_back_to_the_cell() -> None:
    answers = Answers()

    response = sent(answers, {"case": "1~2", "value": "yes"})

    assert answers.given[("1", "2")] == "yes"
    assert response.headers["Location"] == "/reponses/?case=1~2#c-1~2"


def test_change_by_htmx_sends_what_has_changed() -> None:
    response = sent(Answers(), {"case": "1~2", "value": "yes"}, **{"HX-Request": "true"})

    assert re.findall(r'id="([^"]+)" ?hx-swap-oob', response.text) == ["c-1~2", "r-1", "f-2"]
    assert "2 adoptée" in response.text
    assert "<html" not in response.text


@pytest.mark.parametrize(
    "data",
    [
        {"case": "9~9", "value": "yes"},
        {"case": "0~0", "value": "burn"},
        {"case": "", "value": "yes"},
        {"case": "0~0"},
    ],
)
def test_place_or_option_that_does_not_exist_is_refused(data: dict[str, str]) -> None:
    answers = Answers()

    assert sent(answers, data).status_code == 400
    assert answers.given == {("0", "0"): "yes"}


def test_large_matrix_shows_a_window_and_the_ways_out() -> None:
    answers = Answers(rows=500, columns=200)

    page = got(answers, "?lignes=41&colonnes=181").text

    assert answers.windows == [(40, 20)]
    assert "colonnes 181 à 200 sur 200" in page
    assert "lignes 41 à 80 sur 500" in page
    assert re.findall(r'href="([^"]+)" data-maillage-edge="(\w+)"', page) == [
        ("?lignes=41&amp;colonnes=161", "left"),
        ("?colonnes=181", "up"),
        ("?lignes=81&amp;colonnes=181", "down"),
    ]


def test_window_moves_to_the_chosen_cell() -> None:
    page = got(Answers(rows=500, columns=200), "?case=499~199").text

    assert "lignes 481 à 500 sur 500" in page
    assert 'id="c-499~199"' in page


@pytest.mark.parametrize("query", ["?lignes=abc", "?lignes=-5", "?lignes=99999", "?colonnes=0"])
def test_window_that_does_not_exist_is_brought_back(query: str) -> None:
    assert got(Answers(rows=500, columns=200), query).status_code == 200


def test_xlsx_holds_the_whole_matrix() -> None:
    answers = Answers(rows=120, columns=30)

    book = load_workbook(io.BytesIO(got(answers, "?export=xlsx").content))

    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert (len(rows), len(rows[0])) == (121, 32)
    assert rows[0][:3] == ("Décision", "Lecture", "Structure 0")
    assert rows[1][:3] == ("Décision 0", "1 adoptée", "adoptée")


def test_names_are_escaped() -> None:
    answers = Answers()
    hostile = answers.matrix().columns[0]

    page = got(answers, '?q="><script>').text

    assert hostile.label == "Structure 0"
    assert "<script>" not in page
