"""What the rule says of the answers, worked out by hand."""

from dataclasses import replace
from datetime import date

import pytest

from maillage.trade.governance.choices import Standing
from maillage.trade.governance.joint_decisions.rules import (
    Council,
    Terms,
    changed_by_refusal,
    last_day,
    place_of,
)
from maillage.trade.governance.joint_decisions.words.standing_words import (
    earliest_words,
    reading_of,
    silence_words,
)

TODAY = date(2026, 11, 25)
SENT = date(2026, 8, 20)


def councils(*votes: str, **fields: object) -> list[Council]:
    """Councils named A, B, C… with these votes."""
    return [
        Council(chr(65 + rank), chr(65 + rank), vote=vote, voted_on=TODAY, **fields)  # type: ignore[arg-type]  # given by each test
        for rank, vote in enumerate(votes)
    ]


@pytest.mark.parametrize(
    ("votes", "standing", "reading"),
    [
        (("adopted", "adopted"), "yes", "Tous ont répondu."),
        (("adopted", "reserved"), "reserve", "Une réserve à lever : B."),
        (("adopted", "reserved", ""), "open", "Acquise sous réserve si C adopte."),
        (("adopted", ""), "open", "Acquise si B adopte."),
        (("adopted", "deferred", ""), "open", "Acquise si B et C adoptent."),
        (("adopted", "refused"), "no", "B a refusé : il faut une autre règle ou un autre texte."),
        (("", ""), "early", "Deux structures restent à saisir."),
        ((), "early", "Aucune structure n’est encore appelée à décider."),
    ],
)
def test_unanimity_needs_every_council(votes: tuple[str, ...], standing: str, reading: str) -> None:
    place = place_of(Terms("unanimity"), councils(*votes), TODAY)

    assert (place.standing, reading_of(place)) == (standing, reading)


def test_what_is_acquired_without_a_reservation_does_not_wait_for_it() -> None:
    votes = ("adopted", "adopted", "adopted", "reserved")
    counted = [replace(one, population=1_000) for one in councils(*votes)]

    place = place_of(Terms("qualified_epci"), counted, TODAY)

    assert (place.standing, reading_of(place)) == (
        "yes",
        "Elle l’est sans D, dont l’adoption porte une réserve.",
    )


@pytest.mark.parametrize(
    ("texts", "standing", "reading"),
    [
        (("a", "a"), "yes", "Tous ont répondu."),
        (("a", ""), "yes", "Tous ont répondu."),
        (
            ("a", "b"),
            "texts",
            "Deux textes différents ont été votés : il manque un accord sur un seul.",
        ),
    ],
)
def test_two_texts_are_no_agreement(texts: tuple[str, ...], standing: str, reading: str) -> None:
    voters = zip(councils("adopted", "adopted"), texts, strict=True)

    place = place_of(Terms("unanimity"), [replace(one, text=text) for one, text in voters], TODAY)

    assert (place.standing, reading_of(place)) == (standing, reading)


@pytest.mark.parametrize(
    ("communes", "epci", "standing", "reading"),
    [
        (("adopted", "", ""), "adopted", "open", "Il manque un accord au moins."),
        (("adopted", "adopted", "adopted"), "", "open", "Acquise si EPCI adopte."),
        (("adopted", "adopted", "adopted"), "adopted", "yes", "Tous ont répondu."),
        (
            ("adopted", "adopted", "adopted"),
            "refused",
            "no",
            "EPCI a refusé : il faut une autre règle ou un autre texte.",
        ),
    ],
)
def test_an_epci_agrees_beside_its_communes_and_is_not_counted(
    communes: tuple[str, ...], epci: str, standing: str, reading: str
) -> None:
    populations = (4_000, 2_000, 2_000)
    voters = [
        replace(one, population=count)
        for one, count in zip(councils(*communes), populations, strict=True)
    ]
    voters.append(Council("EPCI", "EPCI", vote=epci, voted_on=TODAY, is_epci=True))

    place = place_of(Terms("qualified_epci"), voters, TODAY)

    assert (place.standing, reading_of(place)) == (standing, reading)


def test_a_list_needs_its_structures_and_some_others() -> None:
    requested_councils = [
        Council("A", "A", vote="adopted", is_required=True),
        Council("B", "B", is_required=True),
        Council("C", "C", vote="adopted"),
        Council("D", "D"),
    ]
    place = place_of(Terms("required_structures", least_agreements=3), requested_councils, TODAY)

    assert (place.standing, reading_of(place)) == ("open", "Acquise si B adopte.")
    assert changed_by_refusal(place) == {"stops": ["A", "B"], "goes_on": ["C", "D"]}


def test_a_list_without_names_cannot_be_read() -> None:
    place = place_of(Terms("required_structures"), councils("adopted"), TODAY)

    assert (place.standing, place.outlook, reading_of(place)) == (
        "early",
        None,
        "Dites quelles structures sont indispensables : la règle les attend.",
    )


def test_a_missing_population_is_named() -> None:
    requested_councils = [
        Council("A", "Pornic", vote="adopted", population=17_000),
        Council("B", "Bouin"),
    ]
    place = place_of(Terms("qualified_epci"), requested_councils, TODAY)

    assert (place.outlook, reading_of(place)) == (
        None,
        "La règle compte les populations : il manque celle de Bouin.",
    )


def test_qualified_majority_weighs_inhabitants() -> None:
    """CGCT L5211-5 II: half of the councils with two thirds of the inhabitants suffice."""
    requested_councils = [
        Council("A", "A", vote="adopted", population=7_000),
        Council("B", "B", vote="adopted", population=1_000),
        Council("C", "C", vote="refused", population=1_000),
        Council("D", "D", population=1_000),
    ]

    assert (
        place_of(Terms("qualified_epci"), requested_councils, TODAY).standing == Standing.ACQUIRED
    )


def test_silence_speaks_the_day_after_its_delay() -> None:
    """CGCT L5211-17: three months from notification, silence is agreement."""
    terms = Terms("unanimity", silence="competence_transfer")
    requested_councils = [
        Council("A", "A", vote="adopted", voted_on=TODAY, sent_on=SENT),
        Council("B", "B", sent_on=SENT),
    ]

    on_last_day = place_of(terms, requested_councils, date(2026, 11, 20))
    after = place_of(terms, requested_councils, date(2026, 11, 21))

    assert last_day(terms, SENT) == date(2026, 11, 20)
    assert (on_last_day.standing, on_last_day.until) == ("open", date(2026, 11, 21))
    assert (after.standing, after.tacit, reading_of(after)) == (
        "yes",
        frozenset({"A", "B"}),
        "Dont deux accords par silence.",
    )


def test_a_late_refusal_changes_nothing() -> None:
    """CE, 26 March 2007: the vote came after the delay."""
    terms = Terms("unanimity", silence="competence_transfer")
    late = [Council("A", "A", vote="refused", voted_on=date(2026, 11, 22), sent_on=SENT)]

    assert place_of(terms, late, TODAY).standing == "yes"


def test_silence_that_refuses_stops_everything() -> None:
    """CGCT L5211-19: three months without a vote are a refusal."""
    place = place_of(
        Terms("unanimity", silence="withdrawal"), [Council("A", "A", sent_on=SENT)], TODAY
    )

    assert (place.standing, reading_of(place)) == (
        "no",
        "Les silences valent refus : il faut une autre règle ou un autre texte.",
    )


def test_a_convention_never_makes_a_vote_of_silence() -> None:
    """CGCT L2121-29: each council settles its own affairs, by its vote."""
    terms = Terms("unanimity", silence="convention", months=2)
    place = place_of(terms, [Council("A", "A", sent_on=SENT)], TODAY)

    assert (last_day(terms, SENT), place.standing, place.tacit) == (None, "early", frozenset())
    assert [silence_words(one) for one in (terms, replace(terms, months=None))] == [
        f"Passé le délai convenu{delay}, le silence d’un conseil veut dire « aucune remarque » : "
        "il n’est jamais un vote (CGCT L2121-29)."
        for delay in (" (2 mois)", "")
    ]


EACH = Terms("each_for_itself")


def parties(caf: str, *votes: str) -> list[Council]:
    """The Caf, whose agreement is indispensable, and as many others as there are votes."""
    return [Council("Caf", "la Caf", vote=caf, voted_on=TODAY, is_required=True), *councils(*votes)]


@pytest.mark.parametrize(
    ("caf", "votes", "standing", "reading"),
    [
        (
            "adopted",
            ("adopted",) * 19 + ("", "", "refused"),
            "open",
            "20 structures peuvent signer. la Caf, A, B et 17 autres ont adopté, V a refusé.",
        ),
        (
            "",
            ("adopted",) * 19,
            "open",
            "Rien à signer encore : il manque l’accord de la Caf.",
        ),
        (
            "refused",
            ("adopted", "refused"),
            "no",
            "la Caf a refusé : il faut une autre règle ou un autre texte.",
        ),
        (
            "adopted",
            ("adopted", "refused", "refused"),
            "yes",
            "Deux structures peuvent signer. la Caf et A ont adopté, B et C ont refusé.",
        ),
        (
            "adopted",
            ("adopted", "adopted", "reserved"),
            "reserve",
            "Trois structures peuvent signer. Une réserve à lever : C.",
        ),
        (
            "adopted",
            ("adopted", "adopted", "reserved", "refused"),
            "reserve",
            "Trois structures peuvent signer. la Caf, A et B ont adopté, D a refusé. "
            "Une réserve à lever : C.",
        ),
        (
            "adopted",
            ("reserved", "refused"),
            "reserve",
            "la Caf a adopté, B a refusé. Une réserve à lever : A.",
        ),
        ("adopted", ("", ""), "open", "Rien à signer encore : il manque un accord au moins."),
        ("reserved", ("adopted", "adopted"), "reserve", "Une réserve à lever : la Caf."),
        (
            "adopted",
            ("refused", "refused"),
            "no",
            "A et B ont refusé : il faut une autre règle ou un autre texte.",
        ),
        ("", ("", ""), "early", "Trois structures restent à saisir."),
    ],
)
def test_in_a_convention_each_decides_for_itself(
    caf: str, votes: tuple[str, ...], standing: str, reading: str
) -> None:
    place = place_of(EACH, parties(caf, *votes), TODAY)

    assert (place.standing, reading_of(place)) == (standing, reading)


def test_a_refusal_stops_a_convention_only_where_it_is_indispensable() -> None:
    place = place_of(EACH, parties("adopted", "adopted", "", "refused"), TODAY)

    assert changed_by_refusal(place) == {"stops": ["la Caf"], "goes_on": ["A", "B"]}


def test_nobody_signs_two_texts() -> None:
    first, second, third = councils("adopted", "adopted", "adopted")
    voters = [replace(first, text="a"), replace(second, text="a"), replace(third, text="b")]

    places = [place_of(EACH, some, TODAY) for some in (voters, voters[1:])]
    readings = [reading_of(place) for place in places]

    assert [place.standing for place in places] == ["texts", "texts"]
    assert readings == [
        "Deux structures peuvent signer. "
        "Deux textes différents ont été votés : il manque un accord sur un seul.",
        "Deux textes différents ont été votés : il manque un accord sur un seul.",
    ]


def test_whose_act_is_not_executory_signs_later() -> None:
    first, second, third, fourth = councils(*("adopted",) * 4)
    later = [replace(one, is_executory=False) for one in (third, fourth)]

    readings = [
        reading_of(place_of(EACH, some, TODAY)) for some in (later, [first, second, *later])
    ]

    assert readings == [
        "Deux structures pourront signer une fois l’acte exécutoire.",
        "Deux structures peuvent signer. "
        "Deux structures pourront signer une fois l’acte exécutoire.",
    ]


def test_a_structure_that_is_asked_alone_may_sign_first() -> None:
    place = place_of(EACH, councils("adopted"), TODAY)

    assert (place.standing, reading_of(place)) == ("yes", "Une structure peut signer.")


def test_a_silence_that_the_law_makes_an_agreement_signs() -> None:
    terms = Terms("each_for_itself", silence="competence_transfer")
    silent = [Council(name, name, sent_on=SENT) for name in "AB"]

    assert reading_of(place_of(terms, silent, TODAY)) == "Deux structures peuvent signer."


def test_earliest_day_needs_every_session() -> None:
    existing_councils = [
        Council("A", "A", vote="adopted"),
        Council("B", "B", session_on=date(2026, 12, 8)),
        Council("C", "C", session_on=date(2026, 12, 18)),
    ]

    assert place_of(Terms("unanimity"), existing_councils, TODAY).earliest == date(2026, 12, 18)
    unknown = [*existing_councils, Council("D", "D")]
    assert place_of(Terms("unanimity"), unknown, TODAY).earliest is None


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        ((18, 4), "Tous auront voté au plus tôt le vendredi 18 décembre 2026."),
        ((18, None), "On ne sait pas encore quand se réunit le conseil de B."),
    ],
)
def test_the_day_when_all_will_have_voted_is_shown(
    days: tuple[int | None, ...], sentence: str
) -> None:
    requested_councils = [
        Council(name, name, session_on=date(2026, 12, day) if day else None)
        for name, day in zip("AB", days, strict=True)
    ]

    words = earliest_words(place_of(Terms("unanimity"), requested_councils, TODAY), TODAY)

    assert words.replace("\u00a0", " ") == sentence


def test_a_question_put_off_waits_for_a_session_to_be_set() -> None:
    requested_councils = [
        Council("A", "A", session_on=date(2026, 12, 18)),
        Council(
            "B",
            "B",
            vote="deferred",
            voted_on=date(2026, 11, 19),
            session_on=date(2026, 11, 19),
        ),
    ]

    words = earliest_words(place_of(Terms("unanimity"), requested_councils, TODAY), TODAY)

    assert words.replace("\u00a0", " ") == (
        "Dernière séance connue : 18 décembre 2026. Nouvelle séance à fixer : B."
    )


@pytest.mark.parametrize(
    ("names", "sentence"),
    [("A", "à A son vote, ou une date."), ("AB", "à A et B leur vote, ou une date.")],
)
def test_sessions_that_are_past_call_for_a_vote(names: str, sentence: str) -> None:
    requested_councils = [Council(name, name, session_on=date(2026, 11, 3)) for name in names]

    words = earliest_words(place_of(Terms("unanimity"), requested_councils, TODAY), TODAY)

    assert words == f"Les séances connues sont passées : demandez {sentence}"
