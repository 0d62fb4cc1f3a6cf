"""Whether disagreements are worked on, and what is noted of each side."""

from datetime import date, timedelta

import pytest
from pytest_django import DjangoAssertNumQueries

from maillage.core.probes import Level, Moment, State
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.dialogue.conflicts.states import controversies_worked, frankness, load
from maillage.trade.dialogue.models import Party
from tests.ground.actors.makers import make_member_actor
from tests.ground.directory.reading import plain
from tests.trade.dialogue.makers import make_conflict

TODAY = date(2026, 11, 25)


def moment_of(cooperation: Cooperation) -> Moment:
    return Moment(cooperation.pk, cooperation.slug, TODAY)


def worked(cooperation: Cooperation) -> State:
    return controversies_worked(load(moment_of(cooperation)))


def test_an_overdue_step_of_a_conflict_is_to_be_reviewed(cooperation: Cooperation) -> None:
    make_conflict(cooperation=cooperation, next_step="Un appel", next_on=date(2026, 12, 4))
    to_come = worked(cooperation)
    make_conflict(
        cooperation=cooperation,
        title="Le siège",
        next_step="Une rencontre",
        next_on=date(2026, 11, 24),
    )
    late = worked(cooperation)

    assert [(one.level, plain(one.reason)) for one in (to_come, late)] == [
        (Level.DONE, "Le désaccord ouvert a sa prochaine étape, datée."),
        (
            Level.AGED,
            "« Le siège » : l’étape prévue le 24 novembre 2026 est passée, sans suite notée.",
        ),
    ]
    assert to_come.until == date(2026, 12, 4)


def test_a_conflict_without_a_dated_step_is_under_way(cooperation: Cooperation) -> None:
    none = worked(cooperation)
    make_conflict(cooperation=cooperation, next_step="Un appel")

    assert (none.level, none.reason) == (Level.TODO, "Aucun désaccord n’est noté.")
    assert worked(cooperation).reason == "Aucune étape datée pour « La clé de partage »."


def test_a_conflict_that_ended_claims_nothing(cooperation: Cooperation) -> None:
    make_conflict(cooperation=cooperation, until=date(2026, 11, 20))

    states = [worked(cooperation), frankness(load(moment_of(cooperation)))]

    assert [(one.level, plain(one.reason)) for one in states] == [
        (Level.DOING, "Aucun désaccord n’est ouvert ; un est terminé."),
    ] * 2


def test_what_matters_to_each_side_is_asked_and_proves_no_more(cooperation: Cooperation) -> None:
    actor = make_member_actor(cooperation=cooperation, name="Bouin")
    make_conflict(cooperation=cooperation, parties=[actor])
    before = frankness(load(moment_of(cooperation)))
    Party.objects.update(interests="Garder ses horaires.")
    after = frankness(load(moment_of(cooperation)))

    assert before.reason == "Ce qui compte pour Bouin n’est pas noté, dans un désaccord ouvert."
    assert (after.level, after.next_step) == (Level.DOING, "")
    assert after.reason.startswith(
        "Dans chaque désaccord ouvert, ce qui compte pour chaque partie est noté. Rien ne dit"
    )


def test_what_an_officer_keeps_is_not_read(cooperation: Cooperation) -> None:
    make_conflict(cooperation=cooperation, visibility="me", next_on=TODAY - timedelta(days=1))

    assert worked(cooperation).level == Level.TODO


@pytest.mark.parametrize("count", [1, 3])
def test_the_facts_are_read_in_two_queries(
    cooperation: Cooperation, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for name in ("Bouin", "Rouans", "Vue")[:count]:
        actor = make_member_actor(cooperation=cooperation, name=name)
        make_conflict(cooperation=cooperation, parties=[actor])

    with django_assert_num_queries(2):
        load(moment_of(cooperation))
