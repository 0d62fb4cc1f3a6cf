"""Which words and tools suit this kind of cooperation? A profile is data, one TOML file each."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "profiles"
ORDER = ("ctg", "crte", "pat", "leader", "cls", "contrat_ville", "petr", "other")


@dataclass(frozen=True)
class Word:
    """A noun as this kind of cooperation says it, with its gender and plural."""

    singular: str
    plural: str
    feminine: bool = False


@dataclass(frozen=True)
class Profile:
    """A kind of cooperation: its words, its ten first tools, its leaves put aside and why."""

    key: str
    label: str
    description: str
    words: dict[str, Word]
    tools: tuple[str, ...]
    aside: dict[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    bodies: tuple[str, ...] = ()


@cache
def profile(key: str) -> Profile:
    """The profile of this key. Raises KeyError when no such profile exists."""
    if key not in ORDER:
        raise KeyError(key)
    told = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    words = {noun: Word(**said) for noun, said in told["words"].items()}
    return Profile(
        key=key,
        label=told["label"],
        description=told["description"],
        words=words,
        tools=tuple(told["tools"]),
        aside=told.get("aside", {}),
        themes=tuple(told.get("themes", ())),
        bodies=tuple(told.get("bodies", ())),
    )


def profiles() -> list[Profile]:
    """Every profile, in the order in which a newcomer is offered them."""
    return [profile(key) for key in ORDER]
