import io
import re
from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from maillage.core.register import Column, Register
from tests.core.register.shelves import LAST_FIRST, PEOPLE, make_people, people

pytestmark = pytest.mark.django_db


def got(address: str, **headers: str) -> HttpResponse:
    return people(RequestFactory().get(f"/personnes/{address}", headers=headers))


def names(response: HttpResponse) -> list[str]:
    return re.findall(r"data-maillage-row>([^<]*)</a>", response.text)


def test_rows_are_sorted_by_name_then_as_asked() -> None:
    make_people("Gaboriau, Inès", "Aubineau, Maëlle", "Delanoue, Pascal")

    assert names(got("")) == ["Aubineau, Maëlle", "Delanoue, Pascal", "Gaboriau, Inès"]
    assert names(got("?tri=-nom")) == ["Gaboriau, Inès", "Delanoue, Pascal", "Aubineau, Maëlle"]


@pytest.mark.parametrize(
    ("register", "query", "way"),
    [
        (PEOPLE, "", "ascending"),
        (PEOPLE, "?tri=-nom", "descending"),
        (LAST_FIRST, "", "descending"),
        (LAST_FIRST, "?tri=-vu", "ascending"),
    ],
)
def test_head_says_which_way_the_rows_go(
    register: Register[Permission, Permission], query: str, way: str
) -> None:
    make_people("Gaboriau, Inès")

    shown = people(RequestFactory().get(f"/personnes/{query}"), register=register)

    assert re.findall(r'aria-sort="(\w+)"', shown.text) == [way]


def test_filters_narrow_and_are_said_for_paper() -> None:
    make_people("Gaboriau, Inès", "Aubineau, Maëlle", "Delanoue, Pascal")

    response = got("?q=au&lieu=1&connus=1&filtres=1")

    assert names(response) == ["Aubineau, Maëlle"]
    words = "Retenu\u00a0: déjà vus, Pays de Retz, recherche «\u00a0au\u00a0»."
    assert f'<p class="m-paper">{words}</p>' in response.text


def test_pages_hold_twenty_five_rows_and_say_which() -> None:
    make_people(*(f"Personne {number:03}" for number in range(60)))

    second = got("?page=2")

    assert names(second) == [f"Personne {number:03}" for number in range(25, 50)]
    assert "26 à 50 sur 60 personnes" in second.text
    assert len(names(got("?page=tout"))) == 60
    assert names(got("?page=99")) == [f"Personne {number:03}" for number in range(50, 60)]


def test_open_row_keeps_what_is_filtered() -> None:
    make_people("Gaboriau, Inès")

    assert '<a href="/personnes/00000/?q=ga&amp;tri=nom"' in got("?q=ga").text


def test_htmx_receives_the_rows_of_the_whole_page() -> None:
    make_people("Gaboriau, Inès", "Aubineau, Maëlle")
    whole = got("?q=ga").text

    part = got("?q=ga", **{"HX-Request": "true"}).text

    rows = part[part.index('<div id="rows"') :].strip()
    assert rows in whole
    assert "<html" not in part


def test_coming_back_in_history_receives_the_whole_page() -> None:
    make_people("Gaboriau, Inès")

    restored = got("", **{"HX-Request": "true", "HX-History-Restore-Request": "true"})

    assert "<html" in restored.text


def test_empty_register_says_the_first_gesture() -> None:
    make_people()

    page = got("").text

    assert "Commencez par la vôtre." in page
    assert 'href="/ajouter/"' in page
    assert "<table" not in page


def test_nothing_found_offers_to_show_everything() -> None:
    make_people("Gaboriau, Inès")

    page = got("?q=zzz").text

    assert "Rien ne correspond." in page
    assert 'href="/personnes/?filtres=1"' in page


def test_typed_text_is_shown_escaped() -> None:
    make_people("<script>alert(1)</script>")

    assert names(got("?q=<script>")) == ["&lt;script&gt;alert(1)&lt;/script&gt;"]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_two_queries(count: int) -> None:
    make_people(*(f"Personne {number}" for number in range(count)))

    with CaptureQueriesContext(connection) as queries:
        got("")

    assert len(queries) == 2


def test_csv_holds_every_row_and_no_formula() -> None:
    make_people("=cmd|' /C calc'!A0", "Aubineau, Maëlle")

    response = got("?export=csv&tri=-nom")

    assert response.content.decode("utf-8-sig") == (
        "Nom;Code;Rang\r\nAubineau, Maëlle;00001;1\r\n'=cmd|' /C calc'!A0;00000;0\r\n"
    )
    assert 'attachment; filename="personnes-' in response.headers["Content-Disposition"]


def test_xlsx_keeps_numbers_as_numbers_and_formulas_as_text() -> None:
    make_people("=1+1", "Aubineau, Maëlle")

    book = load_workbook(io.BytesIO(got("?export=xlsx&tri=-nom").content))

    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows == [("Nom", "Code", "Rang"), ("Aubineau, Maëlle", "00001", 1), ("=1+1", "00000", 0)]
    assert book.worksheets[0]["A3"].data_type == "s"


def test_column_that_is_never_empty_is_read_by_its_index() -> None:
    make_people("Gaboriau, Inès")

    with CaptureQueriesContext(connection) as queries:
        got("?tri=-nom")

    assert "NULLS" not in queries[1]["sql"]
    assert queries[1]["sql"].endswith('"name" DESC, "auth_permission"."id" DESC LIMIT 25')


@pytest.mark.parametrize("query", ["", "?q=a"])
def test_phone_folds_all_groups_but_the_first_until_one_narrows(query: str) -> None:
    make_people("Gaboriau, Inès", "Aubineau, Maëlle", "Aubry, Line")
    first: Column[Permission] = Column("initiale", "Initiale", lambda person: person.name[0])
    folded = replace(PEOPLE, groups=(first,), folds=True)

    shown = people(RequestFactory().get(f"/personnes/{query}"), register=folded).text

    boxes = re.findall(r'<input type="checkbox"[^>]*?( checked)?>(\w)</label>', shown)
    assert boxes == [(" checked", "A"), (" checked" if query else "", "G")]
    assert shown.count("<tbody") == 2
