"""Does a record that a reader may not see leave in what is not a page: calendars, papers?

Letters are read where reminders are written, exports with the pages.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress

import pytest
from django.test import Client
from django.utils import timezone

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.kinds import IncompletePaperError, Value, papers
from maillage.trade.governance.meetings.queries.convened import feed_path
from maillage.trade.governance.models import Commitment
from tests.foundation.cooperations.makers import make_access, make_answer_link
from tests.ground.actors.makers import make_member_actor
from tests.test_visibility import plant, planted_in
from tests.trade.funding.makers import (
    make_contribution,
    make_contribution_call,
    make_frozen_key,
    make_funding_plan,
)
from tests.trade.governance.agreements.makers import make_agreement
from tests.trade.governance.joint_decisions.makers import (
    make_deliberation,
    make_executive,
    make_joint_decision,
)
from tests.trade.governance.makers import make_agenda_item, make_body, make_meeting
from tests.trade.governance.meetings.makers import make_calendar_feed
from tests.trade.plan.makers import make_action, make_share

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_a_calendar_holds_only_what_its_reader_may_see(role: str, access: Access) -> None:
    plant(access.cooperation, access)
    Commitment.objects.update(due_on=timezone.localdate())
    reader = make_access(cooperation=access.cooperation, role=role)

    text = Client().get(feed_path(make_calendar_feed(access=reader))).text.replace("\r\n ", "")

    levels = {level for _model, level in planted_in(text)}
    assert levels <= set(reader.levels_read)
    assert ("officers" in levels) == (role == Role.OFFICER)


@pytest.mark.parametrize("role", Role.values)
def test_a_paper_holds_only_what_its_reader_may_see(role: str, access: Access) -> None:
    place = access.cooperation
    plant(place, access)
    body = make_body(cooperation=place)
    meeting = make_meeting(body=body)
    make_agenda_item(meeting=meeting)
    deliberation = make_deliberation(decision=make_joint_decision(cooperation=place))
    silent = make_share(action=make_action(cooperation=place))
    make_answer_link(cooperation=place, purpose="share", target=silent.pk)
    numbers = {
        "meeting": meeting.pk,
        "jointdecision": deliberation.decision_id,
        "deliberation": deliberation.pk,
        "action": make_action(cooperation=place).pk,
        "plan": place.pk,
        "agreement": make_agreement(cooperation=place).pk,
        "contribution": make_contribution_call(
            contribution=make_contribution(cooperation=place)
        ).contribution_id,
        "account": make_funding_plan(cooperation=place).pk,
        "silent_parts": silent.organisation_id,
        "costsharing": make_frozen_key(cooperation=place).key.sharing_id,
        "findings": make_answer_link(
            cooperation=place, purpose="findings", target=make_member_actor(cooperation=place).pk
        ).target,
    }
    reader = make_access(cooperation=place, role=role)

    make_executive(deliberation)
    gathered = {}
    for one in papers.ask():
        with suppress(IncompletePaperError):  # a letter that this reader may not write
            gathered[one.word] = one.gather(reader, numbers[one.about])

    written = [values for values in gathered.values() if values is not None]
    text = "\n".join(word for values in written for word in words_of(values))
    assert written
    assert {level for _model, level in planted_in(text)} <= set(reader.levels_read)


def words_of(values: Mapping[str, Value]) -> Iterator[str]:
    """Every text of what a paper gathers, lists included."""
    for value in values.values():
        if isinstance(value, str):
            yield value
        else:
            for row in value:
                yield from words_of(row)
