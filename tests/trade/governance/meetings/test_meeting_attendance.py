"""Who is there, seat by seat, from a phone; the quorum that follows, and two people at once."""

from datetime import date, timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.rights.services import erase_people
from maillage.trade.governance.meetings.services.attendance import record_presence
from maillage.trade.governance.models import Body, Meeting, Presence, Seat, StandDown
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member_person
from tests.ground.directory.reading import plain, section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    a_meeting_of,
    make_agenda_item,
    make_holder,
    make_meeting,
    make_own_seat,
    make_presence,
    make_seat,
    make_stand_down,
)

HTMX = {"HX-Request": "true"}


def seats_of(meeting: Meeting, *names: str) -> list[Seat]:
    """A seat of the meeting's body for each of these structures, and who holds it."""
    place = meeting.body.cooperation
    seats = [
        make_seat(body=meeting.body, organisation=member_with_name(place, name)) for name in names
    ]
    for seat in seats:
        make_holder(seat=seat)
    return seats


def row_data(*, seat: Seat, standing: str, version: int = 0, **other: object) -> dict[str, object]:
    """What the row of a seat sends."""
    return {"seat": seat.pk, "standing": standing, "version": version} | other


def test_three_structures_are_marked(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    one, two, three = seats_of(meeting, "Bouin", "Pornic", "Machecoul")
    page = url(cooperation, "meeting_attendance", meeting.pk)

    officer.post(page, row_data(seat=one, standing="present"))
    officer.post(page, row_data(seat=two, standing="excused"))
    officer.post(page, row_data(seat=three, standing="proxy", given_to=one.pk))

    rows = Presence.objects.order_by("pk").values_list("seat", "standing", "given_to", "version")
    assert list(rows) == [
        (one.pk, "present", None, 1),
        (two.pk, "excused", None, 1),
        (three.pk, "proxy", one.pk, 1),
    ]
    sheet = section(officer.get(url(cooperation, "meeting", meeting.pk)).text, "m-presences")
    assert [words in sheet for words in ("<dd>Bouin</dd>", "<dd>Machecoul à Bouin</dd>")] == [
        True,
        True,
    ]


def test_a_tap_gives_back_the_part_alone(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    (seat,) = seats_of(meeting, "Pornic")
    page = url(cooperation, "meeting_attendance", meeting.pk)

    part = officer.post(page, row_data(seat=seat, standing="present"), headers=HTMX).text
    whole = officer.get(page).text

    assert part.strip().startswith('<div id="presence"')
    assert plain(part).split("csrfmiddlewaretoken")[0] in plain(whole)


def test_a_proxy_says_who_carries_it(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    one, two = seats_of(meeting, "Bouin", "Pornic")
    page = url(cooperation, "meeting_attendance", meeting.pk)

    response = officer.post(page, row_data(seat=one, standing="proxy"))
    itself = officer.post(page, row_data(seat=one, standing="proxy", given_to=one.pk))

    assert (response.status_code, itself.status_code, Presence.objects.count()) == (422, 422, 0)
    assert "Dites qui porte le pouvoir." in response.text
    assert f'<option value="{two.pk}">Pornic</option>' in response.text


def test_two_people_say_the_same_thing(access: Access, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    (seat,) = seats_of(meeting, "Pornic")
    colleague = make_access(cooperation=cooperation, role="team")

    for author in (access.user, colleague.user):
        row = Presence(meeting=meeting, seat=seat, standing="present")
        record_presence(author=author, presence=row, read=0)

    assert list(Presence.objects.values_list("standing", "version")) == [("present", 1)]


def test_two_people_say_two_things(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    (seat,) = seats_of(meeting, "Pornic")
    page = url(cooperation, "meeting_attendance", meeting.pk)
    officer.post(page, row_data(seat=seat, standing="present"))

    late = officer.post(page, row_data(seat=seat, standing="excused"))
    again = officer.post(page, row_data(seat=seat, standing="excused", version=1))

    assert (late.status_code, again.status_code) == (409, 302)
    assert "Pornic, présent. Choisissez de nouveau." in plain(late.text)
    assert list(Presence.objects.values_list("standing", "version")) == [("excused", 2)]


def test_a_stale_version_writes_nothing(access: Access, cooperation: Cooperation) -> None:
    presence = make_presence(meeting=a_meeting_of(cooperation))
    row = Presence(meeting=presence.meeting, seat=presence.seat, standing="absent")

    with pytest.raises(StaleVersionError):
        record_presence(author=access.user, presence=row, read=7)

    assert Presence.objects.get().standing == "present"


def test_what_is_observed_of_a_seat_is_kept_with_it(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = a_meeting_of(cooperation)
    one, two = seats_of(meeting, "Bouin", "Pornic")
    page = url(cooperation, "meeting_attendance", meeting.pk)

    officer.post(page, row_data(seat=one, standing="present", note="arrivée au point 2"))
    early = officer.post(page, {"seat": two.pk, "version": 0, "note": "prévenus par téléphone"})
    long = officer.post(page, row_data(seat=two, standing="present", note="é" * 201))

    assert list(Presence.objects.values_list("seat", "note")) == [(one.pk, "arrivée au point 2")]
    assert (early.status_code, long.status_code) == (409, 422)
    assert 'value="prévenus par téléphone"' in early.text
    assert "Assurez-vous que cette valeur comporte au plus 200 caractères" in long.text
    assert 'value="arrivée au point 2"' in officer.get(page).text


def test_two_observations_of_one_seat_are_both_shown(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = a_meeting_of(cooperation)
    (seat,) = seats_of(meeting, "Pornic")
    page = url(cooperation, "meeting_attendance", meeting.pk)
    officer.post(page, row_data(seat=seat, standing="present", note="arrivée à 19 h"))

    late = officer.post(page, row_data(seat=seat, standing="present", note="repartie à 20 h"))

    assert late.status_code == 409
    assert "Pornic, présent, arrivée à 19 h. Choisissez de nouveau." in plain(late.text)
    assert 'value="repartie à 20 h"' in late.text
    assert Presence.objects.get().note == "arrivée à 19 h"


def test_observations_are_read_by_those_who_work_on_it(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    presence = make_presence(meeting=a_meeting_of(cooperation), note="repartie avant le vote")
    pages = [url(cooperation, page, presence.meeting_id) for page in ("meeting", "meeting_record")]
    roles = ("officer", "team", "partner", "elected", "observer")

    read = [
        ["repartie avant le vote" in sign_in(role).get(page).text for page in pages]
        for role in roles
    ]

    assert read == [[True, False]] * 2 + [[False, False]] * 3


def test_an_erased_person_leaves_the_observations(access: Access, cooperation: Cooperation) -> None:
    person = make_member_person(cooperation=cooperation)
    presence = make_presence(meeting=a_meeting_of(cooperation), note=f"{person} a quitté la salle")

    erase_people(author=access.user, place=cooperation, people=[person])

    presence.refresh_from_db()
    assert presence.note == "…"


def test_seats_are_those_of_the_day(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    gone, record, coming = seats_of(meeting, "Bouin", "Pornic", "Machecoul")
    Seat.objects.filter(pk=gone.pk).update(until=date(2026, 11, 30))
    Seat.objects.filter(pk=coming.pk).update(since=date(2026, 12, 4))
    page = url(cooperation, "meeting_attendance", meeting.pk)

    refused = officer.post(page, row_data(seat=gone, standing="present"))

    text = officer.get(page).text
    assert [f'id="siege-{seat.pk}"' in text for seat in (gone, record, coming)] == [
        False,
        True,
        False,
    ]
    assert (refused.status_code, Presence.objects.count()) == (302, 0)


def test_who_held_the_seat_that_day_is_named(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    seat = make_seat(body=meeting.body, organisation=member_with_name(cooperation, "Pornic"))
    before = make_holder(seat=seat, person=make_member_person(cooperation=cooperation))
    before.until = date(2026, 12, 1)
    before.save()
    after = make_holder(
        seat=seat, person=make_member_person(cooperation=cooperation), since=date(2026, 12, 1)
    )

    page = officer.get(url(cooperation, "meeting_attendance", meeting.pk))

    (line,) = page.context["details"].lines
    assert line.people == str(after)


def test_a_presence_said_before_the_seat_ended_stays(
    officer: Client, cooperation: Cooperation
) -> None:
    presence = make_presence(meeting=a_meeting_of(cooperation))
    make_holder(seat=presence.seat)
    Seat.objects.filter(pk=presence.seat_id).update(until=date(2026, 11, 30))

    page = officer.get(url(cooperation, "meeting", presence.meeting_id))

    assert "<dt>Présents</dt>" in section(page.text, "m-presences")


def test_a_body_without_seats_says_what_to_do(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)

    page = officer.get(url(cooperation, "meeting_attendance", meeting.pk))

    assert "n’avait aucun siège ce jour-là" in page.text


def test_a_seat_stands_down_for_one_point(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    (seat,) = seats_of(meeting, "Pornic")
    item = make_agenda_item(meeting=meeting, title="Subvention")
    add = url(cooperation, "meeting_stand_down", meeting.pk, seat.pk)

    undecided = officer.post(add, {"item": item.pk, "note": "siège à son conseil"})
    for kind, note in (("interest", "siège à son conseil"), ("represents", "")):
        officer.post(add, {"item": item.pk, "kind": kind, "note": note})

    row = StandDown.objects.get()
    assert (undecided.status_code, row.item, row.seat) == (422, item, seat)
    assert (row.kind, row.note) == ("represents", "siège à son conseil")
    make_presence(meeting=meeting, seat=seat, standing="excused")
    sheet = officer.get(url(cooperation, "meeting", meeting.pk)).context["groups"]
    assert [(group.label, group.names) for group in sheet] == [
        ("Excusés", "Pornic"),
        ("Déports", "Pornic (Subvention)"),
    ]
    officer.post(url(cooperation, "meeting_stand_down_remove", row.pk))
    assert StandDown.objects.count() == 0


def test_observer_reads_structures_and_no_name(sign_in: SignIn, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    (seat,) = seats_of(meeting, "Pornic")
    person = make_member_person(cooperation=cooperation)
    own = make_own_seat(body=meeting.body, person=person)
    make_presence(meeting=meeting, seat=seat)
    make_presence(meeting=meeting, seat=own)
    sheet = url(cooperation, "meeting", meeting.pk)

    shown = [sign_in(role).get(sheet).text for role in ("officer", "observer")]

    assert ["Pornic" in text for text in shown] == [True, True]
    assert [person.family_name in text for text in shown] == [True, False]


def test_partner_may_not_say_who_is_there(sign_in: SignIn, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    (seat,) = seats_of(meeting, "Pornic")
    page = url(cooperation, "meeting_attendance", meeting.pk)

    answers = [
        sign_in(role).post(page, row_data(seat=seat, standing="present")).status_code
        for role in ("team", "partner", "elected", "observer")
    ]

    assert (answers, Presence.objects.count()) == ([302, 403, 403, 403], 1)


def test_a_proxy_lasts_three_sessions(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    giver, holder, other = seats_of(meeting, "Bouin", "Pornic", "Machecoul")
    days = [meeting.held_on - timedelta(days=30 * number) for number in (3, 2, 1, 0)]
    sheets = []
    for day, carrier in zip(days, (other, holder, holder, holder), strict=True):
        one = meeting if day == meeting.held_on else make_meeting(body=meeting.body, held_on=day)
        make_presence(meeting=one, seat=holder)
        make_presence(meeting=one, seat=other)
        make_presence(meeting=one, seat=giver, standing="proxy", given_to=carrier)
    last = make_meeting(body=meeting.body, held_on=meeting.held_on + timedelta(days=30))
    make_presence(meeting=last, seat=holder)
    make_presence(meeting=last, seat=giver, standing="proxy", given_to=holder)

    for one in (meeting, last):
        text = officer.get(url(cooperation, "meeting_attendance", one.pk)).text
        sheets.append("Le pouvoir de Bouin à Pornic dure depuis 4 séances" in plain(text))

    assert sheets == [False, True]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (None, "Convoquée de nouveau le 29 novembre 2026 au plus tard"),
        (date(2026, 11, 29), "Seconde convocation : la séance du 25 novembre 2026"),
        (date(2026, 11, 30), "a été convoquée après le 29 novembre 2026"),
    ],
)
def test_what_a_second_convocation_decides_is_in_the_rules_of_the_body(
    officer: Client, cooperation: Cooperation, sent: date | None, sentence: str
) -> None:
    meeting = a_meeting_of(cooperation)
    Body.objects.filter(pk=meeting.body_id).update(quorum="whole")
    Meeting.objects.filter(pk=meeting.pk).update(convened_on=sent)
    one, two, three = seats_of(meeting, "Bouin", "Pornic", "Machecoul")
    first = make_meeting(body=meeting.body, held_on=date(2026, 11, 25))
    for record in (first, meeting):
        make_presence(meeting=record, seat=one)
        make_presence(meeting=record, seat=two, standing="excused")
        make_presence(meeting=record, seat=three, standing="excused")

    alone = plain(officer.get(url(cooperation, "meeting_attendance", first.pk)).text)
    pages = [
        plain(officer.get(url(cooperation, page, meeting.pk)).text).replace("\u00a0", " ")
        for page in ("meeting_attendance", "meeting")
    ]

    assert [sentence in page for page in pages] == [True, True]
    own = "Règlement intérieur ou convention de l’instance"
    assert [(own in page, "CGCT" in page) for page in pages] == [(True, False)] * 2
    text = alone.replace("\u00a0", " ")
    assert "Envoyée le jour même, elle se tient au plus tôt le 29 novembre 2026." in text


def test_nothing_is_said_of_a_second_session_while_seats_are_to_note(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = a_meeting_of(cooperation)
    Body.objects.filter(pk=meeting.body_id).update(quorum="whole")
    one, _two, _three = seats_of(meeting, "Bouin", "Pornic", "Machecoul")
    make_presence(meeting=meeting, seat=one)

    page = officer.get(url(cooperation, "meeting_attendance", meeting.pk)).text

    assert "comment convoquer de nouveau" not in page


def test_page_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_meeting_of(cooperation)
    item = make_agenda_item(meeting=meeting)

    def add() -> None:
        presence = make_presence(meeting=meeting)
        make_holder(seat=presence.seat)
        make_stand_down(item=item, seat=presence.seat)

    add()
    with django_assert_num_queries(9):
        officer.get(url(cooperation, "meeting_attendance", meeting.pk))
    add()
    add()
    with django_assert_num_queries(9):
        officer.get(url(cooperation, "meeting_attendance", meeting.pk))
