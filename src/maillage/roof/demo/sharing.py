"""The engineering of 2027 of the first story: four communities, three keys, one proposed."""

from decimal import Decimal

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.models import CostKey, CostSharing, SharingCriterion
from maillage.trade.funding.cost_keys.services import (
    add_criterion,
    add_key,
    add_sharing,
    choose_key,
    edit_criterion,
    edit_key,
    keep_values,
)
from maillage.trade.governance.models import ArticleAmendment

YEAR, TOTAL, HOUSE = 2027, 76_500_00, 42_000_00
HOUSE_DAYS = (96, 41, 38, 65)
FOUR = ("agglo", "ervelle", "aubree", "etangs")
WAS = (33_400, 14_200, 16_100, 12_800)
ALONE = (58_000, 15_000, 24_500, 20_500)
FISCAL = (618, 402, 455, 431)
DAYS = (118, 74, 62, 50)
# Population, equal part, fiscal potential, days: in percents, under each letter.
KEYS = {
    "A": ("Population", (100, 0, 0, 0)),
    "B": ("Population, potentiel, part égale", (50, 20, 30, 0)),
    "C": ("Population, temps passé", (40, 0, 0, 60)),
}
CHOSEN = "B"


def make_sharing(*, access: Access, organisations: dict[str, Organisation]) -> None:
    """The sharing of the first story; the others have other structures."""
    if "ervelle" not in organisations:
        return
    sharing = add_sharing(
        access=access,
        sharing=CostSharing(label="Ingénierie", year=YEAR, total_cents=TOTAL),
        organisations=[organisations[one] for one in FOUR],
    )
    _measures(access, sharing)
    _values(access, sharing)
    _keys(access, sharing)
    sharing.chosen = sharing.keys.get(letter=CHOSEN)
    choose_key(access=access, sharing=sharing, read=sharing.version)


def _measures(access: Access, sharing: CostSharing) -> None:
    population = sharing.criteria.get(kind=Measure.POPULATION)
    population.source = "INSEE 2023, en vigueur en 2026"
    edit_criterion(access=access, criterion=population, read=population.version)
    for kind, label, unit, source in (
        (Measure.FISCAL, "Potentiel fiscal", "€ par habitant", "Fiches DGF 2026"),
        (Measure.TIME, "Temps des agents", "jours", "Relevé du service, 2026"),
    ):
        add_criterion(
            access=access,
            criterion=SharingCriterion(
                sharing=sharing, kind=kind, label=label, unit=unit, source=source
            ),
        )


def _values(access: Access, sharing: CostSharing) -> None:
    numbers = {one.kind: one.pk for one in sharing.criteria.all()}
    members = list(sharing.members.all())
    values: dict[tuple[int, int], Decimal | None] = {}
    for kind, counts in ((Measure.FISCAL, FISCAL), (Measure.TIME, DAYS)):
        for member, count in zip(members, counts, strict=True):
            values[numbers[kind], member.pk] = Decimal(count)
    sums = {
        member.pk: (was * 100, alone * 100)
        for member, was, alone in zip(members, WAS, ALONE, strict=True)
    }
    keep_values(access=access, sharing=sharing, read=sharing.version, values=values, sums=sums)


def _keys(access: Access, sharing: CostSharing) -> None:
    criteria = [one.pk for one in sharing.criteria.order_by("pk")]
    for key in sharing.keys.order_by("letter"):
        key.label, percents = KEYS[key.letter]
        edit_key(
            access=access,
            key=key,
            read=key.version,
            weights={
                number: percent * 100 for number, percent in zip(criteria, percents, strict=True)
            },
            bounds={},
        )


def make_house_sharing(*, access: Access, organisations: dict[str, Organisation]) -> None:
    """What each wording of the article on charges would make each pay of the house."""
    if "ervelle" not in organisations:
        return
    sharing = add_sharing(
        access=access,
        sharing=CostSharing(label="Charges de la Maison du bocage", year=YEAR, total_cents=HOUSE),
        organisations=[organisations[one] for one in FOUR],
    )
    use = add_criterion(
        access=access,
        criterion=SharingCriterion(
            sharing=sharing,
            kind=Measure.USE,
            label="Usage de la maison",
            unit="jours d’occupation",
            source="Agenda des salles, 2025",
        ),
    )
    values = {
        (use.pk, member.pk): Decimal(count)
        for member, count in zip(sharing.members.all(), HOUSE_DAYS, strict=True)
    }
    keep_values(access=access, sharing=sharing, read=sharing.version, values=values, sums={})
    _house_keys(access, organisations, sharing, use.pk)


def _house_keys(
    access: Access, organisations: dict[str, Organisation], sharing: CostSharing, use: int
) -> None:
    """The text of today, then what two proposals on it would make each pay."""
    people = sharing.criteria.get(kind=Measure.POPULATION).pk
    most = {member.pk: (None, HOUSE * 40 // 100) for member in sharing.members.all()}
    for letter, label, structure, weights, bounds in (
        ("A", "Population, texte actuel", "", {people: 10_000}, {}),
        ("B", "Usage constaté", "etangs", {use: 10_000}, {}),
        ("C", "Population, 40 % au plus", "ervelle", {people: 10_000}, most),
    ):
        key = sharing.keys.filter(letter=letter).first() or CostKey(sharing=sharing)
        key.label = label
        if structure:
            key.amendment = ArticleAmendment.objects.get(
                agreement__cooperation=access.cooperation,
                organisation=organisations[structure],
                article__label="Article 4",
            )
        if key.pk:
            edit_key(access=access, key=key, read=key.version, weights=weights, bounds=bounds)
        else:
            add_key(access=access, key=key, weights=weights, bounds=bounds)
