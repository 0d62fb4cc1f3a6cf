"""How hot a conflict is, on which day, and from which sentence it is known."""

from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from maillage.core.excerpts import excerpts
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.trade.dialogue.choices import Heat
from maillage.trade.dialogue.models import ConflictHeat
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.reading import reading, section
from tests.trade.dialogue.conflict_pages.test_conflicts import in_days, url
from tests.trade.dialogue.makers import make_conflict, make_conflict_heat, make_note

TODAY = timezone.localdate
HEAT = "La noter dans un conflit"


def test_heat_follows_heat_and_none_is_lost(officer: Client, access: Access) -> None:
    conflict = make_conflict(cooperation=access.cooperation, since=in_days(-90))
    make_conflict_heat(conflict=conflict, level=Heat.SHARP, on=in_days(-60))
    form = {"source_kind": "phone", "who": "la présidence", "said": "Elle revient à la table."}

    officer.post(
        url(access.cooperation, "conflict_heat", conflict.pk),
        form | {"level": "2", "on": f"{in_days(-2):%d/%m/%Y}"},
    )
    page = officer.get(url(access.cooperation, "conflict", conflict.pk)).text

    assert list(ConflictHeat.objects.values_list("level", "source__who")) == [
        (2, "la présidence"),
        (3, "le secrétariat"),
    ]
    assert "; il était vif le" in reading(page).replace("\u00a0", " ")
    assert "Elle revient à la table." in section(page, "m-heat")
    assert 'd="M 70 48 H 611 V 78 H 630"' in section(page, "m-heat")


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (in_days(3), "Cette date est dans l’avenir"),
        (in_days(-200), "Ce jour précède le conflit"),
    ],
)
def test_a_heat_out_of_time_is_refused(
    officer: Client, access: Access, on: date, sentence: str
) -> None:
    conflict = make_conflict(cooperation=access.cooperation)

    page = officer.post(
        url(access.cooperation, "conflict_heat", conflict.pk),
        {"level": "4", "on": f"{on:%d/%m/%Y}", "source_kind": "phone", "said": "Il est parti."},
    )

    assert (page.status_code, ConflictHeat.objects.count()) == (422, 0)
    assert sentence in page.text.replace("\u00a0", " ")
    assert "Il est parti." in page.text


def test_a_sentence_of_a_note_becomes_a_heat(officer: Client, access: Access) -> None:
    conflict = make_conflict(cooperation=access.cooperation)
    note = make_note(cooperation=access.cooperation, words="Il a quitté la salle. Fin.")
    here = url(access.cooperation, "conflict_heat", conflict.pk)
    requested = f"{here}?note={note.source_id}&start=0&end=21"

    shown = officer.get(requested).text
    officer.post(
        requested, {"level": "4", "on": f"{TODAY():%d/%m/%Y}", "said": "Il a quitté la salle."}
    )

    assert "Il a quitté la salle." in shown
    assert ConflictHeat.objects.get().source == note.source


def test_the_notebook_leads_to_the_heat_of_an_open_conflict(
    officer: Client, access: Access
) -> None:
    place = access.cooperation
    note = make_note(cooperation=place, words="Il a quitté la salle. Fin.")
    assert HEAT not in [one.label for one in excerpts.ask(access)]
    conflict = make_conflict(cooperation=place)
    ended = make_conflict(cooperation=place, title="Le siège", until=TODAY())
    excerpt = next(one for one in excerpts.ask(access) if one.label == HEAT)
    choosing = excerpt.url_of(note.source_id, 0, 21)

    page = officer.get(choosing).text
    chosen = officer.post(choosing, {"conflict": conflict.pk})
    refused = officer.post(choosing, {"conflict": ended.pk})

    here = url(place, "conflict_heat", conflict.pk)
    assert ("Il a quitté la salle." in page, "Le siège" in page) == (True, False)
    assert chosen.headers["Location"] == f"{here}?note={note.source_id}&start=0&end=21"
    assert refused.status_code == 422


def test_who_follows_no_conflict_is_offered_none(access: Access) -> None:
    make_conflict(cooperation=access.cooperation, visibility=Visibility.TEAM)
    team = make_access(cooperation=access.cooperation, role="team")

    assert HEAT not in [one.label for one in excerpts.ask(team)]


def test_whom_it_was_heard_from_stays_with_its_readers(sign_in: SignIn, access: Access) -> None:
    conflict = make_conflict(cooperation=access.cooperation, visibility=Visibility.TEAM)
    make_conflict_heat(conflict=conflict, said="Il a quitté la salle.")

    page = sign_in("team").get(url(access.cooperation, "conflict", conflict.pk)).text

    assert "Il a quitté la salle." in page
    assert "le secrétariat" not in page
