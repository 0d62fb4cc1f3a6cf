"""What arrived without somebody is told by person and by gesture, not line by line."""

from datetime import timedelta

import pytest
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.queries import reader_of_arrivals
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.arrivals import arrivals_since
from maillage.ground.directory.models import Organisation
from tests.foundation.accounts.makers import make_user

pytestmark = pytest.mark.django_db


def arrivals_for(access: Access) -> list[tuple[str, str]]:
    """Who did what since a minute ago, in the eyes of this reader."""
    days = arrivals_since(timezone.now() - timedelta(minutes=1), reader_of_arrivals(access))
    return [(one.author, one.sentence) for day in days for one in day.arrivals]


def add(access: Access, author: str, *names: str) -> None:
    """Structures added by somebody else in one gesture."""
    workspace = access.cooperation.workspace
    with journal.write(make_user(name=author), workspace_id=workspace.pk, topic="organisations"):
        rows = [Organisation(workspace=workspace, name=name) for name in names]
        journal.bulk_create(Organisation, rows)


def test_gestures_of_one_kind_are_one_line(access: Access) -> None:
    add(access, "Karim Le Goff", "Pornic", "Rouans", "Bouaye", "Vue", "Chauvé")

    assert arrivals_for(access) == [
        ("Karim Le Goff", "a ajouté cinq fiches, dont Chauvé, Vue et Bouaye")
    ]


def test_each_person_keeps_their_line(access: Access) -> None:
    add(access, "Karim Le Goff", "Pornic", "Rouans")
    add(access, "Nora Bellanger", "Bouaye")

    assert arrivals_for(access) == [
        ("Nora Bellanger", "a ajouté Bouaye"),
        ("Karim Le Goff", "a ajouté Rouans et Pornic"),
    ]


def test_a_word_that_is_no_name_is_named_last(access: Access) -> None:
    add(access, "Karim Le Goff", "Pornic", "Rouans", "Bouaye", "refusé")

    assert arrivals_for(access) == [
        ("Karim Le Goff", "a ajouté quatre fiches, dont Bouaye, Rouans et Pornic")
    ]
