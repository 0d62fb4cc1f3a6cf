"""Which organ of a body deliberates, which texts does it cite, and which court judges its acts?"""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

from maillage.law.rule import marked
from maillage.law.wording import french_list
from maillage.law.words import TO_VERIFY, VERIFIED

ORGANS: Final = Path(__file__).with_name("organs.toml")
COURTS: Final = Path(__file__).with_name("courts.toml")
CODE: Final = "CGCT"
CHAMBER: Final = "chambre"
ARTICLE: Final = re.compile(r"^(?:l[ea] |l’)")


@dataclass(frozen=True)
class Organ:
    """The organ of a kind of body, who executes and signs beside, and what its acts cite.

    `executive` and `beside` are words for a function; `status` says how sure the articles are.
    `sitting` is how a chamber meets: it then deliberates itself, not an organ of it.
    `is_presided` says that one is its president, rather than that of the body.
    """

    words: str
    executive: str
    beside: str
    code: str = ""
    status: str = TO_VERIFY
    articles: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    papers: tuple[str, ...] = ()
    funds: str = ""
    has_reports: bool = False
    seats_communes: bool = False
    copies: str = ""
    sitting: str = ""
    mission: str = ""
    supervision: str = ""
    supervised: str = ""
    appeal: str = ""
    is_presided: bool = False

    @property
    def plain(self) -> str:
        """The organ without its article."""
        return ARTICLE.sub("", self.words)

    @property
    def short(self) -> str:
        """Who deliberates in a word, without its article: "conseil", "comité", "chambre"."""
        return CHAMBER if self.sitting else self.plain.partition(" ")[0]

    @property
    def short_with_article(self) -> str:
        """Who deliberates in a word: "le conseil", "le comité", "la chambre"."""
        article = "la " if self.sitting else self.words.removesuffix(self.plain)
        return article + self.short

    @property
    def deciding(self) -> str:
        """Who decides, in its act: "le conseil municipal", "la chambre, réunie en session,"."""
        if not self.sitting:
            return self.words
        return f"{self.short_with_article}, réuni{self.agreement} {self.sitting},"

    @property
    def of_words(self) -> str:
        """Of the organ: "du conseil municipal", "de l’assemblée"."""
        return f"du {self.plain}" if self.words.startswith("le ") else f"de {self.words}"

    @property
    def agreement(self) -> str:
        """What a participle takes after the organ: nothing, or the "e" of a feminine."""
        return "" if self.words.startswith("le ") else "e"

    def visa(self, *, form: str = "") -> str:
        """The visa of its code and its articles, with those of its form of EPCI; or nothing."""
        added = tuple(one for key, one in self.forms if key == form)
        cited = (*self.articles, *added)
        if not self.code:
            return ""
        noun = "son article" if len(cited) == 1 else "ses articles"
        return f"{self.code}, notamment {noun} {french_list(cited)}"


@dataclass(frozen=True)
class CtgVisas:
    """What the acts of a CTG cite beside the articles of their body."""

    visas: tuple[str, ...]
    social: str
    early_childhood: str
    amended: str
    decided: str
    status: str


@cache
def organs() -> dict[str, Organ]:
    """Return the organs by kind of body: a word of `words.BODY_KINDS`, or of those told apart.

    A Caf is "caf", an MSA "msa", a chamber of agriculture "chamber_of_agriculture".
    """
    tables = tomllib.loads(ORGANS.read_text(encoding="utf-8"))
    return {
        word: Organ(
            words=one["organ"],
            executive=one["executive"],
            beside=one["beside"],
            code=tables["codes"].get(one.get("code", ""), ""),
            status=one.get("status", VERIFIED),
            articles=tuple(one.get("articles", ())),
            forms=tuple(one.get("forms", {}).items()),
            papers=tuple(one.get("papers", ())),
            funds=one.get("funds", ""),
            has_reports=one.get("reports", False),
            seats_communes=one.get("seats_communes", False),
            copies=one.get("copies", ""),
            sitting=one.get("sitting", ""),
            mission=one.get("mission", ""),
            supervision=one.get("supervision", ""),
            supervised=one.get("supervised", ""),
            appeal=one.get("appeal", ""),
            is_presided=one.get("presided", False),
        )
        for word, one in tables.items()
        if word not in {"codes", "ctg", "founding"}
    }


def own_source(organ: Organ, source: str) -> str:
    """Return the source without the articles that the acts of other kinds of body alone cite."""
    every = {article for other in organs().values() for article in other.articles}
    foreign = every - set(organ.articles)
    parts = source.split(" ; ")
    return " ; ".join(one for one in parts if one.removeprefix(f"{CODE} ") not in foreign)


@cache
def ctg_visas() -> CtgVisas:
    """Return what is cited when the cooperation is a CTG."""
    one = tomllib.loads(ORGANS.read_text(encoding="utf-8"))["ctg"]
    return CtgVisas(**{**one, "visas": tuple(one["visas"])})


def founding_article(word: str) -> str:
    """Return the article that founds such a body, in words; a `KeyError` for an unknown word."""
    articles: dict[str, str] = tomllib.loads(ORGANS.read_text(encoding="utf-8"))["founding"]
    return articles[word]


def court_of(departement: str) -> str:
    """Return the town of the tribunal administratif of this département, or nothing."""
    towns = tomllib.loads(COURTS.read_text(encoding="utf-8"))
    return next((town for town, codes in towns.items() if departement in codes), "")


def doubtful(sources: Iterable[tuple[str, str]]) -> tuple[str, ...]:
    """Return those of these references, each with its status, that nobody verified, marked."""
    return tuple(marked(text, status) for text, status in sources if text and status != VERIFIED)
