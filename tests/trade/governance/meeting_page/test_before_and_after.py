"""Before a meeting, what it lacks; after it, what becomes of what it settled."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.rights.services import erase_people
from maillage.trade.governance.models import (
    Decision,
    Deliberation,
    JointDecision,
    Meeting,
    Presence,
    TextVersion,
)
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_member_person
from tests.ground.directory.reading import plain, reading, section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.commitments.makers import make_commitment
from tests.trade.governance.makers import (
    make_body,
    make_decision,
    make_guest,
    make_holder,
    make_meeting,
    make_presence,
    make_seat,
)

pytestmark = pytest.mark.django_db
WORDING = "La charte de coopération est proposée aux conseils."


def member(cooperation: Cooperation, name: str, kind: str = "commune") -> Organisation:
    """A member of this kind."""
    one = member_with_name(cooperation, name)
    Organisation.objects.filter(pk=one.pk).update(kind=kind)
    return one


def past_meeting(cooperation: Cooperation, days: int = 9) -> Meeting:
    """A meeting held some days ago, of three seats."""
    body = make_body(cooperation=cooperation, quorum="whole")
    day = timezone.localdate() - timedelta(days=days)
    meeting = make_meeting(body=body, held_on=day)
    Meeting.objects.filter(pk=meeting.pk).update(concluded_on=day)
    for name, kind in (("Bouin", "commune"), ("Pornic", "commune"), ("Caf", "social")):
        make_seat(body=body, organisation=member(cooperation, name, kind))
    meeting.refresh_from_db()
    return meeting


def to_deliberate(meeting: Meeting) -> Decision:
    """What its councils are to deliberate."""
    decision = make_decision(meeting=meeting, wording=WORDING)
    Decision.objects.update(outcome="to_deliberate")
    return decision


def test_a_decision_goes_to_the_councils_in_one_gesture(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = past_meeting(cooperation)
    decision = to_deliberate(meeting)
    member(cooperation, "Rouans")  # does not sit there
    page = plain(officer.get(url(cooperation, "meeting", meeting.pk)).text)

    answer = officer.post(url(cooperation, "decision_councils", decision.pk))
    officer.post(url(cooperation, "decision_councils", decision.pk))

    joint = JointDecision.objects.get()
    assert "Deux conseils : Bouin, Pornic. Le texte, l’instance et la date suivent." in (
        page.replace("\u00a0", " ")
    )
    assert answer["Location"] == url(cooperation, "joint_decision", joint.pk)
    assert (joint.title, joint.question, joint.body_id, joint.proposed_on) == (
        (WORDING.removesuffix("."), WORDING, meeting.body_id, meeting.held_on)
    )
    assert TextVersion.objects.values_list("number", "words", "dated_on").get() == (
        (1, WORDING, meeting.held_on)
    )
    councils = Deliberation.objects.order_by("pk").values_list("organisation__name", "council")
    assert list(councils) == [("Bouin", "commune"), ("Pornic", "commune")]
    assert Decision.objects.get().joint_decision == joint
    sheets = [
        plain(officer.get(url(cooperation, *of)).text)
        for of in (("meeting", meeting.pk), ("joint_decision", joint.pk))
    ]
    assert "Posée aux conseils : trop tôt pour le dire." in sheets[0].replace("\u00a0", " ")
    assert url(cooperation, "meeting", meeting.pk) in sheets[1]


def test_where_no_council_sits_the_form_is_already_filled(
    officer: Client, cooperation: Cooperation
) -> None:
    body = make_body(cooperation=cooperation)
    decision = to_deliberate(make_meeting(body=body))

    answer = officer.post(url(cooperation, "decision_councils", decision.pk))

    form = url(cooperation, "joint_decision_add") + f"?decision={decision.pk}"
    assert (answer["Location"], JointDecision.objects.count()) == (form, 0)
    assert WORDING in officer.get(form).text


def test_who_keeps_no_decision_puts_none_to_the_councils(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    decision = to_deliberate(past_meeting(cooperation))
    page = url(cooperation, "decision_councils", decision.pk)

    codes = [sign_in(role).post(page).status_code for role in ("team", "partner", "observer")]

    assert (codes, JointDecision.objects.count()) == ([403] * 3, 0)


def test_before_a_meeting_stands_what_came_of_the_last(
    officer: Client, cooperation: Cooperation
) -> None:
    last = past_meeting(cooperation)
    to_deliberate(last)
    bouin, pornic = (one for one in last.body.seats.order_by("pk")[:2])
    make_commitment(cooperation=cooperation, organisation=bouin.organisation, label="Deux agents")
    coming = make_meeting(body=last.body, held_on=timezone.localdate() + timedelta(days=9))
    make_presence(meeting=coming, seat=pornic, standing="excused")
    for seat in (bouin, pornic):
        make_holder(seat=seat)

    text = officer.get(url(cooperation, "meeting", coming.pk)).text

    comes = section(text, "m-comes").replace("\u00a0", " ")
    assert "il faut deux présents, et un sur trois peuvent encore venir" in comes
    assert "Un siège est excusé, absent ou représenté ; rien n’est noté de deux autres." in comes
    assert "Aucun conseil n’est encore saisi." in section(text, "m-earlier")
    assert "Deux agents" in section(text, "m-promises")


def test_what_is_kept_from_a_reader_stands_on_no_meeting(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    last = past_meeting(cooperation)
    coming = make_meeting(body=last.body, held_on=timezone.localdate() + timedelta(days=9))
    seat = last.body.seats.order_by("pk")[0]
    promise = make_commitment(
        cooperation=cooperation, organisation=seat.organisation, label="Caché"
    )
    promise.visibility = "team"
    promise.save()

    pages = [
        sign_in(role).get(url(cooperation, "meeting", coming.pk)).text
        for role in ("team", "partner", "observer")
    ]

    assert ["Caché" in page for page in pages] == [True, False, False]


def test_who_came_and_who_was_invited_are_on_the_record(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    meeting = past_meeting(cooperation)
    bouin, pornic, caf = meeting.body.seats.order_by("pk")
    deputy = make_member_person(cooperation=cooperation, family_name="Roux")
    for seat in (bouin, pornic, caf):
        make_holder(seat=seat)
    make_holder(seat=bouin, person=deputy, kind="suppleant")
    guest = make_guest(meeting=meeting, name="Noé Roy", quality="directeur général des services")
    officer = sign_in("officer")
    page = url(cooperation, "meeting_attendance", meeting.pk)

    officer.post(page, {"seat": bouin.pk, "standing": "present", "came": deputy.pk, "version": 0})
    officer.post(
        page, {"seat": pornic.pk, "standing": "present", "came_name": "Léa Petit", "version": 0}
    )
    officer.post(
        page, {"seat": caf.pk, "standing": "excused", "came_name": "Léa Petit", "version": 0}
    )
    officer.post(
        url(cooperation, "meeting_guest_edit", guest.pk),
        {"name": guest.name, "quality": guest.quality, "has_come": "True", "version": 1},
    )

    assert list(Presence.objects.order_by("pk").values_list("came", "came_name")) == [
        (deputy.pk, ""),
        (None, "Léa Petit"),
        (None, ""),
    ]
    record = url(cooperation, "meeting_record", meeting.pk)
    names = ("Roux", "Léa Petit", "Noé Roy, directeur général des services")
    assert {
        role: [name in sign_in(role).get(record).text for name in names]
        for role in ("officer", "partner", "observer")
    } == {"officer": [True] * 3, "partner": [True] * 3, "observer": [False] * 3}


def test_an_erased_person_leaves_who_came(access: Access, cooperation: Cooperation) -> None:
    meeting = past_meeting(cooperation)
    person = make_member_person(cooperation=cooperation)
    bouin, pornic, _caf = meeting.body.seats.order_by("pk")
    make_presence(meeting=meeting, seat=bouin, came=person)
    make_presence(meeting=meeting, seat=pornic, came_name=str(person))
    guest = make_guest(meeting=meeting, name=str(person))

    erase_people(author=access.user, place=cooperation, people=[person])

    guest.refresh_from_db()
    presences = list(Presence.objects.order_by("pk"))
    assert [one.came for one in presences] == [None, None]
    assert [one.came_name for one in presences] == ["", "…"]
    assert guest.name == "…"


def test_a_meeting_of_the_past_asks_whether_it_was_held(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = make_meeting(body=make_body(cooperation=cooperation), held_on=date(2026, 11, 3))

    page = officer.get(url(cooperation, "meeting", meeting.pk))

    assert reading(page.text) == "Sa date est passée : dites si elle s’est tenue."
    assert page.context["gesture"].verb == "Oui, elle s’est tenue"
