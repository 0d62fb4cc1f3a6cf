"""What the quorum says of a session: as a whole, point by point, college by college."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.governance.meetings.rules import Reading, Seated, read_quorum
from maillage.trade.governance.models import Body
from tests.ground.directory.reading import section
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    a_meeting_of,
    make_agenda_item,
    make_presence,
    make_stand_down,
)
from tests.trade.governance.meetings.test_meeting_attendance import seats_of

OWN_RULES = "Règlement intérieur ou convention de l’instance"


def seated(*standings: str, college: str = "", weight: int = 1) -> list[Seated]:
    """Seats that vote, held so; their names are their ranks."""
    return [
        Seated(rank, f"Siège {rank}", college, weight, standing)
        for rank, standing in enumerate(standings, start=1)
    ]


@pytest.mark.parametrize(
    ("standings", "is_met", "sentence"),
    [
        (("present",) * 5 + ("",) * 3, True, "Quorum atteint : 5 présents, il en faut 5."),
        (
            ("present",) * 4 + ("proxy",) + ("",) * 3,
            False,
            "Il manque un présent pour le quorum : 4 sur 8, il en faut 5.",
        ),
        (("",) * 3, False, "Il manque deux présents pour le quorum : 0 sur 3, il en faut 2."),
        ((), False, "Aucun siège ne vote : il n’y a rien à compter."),
    ],
)
def test_quorum_of_the_whole(standings: tuple[str, ...], is_met: bool, sentence: str) -> None:
    reading = read_quorum(Body(quorum="whole"), seated(*standings), {})

    assert (reading.is_met, reading.sentence) == (is_met, sentence)


@pytest.mark.parametrize(
    ("downs", "is_met", "sentence"),
    [
        (
            {18: "interest", 19: "interest"},
            False,
            "Il manque un présent pour le quorum : 9 sur 19, il en faut 10. Siège 18 et Siège 19 "
            "se déportent pour un intérêt personnel : comptés dans l’effectif, pas parmi les "
            "présents.",
        ),
        (
            {18: "represents", 19: "represents"},
            True,
            "Quorum atteint : 9 présents, il en faut 9. Siège 18 et Siège 19 représentent "
            "l’instance dans l’organisme concerné : hors du compte.",
        ),
    ],
)
def test_who_stands_down_is_counted_by_why(
    downs: dict[int, str], is_met: bool, sentence: str
) -> None:
    """CE 19 janvier 1983, Chauré; CGCT L1111-6 II: nineteen seats, nine of them stay and sit."""
    seats = seated(*["present"] * 9, *[""] * 8, *["present"] * 2)

    assert read_quorum(Body(quorum="whole"), seats, downs) == Reading(is_met, sentence, OWN_RULES)


@pytest.mark.parametrize(
    ("public", "private", "is_met"), [(5, 6, True), (6, 5, False), (4, 5, False)]
)
def test_leader_committee_asks_a_double_quorum(public: int, private: int, is_met: bool) -> None:
    """Ten public and ten private seats: more than half present, half of them private."""
    body = Body(quorum="whole", least_college="Privé", least_percent=50)
    seats = [
        Seated(rank, f"Siège {rank}", college, 1, "present" if rank % 10 < present else "")
        for start, college, present in ((0, "Public", public), (10, "Privé", private))
        for rank in range(start, start + 10)
    ]

    assert read_quorum(body, seats, {}).is_met is is_met


def test_each_point_has_the_quorum_of_those_who_stay(
    officer: Client, cooperation: Cooperation
) -> None:
    meeting = a_meeting_of(cooperation)
    Body.objects.filter(pk=meeting.body_id).update(quorum="whole")
    one, two, _three = seats_of(meeting, "Bouin", "Pornic", "Machecoul")
    for seat in (one, two):
        make_presence(meeting=meeting, seat=seat)
    make_stand_down(item=make_agenda_item(meeting=meeting, title="Subvention"), seat=one)

    text = section(officer.get(url(cooperation, "meeting", meeting.pk)).text, "m-presences")

    assert "Quorum atteint : 2 présents, il en faut 2." in text
    assert "« Subvention » : il manque un présent pour le quorum : 1 sur 2, il en faut 2." in text


def test_quorum_of_each_college() -> None:
    body = Body(quorum="college", colleges="Élus\nPrivé")
    seats = [
        Seated(1, "Pornic", "Élus", 1, "present"),
        Seated(2, "Bouin", "Élus", 1, "present"),
        Seated(3, "Chambre", "Privé", 1, "excused"),
    ]

    assert read_quorum(body, seats, {}) == Reading(
        False, "Quorum non atteint : Privé (il en faut 1).", OWN_RULES
    )


def test_a_guaranteed_college_weighs_enough() -> None:
    body = Body(quorum="none", colleges="Public\nPrivé", least_college="Privé", least_percent=50)
    seats = [
        Seated(1, "Pornic", "Public", 2, "present"),
        Seated(2, "Chambre", "Privé", 1, "present"),
    ]
    heavy = [seats[0], Seated(2, "Chambre", "Privé", 2, "present")]

    remarks = [read_quorum(body, some, {}).remarks for some in (seats, heavy, [])]

    words = "Le collège « Privé » n’a pas 50 % des voix présentes (1 sur 3)."
    assert [list(some) for some in remarks[:2]] == [[words], []]


def test_proxies_that_count_for_nothing_are_shown() -> None:
    seats = [
        Seated(1, "Pornic", "", 1, "present"),
        Seated(2, "Bouin", "", 1, "proxy", 1),
        Seated(3, "Machecoul", "", 1, "proxy", 1),
        Seated(4, "Legé", "", 1, "proxy", 5),
        Seated(5, "Paulx", "", 1, "excused"),
    ]

    assert read_quorum(Body(quorum="none"), seats, {}).remarks == (
        "Le pouvoir de Machecoul ne compte pas : un seul par porteur.",
        "Le pouvoir de Legé ne compte pas : Paulx n’est pas là pour le porter.",
    )
