"""Did this council agree? From the votes of one body to the answer of its structure."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor

from maillage.analysis.exact import Number, exact


@dataclass(frozen=True)
class Ballot:
    """Votes of one council on one text; `president_for` is the president's own vote."""

    votes_for: int
    votes_against: int
    abstentions: int = 0
    president_for: bool = False
    secret: bool = False


@dataclass(frozen=True)
class VoteCount:
    """Where a vote counted on the whole body stands: status, votes needed, votes missing."""

    status: str
    needed: int
    missing: int


def has_agreed(ballot: Ballot) -> bool:
    """Simple majority of the votes cast; abstentions are not votes cast.

    Agreed when for > against, or on a tie in a public vote where the president voted for.

    En clair : « À égalité, la voix du président l’emporte, sauf au scrutin secret. »

    >>> has_agreed(Ballot(14, 14, 4, president_for=True))
    True
    >>> has_agreed(Ballot(14, 14, president_for=True, secret=True)), has_agreed(Ballot(0, 0))
    (False, False)

    Reference: code général des collectivités territoriales, L2121-20.
    """
    if ballot.votes_for != ballot.votes_against:
        return ballot.votes_for > ballot.votes_against
    return ballot.president_for and not ballot.secret and ballot.votes_for > 0


def answers_of_councils(ballots: Mapping[str, Ballot | None]) -> dict[str, str]:
    """The answer of each council that `majorities.outlook` takes; None: it has not voted yet.

    En clair : « Chaque conseil qui a voté compte pour un accord ou pour un refus. »

    >>> answers_of_councils({"Nort": Ballot(8, 6, 1), "Blain": Ballot(3, 9), "Joué": None})
    {'Nort': 'agreement', 'Blain': 'refusal', 'Joué': 'pending'}
    """
    return {council: _answer(ballot) for council, ballot in ballots.items()}


def count_on_the_whole_body(
    seats: int,
    in_favour: int,
    not_in_favour: int,
    *,
    share: Number = "2/3",
    strict: bool = False,
) -> VoteCount:
    """Votes needed when the share bears on all members of the body, whoever attends.

    needed = the least whole number of votes reaching (or exceeding, if strict) share × seats.

    En clair : « Les absents comptent : la part se calcule sur tous les membres du comité. »

    >>> count_on_the_whole_body(30, 20, 2)
    VoteCount(status='acquired', needed=20, missing=0)
    >>> count_on_the_whole_body(30, 15, 11)
    VoteCount(status='impossible', needed=20, missing=5)
    >>> count_on_the_whole_body(0, 0, 0).status
    'impossible'

    Raises ValueError when more votes are counted than there are seats.

    Reference: code général des collectivités territoriales, L5721-2-1.
    """
    if in_favour + not_in_favour > seats or min(in_favour, not_in_favour) < 0:
        raise ValueError(
            f"{in_favour} voix pour et {not_in_favour} contre ne tiennent pas dans {seats} sièges."
        )
    target: Fraction = exact(share, "Part à réunir") * seats
    needed = floor(target) + 1 if strict else ceil(target)
    missing = max(0, needed - in_favour)
    possible = seats > 0 and needed <= seats - not_in_favour
    status = "impossible" if not possible else "possible" if missing else "acquired"
    return VoteCount(status, needed, missing)


def _answer(ballot: Ballot | None) -> str:
    if ballot is None:
        return "pending"
    return "agreement" if has_agreed(ballot) else "refusal"
