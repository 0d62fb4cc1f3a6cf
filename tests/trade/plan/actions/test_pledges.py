"""Days that a structure accepts are promised, and withdrawn with its part."""

from decimal import Decimal

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.models import Commitment, CommitmentStep
from maillage.trade.plan.actions.services import (
    Around,
    ShareReply,
    edit_action,
    edit_share,
    end_share,
    record_answer,
)
from maillage.trade.plan.models import Share
from tests.trade.plan.makers import SINCE, make_action, make_share

pytestmark = pytest.mark.django_db


@pytest.fixture
def share(access: Access) -> Share:
    """A part of six days a year."""
    share = make_share(action=make_action(cooperation=access.cooperation, title="Une navette"))
    share.days_needed = Decimal(6)
    share.save()
    return share


def answer(access: Access, share: Share, kind: str) -> None:
    """The structure answers so by telephone, after what it said before."""
    last = share.answers.order_by("pk").last()
    reply = ShareReply(kind, "trop loin", "phone", "Mme Kerlo", SINCE, last.pk if last else 0)
    record_answer(access=access, share=share, reply=reply)


def promised(share: Share) -> list[tuple[str, Decimal | None, str]]:
    """What the structure promised: its state, its days, for what."""
    rows = Commitment.objects.filter(organisation=share.organisation_id)
    return [(one.state, one.quantity, one.purpose) for one in rows]


def test_accepted_days_are_promised(access: Access, share: Share) -> None:
    answer(access, share, "reserved")

    commitment = Commitment.objects.get()
    assert (commitment.subject, commitment.visibility, commitment.unit) == (
        share.action.subject,
        "members",
        "jours par an",
    )
    assert promised(share) == [("promised", Decimal(6), "Une navette")]
    steps = CommitmentStep.objects.values_list("means", "told_by", "told_on")
    assert list(steps) == [("phone", "Mme Kerlo", SINCE)]


def test_part_without_days_promises_nothing(access: Access, share: Share) -> None:
    share.days_needed = None
    share.save()

    answer(access, share, "accepted")

    assert promised(share) == []


def test_other_days_are_another_promise(access: Access, share: Share) -> None:
    answer(access, share, "accepted")
    share.days_needed = Decimal(9)

    edit_share(access=access, share=share, read=share.version)

    assert promised(share) == [("promised", Decimal(9), "Une navette")]


def test_refused_days_are_withdrawn(access: Access, share: Share) -> None:
    answer(access, share, "accepted")

    answer(access, share, "refused")

    assert [one[0] for one in promised(share)] == ["withdrawn"]
    assert CommitmentStep.objects.order_by("pk").last().note == "trop loin"  # type: ignore[union-attr]  # there are two


def test_days_of_an_ended_part_are_withdrawn(access: Access, share: Share) -> None:
    answer(access, share, "accepted")

    end_share(access=access, share=share, read=share.version, on=SINCE, leaving="")

    assert [one[0] for one in promised(share)] == ["withdrawn"]


def test_promise_is_read_with_its_action(access: Access, share: Share) -> None:
    answer(access, share, "accepted")
    action = share.action
    action.visibility = "team"

    edit_action(access=access, action=action, read=action.version, around=Around())

    assert Commitment.objects.get().visibility == "team"
