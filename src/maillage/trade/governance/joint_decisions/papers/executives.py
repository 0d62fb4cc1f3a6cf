"""Who executes, signs and is written to in a structure, as the directory knows them today?"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Mandate, Organisation, Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.people import mandates


@dataclass(frozen=True)
class Title:
    """A function of somebody who signs: for a man, a woman, somebody unknown, and to the latter."""

    masculine: str
    feminine: str
    unknown: str
    to_unknown: str
    functions: re.Pattern[str]


TITLES = {
    "mayor": Title(
        "le maire",
        "la maire",
        "la maire ou le maire",
        "à la maire ou au maire",
        re.compile(r"maire\b(?! (?:adjoint|delegue|honoraire))"),
    ),
    "president": Title(
        "le président",
        "la présidente",
        "la présidente ou le président",
        "à la présidente ou au président",
        re.compile(r"presidente?\b(?! (?:delegue|honoraire|de (?:la )?commission))"),
    ),
    "director": Title(
        "le directeur",
        "la directrice",
        "la directrice ou le directeur",
        "à la directrice ou au directeur",
        re.compile(r"direct(?:eur|rice)(?: generale?)?(?: de la caf\b.*)?$"),
    ),
}
ROOM_FOR_NAME = "……"
FEMININE = re.compile(r"(?:presidente|directrice)\b")


@dataclass(frozen=True)
class Officeholder:
    """Somebody in a function, or the function alone when the directory names nobody."""

    title: Title
    person: Person | None = None
    function: str = ""

    @property
    def function_words(self) -> str:
        """The function with its article: "la maire", or both forms when nobody is known."""
        agreed = {
            Person.Civility.MME.value: self.title.feminine,
            Person.Civility.M.value: self.title.masculine,
        }
        return agreed.get(self._civility, self.title.unknown)

    @property
    def title_alone(self) -> str:
        """The function without its article, once somebody is known: "maire"."""
        return self.function_words.partition(" ")[2] if self._civility else ""

    @property
    def phrase(self) -> str:
        """How a deliberation names them: "Madame la maire"."""
        return " ".join(part for part in (self._honorific, self.function_words) if part)

    @property
    def signing(self) -> str:
        """Who is authorised to sign; a name or room for it, and both forms, while one is to choose.

        « Madame la maire », « Anne Le Goff [la maire ou le maire] ».
        """
        if self._civility:
            return self.phrase
        return f"{self.name or ROOM_FOR_NAME} [{self.title.unknown}]"

    @property
    def to_words(self) -> str:
        """To whom one writes: "à Madame la maire", "au président", "à la maire ou au maire"."""
        if not self._civility:
            return self.title.to_unknown
        words = f"à {self.phrase}"
        return f"au {words[5:]}" if words.startswith("à le ") else words

    @property
    def addressee(self) -> str:
        """Their name at the head of a letter; their function and room for it while nobody is."""
        if self.full_name:
            return self.full_name
        one, other = self.title.feminine, self.title.masculine
        words = _("Madame %(one)s ou Monsieur %(other)s")
        return f"{words % {'one': one, 'other': other}} {ROOM_FOR_NAME}"

    @property
    def greeting(self) -> str:
        """How a letter to them begins."""
        return self.phrase if self._honorific else "Madame, Monsieur"

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
        civility = self.person.civility if self.person else ""
        return {Person.Civility.MME.value: "Madame", Person.Civility.M.value: "Monsieur"}.get(
            civility, ""
        )

    @property
    def _civility(self) -> str:
        """The civility, or the one that the function says: "présidente"."""
        if self.person and self.person.civility:
            return self.person.civility
        return Person.Civility.MME.value if FEMININE.match(fold(self.function)) else ""


def officeholder(access: Access, organisation: Organisation, word: str) -> Officeholder:
    """Who holds this function in the structure today, among the people whom this reader may see."""
    title = TITLES[word]
    rows = mandates(access).filter(in_force(), organisation=organisation)
    fitting = [one for one in rows.select_related("person").order_by("pk") if _fits(one, title)]
    if not fitting:
        return Officeholder(title)
    return Officeholder(title, fitting[0].person, fitting[0].function)


def _fits(mandate: Mandate, title: Title) -> bool:
    return bool(title.functions.match(fold(mandate.function)))
