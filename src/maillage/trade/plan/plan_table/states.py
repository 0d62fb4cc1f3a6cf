"""Which state and which priority do the cells of a plan say?"""

import re
from functools import lru_cache

from maillage.foundation.exchange.cells.text import folded, one_line, same_length
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
_HIGH = re.compile(r"\b(?:haut(?:e)?|elevee?|forte?|urgente?|prioritaire|p?1)\b")
_MIDDLE = re.compile(r"\b(?:moyen(?:ne)?|moderee?|p?2)\b")
_LOW = re.compile(r"\b(?:bas(?:se)?|faible|p?3)\b")
_SHARE = re.compile(r"^(\d{1,3}(?:[.,]\d+)?) ?(%?)$")
WHOLE = 100
_MARKS = " ✓✔✅☑☐🟢🟡🟠🔴"
_GENDER = re.compile(r"(?<=\w)e?s?$")
_ALMOST = re.compile(r"^(?:quasi(?:ment)?|presque|pratiquement|bientot)\s+")
_AFTER = re.compile(r" ?[(\[:,;/]| [-–—] | (?P<word>\w{1,40})")
_WHEN = r"(?:en|au|le|depuis|des|fin|debut|a la)\b\D{0,40}\d"
_WHY = r"(?:a|au|aux|en|le|par|pour|depuis|des|debut|fin|faute|suite|car|jusqu|cause)\b"
_OF = re.compile(r" (?:de|du|des|d)\b")
_FOLLOWS = {True: re.compile(rf" {_WHEN}"), False: re.compile(rf" {_WHY}")}
# « démarre en mai » is to come where « démarré en mai » is under way.
_PRESENT = re.compile(
    r"(?:d[ée]marr|commenc|lanc|engag|termin|achev|report|abandonn|annul|r[ée]alis|livr|sold)e$"
)
_TAKEN_BACK = re.compile(
    r"\ba (?:re\w+|completer|finir|terminer|poursuivre|confirmer|verifier)\b|\bsauf\b|\bmais\b|"
    r"\ben partie\b|\bpartiel|\bmoitie\b|\breste\b|\bpuis\b"
)
_PERCENT = re.compile(r"(?<!\d)(\d{1,3}) ?%")
_AT_ANY_PERCENT = (ActionState.PAUSED, ActionState.DROPPED, ActionState.TALK)
_SHORTEST, _LONGEST = 2, 60


def state_of(text: str) -> ActionState | None:
    """The state that these words say, alone or with why and since when; None when they say none.

    Words that say two states, or one that they take back, say none.

    >>> [state_of(text) for text in ("En retard", "suspendue", "À l'étude", "au printemps")]
    [ActionState.RUNNING, ActionState.PAUSED, ActionState.READY, None]
    >>> [state_of(text) for text in ("reporté à 2030", "gelé (budget)", "fait, à compléter")]
    [ActionState.PAUSED, ActionState.PAUSED, None]
    """
    words = _bare(text)
    whole = _one_state(words)
    if whole or "?" in words:
        return whole
    if (almost := _ALMOST.match(words)) and _one_state(words[almost.end() :]) is ActionState.DONE:
        return ActionState.RUNNING
    return _with_words_after(one_line(text))


def is_whole_state(text: str) -> bool:
    """Whether these words are a state and nothing else."""
    return _one_state(_bare(text)) is not None


def _bare(text: str) -> str:
    words = folded(text).strip(" .!")
    return words.strip(_MARKS) or words


def _one_state(words: str) -> ActionState | None:
    states = _state_words()
    return states.get(words) or states.get(_GENDER.sub("", words))


def _with_words_after(text: str) -> ActionState | None:
    """The state that opens these words, where nothing of what follows contradicts it."""
    words = same_length(text)
    for after in _AFTER.finditer(words):
        opening, rest = text[: after.start()], words[after.start() :]
        state = _one_state(_bare(opening))
        if after.start() > _LONGEST:
            return None
        if state is None or after.start() < _SHORTEST:
            continue
        is_marked = not after["word"]
        if _PRESENT.search(opening) or not (is_marked or _follows(state, rest)):
            return None
        is_sure = not _TAKEN_BACK.search(rest) and not _others_in(rest, state)
        return state if is_sure and _agrees(state, percent_in(rest)) else None
    return None


def _follows(state: ActionState, rest: str) -> bool:
    """Whether words without a mark before them say when or why: « suspendu faute de »."""
    is_of = state is ActionState.PAUSED and bool(_OF.match(rest))
    return is_of or bool(_FOLLOWS[state is ActionState.DONE].match(rest))


def _others_in(rest: str, state: ActionState) -> bool:
    """Whether words after a state say another one."""
    words = re.findall(r"[\w']+", folded(rest))
    runs = (words[start : start + length] for length in (1, 2, 3) for start in range(len(words)))
    every = (_one_state(" ".join(run)) for run in runs if len(" ".join(run)) > _SHORTEST)
    return any(one is not None and one is not state for one in every)


def _agrees(state: ActionState, percent: int | None) -> bool:
    return percent is None or state_at(percent) is state or state in _AT_ANY_PERCENT


def percent_in(text: str) -> int | None:
    """The percentage written among words: « en cours - 60 % »; None without one."""
    match = _PERCENT.search(text)
    return int(match[1]) if match and int(match[1]) <= 100 else None


@lru_cache(maxsize=1)
def _state_words() -> dict[str, ActionState]:
    """The state of each word, in the masculine too."""
    return {
        form: state
        for kind, state in _KINDS.items()
        for word in value_words()[kind]
        for form in (word, _GENDER.sub("", word))
    }


def percent_of(value: CellValue, *, of_one: bool = True) -> int | None:
    """The percentage of a cell; a bare number up to 1 is a part `of_one`; None for anything else.

    >>> [percent_of(one) for one in (0.4, "60 %", 1, "0,25", "1 %", "beaucoup")]
    [40, 60, 100, 25, 1, None]
    >>> percent_of("1", of_one=False)
    1
    """
    match = None if isinstance(value, bool) else _SHARE.match(as_text(value).strip())
    if match is None:
        return None
    number = float(match[1].replace(",", "."))
    share = number * WHOLE if of_one and number <= 1 and not match[2] else number
    return round(share) if share <= WHOLE else None


def state_at(percent: int) -> ActionState:
    """The state that a percentage says: to come, running, done."""
    if percent == 0:
        return ActionState.READY
    return ActionState.DONE if percent == 100 else ActionState.RUNNING


def is_whole_priority(text: str) -> bool:
    """Whether these words are a priority and nothing else.

    >>> is_whole_priority("Haute"), is_whole_priority("1"), is_whole_priority("haute saison")
    (True, False, False)
    """
    word = folded(text)
    return any(one.fullmatch(word) for one in (_HIGH, _MIDDLE, _LOW)) and not word.isdigit()


def priority_of(text: str) -> str:
    """The priority that these words say; nothing when they say none, or two.

    >>> [priority_of(text) for text in ("1 - haute", "moyenne", "à voir")]
    ['high', 'middle', '']
    """
    words = folded(text)
    pairs = ((Priority.HIGH, _HIGH), (Priority.MIDDLE, _MIDDLE), (Priority.LOW, _LOW))
    values = [value.value for value, pattern in pairs if pattern.search(words)]
    return values[0] if len(values) == 1 else ""
