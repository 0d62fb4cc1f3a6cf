"""A joint decision: acquired, possible, impossible, and who settles it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.analysis.majorities import Measures, Outlook, Progress, Refusal, outlook

L5211_5: Mapping[str, object] = {
    "kind": "qualified_majority",
    "alternatives": [
        {"count": {"share": "2/3"}, "population": {"share": "1/2", "strict": True}},
        {"count": {"share": "1/2"}, "population": {"share": "2/3"}},
    ],
}
SYNDICATE = {**L5211_5, "required_above": {"measure": "population", "share": "1/4"}}
EPCI = {
    **L5211_5,
    "required_above": {"measure": "population", "share": "1/4", "only_largest": True},
}
FIVE = {"Aubrelle": 3000, "Bressieux": 3000, "Corvanne": 1000, "Dormeuil": 1500, "Estrolle": 1500}


def read(
    rule: Mapping[str, object], populations: Mapping[str, int], **answers: Sequence[str]
) -> Outlook:
    given = {name: answer for answer, names in answers.items() for name in names}
    return outlook(rule, list(populations), given, measures={"population": populations})


def test_every_commune_above_a_quarter_is_required_in_a_syndicate() -> None:
    reading = read(
        SYNDICATE,
        FIVE,
        agreement=["Aubrelle", "Corvanne", "Dormeuil", "Estrolle"],
        refusal=["Bressieux"],
    )

    assert (reading.status, reading.required, reading.required_missing) == (
        "impossible",
        ("Aubrelle", "Bressieux"),
        ("Bressieux",),
    )
    assert reading.progress[0] == (
        Progress("count", Fraction(4), Fraction(10, 3), False, Fraction(5)),
        Progress("population", Fraction(7000), Fraction(5000), True, Fraction(10000)),
    )
    assert [progress.met for progress in reading.progress[0]] == [True, True]


def test_the_largest_commune_alone_is_required_in_an_epci() -> None:
    populations = {"Aubrelle": 4000, "Bressieux": 3000, "Corvanne": 1000}

    assert read(EPCI, populations).required == ("Aubrelle",)


def test_exactly_a_quarter_requires_nobody() -> None:
    populations = {"Aubrelle": 2500, "Bressieux": 2500, "Corvanne": 2500, "Dormeuil": 2500}

    assert read(SYNDICATE, populations).required == ()


def test_two_thirds_of_councils_with_exactly_half_of_the_population_is_not_enough() -> None:
    populations = {"Aubrelle": 500, "Bressieux": 500, "Corvanne": 1000}

    reading = read(L5211_5, populations, agreement=["Aubrelle", "Bressieux"])

    assert (reading.status, reading.fewest) == ("possible", 1)
    assert reading.progress[0][1].share == Fraction(1, 2)


def test_half_of_councils_with_exactly_two_thirds_of_the_population_is_enough() -> None:
    populations = {"Aubrelle": 1000, "Bressieux": 1000, "Corvanne": 500, "Dormeuil": 500}

    reading = read(L5211_5, populations, agreement=["Aubrelle", "Bressieux"])

    assert (reading.status, reading.fewest, reading.sufficient) == ("acquired", 0, ((),))
    assert reading.sentence == "La décision est acquise."


def test_silence_counts_as_the_text_says() -> None:
    six = dict.fromkeys(["A", "B", "C", "D", "E", "F"], 1000)
    agreed, silent = ["A", "B"], ["C", "D"]
    deemed = {**EPCI, "silence": "agreement"}

    favourable = read(deemed, six, agreement=agreed, silence=silent, refusal=["E", "F"])
    unfavourable = read(EPCI, six, agreement=agreed, silence=silent, refusal=["E", "F"])

    assert (favourable.status, unfavourable.status) == ("acquired", "impossible")
    assert read(deemed, six, agreement=agreed).if_silent == "acquired"
    assert read(EPCI, six, agreement=agreed).if_silent == "impossible"


def test_each_refusal_is_followed_by_its_effect() -> None:
    populations = {"Aubrelle": 5000, "Bressieux": 2000, "Corvanne": 2000, "Dormeuil": 1000}

    reading = read(EPCI, populations, agreement=["Bressieux"])

    assert reading.refusals == (
        Refusal("Bressieux", "possible", 2),
        Refusal("Aubrelle", "impossible", None),
        Refusal("Corvanne", "possible", 1),
        Refusal("Dormeuil", "possible", 1),
    )
    assert (reading.decisive, reading.sufficient, reading.complete) == (
        ("Aubrelle",),
        (("Aubrelle",),),
        True,
    )
    assert reading.sentence == "La décision reste possible : il manque un accord."


def test_a_convention_is_stopped_by_the_indispensable_alone() -> None:
    """Each decides for itself: those that agree sign, two at least."""
    rule = {"kind": "each_for_itself", "required": ["Caf"]}
    names = ["Caf", "Nort", "Blain", "Joué"]

    reading = outlook(rule, names, {"Nort": "agreement", "Blain": "refusal"})
    stopped = outlook(rule, names, {"Caf": "refusal", "Nort": "agreement"})

    assert (reading.status, reading.fewest, reading.sufficient) == ("possible", 1, (("Caf",),))
    assert reading.refusals == (
        Refusal("Nort", "possible", 2),
        Refusal("Caf", "impossible", None),
        Refusal("Joué", "possible", 1),
    )
    assert stopped.status == "impossible"
    assert outlook(rule, names, dict.fromkeys(names[:2], "agreement")).sentence == (
        "Les structures qui ont donné leur accord peuvent signer."
    )


def test_a_required_member_in_favour_may_still_undo_the_decision() -> None:
    rule = {"kind": "required_structures", "required": ["Nort"]}

    reading = outlook(rule, ["Nort", "Blain"], {"Nort": "agreement"})

    assert reading.refusals == (
        Refusal("Nort", "impossible", None),
        Refusal("Blain", "acquired", 0),
    )


def test_weighted_seats_may_ask_for_a_number_of_seats() -> None:
    rule = {"kind": "weighted_seats", "alternatives": [{"seats": {"at_least": 12}}]}
    seats = {"DE": 4, "FR": 4, "IT": 4, "NL": 2, "BE": 2, "LU": 1}

    reading = outlook(rule, list(seats), {"DE": "agreement"}, measures={"seats": seats})

    assert reading.sufficient == (
        ("FR", "IT"),
        ("FR", "NL", "BE"),
        ("IT", "NL", "BE"),
    )
    assert reading.sentence == "La décision reste possible : il manque au moins 2 accords."


def test_two_thirds_of_composition_counts_all_seats() -> None:
    seats = {"Département": 10, "Agglo": 10, "Communauté": 10}
    rule = {"kind": "two_thirds_of_composition"}

    reading = outlook(
        rule,
        list(seats),
        {"Département": "agreement", "Agglo": "refusal"},
        measures={"seats": seats},
    )

    assert (reading.status, reading.sufficient) == ("possible", (("Communauté",),))


def test_simple_majority_each_needs_every_council() -> None:
    reading = outlook(
        {"kind": "simple_majority_each"},
        ["CC du Pays de Retz", "Pornic"],
        {"CC du Pays de Retz": "agreement", "Pornic": "refusal"},
    )

    assert (reading.status, reading.refusals) == (
        "impossible",
        (Refusal("CC du Pays de Retz", "impossible", None),),
    )
    assert reading.sentence == "La décision ne peut plus être acquise."


def test_nobody_decides_nothing() -> None:
    reading = outlook(EPCI, [], {}, measures={"population": {}})

    assert (reading.status, reading.sufficient, reading.complete, reading.if_silent) == (
        "impossible",
        (),
        True,
        "impossible",
    )
    assert reading.progress[0][0].share == 0


def test_lists_stop_at_the_limit_and_say_so() -> None:
    rule = {"kind": "weighted_seats", "alternatives": [{"count": {"share": "1/2"}}]}

    reading = outlook(rule, list("ABCDEF"), {}, limit=4)

    assert (len(reading.sufficient), reading.complete) == (4, False)


@pytest.mark.parametrize(
    ("members", "answers", "measures", "message"),
    [
        (["Nort", "Nort"], {}, {}, "« Nort » figure deux fois parmi les membres."),
        (
            ["Nort"],
            {"Blain": "agreement"},
            {},
            "« Blain » a répondu mais ne figure pas parmi les membres.",
        ),
        (
            ["Nort"],
            {"Nort": "oui"},
            {},
            "Nort : réponse « oui » inconnue ; agreement, refusal, silence, pending.",
        ),
        (["Nort"], {}, {}, "Règle « qualified_majority » : il manque la mesure « population »."),
        (
            ["Nort"],
            {},
            {"population": {}},
            "Mesure « population » : il manque la valeur de Nort.",
        ),
        (
            ["Nort"],
            {},
            {"population": {"Nort": -1}},
            "Mesure « population », Nort : « -1 » est négatif ; indiquez zéro ou plus.",
        ),
    ],
)
def test_wrong_input_is_refused(
    members: list[str], answers: dict[str, str], measures: Measures, message: str
) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 - the whole message is compared
        outlook(EPCI, members, answers, measures=measures)

    assert str(refused.value) == message


def test_a_required_stranger_is_named() -> None:
    with pytest.raises(ValueError, match=r"« Blain » est exigé mais n’est pas membre\."):
        outlook({"kind": "required_structures", "required": ["Blain"]}, ["Nort"], {})


shares = st.sampled_from(["0", "1/4", "1/2", "2/3", "3/4", "1"])
thresholds = st.fixed_dictionaries({"share": shares, "strict": st.booleans()})
alternatives = st.dictionaries(st.sampled_from(["count", "population"]), thresholds)


@st.composite
def votes(draw: st.DrawFn) -> tuple[dict[str, object], dict[str, int], dict[str, str]]:
    """A rule, populations and answers of at most seven members."""
    names = list("ABCDEFG")[: draw(st.integers(1, 7))]
    rule: dict[str, object] = {
        "kind": "qualified_majority",
        "alternatives": draw(st.lists(alternatives, min_size=1, max_size=2)),
        "required": draw(st.lists(st.sampled_from(names), max_size=2, unique=True)),
        "required_above": draw(
            st.none()
            | st.fixed_dictionaries(
                {"measure": st.just("population"), "share": shares, "only_largest": st.booleans()}
            )
        ),
        "silence": draw(st.sampled_from(["agreement", "refusal", "none"])),
    }
    populations = {name: draw(st.integers(0, 6)) for name in names}
    answer = st.sampled_from(["agreement", "refusal", "silence", "pending", "pending"])
    return rule, populations, {name: draw(answer) for name in names}


def wins(
    reading: Outlook, rule: Mapping[str, object], populations: Mapping[str, int], yes: set[str]
) -> bool:
    """The rule read naively on the set of members in favour."""
    if not set(reading.required) <= yes:
        return False
    reached = {"count": len(yes), "population": sum(populations[name] for name in yes)}
    value = rule["alternatives"]
    assert isinstance(value, list)
    totals = {"count": len(populations), "population": sum(populations.values())}
    return any(
        all(
            reached[m] > Fraction(t["share"]) * totals[m]
            or (not t["strict"] and reached[m] == Fraction(t["share"]) * totals[m])
            for m, t in thresholds.items()
        )
        for thresholds in value
    )


def winning_sets(
    reading: Outlook,
    rule: Mapping[str, object],
    populations: Mapping[str, int],
    yes: set[str],
    pending: Sequence[str],
) -> list[frozenset[str]]:
    return [
        frozenset(chosen)
        for size in range(len(pending) + 1)
        for chosen in combinations(pending, size)
        if wins(reading, rule, populations, yes | set(chosen))
    ]


@settings(max_examples=300)
@given(votes())
def test_outlook_equals_trying_every_answer(
    vote: tuple[dict[str, object], dict[str, int], dict[str, str]],
) -> None:
    rule, populations, answers = vote
    silent = {"silence"} if rule["silence"] == "agreement" else set()
    yes = {name for name, answer in answers.items() if answer in {"agreement"} | silent}
    pending = [name for name, answer in answers.items() if answer == "pending"]

    reading = outlook(
        rule, list(populations), answers, measures={"population": populations}, limit=200
    )
    enough = winning_sets(reading, rule, populations, yes, pending)
    minimal = {chosen for chosen in enough if not any(other < chosen for other in enough)}

    assert reading.status == (
        "acquired" if frozenset() in minimal else "possible" if enough else "impossible"
    )
    assert (set(map(frozenset, reading.sufficient)), reading.complete) == (minimal, True)
    assert reading.fewest == min(map(len, enough), default=None)
    for refusal in reading.refusals:
        others = [name for name in pending if name != refusal.member]
        left = winning_sets(reading, rule, populations, yes - {refusal.member}, others)
        assert refusal.fewest == min(map(len, left), default=None)


@settings(max_examples=50)
@given(votes())
def test_order_of_members_changes_nothing(
    vote: tuple[dict[str, object], dict[str, int], dict[str, str]],
) -> None:
    rule, populations, answers = vote
    turned = list(reversed(populations))
    measures = {"population": populations}

    first = outlook(rule, list(populations), answers, measures=measures, limit=200)
    second = outlook(rule, turned, answers, measures=measures, limit=200)

    assert (first.status, first.fewest, set(map(frozenset, first.sufficient))) == (
        second.status,
        second.fewest,
        set(map(frozenset, second.sufficient)),
    )
