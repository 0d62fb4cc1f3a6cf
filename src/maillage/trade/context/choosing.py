"""How are several structures, territories or themes ticked?"""

from collections.abc import Collection
from typing import TypeVar

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as lazy

from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Territory
from maillage.ground.territories.perimeters.queries import communes_in
from maillage.ground.territories.territories.queries import own_territories

Ticked = TypeVar("Ticked", bound=Model)
SPREAD = frozenset({Kind.DEPARTEMENT, Kind.REGION})  # too wide to list their communes


def structures_field(rows: QuerySet[Ticked], *, required: bool = True) -> TickedField[Ticked]:
    """The structures of the query, or the actors, one at least when `required`."""
    return TickedField(
        rows,
        label=lazy("Structures"),
        required=required,
        error_messages={"required": lazy("Cochez au moins une structure.")},
    )


def organisations_to_offer(access: Access, also: Collection[int] = ()) -> QuerySet[Organisation]:
    """The members now, and those that the record already names, among the known structures."""
    rows = organisations(access)
    now = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    members = Q(pk__in=now.values("organisation")) | Q(pk__in=list(also))
    return rows.filter(members).order_by("folded", "pk")


def territories_to_offer(access: Access, also: Collection[int] = ()) -> QuerySet[Territory]:
    """The territories of the members, their communes, what the cooperation drew, those ticked."""
    now = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    areas = list(
        Territory.objects.filter(
            pk__in=now.filter(organisation__territory__isnull=False).values(
                "organisation__territory"
            )
        )
    )
    near = [one for one in areas if one.kind not in SPREAD]
    numbers = [*also, *(one.pk for one in areas), *communes_in(near).values_list("pk", flat=True)]
    drawn = own_territories(access).filter(kind=Kind.PERIMETER).values("pk")
    offered = Territory.objects.filter(Q(pk__in=numbers) | Q(pk__in=drawn))
    return offered.order_by("-kind", "name", "pk")


def themes_to_offer(access: Access) -> QuerySet[Subject]:
    """The themes of the cooperation, in the order of their names."""
    rows = Subject.objects.filter(cooperation=access.cooperation_id, kind=SubjectKind.THEME)
    return rows.order_by("label__plain", "pk")
