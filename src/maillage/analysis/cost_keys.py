"""Who pays what? Keys, floors and caps, to the cent and with an exact sum."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from operator import mul

from maillage.analysis.exact import Number, as_integers, in_proportion, non_negative
from maillage.analysis.water_filling import water_filled


@dataclass(frozen=True)
class Key:
    """One sharing key: its weight in the mix, and one value per member (population, hours…)."""

    weight: Number
    values: Sequence[Number]
    label: str = ""


@dataclass(frozen=True)
class Contribution:
    """What one member pays, and what it would pay alone; amounts in cents.

    `overpaid` is what it pays beyond its stand-alone cost, 0 when it gains or when that cost is
    not known.
    """

    member: str
    share: Fraction
    cents: int
    stand_alone_cents: int | None
    overpaid: int


def key_shares(keys: Sequence[Key]) -> tuple[Fraction, ...]:
    """Share of each member in a mix of keys.

    share_i = Σ_k α_k v_ik / Σ_j v_jk, with the weights α_k brought to a sum of 1.

    En clair : « Chaque clé répartit sa part du coût, selon le poids que vous lui donnez. »

    >>> key_shares([Key("0.5", [3, 1]), Key("0.5", [1, 1])])
    (Fraction(5, 8), Fraction(3, 8))
    >>> key_shares([Key(1, [7])]), key_shares([Key(1, [])])
    ((Fraction(1, 1),), ())

    Raises ValueError, naming the key, when it has no value above zero or not one value per
    member, when no key has a weight, and for what is no number or is negative.
    """
    parts = _mixed(keys)
    whole = sum(parts)
    return tuple(Fraction(part, whole) for part in parts)


def split_cents(total_cents: int, shares: Sequence[Number]) -> tuple[int, ...]:
    """Whole cents by largest remainder: the sum is exactly the total.

    Each member has the floor of share × total / Σ shares; the cents left go one by one to the
    largest fractions, ties in the members' order.

    En clair : « La somme tombe juste au centime ; à égalité, l’ordre des membres décide. »

    >>> split_cents(100, [Fraction(1), Fraction(1), Fraction(1)])
    (34, 33, 33)
    >>> split_cents(0, [Fraction(1)]), split_cents(5, [])
    ((0,), ())

    Raises ValueError for a negative total or share, and when all shares are zero.

    Reference: M. Balinski, H. P. Young, *Fair Representation*, 1982 (method of Hamilton).
    """
    parts = in_proportion(shares, "Part, membre")
    if total_cents < 0:
        raise ValueError(f"Total à répartir : « {total_cents} » est négatif.")
    if parts and not any(parts):
        raise ValueError("Répartition : toutes les parts sont nulles, personne ne paierait.")
    whole = sum(parts)
    exact_cents = [divmod(part * total_cents, whole) for part in parts]
    left = total_cents - sum(cents for cents, _remainder in exact_cents)
    order = sorted(range(len(parts)), key=lambda i: -exact_cents[i][1])
    rounded_up = set(order[:left])
    return tuple(cents + (i in rounded_up) for i, (cents, _remainder) in enumerate(exact_cents))


def contributions(
    members: Sequence[str],
    total_cents: int,
    keys: Sequence[Key],
    *,
    floors: Sequence[int] | None = None,
    caps: Sequence[int | None] | None = None,
    stand_alone: Sequence[int | None] | None = None,
) -> tuple[Contribution, ...]:
    """What each member pays under a mix of keys, floors and caps, beside its cost alone.

    Shares are those of `key_shares`; what floors and caps move is shared again in the same
    proportions by `water_filled`, then rounded by `split_cents`. All amounts are in cents.

    En clair : « Voici ce que chacun paie, et ce qu’il paierait s’il faisait seul. »

    >>> rows = contributions(["Nort", "Blain"], 1000, [Key(1, [3, 1])], floors=[0, 300])
    >>> [row.cents for row in rows]
    [700, 300]
    >>> contributions([], 0, [Key(1, [])])
    ()

    Raises ValueError as these functions do, and when a list has not one value per member.
    """
    parts = _mixed(keys)
    _check_lengths(members, parts, floors, caps, stand_alone)
    values: Sequence[Number] = parts
    if floors is not None or caps is not None:
        levelled = water_filled(total_cents, parts, floors=floors, caps=caps)
        values = levelled if total_cents else parts
    cents = split_cents(total_cents, values)
    whole = sum(parts)
    alone = stand_alone or (None,) * len(members)
    return tuple(
        Contribution(
            member=member,
            share=Fraction(part, whole),
            cents=paid,
            stand_alone_cents=cost,
            overpaid=0 if cost is None else max(0, paid - cost),
        )
        for member, part, paid, cost in zip(members, parts, cents, alone, strict=True)
    )


def _mixed(keys: Sequence[Key]) -> tuple[int, ...]:
    """Whole numbers in proportion to the shares of the mix."""
    weights = [
        non_negative(key.weight, f"{_key_label(key, k)}, poids") for k, key in enumerate(keys, 1)
    ]
    if not any(weights):
        raise ValueError("Répartition : donnez un poids à une clé au moins.")
    columns = [_column(key, k, len(keys[0].values)) for k, key in enumerate(keys, 1)]
    if not columns[0]:
        return ()
    ratios, _scale = as_integers(
        [weight / sum(column) for weight, column in zip(weights, columns, strict=True)]
    )
    return tuple(sum(map(mul, ratios, row)) for row in zip(*columns, strict=True))


def _column(key: Key, place: int, members: int) -> tuple[int, ...]:
    """Values of a key as whole numbers: only their proportions count."""
    where = _key_label(key, place)
    if len(key.values) != members:
        raise ValueError(f"{where} : {len(key.values)} valeurs au lieu de {members}.")
    column = in_proportion(key.values, f"{where}, membre")
    if column and not any(column):
        raise ValueError(
            f"{where} : toutes les valeurs sont nulles, elle ne répartit rien ; retirez-la."
        )
    return column


def _key_label(key: Key, place: int) -> str:
    return f"Clé {place} ({key.label})" if key.label else f"Clé {place}"


def _check_lengths(members: Sequence[str], *columns: Sequence[object] | None) -> None:
    for column in columns:
        if column is not None and len(column) != len(members):
            raise ValueError(f"{len(column)} valeurs données pour {len(members)} membres.")
