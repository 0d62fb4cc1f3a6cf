import re

from django.template.loader import render_to_string

from maillage.core.panels import Panel, Slot
from maillage.core.sheet import Fact, Line, Readers, Sheet
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

    assert '<a href="/structures/">Structures</a></li><li>CC du Bocage d’Ervelle</li>' in page
    assert '<h1>CC du Bocage d’Ervelle</h1> <p class="m-reading">Elle a adopté' in page
    assert '<div class="m-no-print"><dt>Nature</dt><dd>Mariage souhaité' in page
    assert "<b>Les chargées de coopération</b><small>la nature</small>" in page


def test_panels_of_other_rooms_are_drawn_in_their_column() -> None:
    aside = Panel("Ses conseils", PROMISES.template, PROMISES.context, slot="next")

    page = drawn(Sheet(title="Retz", sentence="", panels=(PROMISES, aside)))

    body, side = page.split('<div class="m-side">')
    assert "Ce qu’elle a promis" in body
    assert '<a href="/e/1/">Une salle à Ervelle</a><small>Confirmée.</small>' in body
    assert "Ses conseils" in side


def panels(*slots: Slot) -> tuple[Panel, ...]:
    return tuple(
        Panel(f"Partie {number}", PROMISES.template, PROMISES.context, slot=slot)
        for number, slot in enumerate(slots, start=1)
    )


def test_two_sections_come_next_and_the_others_are_folded() -> None:
    sheet = Sheet(
        title="Retz", sentence="", panels=panels("next", "folded", "next", "next", "foot")
    )

    titles = [
        [panel.title for panel in shown]
        for shown in (sheet.next_panels, sheet.folded_panels, sheet.foot_panels)
    ]

    assert titles == [["Partie 1", "Partie 3"], ["Partie 4", "Partie 2"], ["Partie 5"]]
