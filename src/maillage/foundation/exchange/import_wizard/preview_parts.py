"""What a preview stores of each thing that the check page shows."""

from typing import NotRequired, TypedDict

from maillage.foundation.exchange.cells.problems import RawValue
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.suggestions import (
    DAY,
    DONE_IF_TICKED,
    TICKED,
)
from maillage.foundation.exchange.targets.answer_keys import END_OF, part_key


class Case(TypedDict):
    """One problem as the preview stores it, with the cells that repeat it.

    `leads_to` is the sheet where it is mended, `url` the page of it, `name` what it is about where
    its cell holds other words.
    """

    cell: str
    raw: RawValue
    message: str
    suggestion: str | None
    others: list[str]
    elsewhere: str
    sheet: str
    row: int
    column: str
    header: str
    editable: bool
    code: NotRequired[str]
    ready: NotRequired[str]
    name: NotRequired[str]
    leads_to: NotRequired[str]
    url: NotRequired[str]


class Suggestion(TypedDict):
    """One remark as the preview stores it, with the gesture that answers it.

    A field holds `value`, and `who` tells whose row it is; what is written there goes to `answer`,
    under a `header`. The `others` are the cells of which the same is said. Once imported, `done`
    says whether what its tick asks was done.
    """

    cell: str
    code: NotRequired[str]
    others: NotRequired[list[str]]
    answer: NotRequired[str]
    header: NotRequired[str]
    raw: RawValue
    message: str
    place: str
    elsewhere: str
    suggestion: NotRequired[str | None]
    done: NotRequired[bool]
    gesture: NotRequired[str]
    value: NotRequired[str]
    who: NotRequired[str]


class RemarkShown(TypedDict):
    """A free remark, as the preview stores it."""

    key: str
    row: int
    text: str


class RemarkColumn(TypedDict):
    """A column of free remarks, as the preview stores it; `opinions` are the cells refused."""

    letters: str
    header: str
    count: int
    remarks: list[RemarkShown]
    opinions: list[str]


class Proposal(TypedDict):
    """A sheet that the file completes or repeats, as the preview stores it."""

    key: str
    title: str
    reason: str
    merge: str
    keep: str
    accepted: NotRequired[str]
    unanswered: NotRequired[str]
    replace: NotRequired[str]
    replaces: NotRequired[str]
    differences: list[dict[str, str | bool]]


class ArrivalShown(TypedDict):
    """A structure about to be created, as the preview stores it; each choice is a key, a name."""

    key: str
    name: str
    place: str
    people: str
    more: int
    choices: list[tuple[str, str]]
    is_own: NotRequired[bool]


class AlternativeShown(TypedDict):
    """What the file says otherwise than a sheet, as the preview stores it; a choice as above.

    The page gives it the words of its `answer`; `unanswered` is told as long as it has none, and
    an answer that alone `lets_in` something says so.
    """

    title: str
    sentence: str
    unanswered: NotRequired[str]
    lets_in: NotRequired[bool]
    choices: list[tuple[str, str]]
    answer: NotRequired[str]


def keys_of(alternative: AlternativeShown) -> list[str]:
    """The keys that answer it; none where nothing is to be chosen."""
    return [key for key, _words in alternative["choices"]]


def gesture_of(suggestion: Suggestion) -> str:
    """By which gesture it is answered; empty when it is only told."""
    return suggestion.get("gesture", "")


def ticks_of(suggestion: Suggestion) -> list[str]:
    """The names of what a tick answers, one for each cell of which the same is said."""
    cells = [suggestion["cell"], *suggestion.get("others", [])]
    is_outside = suggestion.get("code") == "structure_outside"
    return [part_key(cell) for cell in cells] if is_outside else cells


def answers_of(arrival: ArrivalShown) -> set[str]:
    """The keys that answer whether a structure is one that is known, or none."""
    return {arrival["key"], *(key for key, _name in arrival["choices"])}


def is_followed(run: Import, suggestion: Suggestion) -> bool:
    """Whether a suggestion does something: by its tick or for want of one, or by its field."""
    if gesture_of(suggestion) in TICKED:
        return is_ticked(run, suggestion) == (suggestion.get("code") in DONE_IF_TICKED)
    return bool(gesture_of(suggestion)) and bool(run.corrections.get(answer_key(suggestion)))


def is_ticked(run: Import, suggestion: Suggestion) -> bool:
    """Whether the officer ticked what answers it."""
    return gesture_of(suggestion) in TICKED and ticks_of(suggestion)[0] in run.refused


def answer_key(suggestion: Suggestion) -> str:
    """The name under which what is written in its field is kept."""
    if gesture_of(suggestion) == DAY:
        return f"{END_OF}{suggestion['cell']}"
    return suggestion.get("answer", suggestion["cell"])
