import re
from datetime import UTC, datetime

import pytest
from django.template.loader import render_to_string

from maillage.core.panels import Panel
from maillage.core.sheet import ChangeLine, Fact, Line, Readers, Sheet
from maillage.core.shell import PageLink

PROMISES = Panel(
    title="Ce qu’elle a promis",
    template="core/parts/lines.html",
    context={"lines": [Line("Une salle à Ervelle", "Confirmée.", "/e/1/", "answer", "yes")]},
)


def drawn(sheet: Sheet) -> str:
    return re.sub(r"[ \n]+", " ", render_to_string("core/sheet.html", {"sheet": sheet}))


def test_sheet_says_where_it_is_what_it_is_and_who_sees_it() -> None:
    page = drawn(
        Sheet(
            title="CC du Bocage d’Ervelle",
            sentence="Elle a adopté trois décisions.",
            place=(PageLink("Structures", "/structures/"),),
            facts=(Fact("Nature", "Mariage souhaité", "lecture du 4 mai", on_paper=False),),
            readers=(Readers("lock", "Les chargées de coopération", "la nature"),),
        )
    )

    assert '<li><a href="/structures/">Structures</a></li> <li>CC du Bocage d’Ervelle</li>' in page
    assert '<h1>CC du Bocage d’Ervelle</h1> <p class="m-reading">Elle a adopté' in page
    assert '<div class="m-no-print"><dt>Nature</dt><dd>Mariage souhaité' in page
    assert "<b>Les chargées de coopération</b><small>la nature</small>" in page


def test_panels_of_other_rooms_are_drawn_in_their_column() -> None:
    aside = Panel("Ses conseils", PROMISES.template, PROMISES.context, side=True)

    page = drawn(Sheet(title="Retz", sentence="", panels=(PROMISES, aside)))

    body, side = page.split('<div class="m-side">')
    assert "Ce qu’elle a promis" in body
    assert '<a href="/e/1/">Une salle à Ervelle</a><small>Confirmée.</small>' in body
    assert "Ses conseils" in side


@pytest.mark.parametrize("count", [0, 2])
def test_changes_are_dated_and_signed(count: int) -> None:
    change = ChangeLine("Conseil ajouté", datetime(2025, 11, 19, 9, tzinfo=UTC), "H. Marchadier")

    page = drawn(Sheet(title="Retz", sentence="", changes=(change,) * count))

    assert page.count("<small>19\u00a0nov. 2025, H. Marchadier</small>") == count
