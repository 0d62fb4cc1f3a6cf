"""A meeting in progress: its notes, its decisions and its seats, written by several at once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Decision, ItemNote, Meeting, Presence
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    make_agenda_item,
    make_body,
    make_decision,
    make_guest,
    make_holder,
    make_item_note,
    make_meeting,
    make_presence,
    make_seat,
)

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def meeting(cooperation: Cooperation) -> Meeting:
    """A meeting of today, at no hour, of three seats that vote, on two points."""
    body = make_body(cooperation=cooperation, quorum="whole")
    record = make_meeting(body=body, held_on=timezone.localdate(), starts_at=None, ends_at=None)
    for name in ("Bouin", "Pornic", "Rouans"):
        make_holder(seat=make_seat(body=body, organisation=member_with_name(cooperation, name)))
    for rank, title in enumerate(("La charte", "Les haies"), start=1):
        make_agenda_item(meeting=record, title=title, rank=rank)
    return record


def page_of(meeting: Meeting, name: str = "meeting") -> str:
    """The address of a page of the meeting."""
    return url(meeting.body.cooperation, name, meeting.pk)


def sentence_of(text: str) -> str:
    """What is true of the meeting at this minute, as the page says it."""
    return plain(text.partition('id="seance-lecture">')[2].partition("</span>")[0])


def test_all_that_is_written_stands_on_one_page(officer: Client, meeting: Meeting) -> None:
    charter, hedges = meeting.items.order_by("rank")
    make_item_note(item=charter, text="Le Département vote le 18.")
    make_item_note(item=hedges, text="Un groupement de commandes.")

    first = officer.get(page_of(meeting)).text
    second = officer.get(page_of(meeting) + f"?point={hedges.pk}").text

    assert [
        [words in text for words in ("Le Département vote le 18.", "Un groupement de commandes.")]
        for text in (first, second)
    ] == [[True, False], [False, True]]
    assert sentence_of(first) == "Elle se tient aujourd’hui. Personne n’est encore noté présent."
    assert [first.count(name) for name in ('name="wording"', 'name="seat"')] == [1, 3]


def test_one_touch_says_that_a_seat_is_there(officer: Client, meeting: Meeting) -> None:
    one, two, _three = meeting.body.seats.order_by("pk")

    part = officer.post(
        page_of(meeting, "meeting_here"), {"seat": one.pk, "version": 0}, headers=HTMX
    )
    whole = officer.post(page_of(meeting, "meeting_here"), {"seat": two.pk, "version": 0})

    assert list(Presence.objects.values_list("seat", "standing")) == [
        (one.pk, "present"),
        (two.pk, "present"),
    ]
    assert "Il manque un présent pour le quorum" in plain(part.text)
    assert 'id="seance-lecture" hx-swap-oob="true"' in part.text
    assert (whole.status_code, whole["Location"]) == (302, page_of(meeting))


def test_a_touch_leaves_what_another_noted(officer: Client, meeting: Meeting) -> None:
    seat = meeting.body.seats.order_by("pk")[0]
    make_presence(meeting=meeting, seat=seat, standing="excused")

    part = officer.post(
        page_of(meeting, "meeting_here"), {"seat": seat.pk, "version": 0}, headers=HTMX
    )

    assert Presence.objects.get().standing == "excused"
    assert "excuse notée" in part.text


def test_the_page_reads_again_only_what_moved(officer: Client, meeting: Meeting) -> None:
    live = page_of(meeting, "meeting_live")
    stamp = officer.get(page_of(meeting)).context["stamp"]
    still = officer.get(f"{live}?vu={stamp}", headers=HTMX)
    moved = []
    for write in (
        lambda: make_presence(meeting=meeting, seat=meeting.body.seats.order_by("pk")[0]),
        lambda: make_decision(meeting=meeting),
        lambda: make_guest(meeting=meeting),
    ):
        write()
        answer = officer.get(f"{live}?vu={stamp}", headers=HTMX)
        moved.append(answer.status_code)
        stamp = answer.context["stamp"]

    assert (still.status_code, moved) == (204, [200, 200, 200])


def test_a_decision_is_noted_in_one_line(officer: Client, meeting: Meeting) -> None:
    item = meeting.items.order_by("rank")[0]
    sent = {"item": item.pk, "wording": "La charte est soumise.", "outcome": "to_deliberate"}
    add = page_of(meeting, "meeting_decision_note")

    part = officer.post(add, sent, headers=HTMX)
    again = officer.post(add, sent)
    empty = officer.post(add, {"item": item.pk, "wording": " "})

    entry = "item", "wording", "outcome", "cooperation"
    assert Decision.objects.values_list(*entry).get() == (
        (item.pk, "La charte est soumise.", "to_deliberate", meeting.body.cooperation_id)
    )
    assert 'id="decision-mots"' in part.text  # an empty line for the next one
    assert again["Location"] == page_of(meeting) + f"?point={item.pk}"
    assert empty.status_code == 302


def test_without_script_a_note_comes_back_to_the_page(officer: Client, meeting: Meeting) -> None:
    item = meeting.items.order_by("rank")[1]
    sent = {"text": "Dit.", "base": "", "version": 1, "from": "seance"}

    answer = officer.post(url(meeting.body.cooperation, "meeting_note", item.pk), sent)

    assert answer["Location"] == page_of(meeting) + f"?point={item.pk}#seance-point"
    assert ItemNote.objects.get().text == "Dit."


def test_who_only_reads_finds_nothing_to_write(sign_in: SignIn, meeting: Meeting) -> None:
    item = meeting.items.order_by("rank")[0]
    make_item_note(item=item, text="Le Département vote le 18.")
    make_guest(meeting=meeting, name="Inès Gaborit")
    make_presence(meeting=meeting, seat=meeting.body.seats.order_by("pk")[0], came_name="Noé Roy")
    marks = ("Le Département vote le 18.", "Inès Gaborit", "Noé Roy", 'name="seat"', "<textarea")

    seen = {
        role: [mark in sign_in(role).get(page_of(meeting)).text for mark in marks]
        for role in ("team", "partner", "observer")
    }

    assert seen == {
        "team": [True, True, True, True, True],
        "partner": [True, True, True, False, False],
        "observer": [False, False, False, False, False],
    }
    writes = ("meeting_here", "meeting_decision_note", "meeting_open", "meeting_guest_add")
    codes = [sign_in("partner").post(page_of(meeting, one)).status_code for one in writes]
    assert codes == [403] * 4


def test_the_meeting_is_opened_once(officer: Client, meeting: Meeting) -> None:
    first = officer.post(page_of(meeting, "meeting_open"))
    meeting.refresh_from_db()
    opened = meeting.opened_at

    officer.post(page_of(meeting, "meeting_open"))

    meeting.refresh_from_db()
    assert (first["Location"], bool(opened), meeting.opened_at) == (page_of(meeting), True, opened)
    assert "Ouverte à" in sentence_of(officer.get(page_of(meeting)).text)


def test_no_meeting_is_opened_on_another_day(officer: Client, meeting: Meeting) -> None:
    Meeting.objects.update(held_on=timezone.localdate() + timedelta(days=1))

    officer.post(page_of(meeting, "meeting_open"))

    assert Meeting.objects.get().opened_at is None


def test_queries_do_not_grow(
    officer: Client, meeting: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    item = meeting.items.order_by("rank")[0]

    def add() -> None:
        make_decision(item=item)
        make_guest(meeting=meeting)
        make_item_note(item=make_agenda_item(meeting=meeting))
        make_presence(meeting=meeting, came_name="Noé Roy")

    add()
    with django_assert_num_queries(23):
        officer.get(page_of(meeting))
    add()
    add()
    with django_assert_num_queries(23):
        officer.get(page_of(meeting))
