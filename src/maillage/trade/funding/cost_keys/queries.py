"""Which sharings may a reader open, and what does one hold as they may read it?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import UNANSWERED, LineKind
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.models import (
    CostKey,
    CostSharing,
    CriterionValue,
    FrozenKey,
    KeyBound,
    KeyWeight,
    SharingCriterion,
    SharingMember,
)
from maillage.trade.funding.cost_keys.readings import (
    Criterion,
    Mix,
    Payer,
    Reading,
    Sharing,
    read_keys,
)
from maillage.trade.funding.funding_plan.models import FundingLine
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.governance.models import Deliberation


def sharings(access: Access) -> QuerySet[CostSharing]:
    """The sharings that this reader opens, the latest first.

    All for the team; for members those whose chosen key was sent to the councils or is frozen;
    for an observer those that are frozen, whose annex is read with their decision.
    """
    sent = Deliberation.objects.filter(decision=OuterRef("joint_decision"), sent_on__isnull=False)
    frozen = FrozenKey.objects.filter(key__sharing=OuterRef("pk"))
    rows = CostSharing.objects.filter(cooperation=access.cooperation_id)
    own = FundingLine.objects.filter(
        plan=OuterRef("plan"),
        section=OuterRef("section"),
        year=OuterRef("year"),
        kind=LineKind.OWN,
    )
    left = own.order_by().values("plan").annotate(sum=Sum("counted_cents")).values("sum")
    rows = rows.annotate(
        is_frozen=Exists(frozen),
        is_sent=Exists(sent),
        shared_cents=Coalesce("total_cents", Subquery(left)),
        frozen_content=Subquery(frozen.values("content")[:1]),
    )
    if not access.is_in_team:
        opened = Q(is_frozen=True)
        if access.role != Role.OBSERVER:
            opened |= Q(is_sent=True, chosen__isnull=False)
        rows = rows.filter(opened)
    return rows.select_related("chosen", "joint_decision", "decision", "plan__action").order_by(
        "-year", "-pk"
    )


@dataclass(frozen=True)
class SharingSheet:
    """A sharing with its structures, its criteria, the keys that this reader reads."""

    sharing: CostSharing
    members: Sequence[SharingMember]
    criteria: Sequence[SharingCriterion]
    keys: Sequence[CostKey]
    read: Sharing
    mixes: Sequence[Mix]
    frozen: FrozenKey | None
    waiting: Sequence[FundingLine] = ()
    sure: Sequence[FundingLine] = ()
    has_total: bool = True
    reads_all: bool = True
    tried: int | None = None

    @cached_property
    def readings(self) -> list[Reading]:
        """What each key asks."""
        return read_keys(self.read, self.mixes)

    @property
    def chosen(self) -> Reading | None:
        """What the proposed key asks."""
        number = self.sharing.chosen_id
        return next((one for one in self.readings if one.mix.number == number), None)

    @property
    def first(self) -> Reading | None:
        """The key that is looked at: the one that is tried, the proposed one, else the first."""
        looked = self.tried or self.sharing.chosen_id
        rows = [one for one in self.readings if one.mix.number == looked]
        return next(iter(rows or self.readings), None)

    @property
    def shows_was(self) -> bool:
        """Whether somebody said what was paid the year before."""
        return any(one.was is not None for one in self.read.payers)

    @property
    def shows_alone(self) -> bool:
        """Whether this reader reads what each would pay alone, and somebody said it."""
        return any(one.alone is not None for one in self.read.payers)


def sharing_sheet(
    access: Access, sharing: CostSharing, tried: tuple[int, Mapping[int, int]] | None = None
) -> SharingSheet:
    """The sharing as this reader reads it, a key with weights that are only `tried`."""
    members = list(sharing.members.select_related("organisation"))
    criteria = list(sharing.criteria.order_by("pk"))
    keys = list(sharing.keys.select_related("frozen_key__by").order_by("letter", "pk"))
    frozen = next(filter(None, (getattr(one, "frozen_key", None) for one in keys)), None)
    if not access.is_in_team:
        keys = [one for one in keys if one.pk == sharing.chosen_id]
    lines = _lines(access, sharing)
    total = _total(sharing, lines, frozen)
    weights = _weights(keys)
    if not access.is_in_team:
        criteria = _weighed(criteria, weights)
    if tried:
        weights[tried[0]] = dict(tried[1])
    return SharingSheet(
        sharing=sharing,
        members=members,
        criteria=criteria,
        keys=keys,
        read=Sharing(total or 0, _payers(access, members), _criteria(criteria)),
        mixes=_mixes(keys, weights),
        frozen=frozen,
        waiting=[one for one in lines if one.state in UNANSWERED and one.counted_cents],
        sure=[one for one in lines if one.state not in UNANSWERED and one.counted_cents],
        has_total=bool(total),
        reads_all=access.is_in_team,
        tried=tried[0] if tried else None,
    )


def plan_total(sharing: CostSharing) -> int:
    """What the plan leaves to its owners, in the section and the year of the sharing."""
    own = FundingLine.objects.filter(
        plan=sharing.plan_id, section=sharing.section, year=sharing.year, kind=LineKind.OWN
    )
    return int(own.aggregate(sum=Sum("counted_cents"))["sum"] or 0)


def _total(
    sharing: CostSharing, lines: Sequence[FundingLine], frozen: FrozenKey | None
) -> int | None:
    if frozen is not None:
        total = frozen.values["total_cents"]
        return total if isinstance(total, int) else None
    if sharing.plan_id is None:
        return sharing.total_cents
    own = [one.counted_cents for one in lines if one.kind == LineKind.OWN]
    return sum(own) if lines else plan_total(sharing)


def _lines(access: Access, sharing: CostSharing) -> list[FundingLine]:
    """The lines of the plan that is shared, for the team, as it reads them."""
    if sharing.plan_id is None or not access.is_in_team:
        return []
    rows = readable.lines(access).filter(
        plan=sharing.plan_id, section=sharing.section, year=sharing.year
    )
    return list(rows.order_by("pk"))


def _payers(access: Access, members: Iterable[SharingMember]) -> list[Payer]:
    """The structures; what each paid the year before is no part of the annex, nor an observer's."""
    reads_paid = access.role != Role.OBSERVER
    return [
        Payer(
            one.pk,
            str(one.organisation),
            one.was_cents if reads_paid else None,
            one.alone_cents if access.is_in_team else None,
            one.organisation_id,
        )
        for one in members
    ]


def _criteria(criteria: Sequence[SharingCriterion]) -> list[Criterion]:
    values: dict[int, dict[int, Decimal]] = defaultdict(dict)
    numbers = [one.pk for one in criteria]
    for one in CriterionValue.objects.filter(criterion__in=numbers):
        values[one.criterion_id][one.member_id] = one.value
    return [
        Criterion(one.pk, one.kind, one.label, values[one.pk], one.unit, one.source)
        for one in criteria
    ]


def _weighed(
    criteria: Sequence[SharingCriterion], weights: Mapping[int, Mapping[int, int]]
) -> list[SharingCriterion]:
    """The criteria that these keys follow: the values of the others would give the other keys.

    The inhabitants stay with a potential, which is multiplied by them.
    """
    numbers = {one for key in weights.values() for one, weight in key.items() if weight}
    used = [one for one in criteria if one.pk in numbers]
    if all(one.kind != Measure.FISCAL for one in used):
        return used
    return [one for one in criteria if one.kind == Measure.POPULATION or one in used]


def _weights(keys: Sequence[CostKey]) -> dict[int, dict[int, int]]:
    weights: dict[int, dict[int, int]] = defaultdict(dict)
    for one in KeyWeight.objects.filter(key__in=[key.pk for key in keys]):
        weights[one.key_id][one.criterion_id] = one.weight_bp
    return weights


def _mixes(keys: Sequence[CostKey], weights: Mapping[int, Mapping[int, int]]) -> list[Mix]:
    floors: dict[int, dict[int, int]] = defaultdict(dict)
    caps: dict[int, dict[int, int]] = defaultdict(dict)
    for one in KeyBound.objects.filter(key__in=[key.pk for key in keys]):
        if one.floor_cents:
            floors[one.key_id][one.member_id] = one.floor_cents
        if one.cap_cents is not None:
            caps[one.key_id][one.member_id] = one.cap_cents
    return [
        Mix(one.pk, one.letter, one.label, weights.get(one.pk, {}), floors[one.pk], caps[one.pk])
        for one in keys
    ]
