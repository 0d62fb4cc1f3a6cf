"""Who reads a note, on the pages, in the search and on the sheets of what it is about?"""

import pytest
from django.test import Client

from maillage.core.panels import panels
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.search.query import search
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member_person
from tests.ground.directory.reading import names_in
from tests.trade.dialogue.makers import make_note
from tests.trade.dialogue.notebook.test_notebook import a_member, typed, url


def test_opening_a_note_of_a_colleague_is_recorded(officer: Client, access: Access) -> None:
    mine = make_note(cooperation=access.cooperation, author=access.user)
    theirs = make_note(cooperation=access.cooperation)

    for one in (mine, theirs):
        officer.get(url(access.cooperation, "note", one.pk))

    opened = LogEntry.objects.filter(action=LogEntry.Action.ACCESS, content_type__model="note")
    assert [entry.object_id for entry in opened] == [theirs.pk]


def test_team_reads_what_is_shown_to_it(sign_in: SignIn, access: Access) -> None:
    place = access.cooperation
    make_note(cooperation=place, title="Pour nous")
    shown = make_note(cooperation=place, title="Pour l’équipe", visibility=Visibility.TEAM)
    team = sign_in("team")

    assert names_in(team.get(url(place)).text, "Pour nous", "Pour l’équipe") == ["Pour l’équipe"]
    assert team.post(url(place, "note_edit", shown.pk), typed(version=1)).status_code == 403


@pytest.mark.parametrize("role", ["partner", "elected", "observer"])
def test_others_have_no_notebook(sign_in: SignIn, cooperation: Cooperation, role: str) -> None:
    assert sign_in(role).get(url(cooperation)).status_code == 403


def test_search_and_sheets_know_the_notes_one_may_read(access: Access) -> None:
    place = access.cooperation
    aubray, person = a_member(place), make_member_person(cooperation=place)
    make_note(cooperation=place, title="Navette", organisation=aubray, person=person)
    partner = make_access(cooperation=place, role="partner")

    def result(reader: Access) -> list[str]:
        return [one.name for one in search(reader, "navette") if one.kind == "Note du carnet"]

    titles = [
        [one.title for one in panels.ask(access, kind, number) if one.title == "Carnet"]
        for kind, number in (("organisation", aubray.pk), ("person", person.pk))
    ]
    assert (result(access), result(partner), titles) == (["Navette"], [], [["Carnet"], ["Carnet"]])
