"""When are two figures of a reference case the same?"""

import math
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

Comparison = Callable[[object, object], bool]


def same_exactly(expected: object, computed: object) -> bool:
    """True when both values are equal; fractions may be written as texts.

    >>> same_exactly(["5/21", 3], [Fraction(5, 21), 3.0])
    True
    >>> same_exactly({"a": 1}, {"a": 1, "b": 2})
    False
    """
    return _same(expected, computed, _equal)


def same_within(tolerance: float) -> Comparison:
    """A comparison of numbers, lists and dictionaries within an absolute tolerance.

    An undefined figure (`None` or NaN) equals another undefined figure only.

    >>> same_within(1e-9)([0.1 + 0.2, None], [0.3, float("nan")])
    True
    >>> same_within(0.01)(100.0, 100.02)
    False
    """

    def close(expected: object, computed: object) -> bool:
        first, second = as_number(expected), as_number(computed)
        if first is None or second is None:
            return _equal(expected, computed)
        return abs(first - second) <= Fraction(tolerance)

    return lambda expected, computed: _same(expected, computed, close)


def shown_decimals(value: object) -> int:
    """Largest number of decimals written in a value, its lists and dictionaries included.

    >>> shown_decimals([0.023, 1, {"density": 0.25}])
    3
    """
    if isinstance(value, dict):
        return max((shown_decimals(part) for part in value.values()), default=0)
    if isinstance(value, list | tuple):
        return max((shown_decimals(part) for part in value), default=0)
    if isinstance(value, float) and math.isfinite(value):
        return max(0, -int(Decimal(repr(value)).normalize().as_tuple().exponent))
    return 0


def as_number(value: object) -> Fraction | None:
    """The exact number of a finite figure or of a text such as `"5/21"`; `None` for the rest.

    >>> as_number("5/21"), as_number(2), as_number("Vert"), as_number(True)
    (Fraction(5, 21), Fraction(2, 1), None, None)
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str | Fraction):
        return None
    try:
        return Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError):
        return None


def _same(expected: object, computed: object, same_leaf: Comparison) -> bool:
    if isinstance(expected, dict) and isinstance(computed, dict):
        return expected.keys() == computed.keys() and all(
            _same(expected[key], computed[key], same_leaf) for key in expected
        )
    if isinstance(expected, list | tuple) and isinstance(computed, list | tuple):
        return len(expected) == len(computed) and all(
            _same(first, second, same_leaf)
            for first, second in zip(expected, computed, strict=True)
        )
    return same_leaf(expected, computed)


def _equal(expected: object, computed: object) -> bool:
    if _undefined(expected) or _undefined(computed):
        return _undefined(expected) and _undefined(computed)
    first, second = as_number(expected), as_number(computed)
    if first is None or second is None:
        return type(expected) is type(computed) and expected == computed
    return first == second


def _undefined(value: object) -> bool:
    return value is None or (isinstance(value, float) and math.isnan(value))
