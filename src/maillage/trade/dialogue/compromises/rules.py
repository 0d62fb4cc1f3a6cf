"""Which option can everyone live with, as the analysis reads the answers?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from maillage.analysis.compromise import Answer, Compromise, compromise
from maillage.analysis.sensitivity import deciding_cells
from maillage.core.folded import fold
from maillage.ground.actors.choices import Confidence
from maillage.trade.dialogue.choices import Stance
from maillage.trade.dialogue.compromises.models import OptionAnswer

MOST_TRIED = 40

Answers = Mapping[tuple[int, int], OptionAnswer]


@dataclass(frozen=True)
class Condition:
    """A condition as it was first written, and who says yes, to what, once it is met."""

    words: str
    actors: tuple[int, ...]
    options: tuple[int, ...]


@dataclass(frozen=True)
class Standing:
    """How one option stands: its rank, and the actors that refuse, set conditions, are silent."""

    option: int
    rank: int
    refusing: tuple[int, ...]
    conditional: tuple[int, ...]
    silent: tuple[int, ...]
    worst_regret: int


@dataclass(frozen=True)
class Readings:
    """The options from the best, the conditions from the one that unlocks most, the coverage."""

    options: tuple[Standing, ...]
    conditions: tuple[Condition, ...]
    answered: int
    places: int

    @property
    def coverage(self) -> int:
        """The share of the places that hold an answer, in per cent; 0 without any place."""
        return round(100 * self.answered / self.places) if self.places else 0


def read_answers(options: Sequence[int], actors: Sequence[int], answers: Answers) -> Readings:
    """What `maillage.analysis.compromise` reads of these answers, by the numbers of our rows.

    The same condition written with other capitals, accents or spaces is one condition.
    """
    words: dict[str, str] = {}
    answers_by_name = {
        str(option): {
            str(actor): _answer(answers[option, actor], words)
            for actor in actors
            if (option, actor) in answers
        }
        for option in options
    }
    result = compromise(
        [str(one) for one in options], [str(one) for one in actors], answers_by_name
    )
    return Readings(
        options=_standings(result),
        conditions=tuple(
            Condition(words[one.condition], _numbers(one.structures), _numbers(one.options))
            for one in result.conditions
        ),
        answered=sum(len(row) for row in answers_by_name.values()),
        places=len(options) * len(actors),
    )


def deciding_actors(
    options: Sequence[int], actors: Sequence[int], answers: Answers
) -> tuple[int, ...]:
    """The actors of whom an answer to confirm, turned or removed alone, changes the best options.

    Nothing above forty answers to confirm: the reading is then too uncertain for one to decide.
    """
    doubtful = [place for place, one in answers.items() if one.confidence == Confidence.DOUBTFUL]
    if len(doubtful) > MOST_TRIED:
        return ()

    def best(stances: Mapping[tuple[int, int], Answer]) -> list[str]:
        rows: dict[str, dict[str, Answer]] = {str(option): {} for option in options}
        for (option, actor), answer in stances.items():
            rows[str(option)][str(actor)] = answer
        read = compromise([str(one) for one in options], [str(one) for one in actors], rows)
        return [one.option for one in read.options if one.rank == 1]

    cells = {
        place: _answer(one, {})
        for place, one in answers.items()
        if place[0] in options and place[1] in actors
    }
    decisive = deciding_cells(cells, doubtful, _turned, best)
    return tuple(dict.fromkeys(actor for _option, actor in decisive))


def _turned(answer: Answer) -> Answer:
    """A refusal for whoever does not refuse, a yes for whoever does."""
    return Answer(Stance.YES if answer.position == Stance.REFUSAL else Stance.REFUSAL)


def _standings(result: Compromise) -> tuple[Standing, ...]:
    return tuple(
        Standing(
            option=int(one.option),
            rank=one.rank,
            refusing=_numbers(one.refusing),
            conditional=_numbers(one.conditional),
            silent=_numbers(one.silent),
            worst_regret=one.worst_regret,
        )
        for one in result.options
    )


def _answer(answer: OptionAnswer, words: dict[str, str]) -> Answer:
    if answer.stance != Stance.CONDITIONS:
        return Answer(answer.stance)
    names = [fold(one).rstrip(" .;") for one in answer.condition_lines]
    for name, one in zip(names, answer.condition_lines, strict=True):
        words.setdefault(name, one)
    return Answer(answer.stance, tuple(dict.fromkeys(names)))


def _numbers(names: Sequence[str]) -> tuple[int, ...]:
    return tuple(int(name) for name in names)
