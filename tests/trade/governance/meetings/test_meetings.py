"""The register and the sheet of meetings, their dates, and what is refused."""

from datetime import date, time, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core import french
from maillage.core.agenda import Upcoming, Waiting, waiting
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.models import Attachment
from maillage.foundation.search.query import search
from maillage.trade.governance.meetings.points import (
    meetings_come,
    meetings_of_sheet,
    meetings_wait,
)
from maillage.trade.governance.models import Meeting
from tests.conftest import SignIn
from tests.forms_on_pages import sent_by
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.ground.directory.makers import make_member_person
from tests.ground.directory.reading import names_in, plain, reading
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import a_meeting_of, make_agenda_item, make_body, make_meeting


def typed(meeting: Meeting, **other: object) -> dict[str, object]:
    """What the form of a meeting sends."""
    values = {"body": meeting.body_id, "held_on": "03/12/2026", "version": 1}
    return values | other


def test_register_tells_past_and_coming(officer: Client, cooperation: Cooperation) -> None:
    today = timezone.localdate()
    body = make_body(cooperation=cooperation)
    make_meeting(body=body, title="Voeux", held_on=today + timedelta(days=40))
    make_meeting(body=body, title="Budget", held_on=today + timedelta(days=9))
    make_meeting(body=body, title="Bilan", held_on=today - timedelta(days=9))
    page = url(cooperation, "meetings")

    shown = [
        names_in(officer.get(f"{page}{requested}").text, "Budget", "Voeux", "Bilan")
        for requested in ("", "?filtres=1&quand=a-venir", "?filtres=1&quand=passees")
    ]

    assert shown == [["Budget", "Voeux", "Bilan"], ["Budget", "Voeux"], ["Bilan"]]
    table = officer.get(page).text.partition("<tbody")[2]
    assert table.index("Budget") < table.index("Voeux") < table.index("Bilan")


def test_register_is_narrowed_to_a_body(officer: Client, cooperation: Cooperation) -> None:
    one = make_meeting(body=make_body(cooperation=cooperation), title="Budget")
    make_meeting(body=make_body(cooperation=cooperation, name="Comité technique"), title="Haies")

    page = officer.get(url(cooperation, "meetings") + f"?filtres=1&instance={one.body_id}")

    assert names_in(page.text, "Budget", "Haies") == ["Budget"]


def test_a_meeting_is_set_as_hours_are_written(officer: Client, cooperation: Cooperation) -> None:
    body = make_body(cooperation=cooperation)

    officer.post(
        url(cooperation, "meeting_add"),
        {
            "body": body.pk,
            "held_on": "3 décembre 2026",
            "starts_at": "18h30",
            "ends_at": "20 h",
            "link": "visio.example.org/copil",
        },
    )

    entry = "held_on", "starts_at", "ends_at", "link"
    assert Meeting.objects.values_list(*entry).get() == (
        (date(2026, 12, 3), time(18, 30), time(20, 0), "https://visio.example.org/copil")
    )


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"held_on": "31/04/2026"}, "Avril 2026 a 30 jours."),
        ({"held_on": "03/12/2126"}, "Cette date est à plus de dix ans"),
        ({"starts_at": "20:00", "ends_at": "18:00"}, "La fin précède le début"),
        ({"ends_at": "18:00"}, "Dites aussi l’heure du début."),
        ({"starts_at": "25:00"}, "Écrivez l’heure comme 18:30."),
        ({"link": "javascript:alert(1)"}, "URL valide"),
        ({"body": ""}, "Choisissez une réponse"),
    ],
)
def test_bad_input_is_refused(
    officer: Client, cooperation: Cooperation, wrong: dict[str, object], sentence: str
) -> None:
    meeting = a_meeting_of(cooperation)

    page = officer.post(url(cooperation, "meeting_add"), typed(meeting) | wrong)

    assert (page.status_code, Meeting.objects.count()) == (422, 1)
    assert sentence in plain(page.text)


def test_the_body_of_another_cooperation_is_refused(
    officer: Client, cooperation: Cooperation
) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    meeting = a_meeting_of(beside)

    page = officer.post(url(cooperation, "meeting_add"), typed(meeting))

    assert (page.status_code, Meeting.objects.count()) == (422, 1)


def test_second_writer_sees_both_texts(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    edit = url(cooperation, "meeting_edit", meeting.pk)
    officer.post(edit, typed(meeting, place="Salle des fêtes"))

    page = officer.post(edit, typed(meeting, place="Mairie de Pornic"))

    meeting.refresh_from_db()
    assert (page.status_code, meeting.place) == (409, "Salle des fêtes")
    assert "Pornic" in page.text


def test_sheet_tells_each_step_of_its_life(officer: Client, cooperation: Cooperation) -> None:
    meeting = make_meeting(
        body=make_body(cooperation=cooperation), held_on=timezone.localdate() - timedelta(days=1)
    )
    make_agenda_item(meeting=meeting)
    sheet = url(cooperation, "meeting", meeting.pk)
    parts = [reading(officer.get(sheet).text)]

    officer.post(
        url(cooperation, "meeting_conclude", meeting.pk),
        {"on": f"{timezone.localdate():%d/%m/%Y}", "version": 1},
    )

    parts.append(reading(officer.get(sheet).text))
    assert parts == [
        "Sa date est passée : dites si elle s’est tenue.",
        "La séance s’est tenue. Le relevé n’est encore parti à personne.",
    ]


def test_a_meeting_is_not_held_before_its_day(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)

    early = officer.post(
        url(cooperation, "meeting_conclude", meeting.pk), {"on": "02/12/2026", "version": 1}
    )
    late = officer.post(
        url(cooperation, "meeting_convene", meeting.pk), {"on": "04/12/2026", "version": 1}
    )

    coming = officer.post(
        url(cooperation, "meeting_conclude", meeting.pk), {"on": "03/12/2100", "version": 1}
    )

    assert "n’a pas encore eu lieu" in early.text
    assert "Cette date est dans l’avenir" in coming.text
    assert "C’est après la séance" in late.text
    assert Meeting.objects.get().state == "planned"


def test_who_says_second_that_it_was_held_sees_both_texts(
    officer: Client, cooperation: Cooperation
) -> None:
    day = timezone.localdate() - timedelta(days=1)
    meeting = make_meeting(body=make_body(cooperation=cooperation), held_on=day)
    Meeting.objects.update(version=2)

    page = officer.post(
        url(cooperation, "meeting_conclude", meeting.pk), {"on": f"{day:%d/%m/%Y}", "version": 1}
    )

    assert (page.status_code, Meeting.objects.get().concluded_on) == (409, None)


def test_a_cancelled_meeting_keeps_its_reason(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    officer.post(
        url(cooperation, "meeting_cancel", meeting.pk), {"reason": "salle prise", "version": 1}
    )

    again = officer.post(
        url(cooperation, "meeting_conclude", meeting.pk), {"on": "03/12/2026", "version": 2}
    )

    sheet = officer.get(url(cooperation, "meeting", meeting.pk))
    assert again.status_code == 302
    assert Meeting.objects.get().state == "cancelled"
    assert "salle prise" in reading(sheet.text)


def test_member_may_not_set_a_meeting(sign_in: SignIn, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)

    answers = [
        sign_in(role).post(url(cooperation, "meeting_add"), typed(meeting)).status_code
        for role in ("team", "partner", "observer")
    ]

    assert (answers, Meeting.objects.count()) == ([403, 403, 403], 1)


def test_other_cooperations_meetings_do_not_exist(
    officer: Client, stranger: Client, cooperation: Cooperation
) -> None:
    beside = make_cooperation(workspace=cooperation.workspace, name="Côte de Jade")
    meeting = make_meeting(body=make_body(cooperation=beside), title="Ailleurs")

    assert names_in(officer.get(url(cooperation, "meetings")).text, "Ailleurs") == []
    assert officer.get(url(cooperation, "meeting", meeting.pk)).status_code == 404
    assert stranger.get(url(cooperation, "meetings")).status_code == 404


def test_meetings_to_say_wait_for_officers(access: Access) -> None:
    today = timezone.localdate()
    body = make_body(cooperation=access.cooperation)
    past = make_meeting(body=body, held_on=today - timedelta(days=2))
    soon = make_meeting(body=body, held_on=today + timedelta(days=3))
    make_meeting(body=body, held_on=today + timedelta(days=40))
    partner = make_access(cooperation=access.cooperation, role="partner")

    def sheet(one: Meeting) -> str:
        return url(access.cooperation, "meeting", one.pk)

    assert list(meetings_wait(access, today)) == [
        Waiting(
            f"Dire si la séance s’est tenue : {body}",
            f"Elle était prévue le {french.long_date(past.held_on)}.",
            sheet(past),
            verb="Le dire",
        ),
        Waiting(
            f"Convoquer la séance : {body}",
            f"C’est le {french.long_date(soon.held_on)}.",
            sheet(soon),
            verb="Convoquer",
        ),
    ]
    assert waiting.ask(partner, today) == []


def test_a_meeting_is_a_date_unless_cancelled(access: Access) -> None:
    today = timezone.localdate()
    body = make_body(cooperation=access.cooperation)
    coming = make_meeting(body=body, held_on=today + timedelta(days=3))
    cancelled = make_meeting(body=body, title="Annulée", held_on=today + timedelta(days=4))
    Meeting.objects.filter(pk=cancelled.pk).update(cancelled_on=today)

    assert list(meetings_come(access, today, today + timedelta(days=30))) == [
        Upcoming(
            coming.held_on,
            "Séance : Comité de pilotage",
            "de 18\u00a0h\u00a030 à 20\u00a0h\u00a030, Maison du bocage",
            url(access.cooperation, "meeting", coming.pk),
        )
    ]


def test_the_sheet_of_a_body_tells_its_meetings(access: Access) -> None:
    meeting = a_meeting_of(access.cooperation)
    observer = make_access(cooperation=access.cooperation, role="observer")

    groups = [meetings_of_sheet(one, "body", meeting.body_id) for one in (access, observer)]
    other = make_body(cooperation=access.cooperation, name="Comité technique")

    add = url(access.cooperation, "meeting_add") + f"?instance={meeting.body_id}"
    line = Line(
        label="jeudi 3\u00a0décembre 2026, de 18\u00a0h\u00a030 à 20\u00a0h\u00a030",
        note="prévue",
        url=url(access.cooperation, "meeting", meeting.pk),
    )
    assert [panel.context for (panel,) in groups] == [
        {"lines": [line], "add_url": add},
        {"lines": [line], "add_url": ""},
    ]
    assert list(meetings_of_sheet(observer, "body", other.pk)) == []


def test_search_finds_a_meeting_by_its_object(access: Access) -> None:
    body = make_body(cooperation=access.cooperation)
    meeting = make_meeting(body=body, title="Bilan énergie")

    pairs = [(one.name, one.url) for one in search(access, "energie") if one.kind == "Séance"]

    assert pairs == [(str(meeting), url(access.cooperation, "meeting", meeting.pk))]


def test_papers_are_attached_to_the_sheet(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    add = reverse("documents:document_add", args=[cooperation.slug])
    paper = SimpleUploadedFile("note.txt", b"Note de cadrage")

    officer.post(f"{add}?fiche=meeting-{meeting.pk}", {"file": paper, "visibility": "members"})

    page = officer.get(url(cooperation, "meeting", meeting.pk))
    assert "note.txt" in page.text
    assert Attachment.objects.values_list("kind", "number").get() == ("meeting", meeting.pk)


def test_empty_register_says_what_to_do_first(officer: Client, cooperation: Cooperation) -> None:
    assert "Fixez la prochaine date" in officer.get(url(cooperation, "meetings")).text


def test_register_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_meeting(body=make_body(cooperation=cooperation))
    with django_assert_num_queries(12):
        officer.get(url(cooperation, "meetings"))
    for name in ("Comité technique", "Conférence d’entente"):
        make_meeting(body=make_body(cooperation=cooperation, name=name))
    with django_assert_num_queries(12):
        officer.get(url(cooperation, "meetings"))


def test_sheet_queries_do_not_grow(
    officer: Client, cooperation: Cooperation, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    meeting = a_meeting_of(cooperation)
    person = make_member_person(cooperation=cooperation)
    make_agenda_item(meeting=meeting, person=person)
    with django_assert_num_queries(19):
        officer.get(url(cooperation, "meeting", meeting.pk))
    for _more in range(2):
        make_agenda_item(meeting=meeting, person=person)
    with django_assert_num_queries(19):
        officer.get(url(cooperation, "meeting", meeting.pk))


def test_a_meeting_is_said_held_on_its_own_day(officer: Client, cooperation: Cooperation) -> None:
    meeting = a_meeting_of(cooperation)
    meeting.held_on = date(2026, 11, 3)
    meeting.save()

    form = sent_by(officer.get(url(cooperation, "meeting_conclude", meeting.pk)).text, "on")

    assert form["on"] == ["03/11/2026"]
