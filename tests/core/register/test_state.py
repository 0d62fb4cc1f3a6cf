from dataclasses import replace
from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db.models import QuerySet

from maillage.core.register import Between
from maillage.core.register.state import State, address, read_state
from tests.core.register.shelves import PEOPLE


def test_address_says_everything() -> None:
    state = read_state(
        PEOPLE, {"q": " gab ", "lieu": "2", "connus": "1", "filtres": "1", "tri": "-code"}
    )

    assert state == State(
        text="gab",
        chosen=(("lieu", "2"),),
        switched=frozenset({"connus"}),
        untouched=False,
        sort="code",
        descending=True,
        page=1,
    )
    assert address(state, page=3) == "?q=gab&lieu=2&connus=1&filtres=1&tri=-code&page=3"


@pytest.mark.parametrize(
    "query",
    [{"tri": "password"}, {"tri": "rang"}, {"page": "-1"}, {"page": "9" * 20}, {"lieu": "99"}],
)
def test_what_an_address_says_wrongly_is_left_out(query: dict[str, str]) -> None:
    assert read_state(PEOPLE, query) == read_state(PEOPLE, {})


def test_text_is_cut_and_cleaned() -> None:
    assert read_state(PEOPLE, {"q": "a\x00" + "é" * 300}).text == "a" + "é" * 199


def test_days_are_read_as_people_write_them_and_kept_in_the_address() -> None:
    dated = replace(PEOPLE, between=Between("vues", "vues depuis le", "vues jusqu’au", _between))

    state = read_state(dated, {"vues-du": "4/5/2026", "vues-au": "bientôt"})

    assert state.days == (("vues-du", date(2026, 5, 4)),)
    assert address(state) == "?vues-du=2026-05-04&tri=nom"
    assert read_state(PEOPLE, {"vues-du": "4/5/2026"}).days == ()


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ({}, (("lieu", "2"),)),
        ({"tri": "-code"}, (("lieu", "2"),)),
        ({"q": "gab"}, ()),
        ({"connus": "1"}, ()),
        ({"lieu": ""}, ()),
        ({"filtres": "1"}, ()),
        ({"lieu": "1"}, (("lieu", "1"),)),
    ],
)
def test_a_list_stands_where_it_starts_until_something_is_asked_for(
    query: dict[str, str], chosen: tuple[tuple[str, str], ...]
) -> None:
    starting = replace(PEOPLE, selects=(replace(PEOPLE.selects[0], starts_at="2"),))

    assert read_state(starting, query).chosen == chosen


def _between(
    rows: QuerySet[Permission], _first: date | None, _last: date | None
) -> QuerySet[Permission]:
    return rows
