"""A note turns out to be hearsay: who still reads what was drawn from it?"""

import pytest

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SourceKind
from maillage.trade.dialogue.notebook.services import edit_note
from tests.ground.actors.makers import make_member_actor, make_position
from tests.trade.dialogue.makers import make_note

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("kind", "left"),
    [
        (SourceKind.THIRD, [Visibility.OFFICERS, Visibility.OFFICERS, Visibility.ME]),
        (SourceKind.MEETING, [Visibility.MEMBERS, Visibility.TEAM, Visibility.ME]),
    ],
)
def test_what_is_drawn_from_hearsay_is_for_officers(
    access: Access, kind: str, left: list[str]
) -> None:
    note = make_note(cooperation=access.cooperation, author=access.user)
    actor = make_member_actor(cooperation=access.cooperation)
    drawn = [
        make_position(actor=actor, source=note.source, visibility=level)
        for level in (Visibility.MEMBERS, Visibility.TEAM, Visibility.ME)
    ]

    note.source.kind = kind
    edit_note(author=access.user, note=note, read=note.version, organisations=[])

    for reading in drawn:
        reading.refresh_from_db()
    assert [reading.visibility for reading in drawn] == left
