"""Whether the momentum of what is promised is kept, read from what was delivered."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment, State
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.states import MOTION, load, momentum
from tests.ground.directory.reading import plain
from tests.trade.governance.commitments.makers import make_commitment, make_commitment_step

TODAY = date(2026, 11, 25)


def state_of(cooperation: Cooperation, today: date = TODAY) -> State:
    return momentum(load(Moment(cooperation.pk, cooperation.slug, today)))


def test_momentum_is_kept_while_something_was_delivered(cooperation: Cooperation) -> None:
    none = state_of(cooperation)
    commitment = make_commitment(cooperation=cooperation)
    promised = state_of(cooperation)
    on = date(2026, 11, 2)
    make_commitment_step(commitment=commitment, kind="delivered", on=on)
    states = [none, promised, state_of(cooperation), state_of(cooperation, on + MOTION)]
    states.append(state_of(cooperation, on + MOTION + timedelta(days=1)))

    assert [(one.level, plain(one.reason)) for one in states] == [
        (Level.TODO, "Aucun engagement n’est noté."),
        (Level.DOING, "Rien de ce qui est promis n’est encore tenu."),
        (Level.DONE, "Dernière avancée notée le 2 novembre 2026 ; aucun engagement en retard."),
        (Level.DONE, "Dernière avancée notée le 2 novembre 2026 ; aucun engagement en retard."),
        (Level.AGED, "Aucune avancée n’est notée depuis le 2 novembre 2026."),
    ]


def test_what_is_late_comes_first(cooperation: Cooperation) -> None:
    commitment = make_commitment(cooperation=cooperation)
    make_commitment_step(commitment=commitment, kind="delivered", on=date(2026, 11, 2))
    Commitment.objects.update(due_on=TODAY - timedelta(days=1))

    assert state_of(cooperation).reason == "Un engagement est en retard."


@pytest.mark.parametrize("count", [1, 3])
def test_the_facts_are_read_in_two_queries(
    cooperation: Cooperation, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(count):
        make_commitment_step(commitment=make_commitment(cooperation=cooperation), kind="delivered")

    with django_assert_num_queries(2):
        load(Moment(cooperation.pk, cooperation.slug, TODAY))
