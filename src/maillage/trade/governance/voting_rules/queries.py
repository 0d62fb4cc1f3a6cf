"""Which votes does each structure, or each college, hold in a body?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, QuerySet, Sum
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.positions.queries import standing_positions
from maillage.ground.actors.subjects.models import Subject
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.members.queries import actors
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.bodies.models import Body, Seat
from maillage.trade.governance.bodies.queries.bodies import bodies, seats
from maillage.trade.governance.bodies.queries.body_table import population_of
from maillage.trade.governance.choices import CommitmentKind, CommitmentState, Voice
from maillage.trade.governance.commitments.queries.commitments import commitments
from maillage.trade.governance.meetings.queries.meetings import next_agenda
from maillage.trade.governance.voting_rules.rules import Voter

STRUCTURE, COLLEGE = "structure", "college"
PLEDGED = (CommitmentState.PROMISED, CommitmentState.CONFIRMED, CommitmentState.DELIVERED)


def voting_bodies(access: Access) -> QuerySet[Body]:
    """The bodies at work in which a seat votes, in the order of their names."""
    voting = Seat.objects.filter(in_force(), body=OuterRef("pk"), voice=Voice.DELIBERATIVE)
    return bodies(access).filter(in_force()).filter(Exists(voting)).order_by("folded", "pk")


def voters(access: Access, body: Body, by: str) -> list[Voter]:
    """Who votes in the body, structure by structure or college by college; four queries."""
    rows = seats(access).filter(in_force(), body=body, voice=Voice.DELIBERATIVE)
    rows = rows.select_related(None).select_related("organisation", "person")
    current_seats = list(rows.order_by("organisation__folded", "pk"))
    if by == COLLEGE:
        return _together(
            current_seats, lambda seat: (seat.college, seat.college or _("Sans collège")), {}
        )
    has_name = directory.can_open_people(access)
    populations = population_of([one.organisation for one in current_seats if one.organisation])
    results = _together(current_seats, lambda seat: _owner(seat, has_name=has_name), populations)
    return _with_euros(access, results)


def _with_euros(access: Access, results: Sequence[Voter]) -> list[Voter]:
    """The same voters with the euros that each has promised, as far as this reader sees them."""
    rows = commitments(access).filter(kind=CommitmentKind.EUROS, state__in=PLEDGED)
    sums: dict[str, Decimal] = {
        f"s{number}": total
        for number, total in rows.order_by()
        .values("organisation")
        .annotate(total=Sum("quantity"))
        .values_list("organisation", "total")
        if total
    }
    return [replace(one, euros=sums.get(one.key, Decimal(0))) for one in results]


def _owner(seat: Seat, *, has_name: bool) -> tuple[str, str]:
    """The key and the name of the holder; a person without a name for those who see none."""
    if seat.organisation is not None:
        return f"s{seat.organisation_id}", seat.organisation.short_name or seat.organisation.name
    return f"p{seat.pk}", str(seat.person) if has_name else _("Une personne, en son nom")


def _together(
    rows: Sequence[Seat], owner: Callable[[Seat], tuple[str, str]], populations: dict[int, int]
) -> list[Voter]:
    """One voter for all the seats of the same owner, in the order of the seats."""
    blocks: dict[tuple[str, str], list[Seat]] = {}
    for seat in rows:
        blocks.setdefault(owner(seat), []).append(seat)
    return [
        Voter(
            key=key,
            name=name,
            votes=sum(seat.weight for seat in block),
            population=populations.get(block[0].organisation_id or 0),
        )
        for (key, name), block in blocks.items()
    ]


@dataclass(frozen=True)
class SubjectStances:
    """The subjects one may cross with a body, the one chosen, and the position of each voter.

    `days` are those of the positions, `doubtful` the voters whose position is to be confirmed.
    """

    offered: Sequence[Subject]
    chosen: Subject | None
    values: Mapping[str, int]
    days: Sequence[date] = ()
    doubtful: Sequence[str] = ()


def subject_stances(access: Access, body: Body, typed: str, day: date) -> SubjectStances:
    """What the structures that vote want on a subject, as far as this reader sees; four queries.

    By default the first one on the agenda of the next meeting, if this body holds it.
    """
    standing = standing_positions(access, day)
    spoken = {subject for _actor, subject in standing.values}
    offered = [one for one in subjects(access) if one.pk in spoken]
    coming = [one.subject_id for one in next_agenda(access, day) if one.meeting.body_id == body.pk]
    chosen = next((one for one in offered if str(one.pk) == typed), None)
    if chosen is None and not typed:
        chosen = next((one for one in offered if one.pk in coming), None)
    if chosen is None:
        return SubjectStances(offered, None, {})
    rows = actors(access).filter(organisation__isnull=False)
    pairs = rows.order_by().values_list("organisation_id", "pk")
    cells = {
        f"s{organisation}": (actor, chosen.pk)
        for organisation, actor in pairs
        if (actor, chosen.pk) in standing.values
    }
    return SubjectStances(
        offered,
        chosen,
        {key: standing.values[cell] for key, cell in cells.items()},
        [standing.days[cell] for cell in cells.values()],
        [key for key, cell in cells.items() if cell in standing.doubtful],
    )
