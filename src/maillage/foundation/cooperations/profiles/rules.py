"""Which words and tools suit this kind of cooperation? A profile is data, one TOML file each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent
ORDER = ("ctg", "crte", "pat", "leader", "cls", "contrat_ville", "petr", "other")
# The states of money, in the words of a profile: `[words.money]` of its file.
MONEY = "money"
USUAL = {
    "cooperation": "la démarche",
    "member": "une structure",
    "facility": "un équipement",
    "action": "une action",
    "objective": "un objectif",
}


@dataclass(frozen=True)
class Word:
    """A noun as this kind of cooperation says it, with its gender and plural."""

    singular: str
    plural: str
    feminine: bool = False

    @property
    def with_one(self) -> str:
        """The noun after "un" or "une"."""
        return f"{'une' if self.feminine else 'un'} {self.singular}"

    @property
    def with_the(self) -> str:
        """The noun after its definite article."""
        if self.singular[0].lower() in "aeiouyéèêh":
            return f"l’{self.singular}"
        return f"{'la' if self.feminine else 'le'} {self.singular}"


@dataclass(frozen=True)
class FirstTool:
    """One of the ten tools that a profile opens first: its word, its label here, its use."""

    tool: str
    label: str
    use: str


@dataclass(frozen=True)
class PutAside:
    """Leaves, or tools, that this kind of cooperation does without, and why."""

    label: str
    reason: str
    leaves: tuple[str, ...]
    tools: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShownWord:
    """A word of the screen: what is usually said, and what this profile says."""

    usual: str
    shown: str


@dataclass(frozen=True)
class Profile:
    """A kind of cooperation: its words, its ten first tools, its leaves put aside and why.

    `money` says the states of money, usual word by word, where this profile has its own.
    `decision_rule` is the word, in `maillage.law`, of the rule by which its structures decide
    together until another is chosen.
    """

    key: str
    name: str
    label: str
    decision_rule: str
    words: dict[str, Word]
    first: tuple[FirstTool, ...]
    put_aside: tuple[PutAside, ...]
    themes: tuple[str, ...]
    bodies: tuple[str, ...]
    money: Mapping[str, str]

    @property
    def aside(self) -> dict[str, str]:
        """The reason of each leaf put aside."""
        return {leaf: one.reason for one in self.put_aside for leaf in one.leaves}

    @property
    def shown_words(self) -> tuple[ShownWord, ...]:
        """The words of the screen, each beside the usual one."""
        return tuple(
            ShownWord(USUAL[noun], word.with_the if noun == "cooperation" else word.with_one)
            for noun, word in self.words.items()
        )


@cache
def profile(key: str) -> Profile:
    """The profile of this key. Raises KeyError when no such profile exists."""
    if key not in ORDER:
        raise KeyError(key)
    values = tomllib.loads((FOLDER / f"{key}.toml").read_text(encoding="utf-8"))
    return Profile(
        key=key,
        name=values["name"],
        label=values["label"],
        decision_rule=values["decision_rule"],
        words={n: Word(**value) for n, value in values["words"].items() if n != MONEY},
        first=tuple(FirstTool(**tool) for tool in values["first"]),
        put_aside=tuple(
            PutAside(
                one["label"],
                one["reason"],
                tuple(one.get("leaves", ())),
                tuple(one.get("tools", ())),
            )
            for one in values.get("aside", ())
        ),
        themes=tuple(values["themes"]),
        bodies=tuple(values["bodies"]),
        money=values["words"].get(MONEY, {}),
    )


def profiles() -> list[Profile]:
    """Every profile, in the order in which a newcomer is offered them."""
    return [profile(key) for key in ORDER]
