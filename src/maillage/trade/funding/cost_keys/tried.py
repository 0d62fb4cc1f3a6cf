"""Which weights does an address try, before anybody saves them?"""

from collections.abc import Mapping
from decimal import Decimal

from maillage.core.numbers import read_number
from maillage.trade.funding.cost_keys.readings import WHOLE_BP

KEY, WEIGHT = "cle", "poids-"


def is_tried(name: str) -> bool:
    """Whether this name in an address says the key, or a weight, that is tried."""
    return name == KEY or name.startswith(WEIGHT)


def tried_key(question: Mapping[str, str]) -> int | None:
    """The number of the key that is looked at; None when the address names none."""
    return read_number(question.get(KEY, ""))


def tried_weights(question: Mapping[str, str]) -> dict[int, int]:
    """The weights typed, in hundredths of a percent, by the number of their criterion."""
    rows = ((name.removeprefix(WEIGHT), question[name]) for name in question if WEIGHT in name)
    typed = {read_number(number): _basis_points(text) for number, text in rows}
    return {
        number: weight
        for number, weight in typed.items()
        if number is not None and weight is not None
    }


def refused_weight(question: Mapping[str, str]) -> str:
    """The first weight typed that is no number, as it was typed; empty when all are."""
    typed = (question[name].strip() for name in question if name.startswith(WEIGHT))
    return next((text for text in typed if _basis_points(text) is None), "")


def weight_typed(weight: int) -> str:
    """The weight as one types it, in percents."""
    return f"{(Decimal(weight) / 100).normalize():f}".replace(".", ",")


def _basis_points(typed: str) -> int | None:
    text = "".join(typed.split()).replace("%", "").replace(",", ".") or "0"
    if read_number(text.replace(".", "", 1)) is None:
        return None
    return min(int(Decimal(text) * 100), WHOLE_BP)
