"""What short name does each planned record bear in the report?"""

import re

from maillage.foundation.exchange.cells.text import folded


class Keys:
    """Gives readable keys, each used once."""

    def __init__(self) -> None:
        self._used: dict[str, int] = {}

    def unused(self, text: str) -> str:
        """A key made of the letters of a text, numbered from its second use.

        >>> keys = Keys()
        >>> keys.unused("Saint-Ouzon"), keys.unused("Saint-Ouzon")
        ('saint_ouzon', 'saint_ouzon_2')
        """
        base = re.sub(r"[^a-z0-9]+", "_", folded(text)).strip("_")[:60] or "sans_nom"
        times = self._used.get(base, 0) + 1
        self._used[base] = times
        return base if times == 1 else f"{base}_{times}"
