"""Which findings are put to a structure, and what did it say of them itself?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.links.queries import waiting_links
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import ReadingQuerySet
from maillage.ground.directory.models import Actor
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.stakes.actors.queries import present_actors
from maillage.trade.stakes.findings.models import Finding, FindingReading
from maillage.trade.stakes.findings.queries import FindingTable, open_findings, read_table

PURPOSE = "findings"
SHOWN = (Visibility.MEMBERS, Visibility.PUBLIC)


@dataclass(frozen=True, slots=True)
class Put:
    """A finding put to a structure: its own last judgement, if it gave one, and its number."""

    finding: Finding
    own: FindingReading | None

    @property
    def last(self) -> int:
        """The number of its own judgement, 0 for none."""
        return self.own.pk if self.own else 0


@dataclass(frozen=True, slots=True)
class Questions:
    """What a link puts to a structure: the findings without its opinion, how many others."""

    silent: Sequence[Finding]
    noted: int


def actor_of(link: AnswerLink) -> QuerySet[Actor]:
    """The structure that the link asks, while it takes part in its cooperation."""
    return structures_to_ask(link.cooperation_id).filter(pk=link.target)


def structures_to_ask(cooperation_id: int) -> QuerySet[Actor]:
    """The structures that may be asked: those that take part, no person and no group."""
    rows = present_actors(cooperation_id).filter(organisation__isnull=False)
    return rows.select_related("cooperation", "organisation")


def own_judgements(actor: Actor) -> ReadingQuerySet[FindingReading]:
    """What the structure said itself, by link or from an account."""
    return FindingReading.objects.filter(
        cooperation=actor.cooperation_id, actor=actor, source__kind=SourceKind.LINK
    )


def findings_put(actor: Actor) -> list[Put]:
    """The findings that all read and that concern the structure, and its own word on each.

    In a constant number of queries.
    """
    today = timezone.localdate()
    rows = open_findings(
        Finding.objects.filter(cooperation=actor.cooperation_id, visibility__in=SHOWN)
    )
    own = {one.finding_id: one for one in own_judgements(actor).standing_on(today)}
    table = read_table(actor.cooperation_id, rows, FindingReading.objects.none(), today)
    mine = [
        line.finding for line in table.lines if any(head.pk == actor.pk for head in line.concerned)
    ]
    return [Put(one, own.get(one.pk)) for one in mine]


def numbers_to_ask(table: FindingTable) -> frozenset[int]:
    """Who is still to be heard of a finding that all read, by their numbers."""
    unheard = set[int]()
    for line in table.lines:
        if line.finding.visibility not in SHOWN:
            continue
        unheard |= {
            one.pk for one in line.concerned if one.organisation_id and one.pk not in line.spoken
        }
        if table.numbers_to_hear <= unheard:  # the other lines would name them again
            break
    return table.numbers_to_hear & unheard


def questions_of(
    cooperation_id: int, table: FindingTable, actors: Collection[int]
) -> dict[int, Questions]:
    """What the link of each of these structures puts to it: all it has not judged itself.

    In one query.
    """
    rows = FindingReading.objects.filter(
        cooperation=cooperation_id, actor__in=actors, source__kind=SourceKind.LINK
    ).standing_on(timezone.localdate())
    own = {(one.finding_id, one.actor_id) for one in rows}
    shown = [line for line in table.lines if line.finding.visibility in SHOWN]
    result = {}
    for actor in actors:
        put = [
            line
            for line in shown
            if any(head.pk == actor for head in line.concerned)
            and (line.finding.pk, actor) not in own
        ]
        silent = [line.finding for line in put if actor not in line.spoken]
        result[actor] = Questions(silent, len(put) - len(silent))
    return result


def waiting_actors(cooperation_id: int) -> QuerySet[Actor]:
    """The structures that were asked, and have not answered."""
    links = waiting_links(cooperation_id, PURPOSE)
    return structures_to_ask(cooperation_id).filter(pk__in=links.values("target"))


def actors_to_answer(access: Access) -> QuerySet[Actor]:
    """The structures for which this reader speaks, all for an officer."""
    rows = structures_to_ask(access.cooperation_id)
    return rows if access.is_officer else rows.filter(organisation__in=spoken_for(access))
