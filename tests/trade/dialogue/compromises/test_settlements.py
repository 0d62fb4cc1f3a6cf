"""An accepted compromise turns the word of its stake, and gives it back when it is reopened."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.trade.dialogue.models import Compromise
from maillage.trade.stakes.choices import StakeLabel
from maillage.trade.stakes.models import LabelChoice, Stake
from maillage.trade.stakes.positions.queries.readings import readings
from tests.ground.actors.makers import make_member_actor, make_position
from tests.trade.dialogue.makers import make_compromise
from tests.trade.stakes.makers import make_label_choice, make_stake


@pytest.fixture
def stake(access: Access) -> Stake:
    """A stake on which two structures clash."""
    stake = make_stake(cooperation=access.cooperation, label="La navette")
    for name, value in (("Aubray", 3), ("Bourg-Vieux", -3)):
        actor = make_member_actor(cooperation=access.cooperation, name=name)
        make_position(actor=actor, subject=stake.subject, value=value)
    return stake


def label_of(access: Access, stake: Stake) -> StakeLabel | None:
    """The word that the matrix shows."""
    reading = readings(access).of(stake.pk)
    return reading.label if reading else None


def settle(client: Client, access: Access, compromise: Compromise, **more: object) -> None:
    compromise.refresh_from_db()
    client.post(
        reverse("dialogue:compromise_settle", args=[access.cooperation.slug, compromise.pk]),
        {
            "settlement": "accepted",
            "chosen": compromise.options.first().pk,  # type: ignore[union-attr]  # it has one
            "settled_on": f"{timezone.localdate():%d/%m/%Y}",
            "version": compromise.version,
        }
        | more,
    )


def test_the_stake_turns_to_a_possible_compromise(
    officer: Client, access: Access, stake: Stake
) -> None:
    compromise = make_compromise(
        cooperation=access.cooperation,
        title="Qui paie ?",
        subject=stake.subject,
        options=("Moitié-moitié",),
    )
    stake_labels = [label_of(access, stake)]

    settle(officer, access, compromise)
    stake_labels.append(label_of(access, stake))
    choice = LabelChoice.objects.get()
    reopen = reverse("dialogue:compromise_reopen", args=[access.cooperation.slug, compromise.pk])
    officer.post(reopen)
    stake_labels.append(label_of(access, stake))

    assert stake_labels == [StakeLabel.CLASH, StakeLabel.DEAL, StakeLabel.CLASH]
    assert choice.reason.startswith("Compromis « Qui paie ? » accepté le ")
    assert choice.visibility == compromise.visibility


def test_another_word_is_left_as_it_is(officer: Client, access: Access, stake: Stake) -> None:
    make_label_choice(stake=stake, label=StakeLabel.GROUND)
    compromise = make_compromise(
        cooperation=access.cooperation, subject=stake.subject, options=("Moitié-moitié",)
    )

    settle(officer, access, compromise)

    assert label_of(access, stake) == StakeLabel.GROUND


def test_a_compromise_given_up_turns_nothing(officer: Client, access: Access, stake: Stake) -> None:
    compromise = make_compromise(
        cooperation=access.cooperation, subject=stake.subject, options=("Moitié-moitié",)
    )

    settle(officer, access, compromise, settlement="dropped")

    compromise.refresh_from_db()
    assert (compromise.settlement, LabelChoice.objects.count()) == ("dropped", 0)
