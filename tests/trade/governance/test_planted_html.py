"""HTML that somebody types is read as they typed it, in the preview of what is written of it."""

from datetime import date

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.models import Meeting
from tests.ground.directory.holdings import member_with_name
from tests.links_to import pages_of
from tests.trade.governance.agreements.makers import make_agreement, make_agreement_text
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.joint_decisions.reminded_decisions import deliberation
from tests.trade.governance.makers import a_body_of, make_agenda_item, make_decision, make_meeting
from tests.trade.plan.makers import make_action, make_fiche_text, make_share

pytestmark = pytest.mark.django_db
TAG = '<meta http-equiv="refresh" content="0;url=//evil.example">'
SHOWN = "&lt;meta http-equiv=&quot;refresh&quot; content=&quot;0;url=//evil.example&quot;&gt;"


def counts(page: str) -> tuple[int, bool]:
    """How often the tag is alive in this page, and whether it is read there."""
    return page.count("<meta http-equiv"), SHOWN in page


def test_convocation_shows_what_is_typed_of_the_meeting(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = make_meeting(body=a_body_of(cooperation), title=f"T{TAG}", place=f"L{TAG}")
    make_agenda_item(meeting=meeting, title=f"P{TAG}")

    page = officer.get(url(cooperation, "meeting_convocation", meeting.pk)).text

    box = page.partition("m-sheet-box")[2].partition("</div>")[0]
    assert counts(page) == (0, True)
    assert [f"{one}{SHOWN}" in box for one in "TLP"] == [True, True, True]


def test_records_and_agendas_show_what_is_typed(officer: Client, cooperation: Cooperation) -> None:
    meeting = make_meeting(body=a_body_of(cooperation), title=TAG, place=TAG)
    item = make_agenda_item(meeting=meeting, title=TAG)
    make_decision(item=item, wording=TAG)

    pages = [
        officer.get(url(cooperation, name, meeting.pk)).text
        for name in ("meeting", "meeting_record")
    ]

    assert [counts(page) for page in pages] == [(0, True)] * 2


def test_letters_to_councils_show_what_is_typed(officer: Client, cooperation: Cooperation) -> None:
    deliberation(cooperation, f"Bouin {TAG}", session_in=9, email="mairie@bouin.example.org")
    decision = make_joint_decision(cooperation=cooperation, title=f"Charte {TAG}")
    make_deliberation(decision=decision, organisation=member_with_name(cooperation, f"Vue {TAG}"))
    links = url(cooperation, "joint_decision_links", decision.pk)

    officer.post(links)
    pages = [officer.get(one).text for one in (url(cooperation, "joint_decision_reminders"), links)]

    assert [counts(page) for page in pages] == [(0, True)] * 2


def test_papers_show_what_is_typed(officer: Client, cooperation: Cooperation) -> None:
    member = member_with_name(cooperation, f"Vue {TAG}")
    action = make_action(cooperation=cooperation, title=f"Ouvrir {TAG}")
    make_share(action=action, organisation=member, does=TAG)
    make_fiche_text(action=action, words=TAG)
    agreement = make_agreement(cooperation=cooperation, title=TAG)
    make_agreement_text(agreement=agreement, words=f"Article 1. {TAG}\n{TAG}")
    plan = pages_of("plan")

    pages = [
        officer.get(path).text
        for path in (
            plan(cooperation, "fiche", action.pk),
            plan(cooperation, "action", action.pk),
            url(cooperation, "agreement", agreement.pk),
        )
    ]

    assert [counts(page) for page in pages] == [(0, True)] * 3


def test_history_shows_what_is_typed(officer: Client, cooperation: Cooperation) -> None:
    meeting = make_meeting(body=a_body_of(cooperation), held_on=date(2026, 12, 20))
    sent = {
        "body": meeting.body_id, "held_on": "20/12/2026", "starts_at": "18:30", "version": 1,
        "title": TAG, "place": "",
    }  # fmt: skip
    officer.post(url(cooperation, "meeting_edit", meeting.pk), sent)
    Meeting.objects.update(title="Séance")

    page = officer.get(url(cooperation, "meeting", meeting.pk)).text

    assert counts(page) == (0, True)
