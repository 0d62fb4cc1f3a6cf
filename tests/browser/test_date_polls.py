"""A date found together in Chromium: a phone answers by link, an officer chooses by keys."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance.models import DateAnswer, Meeting
from tests.browser.conftest import Open, overflows, violations
from tests.browser.hands import Keyboard
from tests.browser.walking import sign_in
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.trade.governance.consultations.makers import a_consultation_of, make_consulted_seat
from tests.trade.governance.date_polls.makers import a_poll_of, make_poll_invitee, make_poll_slot
from tests.trade.governance.makers import a_meeting_of, make_agenda_item, make_seat

# From now on nobody looks at the page, which counts what it asks for as it asks it.
COUNT_REQUESTS = """() => {
  Object.defineProperty(document, 'hidden', {value: true});
  const send = XMLHttpRequest.prototype.send;
  window.requests = 0;
  XMLHttpRequest.prototype.send = function (...sent) {
    window.requests += 1;
    return send.apply(this, sent);
  };
}"""
pytestmark = pytest.mark.django_db(transaction=True)
THURSDAY = "Jeudi 4 février 2100, à 18 h 30"


def test_a_phone_answers_without_script_and_an_officer_chooses_by_keys(
    opened: Open, access: Access
) -> None:
    poll = a_poll_of(access.cooperation)
    slot = make_poll_slot(poll=poll)
    seat = make_seat(body=poll.body, organisation=member_with_name(access.cooperation, "Bouin"))
    invitee = make_poll_invitee(poll=poll, seat=seat)
    link = make_answer_link(cooperation=access.cooperation, purpose="dates", target=invitee.pk)
    phone = opened(path_of(link), size="phone", script=False)
    seen = [overflows(phone)]
    phone.get_by_role("group", name=THURSDAY).get_by_label("Oui").check()
    phone.get_by_label("Mairie de Pornic").check()
    phone.get_by_role("button", name="Envoyer la réponse").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text("Votre réponse est enregistrée")

    page = opened("/compte/connexion/")
    origin = sign_in(page, access)
    hands = Keyboard(page)
    page.goto(origin + reverse("governance:date_poll", args=[access.cooperation.slug, poll.pk]))
    seen.append(overflows(page))
    faults = violations(page)
    hands.press("link", "Fixer cette date")
    hands.press("button", "Fixer cette date")

    assert (seen, faults, hands.unseen) == ([0, 0], [], [])
    assert list(DateAnswer.objects.values_list("slot", "choice")) == [(slot.pk, "yes")]
    assert Meeting.objects.get().held_on == slot.held_on


def test_pages_of_links_have_no_fault(opened: Open, access: Access) -> None:
    cooperation = access.cooperation
    poll = a_poll_of(cooperation)
    make_poll_slot(poll=poll)
    targets = {
        "dates": make_poll_invitee(poll=poll).pk,
        "consultation": make_consulted_seat(consultation=a_consultation_of(cooperation)).pk,
    }

    for purpose, target in targets.items():
        link = make_answer_link(cooperation=cooperation, purpose=purpose, target=target)
        page = opened(path_of(link), size="phone", theme="dark")
        assert (violations(page), overflows(page)) == ([], 0)


def test_a_note_that_nobody_looks_at_asks_once_a_minute(opened: Open, access: Access) -> None:
    meeting = a_meeting_of(access.cooperation)
    make_agenda_item(meeting=meeting)
    page = opened("/compte/connexion/")
    origin = sign_in(page, access)
    page.clock.install()
    page.goto(
        origin + reverse("governance:meeting_minutes", args=[access.cooperation.slug, meeting.pk])
    )
    for _number in range(2):
        with page.expect_response("**/note/"):
            page.clock.run_for(4_000)
    page.evaluate(COUNT_REQUESTS)
    page.clock.run_for(60_000)

    assert page.evaluate("requests") == 1
