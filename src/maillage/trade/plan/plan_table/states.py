"""Which state and which priority do the cells of a plan say?"""

import re
from functools import lru_cache

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import CellValue, as_text
from maillage.foundation.exchange.vocabulary.words import value_words
from maillage.trade.plan.choices import ActionState, Priority

_KINDS = {
    "plan_talk": ActionState.TALK,
    "plan_ready": ActionState.READY,
    "plan_running": ActionState.RUNNING,
    "plan_paused": ActionState.PAUSED,
    "plan_done": ActionState.DONE,
    "plan_dropped": ActionState.DROPPED,
}
_HIGH = re.compile(r"\b(?:haut(?:e)?|elevee?|forte?|urgente?|prioritaire|1)\b")
_MIDDLE = re.compile(r"\b(?:moyen(?:ne)?|moderee?|2)\b")
_LOW = re.compile(r"\b(?:bas(?:se)?|faible|3)\b")
_SHARE = re.compile(r"^(\d{1,3})(?:[.,]\d+)? ?%?$")
_MARKS = " ✓✔✅☑☐🟢🟡🟠🔴"
_GENDER = re.compile(r"(?<=\w)e?s?$")


def state_of(text: str) -> ActionState | None:
    """The state that these words say; None when they say none.

    >>> [state_of(text) for text in ("En retard", "suspendue", "À l'étude", "au printemps")]
    [ActionState.RUNNING, ActionState.PAUSED, ActionState.READY, None]
    """
    words = folded(text).strip(" .!")
    words = words.strip(_MARKS) or words
    states = _state_words()
    return states.get(words) or states.get(_GENDER.sub("", words))


@lru_cache(maxsize=1)
def _state_words() -> dict[str, ActionState]:
    """The state of each word, in the masculine too."""
    return {
        form: state
        for kind, state in _KINDS.items()
        for word in value_words()[kind]
        for form in (word, _GENDER.sub("", word))
    }


def percent_of(value: CellValue) -> int | None:
    """The percentage of a cell: 0.4 of a spreadsheet is forty; None for anything else.

    >>> [percent_of(one) for one in (0.4, "60 %", 1, "beaucoup")]
    [40, 60, 100, None]
    """
    if isinstance(value, int | float) and not isinstance(value, bool):
        share = value * 100 if 0 <= value <= 1 else value
        return round(share) if 0 <= share <= 100 else None
    match = _SHARE.match(as_text(value).strip())
    return int(match[1]) if match and int(match[1]) <= 100 else None


def state_at(percent: int) -> ActionState:
    """The state that a percentage says: to come, running, done."""
    if percent == 0:
        return ActionState.READY
    return ActionState.DONE if percent == 100 else ActionState.RUNNING


def priority_of(text: str) -> str:
    """The priority that these words say; nothing when they say none, or two.

    >>> [priority_of(text) for text in ("1 - haute", "moyenne", "à voir")]
    ['high', 'middle', '']
    """
    words = folded(text)
    pairs = ((Priority.HIGH, _HIGH), (Priority.MIDDLE, _MIDDLE), (Priority.LOW, _LOW))
    values = [value.value for value, pattern in pairs if pattern.search(words)]
    return values[0] if len(values) == 1 else ""
