"""A sum is put to be shared, its values and its keys written, one of them proposed."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from maillage.core.versions import check_is_open, claim_version
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.cost_keys.choices import LETTERS, Measure
from maillage.trade.funding.cost_keys.models import (
    CostKey,
    CostSharing,
    CriterionValue,
    KeyBound,
    KeyWeight,
    SharingCriterion,
    SharingMember,
)
from maillage.trade.funding.writing import write_funding
from maillage.trade.governance.bodies.queries.body_table import population_of

Bounds = Mapping[int, tuple[int | None, int | None]]
Values = Mapping[tuple[int, int], Decimal | None]
# The keys that are proposed at first: by which measures, each as much as the others.
FIRST_KEYS = ((Measure.POPULATION,), (Measure.POPULATION, Measure.EQUAL), (Measure.EQUAL,))


def add_sharing(
    *, access: Access, sharing: CostSharing, organisations: Sequence[Organisation]
) -> CostSharing:
    """The sharing, its structures, the population that the registers know, three first keys."""
    with write_funding(access):
        sharing.cooperation = access.cooperation
        sharing.save()
        _keep_members(sharing, organisations)
        criteria = {kind: _add_first(sharing, kind) for kind in (Measure.POPULATION, Measure.EQUAL)}
        for letter, kinds in zip(LETTERS, FIRST_KEYS, strict=False):
            label = ", ".join(str(kind.label) for kind in kinds).capitalize()
            key = CostKey.objects.create(sharing=sharing, letter=letter, label=label)
            _keep_weights(key, {criteria[kind].pk: 10_000 // len(kinds) for kind in kinds})
    return sharing


def edit_sharing(
    *, access: Access, sharing: CostSharing, read: int, organisations: Sequence[Organisation]
) -> CostSharing:
    """The sharing with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        check_is_open(sharing)
        claim_version(sharing, read)
        sharing.save()
        _keep_members(sharing, organisations)
    return sharing


class StillPaidError(Exception):
    """Contributions follow this sharing: they go first."""

    def __init__(self) -> None:
        super().__init__(_("Des contributions en viennent : retirez-les d’abord."))


def remove_sharing(*, access: Access, sharing: CostSharing) -> None:
    """Removes a sharing of which no key is frozen, with all that it holds.

    StillPaidError while contributions come from it.
    """
    try:
        with write_funding(access):
            check_is_open(sharing)
            sharing.delete()
    except ProtectedError as refusal:
        raise StillPaidError from refusal


def keep_values(
    *,
    access: Access,
    sharing: CostSharing,
    read: int,
    values: Values,
    sums: Mapping[int, tuple[int | None, int | None]],
) -> CostSharing:
    """The sharing with its table: values by criterion and structure, what each paid, and alone.

    StaleVersionError when version `read` is not the last.
    """
    with write_funding(access):
        check_is_open(sharing)
        claim_version(sharing, read)
        for member in sharing.members.all():
            if member.pk in sums and sums[member.pk] != (member.was_cents, member.alone_cents):
                member.was_cents, member.alone_cents = sums[member.pk]
                member.save()
        _keep_values(values)
    return sharing


def add_criterion(*, access: Access, criterion: SharingCriterion) -> SharingCriterion:
    """One more measure, that every key may follow."""
    with write_funding(access):
        check_is_open(criterion.sharing)
        criterion.save()
        _fill_population(criterion)
    return criterion


def edit_criterion(*, access: Access, criterion: SharingCriterion, read: int) -> SharingCriterion:
    """The criterion with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        check_is_open(criterion.sharing)
        claim_version(criterion, read)
        criterion.save()
    return criterion


def remove_criterion(*, access: Access, criterion: SharingCriterion) -> None:
    """Removes a measure, its values and its weight in every key."""
    with write_funding(access):
        check_is_open(criterion.sharing)
        criterion.delete()


def add_key(*, access: Access, key: CostKey, weights: Mapping[int, int], bounds: Bounds) -> CostKey:
    """One more key, under the first letter that is free."""
    with write_funding(access):
        check_is_open(key.sharing)
        key.letter = next(iter(free_letters(key.sharing)))
        key.save()
        _keep_weights(key, weights)
        _keep_bounds(key, bounds)
    return key


def edit_key(
    *, access: Access, key: CostKey, read: int, weights: Mapping[int, int], bounds: Bounds
) -> CostKey:
    """The key with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        check_is_open(key.sharing)
        claim_version(key, read)
        key.save()
        _keep_weights(key, weights)
        _keep_bounds(key, bounds)
    return key


def remove_key(*, access: Access, key: CostKey) -> None:
    """Removes a key that nobody looks at any more."""
    with write_funding(access):
        check_is_open(key.sharing)
        key.delete()


def choose_key(*, access: Access, sharing: CostSharing, read: int) -> CostSharing:
    """The sharing with the key that is proposed, and what will settle it.

    StaleVersionError when version `read` is not the last.
    """
    with write_funding(access):
        check_is_open(sharing)
        claim_version(sharing, read)
        sharing.save()
    return sharing


def free_letters(sharing: CostSharing) -> list[str]:
    """The letters that no key of the sharing bears."""
    taken = set(sharing.keys.values_list("letter", flat=True))
    return [one for one in LETTERS if one not in taken]


def _add_first(sharing: CostSharing, kind: Measure) -> SharingCriterion:
    label = str(kind.label).capitalize()
    criterion = SharingCriterion.objects.create(sharing=sharing, kind=kind, label=label)
    _fill_population(criterion)
    return criterion


def _fill_population(criterion: SharingCriterion) -> None:
    """The inhabitants that the territories or the sheets of the structures know."""
    if criterion.kind != Measure.POPULATION:
        return
    members = list(criterion.sharing.members.select_related("organisation"))
    counts = population_of([one.organisation for one in members])
    for one in members:
        if count := counts.get(one.organisation_id):
            CriterionValue.objects.create(criterion=criterion, member=one, value=Decimal(count))


def _keep_members(sharing: CostSharing, organisations: Sequence[Organisation]) -> None:
    """These structures, in this order; a new one brings the inhabitants that are known of it."""
    recorded = {one.organisation_id: one for one in sharing.members.all()}
    wanted = [one.pk for one in organisations]
    for number, member in recorded.items():
        if number not in wanted:
            member.delete()
    for place, organisation in enumerate(organisations, 1):
        member = recorded.get(organisation.pk) or SharingMember(
            sharing=sharing, organisation=organisation
        )
        if member.pk is None or member.place != place:
            is_new, member.place = member.pk is None, place
            member.save()
            if is_new:
                _count_inhabitants(sharing, member)


def _count_inhabitants(sharing: CostSharing, member: SharingMember) -> None:
    count = population_of([member.organisation]).get(member.organisation_id)
    for criterion in sharing.criteria.filter(kind=Measure.POPULATION):
        if count:
            CriterionValue.objects.create(criterion=criterion, member=member, value=Decimal(count))


def _keep_values(values: Values) -> None:
    recorded = {
        (one.criterion_id, one.member_id): one
        for one in CriterionValue.objects.filter(criterion__in={pair[0] for pair in values})
    }
    for (criterion, member), value in values.items():
        one = recorded.get((criterion, member))
        if value is None:
            if one is not None:
                one.delete()
        elif one is None:
            CriterionValue.objects.create(criterion_id=criterion, member_id=member, value=value)
        elif one.value != value:
            one.value = value
            one.save()


def _keep_weights(key: CostKey, weights: Mapping[int, int]) -> None:
    recorded = {one.criterion_id: one for one in key.weights.all()}
    for criterion, one in recorded.items():
        if not weights.get(criterion):
            one.delete()
    for criterion, weight in weights.items():
        if not weight:
            continue
        one = recorded.get(criterion) or KeyWeight(key=key, criterion_id=criterion)
        if one.weight_bp != weight:
            one.weight_bp = weight
            one.save()


def _keep_bounds(key: CostKey, bounds: Bounds) -> None:
    recorded = {one.member_id: one for one in key.bounds.all()}
    for member, (floor, cap) in bounds.items():
        one = recorded.get(member)
        if floor is None and cap is None:
            if one is not None:
                one.delete()
            continue
        one = one or KeyBound(key=key, member_id=member)
        if one.pk is None or (one.floor_cents, one.cap_cents) != (floor, cap):
            one.floor_cents, one.cap_cents = floor, cap
            one.save()
