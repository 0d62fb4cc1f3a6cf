"""A name or a number that changed is asked: it is added, or takes the place of the other."""

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Contact, Person
from tests.foundation.exchange.importing import checked, imported, undone
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.contact_files.test_identity_directory import duplicates, structure
from tests.ground.directory.makers import make_contact, make_mandate, make_person

pytestmark = pytest.mark.django_db
COLUMNS: Row = ["Structure", "Nom", "Prénom", "Mail", "Tél."]
NUMBERS = ["01 99 00 10 01", "01 99 00 10 99"]
CHANGED = "Une coordonnée a changé : elle s’ajoute, ou remplace l’ancienne ?"
ASKED = "Est-ce la même personne ? Sans réponse, deux fiches."


def somebody(access: Access, family: str, given: str) -> Person:
    person = make_person(
        workspace=access.cooperation.workspace, family_name=family, given_name=given
    )
    make_mandate(person=person, organisation=structure(access, "Les Merles"))
    return person


@pytest.mark.parametrize(
    ("family", "given", "mail", "asks"),
    [
        ("VAUDELIN-ROCHE", "Carole", "", True),
        ("ROCHE-VAUDELIN", "Carole", "", True),
        ("ROCHE", "Carole", "c.v@merles.example.org", True),
        ("ROCHE", "Carole", "c.roche@merles.example.org", False),
        ("VAUDELIN-ROCHE", "Luce", "", False),
    ],
)
def test_family_name_that_changed_asks_whether_it_is_the_same_person(
    access: Access, family: str, given: str, mail: str, asks: bool
) -> None:
    carole = somebody(access, "VAUDELIN", "Carole")
    make_contact(person=carole, value="c.v@merles.example.org")

    proposals = duplicates(
        checked(access, [COLUMNS, ["Les Merles", family, given, mail, ""]]), access
    )

    assert [(one.title, one.unanswered) for one in proposals] == (
        [(f"{given} {family}", ASKED)] if asks else []
    )


@pytest.mark.parametrize(
    ("answers", "names"),
    [
        ((), ["VAUDELIN", "VAUDELIN-ROCHE"]),
        (("est",), ["VAUDELIN"]),
        (("est", "remplace"), ["VAUDELIN-ROCHE"]),
    ],
)
def test_name_that_changed_is_kept_apart_merged_or_replaced(
    access: Access, answers: tuple[str, ...], names: list[str]
) -> None:
    carole = somebody(access, "VAUDELIN", "Carole")
    rows: list[Row] = [COLUMNS, ["Les Merles", "VAUDELIN-ROCHE", "Carole", "", ""]]
    keys = {"est": f"est:csv!B2:{carole.pk}", "remplace": "remplace:csv!B2"}

    run = imported(access, rows, refused=frozenset(keys[one] for one in answers))

    assert sorted(Person.objects.values_list("family_name", flat=True)) == names
    undone(run, access.user)
    assert [one.family_name for one in Person.objects.all()] == ["VAUDELIN"]


@pytest.mark.parametrize("replaces", [True, False])
def test_number_that_changed_is_added_unless_it_replaces(access: Access, replaces: bool) -> None:
    carole = somebody(access, "VAUDELIN", "Carole")
    make_contact(person=carole, value="c.v@merles.example.org")
    make_contact(person=carole, kind="phone", value=NUMBERS[0])
    rows: list[Row] = [
        COLUMNS, ["Les Merles", "VAUDELIN", "Carole", "c.v@merles.example.org", NUMBERS[1]]
    ]  # fmt: skip
    (one,) = duplicates(checked(access, rows), access)

    run = imported(access, rows, refused=frozenset({one.replaces} if replaces else ()))

    assert (one.is_settled, one.unanswered, one.replace) == (
        False, CHANGED, f"Fusionner, et remplacer {NUMBERS[0]} par {NUMBERS[1]}",
    )  # fmt: skip
    phones = Contact.objects.filter(kind="phone").order_by("pk").values_list("value", flat=True)
    assert list(phones) == (NUMBERS[1:] if replaces else NUMBERS)
    undone(run, access.user)
    assert list(phones.all()) == NUMBERS[:1]


def test_second_kind_of_number_replaces_nothing(access: Access) -> None:
    carole = somebody(access, "VAUDELIN", "Carole")
    make_contact(person=carole, value="c.v@merles.example.org")
    make_contact(person=carole, kind="phone", value=NUMBERS[0])
    row: Row = ["Les Merles", "VAUDELIN", "Carole", "c.v@merles.example.org", "06 39 98 70 01"]

    (one,) = duplicates(checked(access, [COLUMNS, row]), access)

    assert (one.is_settled, one.replace) == (True, "")
