"""Is a body still valid after an election, and what is said of it?"""

from datetime import date

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.models import Mandate
from maillage.trade.governance.bodies.rules import SeatValidity, Validity, validity_words
from maillage.trade.governance.nominations.queries import validity_of
from tests.ground.directory.makers import make_member_person
from tests.trade.governance.makers import make_body, make_holder, make_seat


def test_the_election_of_march_ends_older_mandates(cooperation: Cooperation) -> None:
    """Titulaires elected before 22 March 2026; one named since; one who is a technician."""
    body = make_body(cooperation=cooperation)
    for since, kind in (
        (date(2020, 7, 1), MandateKind.ELECTED),
        (date(2026, 4, 20), MandateKind.ELECTED),
        (date(2020, 7, 1), MandateKind.TECHNICIAN),
    ):
        person = make_member_person(cooperation=cooperation)
        mandate = Mandate.objects.get(person=person)
        Mandate.objects.filter(pk=mandate.pk).update(kind=kind, since=since)
        seat = make_seat(body=body, organisation=mandate.organisation)
        make_holder(seat=seat, person=person, since=since)

    validity = validity_of(body, date(2026, 11, 26))

    assert validity.election_on == date(2026, 3, 22)
    assert [one.is_ended for one in sorted(validity.seats, key=lambda one: one.name)].count(
        True
    ) == 1


@pytest.mark.parametrize(
    ("ended", "sentence"),
    [
        (0, ""),
        (
            1,
            "Depuis les élections du 22 mars 2026, le mandat du titulaire de C0 a pris fin : "
            "faites-le confirmer ou remplacer. 2 sièges sur 3 ont un titulaire en fonction : "
            "l’instance peut décider.",
        ),
        (
            2,
            "Depuis les élections du 22 mars 2026, le mandat des titulaires de C0 et C1 a pris "
            "fin : faites-les confirmer ou remplacer. 1 siège sur 3 a un titulaire en "
            "fonction : il n’y en a plus assez pour que la moitié soit présente.",
        ),
    ],
)
def test_validity_is_shown(ended: int, sentence: str) -> None:
    seats = [SeatValidity(f"C{n}", has_titulaire=True, is_ended=n < ended) for n in range(3)]

    words = validity_words(Validity(date(2026, 3, 22), seats))

    assert words.replace("\u00a0", " ") == sentence
