"""What comes out of a written consultation under its rule, and how is it told?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from maillage.core.french import listed
from maillage.trade.governance.choices import (
    Attending,
    Choice,
    Closing,
    DecisionRule,
    Standing,
    Vote,
)
from maillage.trade.governance.consultations.models import Consultation
from maillage.trade.governance.consultations.queries import ConsultedLine
from maillage.trade.governance.joint_decisions.rules import Council, Terms, place_of
from maillage.trade.governance.meetings.rules import Seated, read_quorum

RULES = (
    DecisionRule.CONSENSUS,
    DecisionRule.UNANIMITY,
    DecisionRule.WEIGHTED_SEATS,
    DecisionRule.TWO_THIRDS,
)
CAST = frozenset({Choice.FOR, Choice.AGAINST})
VOTES = {Choice.FOR: Vote.ADOPTED, Choice.AGAINST: Vote.REFUSED}


@dataclass(frozen=True)
class Result:
    """How it ends, or would end today, in words."""

    closing: Closing
    sentence: str


def result_of(consultation: Consultation, lines: Sequence[ConsultedLine]) -> Result:
    """What the answers known make of the question, silence being worth nothing.

    One objection, whoever has a voice, asks for a meeting. Who answers is counted as present at the
    quorum of the body. The rule is that of `maillage.law`: over the votes cast for a majority,
    over all the seats that vote for the others; by consensus, nobody is against.
    """
    voting = [line for line in lines if line.votes]
    objecting = [line.name for line in lines if line.choice == Choice.OBJECTS]
    count = count_words(voting)
    if objecting:
        sentence = _(
            "Une réunion est demandée par %(names)s : la question va à la prochaine séance."
        )
        return Result(Closing.MEETING, f"{sentence % {'names': listed(objecting)}} {count}")
    quorum = read_quorum(consultation.body, [_seated(line) for line in voting], {})
    if not quorum.is_met:
        sentence = _("Sans effet : le quorum n’est pas atteint par les réponses.")
        return Result(Closing.NO_QUORUM, f"{sentence} {count}")
    if _is_adopted(DecisionRule(consultation.rule), voting):
        return Result(Closing.ADOPTED, f"{_('Adoptée.')} {count}")
    return Result(Closing.REJECTED, f"{_('Non adoptée.')} {count}")


def _seated(line: ConsultedLine) -> Seated:
    seat = line.consulted.seat
    standing = Attending.PRESENT if line.choice else ""
    return Seated(seat.pk, line.name, seat.college, seat.weight, standing)


def _is_adopted(rule: DecisionRule, voting: Sequence[ConsultedLine]) -> bool:
    cast = [line for line in voting if line.choice in CAST]
    if rule == DecisionRule.CONSENSUS:
        return bool(cast) and all(line.choice == Choice.FOR for line in cast)
    counted = cast if rule == DecisionRule.WEIGHTED_SEATS else voting
    councils = [_council(line) for line in counted]
    place = place_of(Terms(rule), councils, date.max) if councils else None
    return place is not None and place.standing == Standing.ACQUIRED


def _council(line: ConsultedLine) -> Council:
    vote = VOTES.get(Choice(line.choice), "") if line.choice else ""
    seat = line.consulted.seat
    return Council(key=str(seat.pk), name=line.name, vote=vote, weight=seat.weight)


def count_words(voting: Sequence[ConsultedLine]) -> str:
    """The answers of those who vote, counted in voices."""
    voices = {
        choice: sum(line.consulted.seat.weight for line in voting if line.choice == choice)
        for choice in ("", *Choice.values)
    }
    sentence = _("%(yes)s voix pour, %(no)s contre, %(abstains)s en abstention") % {
        "yes": voices[Choice.FOR],
        "no": voices[Choice.AGAINST],
        "abstains": voices[Choice.ABSTAINS],
    }
    if voices[""]:
        return _("%(count)s, %(n)s sans réponse.") % {"count": sentence, "n": voices[""]}
    return f"{sentence}."
