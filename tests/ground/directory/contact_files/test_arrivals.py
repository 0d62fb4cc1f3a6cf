"""What a file would create is compared to the directory, and what could be known is asked."""

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.ground.directory.contact_files.table.abbreviations import Abbreviated
from maillage.ground.directory.models import Contact, Organisation, Person
from tests.foundation.exchange.importing import checked, imported
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.contact_files.test_identity_directory import (
    BROLLES,
    duplicates,
    structure,
)
from tests.ground.directory.makers import make_mandate, make_person

pytestmark = pytest.mark.django_db


def choices(access: Access, *written: str) -> dict[str, list[str]]:
    """The structures that a file would create, each with those of the directory it could be."""
    rows: list[Row] = [[name, "ROY", f"Eve{place}"] for place, name in enumerate(written)]
    run = checked(access, [["Structure", "Nom", "Prénom"], *rows])
    arrivals = planned_import(run).arrivals(access.cooperation.workspace_id)
    return {one.name: [name for _, name in one.choices] for one in arrivals}


@pytest.mark.parametrize("written", ["CCVO", "C.C.V.O.", "ComVal"])
def test_acronym_asks_which_body_it_is(access: Access, written: str) -> None:
    name = "Communauté de communes du Val d'Ouzon"
    structure(access, name, short_name="ComVal")

    assert choices(access, written) == {written: [name]}


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("CC 3 étangs", ["CC des Trois Étangs"]),
        ("CAF", ["Caf de la Sarne", "Caf du Val"]),
        ("RPE de la Plaine", ["Relais petite enfance de la Plaine"]),
        ("ALSH des Genêts", ["Accueil de loisirs des Genêts"]),
        ("Chambre d'agri.", ["Chambre d'agriculture de la Sarne"]),
        ("SIVOM", ["SIVOM d'Arbrelles"]),
        ("CPTS", ["Communauté professionnelle territoriale de santé du Val"]),
        ("Relais petite enfance du Moulin", []),
    ],
)
def test_structure_created_asks_which_known_one_it_is(
    access: Access, written: str, names: list[str]
) -> None:
    for name in (
        "CC des Trois Étangs", "Caf de la Sarne", "Caf du Val", "Accueil de loisirs des Genêts",
        "Relais petite enfance de la Plaine", "Chambre d'agriculture de la Sarne",
        "SIVOM d'Arbrelles", "Communauté professionnelle territoriale de santé du Val",
    ):  # fmt: skip
        structure(access, name)

    assert choices(access, written) == {written: names}


def test_another_commune_forbids_to_propose(access: Access) -> None:
    structure(access, "Relais petite enfance de la Plaine", commune="Vaux")
    rows: list[Row] = [["Structure", "Commune"], ["RPE de la Plaine", "Brolles"]]

    arrivals = planned_import(checked(access, rows)).arrivals(access.cooperation.workspace_id)
    assert [(one.name, one.choices) for one in arrivals] == [("RPE de la Plaine", ())]


def test_structure_answered_to_be_a_known_one_is_not_asked_again(access: Access) -> None:
    home = structure(access, "CC des Trois Étangs")
    rows: list[Row] = [["Structure", "Nom", "Prénom"], ["CC 3 étangs", "ROY", "Eve"]]

    imported(access, rows, refused=frozenset({f"est:csv!A2:{home.pk}"}))

    assert [one.name for one in Organisation.objects.all()] == ["CC des Trois Étangs"]
    again = planned_import(checked(access, rows))
    assert again.arrivals(access.cooperation.workspace_id) == []


@pytest.mark.parametrize(
    ("sector", "waits"), [("Ormelle", True), ("Brolles", False), ("Nord", False)]
)
def test_sector_in_another_known_commune_asks_which_structure_it_is(
    access: Access, sector: str, waits: bool
) -> None:
    structure(access, "Commune d'Ormelle")
    structure(access, "Point accueil jeunes", commune="Brolles")
    rows: list[Row] = [
        ["Structure", "Territoire", "Nom", "Prénom"],
        ["Point accueil jeunes", sector, "ROY", "Eve"], ["Cap Entraide", "Nord", "SEL", "Ida"],
    ]  # fmt: skip

    arrivals = planned_import(checked(access, rows)).arrivals(access.cooperation.workspace_id)

    names = [(one.name, [name for _, name in one.choices]) for one in arrivals if one.choices]
    assert names == (
        [("Point accueil jeunes", ["Point accueil jeunes (Brolles)"])] if waits else []
    )


@pytest.mark.parametrize(
    ("function", "message"),
    [
        ("Maire", "Commune de Brolles a déjà un maire : Agathe BON."),
        ("Maire + VP CC", "Commune de Brolles a déjà un maire : Agathe BON."),
        ("Maire adjoint", ""),
        ("DGS", ""),
    ],
)
def test_seat_that_somebody_else_holds_is_said(access: Access, function: str, message: str) -> None:
    home = structure(access, "Commune de Brolles")
    make_mandate(
        person=make_person(
            workspace=access.cooperation.workspace, family_name="BON", given_name="Agathe"
        ),
        organisation=home,
        function="Maire",
    )
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Fonction"], ["Mairie de Brolles", "SEL", "Luc", function],
        ["Mairie de Brolles", "BON", "Agathe", "Maire"],
    ]  # fmt: skip

    warnings = checked(access, rows).preview["warnings"]

    texts = [one["message"] for one in warnings if one["code"] == "seat_taken"]
    assert [text.partition(" Les deux")[0] for text in texts] == ([message] if message else [])


def test_column_of_the_file_shows_what_the_file_says_alone(access: Access) -> None:
    structure(access, "Commune de Brolles", siren=BROLLES, website="https://b.example.org")
    rows: list[Row] = [["Structure", "Site"], ["Mairie de Brolles", "c.example.org"]]

    (one,) = duplicates(checked(access, rows), access)

    assert [(d.label, d.existing, d.read, d.differs) for d in one.differences] == [
        ("Nom", "Commune de Brolles", "Mairie de Brolles", False),
        ("SIREN", BROLLES, "", False),
        ("Site", "https://b.example.org", "https://c.example.org", True),
    ]  # fmt: skip


@pytest.mark.parametrize("accepted", [True, False])
def test_somebody_of_a_near_name_is_merged_once_answered(access: Access, accepted: bool) -> None:
    eve = make_person(workspace=access.cooperation.workspace, family_name="Morel", given_name="Eve")
    make_mandate(person=eve, organisation=structure(access, "Tremplin"))
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Mail"], ["Tremplin", "MORELL", "Eve", "e@example.org"]
    ]  # fmt: skip
    (one,) = duplicates(checked(access, rows), access)

    imported(access, rows, refused=frozenset({one.accepted} if accepted else ()))

    assert one.accepted == f"est:csv!B2:{eve.pk}"
    assert Contact.objects.get().person_id == eve.pk if accepted else True
    assert Person.objects.count() == (1 if accepted else 2)


def test_names_that_open_alike_are_told_apart_by_their_number() -> None:
    names = Abbreviated[int]()
    for number in range(300, 320):
        names.add(number, f"Foyer rural de Lespérance {number}")

    same = [names.of("Foyer rural Lesp. 312"), names.of("Foyer rural de Lespérance 305")]

    assert same == [[312], [305, 305]]


def test_structure_of_the_workspace_is_said_to_be_it(access: Access) -> None:
    workspace = access.cooperation.workspace
    workspace.name = "Communauté de communes du Retz"
    workspace.save()
    rows: list[Row] = [["Caf", "ROY", "Eve"], ["CC du Retz", "PIN", "Ana"]]

    run = checked(access, [["Structure", "Nom", "Prénom"], *rows])

    shown = [(one["name"], one["is_own"]) for one in run.preview["arrivals"]]
    assert shown == [("CC du Retz", True), ("Caf", False)]
