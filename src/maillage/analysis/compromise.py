"""Which option can everyone live with, and which condition would unlock most?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

YES, CONDITIONS, REFUSAL = "yes", "conditions", "refusal"
REGRETS = {YES: 0, CONDITIONS: 1, REFUSAL: 2}


@dataclass(frozen=True)
class Answer:
    """What one structure says of one option; conditions only with `conditions`."""

    position: str
    conditions: Sequence[str] = ()


@dataclass(frozen=True)
class OptionReading:
    """How one option stands: who refuses, who sets conditions, who said nothing.

    `worst_regret` is the largest loss of a structure against the option it likes best: 0 none,
    1 from yes to conditions or from conditions to refusal, 2 from yes to refusal. `rank` starts
    at 1; equal readings share it.
    """

    option: str
    rank: int
    refusing: tuple[str, ...]
    conditional: tuple[str, ...]
    silent: tuple[str, ...]
    worst_regret: int
    regretting: tuple[str, ...]


@dataclass(frozen=True)
class Unlocking:
    """What meeting one condition changes.

    `structures` would then say yes to an option, `options` would have neither refusal nor
    condition left, and everyone's answer.
    """

    condition: str
    structures: tuple[str, ...]
    options: tuple[str, ...]


@dataclass(frozen=True)
class Compromise:
    """Options from the best, and conditions from the one that unlocks most."""

    options: tuple[OptionReading, ...]
    conditions: tuple[Unlocking, ...]


def compromise(
    options: Sequence[str],
    structures: Sequence[str],
    answers: Mapping[str, Mapping[str, Answer]],
) -> Compromise:
    """Options from the best compromise to the worst, and what each condition would unlock.

    `answers[option][structure]`; an absent answer is a silence, never an agreement. Options are
    compared by the number of refusals, then of structures that set conditions, then by the
    largest regret of a structure (2 for a refusal, 1 for conditions, 0 for a yes, less the
    lowest of its answers), then by the number of silences, then in the order given. A condition
    unlocks a structure when it is the only one that structure sets to an option. Adding a copy
    of an option changes neither the order of the others nor the conditions' order.

    En clair : « D’abord ce que personne ne refuse, puis ce qui pose le moins de conditions. »

    >>> reading = compromise(["Piste", "Halle"], ["Nort", "Blain"], {
    ...     "Piste": {"Nort": Answer("yes"), "Blain": Answer("conditions", ["financement"])},
    ...     "Halle": {"Nort": Answer("yes"), "Blain": Answer("refusal")}})
    >>> [row.option for row in reading.options], reading.conditions[0].options
    (['Piste', 'Halle'], ('Piste',))
    >>> compromise([], [], {}).options
    ()

    Raises ValueError, naming the option and the structure, for an unknown one, an unknown
    position, conditions without any, or given with another position.

    Reference: minimax regret, L. J. Savage, Journal of the American Statistical Association 46,
    1951.
    """
    _check(options, structures, answers)
    answers_by_option = {option: answers.get(option, {}) for option in options}
    lowest = {
        name: min(
            (REGRETS[row[name].position] for row in answers_by_option.values() if name in row),
            default=0,
        )
        for name in structures
    }
    keys = {option: _key(answers_by_option[option], structures, lowest) for option in options}
    order = sorted(keys.values())
    return Compromise(
        options=tuple(
            _reading(
                option, order.index(keys[option]) + 1, answers_by_option[option], structures, lowest
            )
            for option in sorted(options, key=lambda option: keys[option])
        ),
        conditions=_unlockings(options, structures, answers_by_option),
    )


def _key(
    row: Mapping[str, Answer], structures: Sequence[str], lowest: Mapping[str, int]
) -> tuple[int, int, int, int]:
    positions = [row[name].position for name in structures if name in row]
    regrets = [REGRETS[row[name].position] - lowest[name] for name in structures if name in row]
    return (
        positions.count(REFUSAL),
        positions.count(CONDITIONS),
        max(regrets, default=0),
        len(structures) - len(positions),
    )


def _reading(
    option: str,
    rank: int,
    row: Mapping[str, Answer],
    structures: Sequence[str],
    lowest: Mapping[str, int],
) -> OptionReading:
    regrets = {n: REGRETS[row[n].position] - lowest[n] for n in structures if n in row}
    worst = max(regrets.values(), default=0)
    return OptionReading(
        option=option,
        rank=rank,
        refusing=_saying(REFUSAL, row, structures),
        conditional=_saying(CONDITIONS, row, structures),
        silent=tuple(name for name in structures if name not in row),
        worst_regret=worst,
        regretting=tuple(name for name, regret in regrets.items() if worst and regret == worst),
    )


def _saying(position: str, row: Mapping[str, Answer], structures: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in structures if name in row and row[name].position == position)


def _unlockings(
    options: Sequence[str],
    structures: Sequence[str],
    answers_by_name: Mapping[str, Mapping[str, Answer]],
) -> tuple[Unlocking, ...]:
    conditions = dict.fromkeys(
        condition
        for option in options
        for name in structures
        if name in answers_by_name[option]
        for condition in answers_by_name[option][name].conditions
    )
    unlockings = [
        _unlocking(condition, options, structures, answers_by_name) for condition in conditions
    ]
    return tuple(
        sorted(unlockings, key=lambda one: (-len(one.structures), not one.options, one.condition))
    )


def _unlocking(
    condition: str,
    options: Sequence[str],
    structures: Sequence[str],
    answers_by_name: Mapping[str, Mapping[str, Answer]],
) -> Unlocking:
    freed = {
        option: [
            n
            for n in structures
            if n in answers_by_name[option] and _only(condition, answers_by_name[option][n])
        ]
        for option in options
    }
    open_before = {
        option: [
            n
            for n in structures
            if n not in answers_by_name[option] or answers_by_name[option][n].position != YES
        ]
        for option in options
    }
    return Unlocking(
        condition=condition,
        structures=tuple(n for n in structures if any(n in names for names in freed.values())),
        options=tuple(o for o in options if freed[o] and open_before[o] == freed[o]),
    )


def _only(condition: str, answer: Answer) -> bool:
    return set(answer.conditions) == {condition}


def _check(
    options: Sequence[str],
    structures: Sequence[str],
    answers: Mapping[str, Mapping[str, Answer]],
) -> None:
    if len(set(options)) < len(options):
        twice = next(option for option in options if list(options).count(option) > 1)
        raise ValueError(f"L’option « {twice} » figure deux fois.")
    for option, row in answers.items():
        if option not in options:
            raise ValueError(f"L’option « {option} » ne figure pas parmi celles proposées.")
        for name, answer in row.items():
            if name not in structures:
                raise ValueError(f"{option} : « {name} » ne figure pas parmi les structures.")
            _check_answer(f"{option}, {name}", answer)


def _check_answer(where: str, answer: Answer) -> None:
    if answer.position not in REGRETS:
        raise ValueError(f"{where} : « {answer.position} » inconnu ; {', '.join(REGRETS)}.")
    if answer.position == CONDITIONS and not answer.conditions:
        raise ValueError(f"{where} : indiquez au moins une condition.")
    if answer.position != CONDITIONS and answer.conditions:
        raise ValueError(f"{where} : des conditions ne vont qu’avec un accord sous conditions.")
