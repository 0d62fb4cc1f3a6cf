"""The agenda of a meeting: its points, their hours, and who reads the names there."""

from django.test import Client

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.rights.services import anonymise_person
from maillage.trade.governance.models import AgendaItem
from tests.conftest import SignIn
from tests.ground.actors.makers import make_subject
from tests.ground.directory.makers import make_member_person
from tests.ground.directory.reading import section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import a_meeting_of, make_agenda_item


def test_agenda_tells_when_each_point_comes(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    add = url(cooperation, "meeting_item_add", meeting.pk)
    for title, minutes, rank in (
        ("La charte", "20", "1"),
        ("Haies", "30", "2"),
        ("Budget", "90", "1"),
    ):
        officer.post(add, {"title": title, "kind": "question", "minutes": minutes, "rank": rank})

    page = officer.get(url(cooperation, "meeting", meeting.pk))

    rows = AgendaItem.objects.order_by("rank").values_list("rank", "title")
    assert list(rows) == [(1, "Budget"), (2, "La charte"), (3, "Haies")]
    agenda = section(page.text, "m-agenda")
    assert [hour in agenda for hour in ("18 h 30", "20 h ·", "20 h 20")] == [True, True, True]
    assert "20 minutes de plus" in section(page.text, "m-card")


def test_points_are_written_one_after_the_other(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    add = url(cooperation, "meeting_item_add", meeting.pk)
    sent = {"kind": "question", "rank": "1"}

    first = officer.post(add, sent | {"title": "La charte", "again": "1"})
    refused = officer.post(add, sent | {"title": "", "again": "1"})
    last = officer.post(add, sent | {"title": "Haies"})

    assert (first["Location"], refused.status_code) == (add, 422)
    assert last["Location"] == url(cooperation, "meeting", meeting.pk)
    assert AgendaItem.objects.count() == 2


def test_a_point_names_the_subject_it_bears_on(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    subject = make_subject(cooperation=cooperation, label="Eau")
    elsewhere = make_subject(label="Ailleurs")
    add = url(cooperation, "meeting_item_add", meeting.pk)
    sent = {"title": "La charte", "kind": "question", "rank": "1"}

    officer.post(add, sent | {"subject": subject.pk})
    refused = officer.post(add, sent | {"subject": elsewhere.pk})

    assert [one.subject for one in AgendaItem.objects.all()] == [subject]
    assert refused.status_code == 422
    assert "Ailleurs" not in refused.text


def test_a_point_moves_and_leaves(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    items = [
        make_agenda_item(meeting=meeting, title=title, rank=rank)
        for rank, title in enumerate(("A", "B", "C"), start=1)
    ]
    sent = {"title": "C", "kind": "decision", "rank": "1", "version": 1}

    officer.post(url(cooperation, "meeting_item_edit", items[2].pk), sent)
    stale = officer.post(url(cooperation, "meeting_item_edit", items[2].pk), sent | {"title": "D"})
    officer.post(url(cooperation, "meeting_item_remove", items[0].pk))

    rows = AgendaItem.objects.order_by("rank").values_list("rank", "title")
    assert (list(rows), stale.status_code) == ([(1, "C"), (2, "B")], 409)


def test_observer_reads_the_agenda_and_no_name(sign_in: SignIn, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    make_agenda_item(meeting=meeting, person=make_member_person(cooperation=cooperation))
    page = url(cooperation, "meeting", meeting.pk)

    shown = [sign_in(role).get(page).text for role in ("officer", "partner", "observer")]

    assert ["Clé de répartition" in text for text in shown] == [True, True, True]
    assert ["Gaborit" in text for text in shown] == [True, True, False]


def test_who_is_anonymised_leaves_the_agenda(access: Access) -> None:
    person = make_member_person(cooperation=access.cooperation)
    item = make_agenda_item(meeting=a_meeting_of(access.cooperation), person=person)

    anonymise_person(author=access.user, place=access.cooperation, person=person)

    item.refresh_from_db()
    assert (item.title, item.person_id) == ("Clé de répartition", None)
