"""What did the structures live together, as this reader may know it?"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet

from maillage.core.folded import fold
from maillage.core.numbers import read_number
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.context.history.models import Relation, RelationParty
from maillage.trade.context.permissions import can_open_history


def relations(access: Access) -> QuerySet[Relation]:
    """The relations that this reader may see, oldest first; none for whoever opens no history."""
    if not can_open_history(access):
        return Relation.objects.none()
    rows = Relation.objects.visible_to(access).select_related("source", "cooperation")
    parties = RelationParty.objects.select_related("organisation__successor")
    return rows.prefetch_related(Prefetch("parties", parties)).order_by("since", "pk")


_relations_cache: Remembered[list[Relation]] = Remembered(20)


def visible_relations(access: Access) -> list[Relation]:
    """All the relations that this reader may see, in two queries after a change only."""
    key = (access.cooperation_id, access.user_id, access.role)
    return _relations_cache.of(
        key, access.cooperation.workspace_id, lambda: list(relations(access))
    )


def relations_of(access: Access, organisation: int) -> QuerySet[Relation]:
    """Those in which a structure took part, the latest first."""
    mine = RelationParty.objects.filter(organisation=organisation).values("relation")
    return relations(access).filter(pk__in=mine).order_by("-since", "-pk")


@dataclass(frozen=True)
class RelationSheet:
    """A relation, and the gestures made on it."""

    relation: Relation
    gestures: Sequence[Gesture] = field(default_factory=tuple)


def relation_sheet(access: Access, relation: Relation) -> RelationSheet:
    """The sheet of a relation."""
    own = Relation.objects.visible_to(access).filter(pk=relation.pk)
    parties = RelationParty.objects.filter(relation__in=own)
    gestures = history(access, f"relation:{relation.pk}", also=(own, parties))
    return RelationSheet(relation, gestures)


def of_structure(rows: Sequence[Relation], requested: str) -> list[Relation]:
    """Those of these relations in which the structure of this number took part, or all."""
    wanted = read_number(requested)
    if wanted is None:
        return list(rows)
    return [
        one for one in rows if any(party.organisation_id == wanted for party in one.parties.all())
    ]


_structures: Remembered[list[tuple[str, str]]] = Remembered(20)


def structures_of(access: Access, rows: Sequence[Relation]) -> list[tuple[str, str]]:
    """The number and the name of each structure of all that was told, in the order of names."""
    key = (access.cooperation_id, access.user_id, access.role)
    return _structures.of(key, access.cooperation.workspace_id, lambda: _structures_in(rows))


def _structures_in(rows: Sequence[Relation]) -> list[tuple[str, str]]:
    name_by_organisation = {
        party.organisation_id: party.organisation.name
        for one in rows
        for party in one.parties.all()
    }
    ranked = sorted(name_by_organisation.items(), key=lambda pair: fold(pair[1]))
    return [(str(number), name) for number, name in ranked]


def members_without_relation(cooperation_id: int) -> tuple[int, list[str], int]:
    """How many members, the names of those in no relation, how many relations; two queries.

    Read at the level of the officers: what somebody keeps for themselves counts for nobody.
    """
    rows = Relation.objects.filter(cooperation=cooperation_id).exclude(visibility=Visibility.ME)
    place = Member.objects.filter(in_force(), cooperation=cooperation_id).values("organisation")
    part = RelationParty.objects.filter(relation__in=rows).values("organisation")
    expression = ExpressionWrapper(Q(pk__in=part), BooleanField())
    members = Organisation.objects.filter(pk__in=place).annotate(has_history=expression)
    pairs = list(members.order_by("folded", "pk").values_list("name", "has_history"))
    return len(pairs), [name for name, is_visible in pairs if not is_visible], rows.count()
