"""What compromises, natures and planned gestures say."""

from collections.abc import Sequence
from datetime import date, timedelta

from maillage.core.windows import Window
from maillage.ground.actors.choices import Confidence
from maillage.ground.directory.models import Actor, Organisation
from maillage.trade.context.act_or_wait.models import Move
from maillage.trade.context.act_or_wait.queries import StructureTime, unknown_kinds
from maillage.trade.context.act_or_wait.rules import Step, advise
from maillage.trade.context.act_or_wait.words import (
    advice_words,
    became_words,
    moves_reading,
    planned_reading,
    posture_span,
    unknown_words,
)
from maillage.trade.context.nature.models import NatureReading
from maillage.trade.context.nature.queries import MemberNature, NatureRow
from maillage.trade.context.nature.states import NatureFacts, nature_read
from maillage.trade.context.nature.words import (
    FORCED,
    WANTED,
    became_note,
    evolution_words,
    moved_words,
    nature_reading,
    open_nature_reading,
    standing_words,
)
from maillage.trade.dialogue.compromises.models import Compromise, CompromiseOption, OptionAnswer
from maillage.trade.dialogue.compromises.queries import CompromiseSheet, Counts
from maillage.trade.dialogue.compromises.rules import read_answers
from maillage.trade.dialogue.compromises.states import (
    CompromiseFacts,
    compromises_sought,
    solutions_built,
)
from maillage.trade.dialogue.compromises.views.pages import compromises_sentence
from maillage.trade.dialogue.compromises.views.words import (
    compromise_sentence,
    coverage_note,
    doubt_sentences,
    terms,
    unlocking_sentences,
)
from tests.readings.tables import Case, Room

TODAY, SPRING, LAST_YEAR = date(2026, 11, 25), date(2026, 3, 2), date(2025, 6, 3)
NAMES = ("Bouin", "Rouans", "Vue")
YES, NO, IF, SILENT = "yes", "refusal", "conditions", ""


def sheet_of(
    *rows: Sequence[str],
    actors: int = 3,
    doubtful: Sequence[tuple[int, int]] = (),
    conditions: str = "Un poste financé",
    compromise: Compromise | None = None,
) -> CompromiseSheet:
    """A table of options (rows) and structures; "" is a silence."""
    options = [CompromiseOption(pk=at, label=f"Option {at + 1}") for at in range(len(rows))]
    parties = [Actor(pk=at, organisation=Organisation(name=NAMES[at])) for at in range(actors)]
    answers = {
        (option, actor): OptionAnswer(
            stance=stance,
            conditions=conditions if stance == IF else "",
            on=SPRING,
            confidence=Confidence.DOUBTFUL if (option, actor) in doubtful else Confidence.SURE,
        )
        for option, row in enumerate(rows)
        for actor, stance in enumerate(row)
        if stance
    }
    numbers = [one.pk for one in options], [one.pk for one in parties]
    return CompromiseSheet(
        compromise=compromise or Compromise(title="La navette"),
        options=options,
        actors=parties,
        answers=answers,
        readings=read_answers(*numbers, answers),
        conflict=None,
        present=frozenset(),
    )


def _compromise(name: str, sheet: CompromiseSheet) -> Case:
    """True when no silence passes for an agreement, and refusals are those of the answers."""
    words = " ".join([compromise_sentence(sheet), coverage_note(sheet)])
    best = [one for one in sheet.readings.options if one.rank == 1]
    agree = [
        sum(one.stance != NO for place, one in sheet.answers.items() if place[0] == option.pk)
        for option in sheet.options
    ]
    holds = True
    if best and "est la mieux acceptée" in words:
        stances = [one.stance for place, one in sheet.answers.items() if place[0] == best[0].option]
        holds = len(best) == 1 and NO not in stances and len(stances) == max(agree) > 0
    if best and "est refusée par quelqu’un" in words:
        refused = {place[0] for place, one in sheet.answers.items() if one.stance == NO}
        holds = refused == {one.pk for one in sheet.options}
    return Case(f"compromise, {name}", words, holds)


def compromises() -> list[Case]:
    """The best option, and why."""
    option = CompromiseOption(pk=0, label="Option 1")
    accepted = Compromise(settlement="accepted", settled_on=SPRING, chosen=option)
    settled = sheet_of([YES] * 3, compromise=accepted)
    given_up = Compromise(settlement="dropped", settled_on=SPRING)
    dropped = sheet_of([YES] * 3, compromise=given_up)
    return [
        _compromise("all against", sheet_of([NO] * 3, [NO] * 3)),
        _compromise("each is refused", sheet_of([NO, YES, YES], [NO, NO, YES])),
        _compromise("all silent", sheet_of([SILENT] * 3, [SILENT] * 3)),
        _compromise("one is silent all along", sheet_of([SILENT] * 3, [YES, YES, NO])),
        _compromise("all agree to one", sheet_of([YES] * 3, [YES, NO, NO])),
        _compromise("some conditions", sheet_of([YES, IF, IF], [YES, NO, IF])),
        _compromise("one condition, one silent", sheet_of([YES, IF, SILENT], [NO, NO, YES])),
        _compromise("two silent", sheet_of([YES, SILENT, SILENT], [NO, YES, YES])),
        _compromise("a tie", sheet_of([YES, YES, NO], [YES, NO, YES])),
        _compromise("one option", sheet_of([YES] * 3)),
        _compromise("one option, refused", sheet_of([YES, NO, YES])),
        _compromise("one structure", sheet_of([YES], [NO], actors=1)),
        _compromise("one answer", sheet_of([YES, SILENT, SILENT], [SILENT] * 3)),
        _compromise("no option", sheet_of()),
        _compromise("everybody left", sheet_of([], [], actors=0)),
        _compromise("accepted", settled),
        _compromise("dropped", dropped),
    ]


def unlockings() -> list[Case]:
    """What a condition would unlock, the terms, and the answers to confirm."""
    one, two = sheet_of([YES, YES, IF], [NO, YES, IF]), sheet_of([YES, IF, IF], [NO, NO, IF])
    doubt = sheet_of([YES, YES, YES], [YES, YES, NO], doubtful=[(0, 0), (0, 1)])
    single = sheet_of([YES, YES, IF], [YES, NO, NO], doubtful=[(1, 1)])
    alone = sheet_of([YES, YES, YES], [YES, YES, NO], doubtful=[(1, 2)])
    regrets = " ".join(one.regret for one in terms(sheet_of([YES] * 3, [IF, YES, YES], [NO] * 3)))
    return [
        Case("unlock, one", " ".join(unlocking_sentences(one)), _frees(one, 1)),
        Case("unlock, two", " ".join(unlocking_sentences(two)), _frees(two, 2)),
        Case("unlock, nothing", " ".join(unlocking_sentences(sheet_of([NO] * 3))), True),
        Case("terms", regrets, True),
        Case("doubt, two answers", " ".join(doubt_sentences(doubt)), True),
        Case("doubt, one answer", " ".join(doubt_sentences(alone)), True),
        Case("doubt, none decides", " ".join(doubt_sentences(single)), True),
    ]


def _frees(sheet: CompromiseSheet, count: int) -> bool:
    """Whether the condition is the only one of that many structures."""
    return len({place[1] for place, one in sheet.answers.items() if one.stance == IF}) == count


def _facts(**other: object) -> CompromiseFacts:
    values: dict[str, object] = {
        "open_conflicts": 0,
        "bare": (),
        "looked_for": 0,
        "accepted": 0,
        "last_on": None,
        "today": TODAY,
        "url": "/c/",
        "conflicts_url": "/f/",
        "answering": 0,
        "alone": (),
    }
    return CompromiseFacts(**(values | other))  # type: ignore[arg-type]  # each value is of its field


def compromise_leaves() -> list[Case]:
    """The leaves of compromises and of solutions built together, and the register."""
    facts = {
        "nothing": _facts(),
        "one conflict alone": _facts(open_conflicts=1, bare=("La clé",)),
        "one alone, one looked for": _facts(
            open_conflicts=1, bare=("La clé",), looked_for=1, alone=("Le quai",)
        ),
        "nobody answers since spring": _facts(looked_for=1, last_on=SPRING, alone=("La navette",)),
        "one conflict, two answered": _facts(
            open_conflicts=1, looked_for=1, last_on=TODAY, answering=2
        ),
        "two answered": _facts(looked_for=1, last_on=TODAY, answering=2),
        "two answered, one accepted": _facts(accepted=1, answering=2),
        "two answered, two accepted": _facts(accepted=2, answering=2),
        "one answered, one accepted": _facts(accepted=1, answering=1),
    }
    cases = []
    for name, one in facts.items():
        sought, built = compromises_sought(one), solutions_built(one)
        words = [f"{s.level.label} : {s.reason} {s.next_step}".strip() for s in (sought, built)]
        worked = not one.bare or sought.level != "done"
        cases.append(Case(f"leaf, compromise, {name}", words[0], worked))
        proved = one.accepted > 0 and one.answering > 1 and not one.alone
        cases.append(Case(f"leaf, co-build, {name}", words[1], (built.level == "done") == proved))
    counts = (0, 0, 0), (1, 1, 0), (1, 0, 1), (4, 2, 2), (1, 0, 0)
    return [
        *cases,
        *(
            Case(f"register, {n} {o} {a}", compromises_sentence(Counts(n, o, a)), n >= o + a)
            for n, o, a in counts
        ),
    ]


def _nature(name: str, *words: str) -> Case:
    """True when the counts said are those of the words."""
    sentence = nature_reading(words)
    wanted, forced = (sum(word in some for word in words) for some in (WANTED, FORCED))
    spoken = [word for word in words if word]
    enough = len(spoken) * 5 >= len(words) * 2
    holds = ("souhait" in sentence) == bool(wanted and enough)
    holds = holds and ("imposée" in sentence) == bool(forced and enough)
    return Case(f"nature, {name}", sentence, holds)


def _row(*words: tuple[str, date, str]) -> NatureRow:
    rows = [NatureReading(nature=word, on=day, moved_by=why) for word, day, why in words]
    return NatureRow(1, "Bouin", "", rows)


def natures() -> list[Case]:
    """How the structures live the cooperation, one by one and together."""
    worse = _row(("wished", LAST_YEAR, ""), ("imposed", SPRING, "Une dette"))
    better = _row(("imposed", LAST_YEAR, ""), ("wished", SPRING, ""))
    gone = Organisation(name="Bouin", ended_on=SPRING)
    merged = Organisation(name="Bouin", successor=Organisation(name="Bouin et Bois"))
    past = Actor(organisation=Organisation(name="Bouin"))
    past.is_member = False  # type: ignore[attr-defined]  # an annotation of the query
    return [
        _nature("nobody", *[""] * 3),
        _nature("all imposed", *["imposed"] * 3),
        _nature("all accepted", *["accepted"] * 3),
        _nature("one accepted", "accepted"),
        Case("nature, for a partner", open_nature_reading(["wished", ""]), True),
        Case("nature, for a partner, nothing", open_nature_reading(["", ""]), True),
        _nature("one of three", "wished", "", ""),
        _nature("one of two", "wished", ""),
        _nature("one imposed of two", "imposed", "wished"),
        _nature("two each", "wished", "leaning", "imposed", "pressed"),
        _nature("everybody left"),
        Case("nature, nothing read", standing_words(_row(), is_whole=True), True),
        Case("nature, nothing open", standing_words(_row(), is_whole=False), True),
        Case("nature, worse", f"{standing_words(worse, is_whole=True)} {moved_words(worse)}", True),
        Case("nature, better", f"{moved_words(better)} ; {evolution_words(better.readings)}", True),
        Case("nature, one word", moved_words(_row(("wished", SPRING, ""))), True),
        Case("became, merged", became_note(Actor(organisation=merged)), True),
        Case("became, gone", became_note(Actor(organisation=gone)), True),
        Case("became, not a member", became_note(past), True),
        Case("became, a group", became_note(Actor(group="les riverains")), True),
    ]


def _nature_leaf(name: str, *members: MemberNature) -> Case:
    state = nature_read(NatureFacts(members, TODAY, "/n/"))
    words = f"{state.level.label} : {state.reason} {state.next_step}".strip()
    fresh = [one for one in members if one.on and (TODAY - one.on).days <= 365]
    done = bool(members) and len(fresh) == len(members)
    return Case(f"leaf, nature, {name}", words, (state.level == "done") == done)


def nature_leaves() -> list[Case]:
    """The leaf of natures."""
    bouin = MemberNature("Bouin", "wished", SPRING)
    vue = MemberNature("Vue", "imposed", SPRING)
    old, silent = MemberNature("Rouans", "wished", LAST_YEAR), MemberNature("Blain", "", None)
    return [
        _nature_leaf("nothing read", silent),
        _nature_leaf("one of two", bouin, silent),
        _nature_leaf("all", bouin),
        _nature_leaf("all, one imposed", bouin, vue),
        _nature_leaf("one is old", bouin, old),
        _nature_leaf("two are old", bouin, old, MemberNature("Blain", "wished", LAST_YEAR)),
    ]


def _time(*windows: Window, **of_organisation: object) -> StructureTime:
    organisation = Organisation(pk=1, name="Bouin", kind="commune", **of_organisation)
    return StructureTime(
        organisation,
        is_member=organisation.ended_on is None,
        windows=windows,
        advice=advise(windows, TODAY),
        unknown=unknown_kinds(organisation, windows, TODAY),
    )


def window(kind: str, on: date, *, helps: bool | None, last: date | None = None) -> Window:
    return Window(1, on, last, helps, kind, kind=kind)


def _gesture(name: str, step: Step, *windows: Window) -> Case:
    """True when the advice is that step, and what is not known has no window of today."""
    time = _time(*windows)
    words = f"{advice_words(time)}. {unknown_words(time)}. {posture_span([time])}".strip()
    recent = {
        "council": any(one.kind == "council" and one.first >= TODAY for one in windows),
        "news": any(one.kind == "news" for one in windows),
        "posture": any(one.kind == "posture" for one in windows),
    }
    unknown = {kind for kind, is_there in recent.items() if not is_there}
    old = any(one.kind == "posture" and (TODAY - one.first).days > 183 for one in windows)
    right = set(time.unknown) == unknown | ({"old_posture"} if old else set())
    return Case(f"gesture, {name}", words, time.advice.step == step and right)


def _planned(name: str, count: int, around: date, *times: StructureTime) -> Case:
    """True when it says to act or to wait as its structures advise, and nothing of a past day."""
    words = planned_reading(count, Move(label="Le « premier »", around_on=around), times, TODAY)
    steps = {one.advice.step for one in times} if around >= TODAY else set()
    neither = steps == {Step.PREPARE}
    right = [
        ("agir" in words) == (Step.ACT in steps or neither),
        ("attendre" in words) == (Step.WAIT in steps or neither),
        ("passé" in words) == (around < TODAY),
    ]
    return Case(f"planned, {name}", words, all(right))


def gestures() -> list[Case]:
    """With whom one acts, prepares or waits."""
    soon, before = TODAY + timedelta(days=10), TODAY - timedelta(days=6)
    session = window("council", soon, helps=True, last=soon)
    vote = window("election", before, helps=False, last=soon)
    pushes = window("posture", TODAY - timedelta(days=20), helps=True)
    against = window("posture", TODAY - timedelta(days=20), helps=False)
    neutral = window("posture", TODAY - timedelta(days=20), helps=None)
    past = window("council", before, helps=True, last=before)
    news = window("news", before, helps=None, last=before)
    wait, act, prepare = _time(vote), _time(session), _time()
    gone = Organisation(name="Bouin et Bois")
    former = StructureTime(Organisation(name="Vue"), False, (), prepare.advice, ())
    return [
        _gesture("nothing is known", Step.PREPARE),
        _gesture("a council to come", Step.ACT, session),
        _gesture("a council that met", Step.PREPARE, past),
        _gesture("an election", Step.WAIT, vote, session),
        _gesture("hostile", Step.PREPARE, against, session),
        _gesture("a posture alone", Step.PREPARE, pushes),
        _gesture("neutral, and neutral news", Step.PREPARE, neutral, news),
        _gesture("an old posture", Step.PREPARE, window("posture", LAST_YEAR, helps=True)),
        Case("gesture, merged", became_words(_time(successor=gone)), True),
        Case("gesture, ended", became_words(_time(ended_on=SPRING)), True),
        Case("gesture, not a member", became_words(former), not former.is_member),
        Case("gestures, one", moves_reading([act], TODAY), act.advice.step == Step.ACT),
        Case("gestures, all act", moves_reading([act] * 3, TODAY), act.advice.step == Step.ACT),
        Case(
            "gestures, several of each",
            moves_reading([act, act, prepare, prepare, wait], TODAY),
            True,
        ),
        Case("gestures, all wait", moves_reading([wait] * 3, TODAY), wait.advice.step == Step.WAIT),
        Case("gestures, one of each", moves_reading([act, prepare, wait], TODAY), True),
        Case("gestures, everybody left", moves_reading([], TODAY), True),
        Case("gestures, none acts or waits", moves_reading([prepare] * 2, TODAY), True),
        Case("planned, none", planned_reading(0, None, (), TODAY), True),
        _planned("one, nobody aimed at", 1, soon),
        _planned("six, one acts, one waits", 6, soon, act, wait),
        _planned("one, to prepare", 1, soon, prepare),
        _planned("one, its day is over", 1, before, act),
    ]


DIALOGUE = Room(
    "dialogue",
    lambda: [
        *compromises(),
        *unlockings(),
        *compromise_leaves(),
        *natures(),
        *nature_leaves(),
        *gestures(),
    ],
    {
        "trade/dialogue/compromises/views/words.py": "",
        "trade/dialogue/compromises/views/pages.py": "compromises_sentence",
        "trade/dialogue/compromises/states.py": (
            "compromises_sought solutions_built _accepted _bare"
        ),
        "trade/context/nature/words.py": "",
        "trade/context/nature/states.py": "nature_read _aged",
        "trade/context/act_or_wait/words.py": "",
        "trade/context/act_or_wait/rules.py": "Step",
    },
)
