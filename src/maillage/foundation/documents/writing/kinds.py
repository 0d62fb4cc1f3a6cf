"""Which papers can the rooms write, and what may a template of each say?"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from maillage.core.points import Point
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files.rules import DocumentRefusedError


class IncompletePaperError(DocumentRefusedError):
    """The paper cannot leave as it is; `link` leads to where what it lacks is given."""

    def __init__(self, sentence: str, link: PageLink | None = None) -> None:
        super().__init__(sentence)
        self.link = link


Value: TypeAlias = "str | Sequence[Values]"
Values: TypeAlias = "Mapping[str, Value]"


@dataclass(frozen=True)
class Field:
    """What a template may write: its name, what it is, and an example of it.

    With `fields` it is a list, repeated row by row; its sample is then the rows.
    """

    name: str
    explanation: str
    sample: Value
    fields: tuple["Field", ...] = ()

    @property
    def is_list(self) -> bool:
        """Whether it is repeated."""
        return bool(self.fields)


@dataclass(frozen=True)
class Heading:
    """Which fields stand at the head and the foot of a paper, and whether the logo does.

    Those of the letterhead, unless the paper is one that another body takes as its own; `running`
    stands at the foot of the pages after the first, which could be parted from it.
    """

    sender: str = "expediteur"
    beneath: str = "sous_expediteur"
    address: str = "adresse"
    mention: str = "mention"
    running: str = "pied"
    has_logo: bool = True


@dataclass(frozen=True)
class Together:
    """How a paper is written at once for every object of a larger sheet.

    `about` is the kind of that sheet, `numbers` gives the objects as this reader may see them,
    `doubts` says what of all of them is to be verified before it is signed. Where they are many,
    `gather` gives the values of all of them at once.
    """

    about: str
    label: str
    numbers: Callable[[Access, int], Sequence[int]] = lambda _access, _number: ()
    doubts: Callable[[Access, int], str] | None = None
    gather: "Callable[[Access, int], Sequence[Values]] | None" = None


LETTERHEAD = Heading()


@dataclass(frozen=True)
class Paper:
    """A kind of paper: its word, its label, when one writes it, its fields, our own wording of it.

    `about` is the kind of sheet that offers it: meeting, jointdecision, deliberation. `make_fields`
    gives what a template may write, which a page that offers the paper does not need. `gather`
    gives the values of the object of this number as this reader may see it, or None when there is
    no such object for them; it raises IncompletePaperError for what would leave with a blank. Where
    `has_words` says no, or `lacking` says what it waits for, the sheet does not offer it.
    """

    word: str
    label: str
    purpose: str
    about: str
    make_fields: Callable[[], tuple[Field, ...]]
    model: Path
    gather: "Callable[[Access, int], Values | None]"
    heading: Heading = LETTERHEAD
    together: Together | None = None
    doubts: Callable[[Access, int], str] | None = None
    lacking: Callable[[Access, int], str] | None = None
    has_words: Callable[[Access, int], bool] | None = None

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a template of it may write."""
        return self.make_fields()

    @property
    def samples(self) -> dict[str, Value]:
        """An example of every field, to try a template with."""
        return {field.name: field.sample for field in self.fields}


def field_tag(name: str) -> str:
    """The tag that writes this field."""
    return f"{{{{ {name} }}}}"


def optional_tag(name: str) -> str:
    """The tags that write this field and leave no empty line without it."""
    return f"{{% si {name} %}}{field_tag(name)}{{% fin %}}"


papers: Point[[], Paper] = Point("papers")


def paper_by_word(word: str) -> Paper | None:
    """The kind of this word, or None."""
    return next((paper for paper in papers.ask() if paper.word == word), None)
