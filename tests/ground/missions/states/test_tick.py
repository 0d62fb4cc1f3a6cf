"""Letters leave with each beat, whatever else the beat has to do."""

from datetime import datetime

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from maillage.core.chores import chores
from maillage.core.points import FIRST, find_answers
from tests.foundation.mail.makers import make_letter

pytestmark = pytest.mark.django_db


def fails(now: datetime) -> list[str]:
    """A chore that cannot be done."""
    raise OSError(now)


def test_what_fails_in_a_beat_holds_no_letter_back(monkeypatch: pytest.MonkeyPatch) -> None:
    find_answers("chores")
    monkeypatch.setattr(chores, "answers", [])
    chores.answer_for(FIRST, fails)
    letter = make_letter()

    with pytest.raises(CommandError, match="fails"):
        call_command("tick")

    assert [message.to for message in mail.outbox] == [[letter.to]]
