"""How much room does a column take, and what stands at the head and the foot of a register?"""

import re
from dataclasses import replace

import pytest
from django.contrib.auth.models import Permission
from django.http import HttpRequest
from django.test import RequestFactory

from maillage.core.register import Action, Column
from maillage.core.register.description import Measure
from tests.core.register.shelves import PEOPLE, make_people, people

pytestmark = pytest.mark.django_db

Col = Column[Permission]
CHOSEN: list[tuple[Col, Measure]] = [
    (Column("a", "A", lambda one: one.name), "word"),
    (Column("a", "A", lambda one: one.name, wide=True), "sentence"),
    (Column("a", "A", lambda one: one.pk, numeric=True), "date"),
    (Column("a", "A", lambda one: one.pk, numeric=True, measure="number"), "number"),
    (Column("a", "A", lambda one: one.name, wide=True, measure="name"), "name"),
]


@pytest.mark.parametrize(("column", "width"), CHOSEN)
def test_column_takes_the_room_that_its_words_say(column: Col, width: Measure) -> None:
    assert column.width == width


def test_first_column_is_a_name() -> None:
    make_people("Gaboriau, Inès")

    text = people(_request()).text

    assert re.findall(r"m-col-\w+", text) == ["m-col-name", "m-col-word", "m-col-date"]


def test_open_row_that_is_on_another_page_stands_first() -> None:
    make_people(*(f"Personne {number:03}" for number in range(60)))
    last = Permission.objects.get(name="Personne 059")

    text = people(_request(), current=last.pk).text

    rows = re.findall(r'<tr role="row"( aria-current="true")?><th scope="row".*?>([^<]*)</a>', text)
    assert rows[:2] == [(' aria-current="true"', "Personne 059"), ("", "Personne 000")]
    assert len(rows) == 26


def test_open_row_of_the_page_is_not_repeated() -> None:
    make_people("Gaboriau, Inès")

    text = people(_request(), current=Permission.objects.get().pk).text

    assert text.count('aria-current="true"><th') == 1


def test_other_gestures_and_files_are_folded_and_one_button_is_filled() -> None:
    make_people("Gaboriau, Inès")
    add = Action("Ajouter", "/ajouter/", main=True)
    register = replace(PEOPLE, actions=(add, Action("Importer", "/importer/")))

    bar = people(_request(), register=register).text.partition("</form>")[0]

    folded = bar.partition("<details")[2].partition("</details>")[0]
    assert re.findall(r'value="(xlsx|ods|csv)"', folded) == ["xlsx", "ods", "csv"]
    assert "/importer/" in folded
    assert re.findall(r'class="m-button m-button-main" href="([^"]*)"', bar) == ["/ajouter/"]


def _request() -> HttpRequest:
    return RequestFactory().get("/personnes/")
