"""How do floors and caps move the shares, without changing the total?"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from maillage.analysis.exact import Number, as_integers, in_proportion, non_negative, non_negatives


def water_filled(
    total: Number,
    shares: Sequence[Number],
    *,
    floors: Sequence[Number] | None = None,
    caps: Sequence[Number | None] | None = None,
) -> tuple[Fraction, ...]:
    """Amounts proportional to the shares, each kept between its floor and its cap.

    amount_i = min(cap_i, max(floor_i, λ share_i)), with the level λ for which they add up to the
    total. A cap of None is no cap.

    En clair : « Ce qu’un plafond épargne à l’un est payé par les autres, à proportion. »

    >>> shares = [Fraction(1, 2), Fraction(3, 10), Fraction(1, 5)]
    >>> [int(amount) for amount in water_filled(100, shares, caps=[40, None, None])]
    [40, 36, 24]
    >>> [int(amount) for amount in water_filled(100, shares, floors=[0, 0, 30])]
    [43, 26, 30]
    >>> water_filled(0, []), water_filled(0, [Fraction(1)])
    ((), (Fraction(0, 1),))

    Raises ValueError when floors add up to more than the total, when caps leave part of it to
    nobody, and when a floor is above its cap.
    """
    least = non_negatives(floors if floors is not None else [0] * len(shares), "Plancher, membre")
    most = _caps(caps if caps is not None else [None] * len(shares))
    bounds = _in_one_unit(non_negative(total, "Total à répartir"), least, most)
    parts = in_proportion(shares, "Part, membre")
    _check(bounds, parts)
    level = _level(bounds, parts)
    return tuple(
        _clamped(level * part, low, high)
        for part, low, high in zip(parts, least, most, strict=True)
    )


@dataclass(frozen=True)
class _Bounds:
    """Total, floors and caps as whole numbers of one unit, `scale` of them making one."""

    total: int
    floors: tuple[int, ...]
    caps: tuple[int | None, ...]
    scale: int


def _caps(caps: Sequence[Number | None]) -> tuple[Fraction | None, ...]:
    return tuple(
        None if cap is None else non_negative(cap, f"Plafond, membre {place}")
        for place, cap in enumerate(caps, start=1)
    )


def _in_one_unit(
    total: Fraction, floors: Sequence[Fraction], caps: Sequence[Fraction | None]
) -> _Bounds:
    given = [cap for cap in caps if cap is not None]
    whole, scale = as_integers([total, *floors, *given])
    numbers = iter(whole[1 + len(floors) :])
    return _Bounds(
        total=whole[0],
        floors=whole[1 : 1 + len(floors)],
        caps=tuple(None if cap is None else next(numbers) for cap in caps),
        scale=scale,
    )


def _check(bounds: _Bounds, parts: Sequence[int]) -> None:
    unit = Fraction(1, bounds.scale)
    for place, (low, high) in enumerate(zip(bounds.floors, bounds.caps, strict=True), start=1):
        if high is not None and low > high:
            raise ValueError(
                f"Membre {place} : le plancher ({low * unit}) dépasse le plafond ({high * unit})."
            )
    total, least = bounds.total, sum(bounds.floors)
    if least > total:
        raise ValueError(f"Les planchers ({least * unit}) dépassent le total ({total * unit}).")
    highest = [
        high if part else low
        for part, low, high in zip(parts, bounds.floors, bounds.caps, strict=True)
    ]
    bounded = [amount for amount in highest if amount is not None]
    if len(bounded) == len(highest) and sum(bounded) < total:
        left = (total - sum(bounded)) * unit
        raise ValueError(f"Les plafonds laissent {left} que personne ne paie ; relevez-en un.")


def _level(bounds: _Bounds, parts: Sequence[int]) -> Fraction:
    """The level at which amounts add up to the total, met while rising from one bend to the next.

    Below its first bend a member is at its floor; above its second one, at its cap. Between two
    bends the amounts add up to `fixed` + level × `rising`.
    """
    fixed, rising = sum(bounds.floors), 0
    for amount, part in _bends(bounds, parts):
        share = abs(part)
        if fixed * share + rising * amount >= bounds.total * share:
            break
        fixed, rising = fixed + (amount if part < 0 else -amount), rising + part
    return Fraction(bounds.total - fixed, rising * bounds.scale) if rising else Fraction(0)


def _bends(bounds: _Bounds, parts: Sequence[int]) -> list[tuple[int, int]]:
    """Amounts and parts, in order of level amount / part; a negative part leaves at its cap.

    Floats sort fast; the exact order is checked, and made when they could not tell.
    """
    bends = []
    for part, low, high in zip(parts, bounds.floors, bounds.caps, strict=True):
        if part:
            bends.append((low, part))
            if high is not None:
                bends.append((high, -part))
    bends.sort(key=lambda bend: bend[0] / abs(bend[1]))
    if any(one[0] * abs(two[1]) > two[0] * abs(one[1]) for one, two in pairwise(bends)):
        bends.sort(key=lambda bend: Fraction(bend[0], abs(bend[1])))
    return bends


def _clamped(amount: Fraction, low: Fraction, high: Fraction | None) -> Fraction:
    return max(low, amount if high is None else min(high, amount))
