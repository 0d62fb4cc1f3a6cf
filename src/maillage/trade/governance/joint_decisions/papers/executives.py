"""Who executes, signs and is written to in a structure, as the directory knows them today?"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Mandate, Organisation, Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.people import mandates
from maillage.trade.governance.joint_decisions.models import Deliberation
from maillage.trade.governance.joint_decisions.papers.bodies import organ_of, presided


@dataclass(frozen=True)
class Title:
    """A function of somebody who signs: of a man, a woman, somebody unknown; and its office."""

    masculine: str
    feminine: str
    unknown: str
    to_unknown: str
    office: str
    functions: re.Pattern[str]

    @property
    def of_unknown(self) -> str:
        """Of somebody unknown: « de la présidente ou du président »."""
        return f"de {self.unknown}".replace(" ou le ", " ou du ")


TITLES = {
    "mayor": Title(
        "le maire",
        "la maire",
        "la maire ou le maire",
        "à la maire ou au maire",
        "la mairie",
        re.compile(r"maire\b(?! (?:adjoint|delegue|honoraire))"),
    ),
    "president": Title(
        "le président",
        "la présidente",
        "la présidente ou le président",
        "à la présidente ou au président",
        "la présidence",
        re.compile(r"presidente?\b(?! (?:delegue|honoraire|de (?:la )?commission))"),
    ),
    "director": Title(
        "le directeur",
        "la directrice",
        "la directrice ou le directeur",
        "à la directrice ou au directeur",
        "la direction",
        re.compile(r"direct(?:eur|rice)(?: generale?)?(?: de la caf\b.*)?$"),
    ),
}
HONORIFICS = {Person.Civility.MME.value: "Madame", Person.Civility.M.value: "Monsieur"}
ROOM_FOR_NAME = "……"
FEMININE = re.compile(r"(?:presidente|directrice)\b")


@dataclass(frozen=True)
class Officeholder:
    """Somebody in a function, or the function alone when the directory names nobody.

    `presided` is what a president presides when an act names it: "du conseil départemental".
    """

    title: Title
    person: Person | None = None
    function: str = ""
    presided: str = ""

    @property
    def function_words(self) -> str:
        """The function with its article: "la maire", or both forms when nobody is known."""
        return self._presiding(self._short_words)

    @property
    def _short_words(self) -> str:
        agreed = {
            Person.Civility.MME.value: self.title.feminine,
            Person.Civility.M.value: self.title.masculine,
        }
        return agreed.get(self.civility, self.title.unknown)

    @property
    def short_title(self) -> str:
        """The function without its article nor what it presides, once somebody is known."""
        return self._short_words.partition(" ")[2] if self.civility else ""

    def _presiding(self, words: str) -> str:
        return f"{words} {self.presided}".strip()

    @property
    def title_alone(self) -> str:
        """The function without its article, once somebody is known: "maire"."""
        return self.function_words.partition(" ")[2] if self.civility else ""

    @property
    def phrase(self) -> str:
        """How a deliberation names them: "Madame la maire"."""
        return " ".join(part for part in (self._honorific, self.function_words) if part)

    @property
    def call(self) -> str:
        """How a letter begins, the function in honour: "Madame la Maire"."""
        article = self._short_words.partition(" ")[0]
        return f"{self._honorific} {article} {french.capital(self.short_title)}"

    @property
    def signing(self) -> str:
        """Who is authorised to sign; a name or room for it, and both forms, while one is to choose.

        « Madame la maire », « Anne Le Goff [la maire ou le maire] ».
        """
        if self.civility:
            return self.phrase
        return f"{self.name or ROOM_FOR_NAME} [{self._presiding(self.title.unknown)}]"

    @property
    def signing_title(self) -> str:
        """Above their signature: "La maire", or both forms between brackets."""
        words = french.capital(self.function_words)
        return words if self.civility else f"[{words}]"

    @property
    def beside_words(self) -> str:
        """With whom somebody else signs, in a letter: the office while nobody is known."""
        return self.call if self.civility else self.title.office

    @property
    def to_words(self) -> str:
        """To whom one writes: "à Madame la maire", or both forms between brackets."""
        if not self.civility:
            return f"[{self._presiding(self.title.to_unknown)}]"
        words = f"à {self.phrase}"
        return f"au {words[5:]}" if words.startswith("à le ") else words

    @property
    def can_be_addressed(self) -> bool:
        """Whether a letter to them guesses nothing: their name and their civility are known."""
        return bool(self.name and self.civility)

    @property
    def name(self) -> str:
        """Their name, or nothing."""
        return str(self.person) if self.person else ""

    @property
    def full_name(self) -> str:
        """Their name after the civility, or nothing."""
        return " ".join(part for part in (self._honorific, self.name) if part)

    @property
    def presented(self) -> str:
        """Their name and function, or nothing: "Madame Anne Le Goff, maire"."""
        if self.person is None:
            return ""
        return ", ".join(part for part in (self.full_name, self.title_alone) if part)

    @property
    def _honorific(self) -> str:
        return HONORIFICS.get(self.civility, "")

    @property
    def civility(self) -> str:
        """The civility, or the one that the function says: "présidente"."""
        if self.person and self.person.civility:
            return self.person.civility
        return Person.Civility.MME.value if FEMININE.match(fold(self.function)) else ""


def executive_of(access: Access, one: Deliberation) -> Officeholder:
    """Who executes in the structure, with what they preside where it is not the body."""
    organ = organ_of(one)
    holder = officeholder(access, one.organisation, organ.executive)
    return replace(holder, presided=presided(organ))


def officeholder(access: Access, organisation: Organisation, word: str) -> Officeholder:
    """Who holds this function in the structure today, among the people whom this reader may see."""
    return officeholders(access, {organisation.pk: word})[organisation.pk]


def officeholders(access: Access, words: Mapping[int, str]) -> dict[int, Officeholder]:
    """The same for several structures, by their number, each for its own function; one query."""
    holders = {number: Officeholder(TITLES[word]) for number, word in words.items()}
    rows = mandates(access).filter(in_force(), organisation__in=list(words))
    for one in rows.select_related("person").order_by("-pk"):
        title = TITLES[words[one.organisation_id]]
        if _fits(one, title):
            holders[one.organisation_id] = Officeholder(title, one.person, one.function)
    return holders


def _fits(mandate: Mandate, title: Title) -> bool:
    return bool(title.functions.match(fold(mandate.function)))
