"""The strand of words holds what a structure said itself, for those who may read it."""

from datetime import date

from maillage.core.strands import StrandMark
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Actor
from maillage.trade.stakes.positions.points import positions_of_structures
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_member_actor, make_position, make_source, make_subject
from tests.trade.stakes.makers import make_stake


def marks_of(access: Access, actor: Actor) -> list[StrandMark]:
    number = actor.organisation_id or 0
    return [
        mark
        for strand in positions_of_structures(access, (number,))
        for mark in strand.by_structure.get(number, ())
    ]


def test_a_position_is_written_in_figures(access: Access) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    stake = make_stake(cooperation=access.cooperation, label="Ligne de car")
    make_position(actor=actor, subject=stake.subject, value=-3, on=date(2026, 7, 2))

    (mark,) = marks_of(access, actor)

    assert (mark.title, mark.text, mark.on) == ("Ligne de car", "−3", date(2026, 7, 2))
    assert mark.url.endswith(f"/{stake.pk}/{actor.pk}/")


def test_what_others_read_of_it_is_no_word_of_its_own(access: Access) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    stake = make_stake(cooperation=access.cooperation)
    for kind in ("third", "officer"):
        source = make_source(cooperation=access.cooperation, kind=kind)
        make_position(actor=actor, subject=stake.subject, source=source)
    make_position(actor=actor, subject=make_subject(cooperation=access.cooperation))

    assert marks_of(access, actor) == []


def test_each_reads_what_is_shown_to_them(cooperation: Cooperation) -> None:
    actor = make_member_actor(cooperation=cooperation)
    stake = make_stake(cooperation=cooperation)
    for level in ("officers", "team", "members"):
        make_position(actor=actor, subject=stake.subject, visibility=level)

    counts = [
        len(marks_of(make_access(cooperation=cooperation, role=role), actor))
        for role in ("officer", "team", "elected", "partner", "observer")
    ]

    assert counts == [3, 2, 1, 1, 0]


def test_the_strand_has_a_lock_for_the_team_alone(cooperation: Cooperation) -> None:
    accesses = [
        make_access(cooperation=cooperation, role=role)
        for role in ("officer", "team", "partner", "observer")
    ]

    locks = [
        [(strand.is_locked, strand.is_partial) for strand in positions_of_structures(one, (1,))]
        for one in accesses
    ]

    assert locks == [[(True, False)], [(True, True)], [(False, True)], []]
