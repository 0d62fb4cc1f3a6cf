"""When a plan can be done: the nursery of Mareil, the common fare and its shuttle."""

from datetime import date

import pytest

from maillage.trade.plan.steps.possible import Link, Node, Possible, Session, Wait, outlook

TODAY = date(2026, 11, 24)
NURSERY = (
    Node("travaux", "CC", date(2026, 9, 7), date(2027, 2, 5), started_on=date(2026, 9, 7)),
    Node(
        "dossier",
        "CC",
        date(2026, 10, 12),
        date(2026, 12, 4),
        announced_on=date(2027, 1, 14),
        started_on=date(2026, 10, 12),
    ),
    Node("avis", "Département", date(2026, 12, 7), date(2027, 3, 5)),
    Node("recruter", "Bulle d’Ouze", date(2027, 1, 11), date(2027, 3, 19)),
    Node("convention", "Caf", date(2027, 3, 8), date(2027, 3, 26)),
    Node("ouverture", "Bulle d’Ouze", date(2027, 4, 1), date(2027, 4, 1)),
)
NURSERY_LINKS = (
    Link("dossier", "avis", 3),
    Link("avis", "convention", 3),
    Link("travaux", "convention", 3),
    Link("convention", "ouverture", 6),
    Link("recruter", "ouverture"),
)


def test_the_nursery_opens_six_weeks_late() -> None:
    seen = outlook(NURSERY, NURSERY_LINKS, TODAY)

    assert {key: (one.end, one.margin) for key, one in seen.possible.items()} == {
        "travaux": (date(2027, 2, 5), 69),
        "dossier": (date(2027, 1, 14), 0),
        "avis": (date(2027, 4, 15), 0),
        "recruter": (date(2027, 3, 19), 54),
        "convention": (date(2027, 5, 6), 0),
        "ouverture": (date(2027, 5, 12), 0),
    }
    assert seen.chain == ("dossier", "avis", "convention", "ouverture")
    assert seen.waits == (
        Wait("CC", ("Département",), 94, (("dossier", "avis"),)),
        Wait("Département", ("Caf",), 88, (("avis", "convention"),)),
        Wait("Caf", ("Bulle d’Ouze",), 18, (("convention", "ouverture"),)),
    )


def test_the_nursery_if_its_file_comes_before_christmas() -> None:
    nodes = [
        node._replace(announced_on=date(2026, 12, 17)) if node.key == "dossier" else node
        for node in NURSERY
    ]

    seen = outlook(nodes, NURSERY_LINKS, TODAY)

    assert seen.possible["ouverture"].end == date(2027, 4, 14)


def common_fare(brolles: date | None) -> tuple[Node, ...]:
    """A fare that four councils vote, then a shuttle that Brolles runs."""
    sessions = (
        Session("CC", date(2026, 12, 3)),
        Session("Ouze", date(2026, 12, 15)),
        Session("Mareil", date(2027, 1, 20)),
        Session("Brolles", brolles),
    )
    return (
        Node("tarif", "CC", date(2026, 12, 29), date(2026, 12, 31), sessions=sessions),
        Node("navette", "Brolles", date(2027, 1, 4), date(2027, 1, 4)),
    )


def test_a_fare_waits_for_the_last_of_its_councils() -> None:
    seen = outlook(common_fare(date(2027, 2, 9)), [Link("tarif", "navette", 4)], TODAY)

    ends = {key: one.end for key, one in seen.possible.items()}
    assert ends == {"tarif": date(2027, 2, 11), "navette": date(2027, 2, 15)}
    assert seen.waits == (
        Wait("Brolles", ("CC",), 77, (("tarif", "tarif"),)),
        Wait("CC", ("Brolles",), 2, (("tarif", "navette"),)),
    )
    assert seen.end == date(2027, 2, 15)


def test_nothing_is_known_beyond_a_council_whose_day_is_not() -> None:
    seen = outlook(common_fare(None), [Link("tarif", "navette", 4)], TODAY)

    unknown = Possible(unknown_because="Brolles")
    assert seen.possible == {"tarif": unknown, "navette": unknown}
    assert (seen.waits, seen.end) == ((), None)


@pytest.mark.parametrize(
    ("node", "end"),
    [
        (Node("a", due_on=date(2026, 12, 4)), date(2026, 12, 4)),
        (Node("a", due_on=date(2026, 11, 2)), TODAY),
        (Node("a", start_on=date(2026, 12, 4)), date(2026, 12, 4)),
        (Node("a", due_on=date(2026, 12, 4), announced_on=date(2027, 1, 8)), date(2027, 1, 8)),
        (Node("a", due_on=date(2026, 12, 4), announced_on=date(2026, 12, 1)), date(2026, 12, 4)),
        (Node("a", due_on=date(2026, 12, 4), done_on=date(2026, 11, 3)), date(2026, 11, 3)),
        (
            Node("a", due_on=date(2026, 11, 3), started_on=date(2026, 10, 1)),
            TODAY,
        ),
        (Node("a", done_on=date(2026, 11, 3)), date(2026, 11, 3)),
        (Node("a"), None),
    ],
)
def test_the_end_of_a_node_alone(node: Node, end: date | None) -> None:
    assert outlook([node], [], TODAY).possible["a"].end == end


def test_a_node_without_dates_transmits_nothing() -> None:
    nodes = [Node("a", due_on=date(2027, 3, 1)), Node("b"), Node("c", due_on=date(2027, 1, 8))]

    seen = outlook(nodes, [Link("a", "b"), Link("b", "c")], TODAY)

    assert seen.possible["c"].end == date(2027, 1, 8)
    assert seen.possible["b"] == Possible()


def test_a_circle_is_refused_with_its_names() -> None:
    nodes = [Node("7 Tarif", due_on=TODAY), Node("8 Navette", due_on=TODAY)]
    links = [Link("7 Tarif", "8 Navette"), Link("8 Navette", "7 Tarif")]

    with pytest.raises(ValueError, match="7 Tarif → 8 Navette → 7 Tarif"):
        outlook(nodes, links, TODAY)
