"""Fixtures: Papers of meetings, and their words."""

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import Meeting
from tests.ground.directory.makers import make_member_person, make_organisation
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


@pytest.fixture
def meeting(access: Access) -> Meeting:
    """A meeting of two structures, one of which is there, with one item noted and settled."""
    body = make_body(cooperation=access.cooperation, quorum="whole")
    workspace = access.cooperation.workspace
    retz = make_organisation(workspace=workspace, name="Pays de Retz")
    seat = make_seat(body=body, organisation=retz)
    make_seat(body=body, organisation=make_organisation(workspace=workspace, name="Machecoul"))
    person = make_member_person(cooperation=access.cooperation)
    make_holder(seat=seat, person=person)
    meeting = make_meeting(body=body)
    item = make_agenda_item(meeting=meeting, person=person)
    make_item_note(item=item, text="Le Département vote.\nLe Pays s’abstient.")
    make_decision(item=item)
    make_presence(meeting=meeting, seat=seat)
    make_guest(meeting=meeting, name="Noé Roy", quality="association invitée")
    return meeting
