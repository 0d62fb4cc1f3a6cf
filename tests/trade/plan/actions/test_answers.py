"""What an action answers: a finding, facilities; nobody reads a finding through an action."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Action
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.links_to import pages_of
from tests.trade.context.makers import make_facility
from tests.trade.plan.makers import make_action
from tests.trade.stakes.makers import make_finding

pytestmark = pytest.mark.django_db
WORDS = "Il manque des places le mercredi"
url = pages_of("plan")


def test_an_action_is_made_of_a_finding_and_says_where(officer: Client, access: Access) -> None:
    finding = make_finding(cooperation=access.cooperation, statement=WORDS)
    facility = make_facility(cooperation=access.cooperation)
    page = officer.get(f"{url(access, 'action_add')}?de=finding:{finding.pk}")
    sent = {"title": WORDS, "finding": finding.pk, "facilities": [facility.pk], "state": "ready"}

    officer.post(url(access, "action_add"), {**sent, "visibility": "members"})

    action = Action.objects.get()
    initial = page.context["form"].initial
    sheet = officer.get(url(access, "action", action.pk)).content.decode()
    assert (initial["title"], initial["finding"]) == (WORDS, finding.pk)
    assert (action.finding, list(action.facilities.all())) == (finding, [facility])
    assert (f"<dd>{WORDS}</dd>" in sheet, f"<dd>{facility.name}</dd>" in sheet) == (True, True)


@pytest.mark.parametrize("page", ["stakes:finding", "context:facility"])
def test_what_it_answers_leads_to_it(officer: Client, access: Access, page: str) -> None:
    action = make_action(cooperation=access.cooperation, title="Ouvrir le mercredi")
    facility = make_facility(cooperation=access.cooperation)
    finding = make_finding(cooperation=access.cooperation)
    action.finding = finding
    action.save()
    action.facilities.add(facility)
    number = {"stakes:finding": finding, "context:facility": facility}[page].pk

    shown = officer.get(reverse(page, args=[access.cooperation.slug, number])).content.decode()

    assert ("Les actions qui y répondent" in shown, "Ouvrir le mercredi" in shown) == (True, True)


def test_a_finding_that_one_may_not_read_is_neither_shown_nor_lost(access: Access) -> None:
    finding = make_finding(
        cooperation=access.cooperation, statement=WORDS, visibility=Visibility.OFFICERS
    )
    make_finding(cooperation=access.cooperation, statement="Un autre constat")
    team = make_access(cooperation=access.cooperation, role="team")
    action = make_action(cooperation=access.cooperation, coordinator=team.user)
    action.finding = finding
    action.save()
    reader = signed_in(team)

    sheet = reader.get(url(access, "action", action.pk)).content.decode()
    form = reader.get(url(access, "action_edit", action.pk)).content.decode()
    sent = {"version": "1", "title": "Ouvrir", "visibility": "members"}
    answer = reader.post(url(access, "action_edit", action.pk), sent)

    action.refresh_from_db()
    assert (WORDS in sheet, WORDS in form, answer.status_code) == (False, False, 302)
    assert (action.title, action.finding) == ("Ouvrir", finding)
