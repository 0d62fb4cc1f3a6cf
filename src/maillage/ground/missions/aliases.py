"""By which other words are the tools looked for? They are read once from aliases.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maillage.core.folded import fold

SOURCE = Path(__file__).parent / "aliases.toml"
FEWEST = 3


@dataclass(frozen=True)
class Alias:
    """Words, folded, that lead to a tool, or to the `page` of it that has its own `label`."""

    tool: str
    words: tuple[str, ...]
    page: str = ""
    label: str = ""

    def answers(self, typed: str) -> bool:
        """Whether what is typed, folded, begins one of the words, or begins with one."""
        if len(typed) < FEWEST:
            return False
        return any(
            word.startswith(typed) or f"{typed} ".startswith(f"{word} ") for word in self.words
        )


@cache
def aliases() -> tuple[Alias, ...]:
    """Every alias, in the order of the file."""
    values = tomllib.loads(SOURCE.read_text(encoding="utf-8"))
    return tuple(
        Alias(
            one["tool"],
            tuple(fold(word) for word in one["words"]),
            one.get("page", ""),
            one.get("label", ""),
        )
        for one in values["alias"]
    )
