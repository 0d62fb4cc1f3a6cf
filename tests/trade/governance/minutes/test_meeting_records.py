"""The record of a meeting: read by all, amended by those who were there, validated, locked."""

from datetime import date, timedelta

import pytest
from django.db import models
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import waiting
from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.trade.governance.meetings.services import meetings as services
from maillage.trade.governance.models import (
    AgendaItem,
    Amendment,
    Decision,
    ItemNote,
    Meeting,
    NoteVariant,
    Presence,
    StandDown,
)
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_spokesperson
from tests.ground.directory.reading import section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    a_body_of,
    make_agenda_item,
    make_amendment,
    make_decision,
    make_holder,
    make_item_note,
    make_meeting,
    make_note_variant,
    make_presence,
    make_seat,
    make_stand_down,
)

PARTS: tuple[type[models.Model], ...] = (
    AgendaItem,
    Amendment,
    Decision,
    ItemNote,
    Meeting,
    NoteVariant,
    Presence,
    StandDown,
)


@pytest.fixture
def past_meeting(cooperation: Cooperation) -> Meeting:
    """A meeting held two months ago."""
    day = timezone.localdate() - timedelta(days=60)
    meeting = make_meeting(body=a_body_of(cooperation), held_on=day)
    meeting.concluded_on = day
    meeting.save()
    return meeting


@pytest.fixture
def after(past_meeting: Meeting) -> Meeting:
    """The meeting that followed it."""
    return make_meeting(body=past_meeting.body, held_on=timezone.localdate() - timedelta(days=1))


def validate(client: Client, past_meeting: Meeting, after: Meeting) -> int:
    """What the form of validation answers."""
    page = url(past_meeting.body.cooperation, "meeting_record_validate", past_meeting.pk)
    return client.post(page, {"at": after.pk, "version": past_meeting.version}).status_code


def everything() -> list[list[dict[str, object]]]:
    """All that is written of meetings."""
    return [list(model._default_manager.order_by("pk").values()) for model in PARTS]


def test_record_says_who_was_there_and_what_was_settled(
    officer: Client, past_meeting: Meeting, cooperation: Cooperation
) -> None:
    pornic = make_seat(body=past_meeting.body, organisation=member_with_name(cooperation, "Pornic"))
    bouin = make_seat(body=past_meeting.body, organisation=member_with_name(cooperation, "Bouin"))
    make_presence(meeting=past_meeting, seat=pornic)
    make_presence(meeting=past_meeting, seat=bouin, standing="proxy", given_to=pornic)
    item = make_agenda_item(meeting=past_meeting)
    make_decision(item=item)
    make_item_note(item=item)

    text = officer.get(url(cooperation, "meeting_record", past_meeting.pk)).text

    assert f'<p class="m-overline">{cooperation.name}</p>' in text
    assert "<dt>Pouvoirs</dt><dd>Bouin à Pornic</dd>" in section(text, "m-presences")
    assert "La clé par population est retenue." in section(text, "m-decisions")
    assert "Le Département vote." in section(text, "m-agenda")


def test_observer_reads_decisions_alone(sign_in: SignIn, past_meeting: Meeting) -> None:
    item = make_agenda_item(meeting=past_meeting)
    make_decision(item=item)
    make_item_note(item=item)
    make_amendment(meeting=past_meeting)
    page = url(past_meeting.body.cooperation, "meeting_record", past_meeting.pk)

    shown = [sign_in(role).get(page).text for role in ("elected", "observer")]

    assert ["La clé par population" in text for text in shown] == [True, True]
    assert ["Le Département vote." in text for text in shown] == [True, False]
    assert ["population municipale" in text for text in shown] == [True, False]


def test_a_structure_asks_a_change(cooperation: Cooperation, past_meeting: Meeting) -> None:
    pornic, bouin = (member_with_name(cooperation, name) for name in ("Pornic", "Bouin"))
    partner = make_access(cooperation=cooperation, role="partner")
    make_spokesperson(access=partner, organisation=pornic)
    ask, client = url(cooperation, "meeting_amendment_add", past_meeting.pk), signed_in(partner)

    refused = client.post(ask, {"organisation": bouin.pk, "text": "Lire douze."})
    client.post(ask, {"organisation": pornic.pk, "text": "Lire douze."})

    assert refused.status_code == 422
    rows = Amendment.objects.values_list("organisation", "text", "state")
    assert list(rows) == [(pornic.pk, "Lire douze.", "waiting")]


def test_an_amendment_is_answered_once_seen(officer: Client, past_meeting: Meeting) -> None:
    amendment = make_amendment(meeting=past_meeting)
    answer = url(past_meeting.body.cooperation, "meeting_amendment_answer", amendment.pk)
    officer.post(answer, {"state": "accepted", "version": 1})

    late = officer.post(answer, {"state": "refused", "version": 1})

    amendment.refresh_from_db()
    assert (amendment.state, late.status_code) == ("accepted", 409)


def test_a_record_is_validated_at_the_next_meeting(
    officer: Client, past_meeting: Meeting, after: Meeting
) -> None:
    status = validate(officer, past_meeting, after)

    past_meeting.refresh_from_db()
    assert (status, past_meeting.validated_on, past_meeting.validated_at) == (
        302,
        after.held_on,
        after,
    )
    sheet = officer.get(url(past_meeting.body.cooperation, "meeting_record", past_meeting.pk))
    assert "Plus rien ne s’y écrit." in sheet.text


def test_only_a_later_meeting_that_took_place_validates(
    officer: Client, past_meeting: Meeting, after: Meeting
) -> None:
    before = make_meeting(body=past_meeting.body, held_on=date(2020, 1, 1))
    coming = make_meeting(body=past_meeting.body, held_on=timezone.localdate() + timedelta(days=9))

    assert [validate(officer, past_meeting, one) for one in (before, coming, past_meeting)] == [
        422,
        422,
        422,
    ]
    assert validate(officer, after, after) == 302
    assert Meeting.objects.filter(validated_on__isnull=False).count() == 0


@pytest.mark.parametrize("what", ["amendment", "variant"])
def test_what_waits_is_settled_first(
    officer: Client, past_meeting: Meeting, after: Meeting, what: str
) -> None:
    if what == "amendment":
        make_amendment(meeting=past_meeting)
    else:
        note = make_item_note(item=make_agenda_item(meeting=past_meeting))
        make_note_variant(note=note)

    validate(officer, past_meeting, after)

    past_meeting.refresh_from_db()
    assert (past_meeting.validated_on, past_meeting.version) == (None, 1)


def test_nothing_is_written_on_a_locked_meeting(
    officer: Client, past_meeting: Meeting, after: Meeting
) -> None:
    cooperation = past_meeting.body.cooperation
    item = make_agenda_item(meeting=past_meeting)
    make_item_note(item=item)
    seat = make_seat(body=past_meeting.body)
    decision, down = make_decision(item=item), make_stand_down(item=item, seat=seat)
    amendment = make_amendment(meeting=past_meeting)
    Amendment.objects.update(state="accepted")
    validate(officer, past_meeting, after)
    groups, today = everything(), f"{timezone.localdate():%d/%m/%Y}"

    sent: list[tuple[str, tuple[int, ...], dict[str, object]]] = [
        (
            "meeting_edit",
            (past_meeting.pk,),
            {"body": past_meeting.body_id, "held_on": today, "version": 2},
        ),
        ("meeting_cancel", (past_meeting.pk,), {"reason": "non", "version": 2}),
        ("meeting_item_add", (past_meeting.pk,), {"title": "X", "kind": "question", "rank": 1}),
        ("meeting_item_edit", (item.pk,), {"title": "X", "kind": "question", "rank": 1}),
        ("meeting_item_remove", (item.pk,), {}),
        ("meeting_attendance", (past_meeting.pk,), {"seat": seat.pk, "standing": "present"}),
        (
            "meeting_stand_down",
            (past_meeting.pk, seat.pk),
            {"item": item.pk, "kind": "interest", "note": "autre"},
        ),
        ("meeting_stand_down_remove", (down.pk,), {}),
        ("meeting_note", (item.pk,), {"text": "autre", "base": "", "version": 1}),
        ("meeting_decision_add", (past_meeting.pk,), {"wording": "X", "outcome": "opinion"}),
        ("meeting_decision_edit", (decision.pk,), {"wording": "X", "outcome": "opinion"}),
        ("meeting_decision_remove", (decision.pk,), {}),
        ("meeting_amendment_add", (past_meeting.pk,), {"text": "X"}),
        ("meeting_amendment_answer", (amendment.pk,), {"state": "refused", "version": 1}),
        ("meeting_record_validate", (past_meeting.pk,), {"at": after.pk, "version": 2}),
    ]
    sheet = url(cooperation, "meeting", past_meeting.pk)
    led = [
        officer.post(url(cooperation, name, *numbers), typed).headers.get("Location")
        for name, numbers, typed in sent
    ]
    assert led == [sheet] * len(sent)
    assert everything() == groups
    assert "plus rien ne s’y écrit" in officer.get(sheet).text


def test_who_was_typing_is_led_to_the_sheet(
    officer: Client, past_meeting: Meeting, after: Meeting
) -> None:
    item = make_agenda_item(meeting=past_meeting)
    validate(officer, past_meeting, after)

    answer = officer.post(
        url(past_meeting.body.cooperation, "meeting_note", item.pk),
        {"text": "trop tard", "base": "", "version": 1},
        headers={"HX-Request": "true"},
    )

    sheet = url(past_meeting.body.cooperation, "meeting", past_meeting.pk)
    assert (answer.status_code, answer.headers["HX-Redirect"]) == (200, sheet)


def test_a_service_refuses_what_a_page_let_through(
    access: Access, past_meeting: Meeting, after: Meeting
) -> None:
    Meeting.objects.filter(pk=past_meeting.pk).update(
        validated_on=after.held_on, validated_at=after
    )

    with pytest.raises(ClosedError):
        services.edit_meeting(author=access.user, meeting=past_meeting, read=past_meeting.version)
    assert services.repeat_meeting(
        author=access.user, meeting=Meeting.objects.get(pk=past_meeting.pk), days=[date(2027, 3, 4)]
    ) == [Meeting.objects.get(held_on=date(2027, 3, 4))]


def test_record_queries_do_not_grow(
    officer: Client, past_meeting: Meeting, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    def add() -> None:
        item = make_agenda_item(meeting=past_meeting)
        make_item_note(item=item)
        make_decision(item=item)
        make_amendment(meeting=past_meeting)
        make_presence(meeting=past_meeting)

    add()
    with django_assert_num_queries(16):
        officer.get(url(past_meeting.body.cooperation, "meeting_record", past_meeting.pk))
    add()
    add()
    with django_assert_num_queries(16):
        officer.get(url(past_meeting.body.cooperation, "meeting_record", past_meeting.pk))


def test_a_record_that_went_to_nobody_waits_for_the_officer(access: Access) -> None:
    today = timezone.localdate()
    meeting = make_meeting(body=a_body_of(access.cooperation), held_on=today - timedelta(days=3))
    seat = make_seat(body=meeting.body)
    make_holder(seat=seat)
    presence = make_presence(meeting=meeting, seat=seat)
    label = f"Envoyer le relevé de décisions : {meeting}"

    def waits(day: date = today) -> bool:
        return label in [one.label for one in waiting.ask(access, day)]

    before = waits()
    Meeting.objects.update(concluded_on=today)
    concluded, old = waits(), waits(today + timedelta(days=40))
    signed_in(access).post(
        url(access.cooperation, "meeting_record_send", meeting.pk), {"attended": ["0"]}
    )

    assert AnswerLink.objects.get().target == presence.pk
    assert [before, concluded, old, waits()] == [False, True, False, False]
