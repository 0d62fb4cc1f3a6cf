"""The dates of a poll in their order, with what each one lacks."""

from datetime import date

from maillage.foundation.cooperations.models import Access
from maillage.trade.governance.choices import QuorumKind, Voice
from maillage.trade.governance.date_polls.queries import poll_sheet
from maillage.trade.governance.date_polls.words import comers_words, ranked_slots
from maillage.trade.governance.models import DatePoll
from tests.ground.directory.makers import make_member_person
from tests.trade.governance.date_polls.makers import (
    make_date_answer,
    make_date_poll,
    make_poll_invitee,
    make_poll_slot,
)
from tests.trade.governance.date_polls.test_date_polls import FRIDAY, THURSDAY, polled, say
from tests.trade.governance.makers import make_body, make_seat


def ranked(access: Access, poll: DatePoll) -> list[tuple[date, bool, str]]:
    slots = ranked_slots(poll_sheet(access, poll))
    return [(one.slot.held_on, one.is_possible, one.why) for one in slots]


def test_dates_are_ranked_with_their_reasons(access: Access) -> None:
    poll = polled(access.cooperation)
    say(poll, "Bouin", "yes", "yes")
    say(poll, "Nort", "yes", "maybe")
    say(poll, "Département", "no", "yes")

    assert ranked(access, poll) == [
        (FRIDAY, True, "Quorum atteint, les indispensables sont là."),
        (THURSDAY, False, "Quorum atteint, il manque le Département."),
    ]


def test_who_comes_on_a_date_is_named(access: Access) -> None:
    poll = polled(access.cooperation)
    say(poll, "Bouin", "yes", "yes")
    say(poll, "Nort", "yes", "maybe")
    sheet = poll_sheet(access, poll)
    thursday, friday = (poll.slots.get(held_on=day) for day in (THURSDAY, FRIDAY))

    assert comers_words(sheet, thursday) == "Oui : Bouin et Nort. Sans réponse : Département."
    assert comers_words(sheet, friday) == (
        "Oui : Bouin. Si nécessaire : Nort. Sans réponse : Département."
    )


def test_a_quorum_is_said_short(access: Access) -> None:
    poll = polled(access.cooperation)
    say(poll, "Département", "yes", "no")

    assert ranked(access, poll) == [
        (
            THURSDAY,
            False,
            "Il manque un oui pour le quorum, les indispensables sont là.",
        ),
        (FRIDAY, False, "Il manque 2 oui pour le quorum, il manque le Département."),
    ]


def test_a_college_is_said_short(access: Access) -> None:
    poll = polled(access.cooperation, QuorumKind.COLLEGE)
    poll.invitees.get(is_required=True).seat.__class__.objects.filter(
        organisation__name="Département"
    ).update(college="Financeurs")
    say(poll, "Bouin", "yes")
    say(poll, "Nort", "yes")

    first = ranked(access, poll)[0]

    assert first == (
        THURSDAY,
        False,
        "Il manque un oui au collège Financeurs, il manque le Département.",
    )


def test_a_seat_comes_when_its_suppleant_can_and_observers_do_not_count(access: Access) -> None:
    poll = polled(access.cooperation)
    say(poll, "Bouin", "no")
    bouin = poll.invitees.get(seat__organisation__name="Bouin").seat
    substitute = make_poll_invitee(
        poll=poll, seat=bouin, person=make_member_person(cooperation=access.cooperation)
    )
    watcher = make_seat(body=poll.body, voice=Voice.OBSERVER)
    make_date_answer(
        invitee=make_poll_invitee(poll=poll, seat=watcher), slot=poll.slots.get(held_on=FRIDAY)
    )
    say(poll, "Département", "yes", "yes")
    make_date_answer(invitee=substitute, slot=poll.slots.get(held_on=THURSDAY))

    assert ranked(access, poll) == [
        (THURSDAY, True, "Quorum atteint, les indispensables sont là."),
        (FRIDAY, False, "Il manque un oui pour le quorum, les indispensables sont là."),
    ]


def test_nothing_is_possible_before_an_answer(access: Access) -> None:
    poll = make_date_poll(body=make_body(cooperation=access.cooperation))
    make_poll_slot(poll=poll, held_on=THURSDAY)

    assert ranked(access, poll) == [(THURSDAY, False, "Personne n’a encore répondu.")]
