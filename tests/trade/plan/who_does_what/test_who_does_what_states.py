"""When is it clear who carries what?"""

from datetime import date

import pytest

from maillage.core.probes import Level, Moment
from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.who_does_what import states
from tests.trade.plan.makers import make_action, make_share, make_share_answer

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 29)
RECENT = date(2026, 11, 10)


def read(cooperation: Cooperation) -> tuple[Level, str]:
    """The level of the mission, and its reason."""
    moment = Moment(cooperation.pk, cooperation.slug, TODAY)
    state = states.roles_clear(states.load(moment))
    return state.level, str(state.reason)


def test_nobody_has_a_part(cooperation: Cooperation) -> None:
    make_action(cooperation=cooperation)

    assert read(cooperation) == (Level.TODO, "Aucune part n’est écrite dans une fiche ouverte.")


@pytest.mark.parametrize("answered", [True, False])
def test_each_has_one_pilot(cooperation: Cooperation, *, answered: bool) -> None:
    share = make_share(action=make_action(cooperation=cooperation), role="pilot", asked_on=RECENT)
    if answered:
        make_share_answer(share=share)

    expected = "Chaque fiche ouverte a un pilote, et un seul."
    assert read(cooperation) == (Level.DONE, expected)


def test_some_have_one_pilot(cooperation: Cooperation) -> None:
    make_share(action=make_action(cooperation=cooperation), role="pilot", asked_on=RECENT)
    make_action(cooperation=cooperation, title="Une navette", state="ready")

    assert read(cooperation) == (
        Level.DOING,
        "Une fiche ouverte sur deux a un pilote, et un seul.",
    )


def test_what_runs_without_its_pilot_and_what_is_silent_call(cooperation: Cooperation) -> None:
    refused = make_share(action=make_action(cooperation=cooperation), role="pilot")
    make_share_answer(share=refused, answer="refused")
    make_share(action=refused.action, asked_on=date(2026, 9, 1))

    assert read(cooperation) == (
        Level.AGED,
        "Une fiche en cours n’a pas un pilote et un seul ; une part attend une réponse depuis "
        "deux mois.",
    )


def shared(cooperation: Cooperation) -> tuple[Level, str]:
    """The level of the mission of working with whom one does not command, and its reason."""
    moment = Moment(cooperation.pk, cooperation.slug, TODAY)
    state = states.shared_out(states.load_shared(moment))
    return state.level, str(state.reason)


def test_no_part_is_proposed(cooperation: Cooperation) -> None:
    make_share(action=make_action(cooperation=cooperation), asked_on=None)

    assert shared(cooperation) == (Level.TODO, "Aucune part n’est proposée.")


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (["accepted"], (Level.DOING, "Une part sur une est acceptée.")),
        (
            ["accepted", "reserved", "accepted"],
            (Level.DONE, "Trois parts sur trois sont acceptées."),
        ),
        (["accepted", "refused"], (Level.AGED, "Une part est refusée.")),
    ],
)
def test_parts_are_accepted_or_refused(
    cooperation: Cooperation, answers: list[str], expected: tuple[Level, str]
) -> None:
    action = make_action(cooperation=cooperation)
    for answer in answers:
        make_share_answer(share=make_share(action=action, asked_on=RECENT), answer=answer)

    assert shared(cooperation) == expected


def test_a_part_silent_for_three_months_calls(cooperation: Cooperation) -> None:
    make_share(action=make_action(cooperation=cooperation), asked_on=date(2026, 8, 20))

    assert shared(cooperation) == (Level.AGED, "Une part est sans réponse depuis trois mois.")
