"""The plan: written, numbered, shared out, answered, told."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Action, Objective, ProgressNote, Share, ShareAnswer
from tests.ground.directory.makers import make_department, make_member, make_organisation
from tests.trade.plan.makers import (
    make_action,
    make_objective,
    make_share,
    make_share_answer,
)

pytestmark = pytest.mark.django_db
TYPED = {"title": "Ouvrir une micro-crèche", "number": "1", "state": "ready", "visibility": "team"}


def url(access: Access, name: str, *numbers: int) -> str:
    """The address of a page of the plan."""
    return reverse(f"plan:{name}", args=[access.cooperation.slug, *numbers])


def test_action_is_written_with_the_part_of_its_pilot(officer: Client, access: Access) -> None:
    member = make_member(cooperation=access.cooperation)

    officer.post(url(access, "action_add"), TYPED | {"pilot": member.organisation_id})

    action = Action.objects.get()
    shares = Share.objects.values_list("action", "organisation", "role", "asked_on")
    assert (action.title, action.state, action.visibility, action.subject.label) == (
        "Ouvrir une micro-crèche",
        "ready",
        "team",
        "Ouvrir une micro-crèche",
    )
    assert list(shares) == [(action.pk, member.organisation_id, "pilot", None)]
