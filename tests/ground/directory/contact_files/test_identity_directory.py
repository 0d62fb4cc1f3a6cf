"""What a file says of structures and people that the directory knows is shown, value by value."""

import pytest

from maillage.core.tables_out import write_xlsx
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.export.views import _PLAIN
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from maillage.foundation.exchange.targets.targets import Duplicate, target_by_word
from maillage.ground.directory.models import Contact, Organisation
from tests.foundation.exchange.importing import checked, imported
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.makers import make_contact, make_mandate, make_organisation, make_person

pytestmark = pytest.mark.django_db
BROLLES, ORMELLE = "111111118", "222222226"
SCHOOLS: list[Row] = [
    ["Structure", "SIREN", "Commune", "UAI"],
    ["Familles rurales", BROLLES, "Brolles", ""],
    ["Familles rurales", ORMELLE, "Ormelle", ""],
    ["Collège Jeanne Morel", "", "Brolles", ""],
    ["Collège Jeanne Morel", "", "Ormelle", ""],
    ["École Paul Verdier", "", "", "0850001A"],
    ["École Paul Verdier", "", "", "0850002B"],
    ["École Paul Verdier", "", "", ""],
]


def structure(access: Access, name: str, **facts: str) -> Organisation:
    organisation = make_organisation(
        workspace=access.cooperation.workspace, name=name, kind="association"
    )
    Organisation.objects.filter(pk=organisation.pk).update(**facts)
    return organisation


def duplicates(run: Import, access: Access) -> list[Duplicate]:
    return planned_import(run).duplicates(access.cooperation.workspace_id)


def shown(run: Import, access: Access) -> list[tuple[str, str, bool, list[tuple[str, str, str]]]]:
    """Each match: its title, its reason, whether it asks, and what differs."""
    return [
        (
            one.title, one.reason.partition(".")[0], not one.is_settled,
            [(d.label, d.existing, d.read) for d in one.differences if d.differs],
        )
        for one in duplicates(run, access)
    ]  # fmt: skip


def names(access: Access) -> list[tuple[str, str, str, str]]:
    rows = Organisation.objects.filter(workspace=access.cooperation.workspace)
    return list(rows.order_by("pk").values_list("name", "siren", "commune", "uai"))


def test_the_same_file_twice_adds_nothing_and_asks_nothing(access: Access) -> None:
    imported(access, SCHOOLS)
    once = names(access)

    run = checked(access, SCHOOLS)
    assert (len(once), duplicates(run, access)) == (7, [])
    imported(access, SCHOOLS)

    assert names(access) == once


def test_a_name_with_another_number_or_commune_is_no_match(access: Access) -> None:
    structure(access, "Familles rurales", siren=BROLLES, commune="Brolles")
    structure(access, "Collège Jeanne Morel", commune="Brolles")

    imported(access, SCHOOLS[:2] + SCHOOLS[2:3] + SCHOOLS[4:5])

    assert [(name, siren or commune) for name, siren, commune, _ in names(access)] == [
        ("Familles rurales", BROLLES), ("Collège Jeanne Morel", "Brolles"),
        ("Familles rurales", ORMELLE), ("Collège Jeanne Morel", "Ormelle"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("column", "number", "facts"),
    [
        ("SIRET", f"{BROLLES}00019", {"siren": BROLLES, "siret": f"{BROLLES}00019"}),
        ("SIREN", BROLLES, {"siren": BROLLES}),
        ("RNA", "W851000001", {"rna": "W851000001"}),
        ("UAI", "0850001A", {"uai": "0850001A"}),
    ],
)
def test_the_same_number_is_the_same_structure_under_another_name(
    access: Access, column: str, number: str, facts: dict[str, str]
) -> None:
    sheet = structure(access, "Régie de quartier", **facts)
    rows: list[Row] = [["Structure", column, "Site"], ["Tremplin", number, "tremplin.example.org"]]

    assert shown(checked(access, rows), access) == [
        ("Tremplin", f"Même {column}", True,
         [("Nom", "Régie de quartier", "Tremplin"), ("Site", "", "https://tremplin.example.org")])
    ]  # fmt: skip
    imported(access, rows)

    sheet.refresh_from_db()
    assert (Organisation.objects.count(), sheet.website) == (1, "https://tremplin.example.org")


def test_each_value_about_to_be_added_is_shown(access: Access) -> None:
    sheet = structure(
        access, "Mission locale du Val", commune="Brolles", website="https://www.val.example.org/"
    )
    make_contact(person=None, organisation=sheet, kind="phone", value="01 99 00 00 71")
    rows: list[Row] = [
        ["Structure", "Sigle", "Forme juridique", "SIRET", "RNA", "Adresse", "CP", "Ville",
         "Téléphone", "Mail", "Site", "Population"],
        ["MISSION LOCALE DU VAL", "MLV", "Association", f"{BROLLES}00019", "W851000001",
         "1 rue des Prés", "99100", "Brolles", "0199000071 / 0199000072", "ACCUEIL@val.example.org",
         "val.example.org", "12"],
    ]  # fmt: skip

    assert shown(checked(access, rows), access) == [
        ("MISSION LOCALE DU VAL", "Même nom", True, [
            ("Sigle", "", "MLV"), ("Forme juridique", "", "Association"), ("SIREN", "", BROLLES),
            ("SIRET", "", f"{BROLLES}00019"), ("RNA", "", "W851000001"),
            ("Adresse", "", "1 rue des Prés\n99100 Brolles"), ("Population", "", "12"),
            ("Courriel", "", "accueil@val.example.org"),
            ("Téléphone", "01 99 00 00 71", "01 99 00 00 72"),
        ])
    ]  # fmt: skip
    imported(access, rows)

    sheet.refresh_from_db()
    assert (sheet.siret, sheet.rna, sheet.legal_form, sheet.address, sheet.population) == (
        f"{BROLLES}00019", "W851000001", "Association", "1 rue des Prés\n99100 Brolles", 12,
    )  # fmt: skip
    values = Contact.objects.filter(organisation=sheet).order_by("pk")
    assert list(values.values_list("value", flat=True)) == [
        "01 99 00 00 71", "accueil@val.example.org", "01 99 00 00 72",
    ]  # fmt: skip
    assert duplicates(checked(access, rows), access) == []


def test_what_only_completes_a_structure_of_the_same_number_is_shown_and_not_asked(
    access: Access,
) -> None:
    structure(access, "Régie de quartier", siren=BROLLES)
    rows: list[Row] = [["Structure", "SIREN", "Commune"], ["Régie de quartier", BROLLES, "Brolles"]]

    run = checked(access, rows)

    assert shown(run, access) == [
        ("Régie de quartier", "Même SIREN", False, [("Commune", "", "Brolles")])
    ]
    assert (run.preview["duplicates_count"], run.preview["additions_count"]) == (0, 1)


def test_what_contradicts_a_structure_of_the_same_number_is_asked(access: Access) -> None:
    structure(access, "Régie de quartier", siren=BROLLES, commune="Brolles")
    rows: list[Row] = [["Structure", "SIREN", "Commune"], ["Régie de quartier", BROLLES, "Ormelle"]]

    assert shown(checked(access, rows), access) == [
        ("Régie de quartier", "Même SIREN", True, [("Commune", "Brolles", "Ormelle")])
    ]


def test_the_nature_of_a_structure_is_compared_and_completed(access: Access) -> None:
    structure(access, "Tremplin", siren=BROLLES, kind="other")
    structure(access, "Cap Entraide", siren=ORMELLE, kind="company")
    rows: list[Row] = [
        ["Structure", "SIREN", "Type"],
        ["Tremplin", BROLLES, "Association"], ["Cap Entraide", ORMELLE, "Association"],
    ]  # fmt: skip

    assert shown(checked(access, rows), access) == [
        ("Tremplin", "Même SIREN", False, [("Nature", "", "association")]),
        ("Cap Entraide", "Même SIREN", True, [("Nature", "entreprise", "association")]),
    ]
    imported(access, rows)

    kinds = Organisation.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["association", "company"]


def test_a_structure_apart_in_spite_of_its_siren_has_none(access: Access) -> None:
    structure(access, "Régie de quartier", siren=BROLLES)
    rows: list[Row] = [["Structure", "SIREN"], ["Tremplin", BROLLES]]

    imported(access, rows, refused=frozenset({"annuaire:csv!A2"}))

    assert [(name, siren) for name, siren, *_ in names(access)] == [
        ("Régie de quartier", BROLLES), ("Tremplin", ""),
    ]  # fmt: skip


def test_two_establishments_are_not_both_the_sheet_of_their_siren(access: Access) -> None:
    structure(access, "Tremplin", siren=BROLLES)

    imported(
        access,
        [["Structure", "SIRET", "Commune"], ["Tremplin", f"{BROLLES}00019", "Brolles"],
         ["Tremplin", f"{BROLLES}00027", "Ormelle"]],
    )  # fmt: skip

    sirets = Organisation.objects.order_by("pk").values_list("siret", "commune")
    assert list(sirets) == [(f"{BROLLES}00019", "Brolles"), (f"{BROLLES}00027", "Ormelle")]


@pytest.mark.parametrize(
    "written", ["Mairie de Brolles", "Brolles", "BROLLES", "ville de brolles", "Commune de BROLLES"]
)
def test_a_commune_is_recognised_under_its_everyday_names(access: Access, written: str) -> None:
    structure(access, "Commune de Brolles")
    run = checked(access, [["Structure", "Nom", "Prénom"], [written, "ROY", "Eve"]])

    figures = planned_import(run).figures(access.cooperation.workspace_id)

    assert [figures[0].number, figures[3].number] == [0, 1]
    assert duplicates(run, access) == []


def test_somebody_of_a_name_is_shown_in_a_structure_that_joins(access: Access) -> None:
    eve = make_person(workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve")
    make_mandate(person=eve, organisation=structure(access, "Tremplin"))
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Fonction"], ["Cap Entraide", "ROY", "Eve", "Présidente"]
    ]  # fmt: skip

    ((title, reason, asks, differences),) = shown(checked(access, rows), access)

    assert (title, reason, asks) == ("Eve ROY", "Même nom", True)
    assert ("Structure", "Tremplin", "Cap Entraide") in differences
    imported(access, rows)
    assert duplicates(checked(access, rows), access) == []


def test_a_mandate_of_no_written_kind_is_the_one_that_is_recorded(access: Access) -> None:
    eve = make_person(workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve")
    tremplin = structure(access, "Tremplin")
    make_mandate(person=eve, organisation=tremplin, kind="technician", function="Directrice")
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Fonction"],
        ["Tremplin", "ROY", "Eve", "directrice"],
        ["Tremplin", "ROY", "Eve", "Trésorière"],
    ]

    imported(access, rows)

    assert list(eve.mandates.order_by("pk").values_list("kind", "function")) == [
        ("technician", "Directrice"), ("other", "Trésorière"),
    ]  # fmt: skip


def test_a_role_that_the_function_alone_tells_doubles_no_mandate(access: Access) -> None:
    eve = make_person(workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve")
    commune = structure(access, "Commune de Vaux")
    make_mandate(person=eve, organisation=commune, kind="other", function="DGS")
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Fonction"],
        ["Commune de Vaux", "ROY", "Eve", "DGS"],
    ]

    imported(access, rows)

    assert list(eve.mandates.values_list("kind", "function")) == [("other", "DGS")]


def test_our_own_export_asks_nothing(access: Access) -> None:
    workspace = access.cooperation.workspace
    structure(access, "Familles rurales", siren=BROLLES, siret=f"{BROLLES}00019", commune="Brolles")
    whole = structure(access, "Familles rurales", siren=BROLLES, commune="Ormelle")
    make_contact(person=None, organisation=whole, kind="phone", value="01 99 00 00 71")
    eve = make_person(workspace=workspace, family_name="Roy", given_name="Eve")
    make_contact(person=eve, value="E.Roy@val.example.org")
    make_contact(person=eve, kind="phone", value="06 39 98 00 71")
    make_mandate(person=eve, organisation=whole)
    target = target_by_word("contacts")
    header = [target.fields[field] for field in _PLAIN]
    rows = [list(row) for row in target.rows(access, list(_PLAIN))]

    again = make_import(cooperation=access.cooperation, content=write_xlsx("A", header, rows))

    figures = planned_import(again).figures(access.cooperation.workspace_id)
    assert [figure.number for figure in figures] == [0, 0, 1, 3]
    assert duplicates(again, access) == []


def test_a_number_of_two_people_is_not_given_to_their_structure_again(access: Access) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Tél."],
        ["Tremplin", "ROY", "Eve", "01 99 00 00 71"],
        ["Tremplin", "BON", "Luc", "01 99 00 00 71"],
    ]
    tremplin = structure(access, "Tremplin")
    for family, given in (("Roy", "Eve"), ("Bon", "Luc")):
        person = make_person(
            workspace=access.cooperation.workspace, family_name=family, given_name=given
        )
        make_mandate(person=person, organisation=tremplin, function="")
        make_contact(person=person, kind="phone", value="01 99 00 00 71")

    assert duplicates(checked(access, rows), access) == []
    imported(access, rows)

    assert not tremplin.contacts.exists()


def test_a_row_that_the_directory_holds_whole_is_not_remarked_again(access: Access) -> None:
    rows: list[Row] = [
        ["Structure", "Nom", "Prénom", "Fonction", "Mail"],
        ["Tremplin", "ROY", "Eve", "Présidente", "eve@tremplin.example.org"],
        ["Cap Entraide", "ROY", "Luc", "Directeur", "LUC@cap.example.org"],
    ]
    first = checked(access, rows)
    imported(access, rows)

    again = checked(access, rows)
    changed = checked(access, [*rows[:2], [*rows[2][:3], "Trésorier", rows[2][4]]])

    cells = [
        [(one["cell"], one["code"]) for one in (*run.preview["warnings"], *run.preview["infos"])]
        for run in (first, again, changed)
    ]
    remarked = [("csv!B3", "homonym"), ("csv!E3", "email_uppercase")]
    assert cells == [remarked, [], remarked]


def test_an_error_is_shown_whatever_the_directory_holds(access: Access) -> None:
    rows: list[Row] = [["Structure", "Mail"], ["Tremplin", "accueil@tremplin,org"]]
    imported(access, rows)

    assert [one["code"] for one in checked(access, rows).preview["errors"]] == ["email_invalid"]
