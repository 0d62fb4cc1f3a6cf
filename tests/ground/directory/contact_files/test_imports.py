"""A contact file completes the directory, and comes out of it in the same columns."""

from datetime import date

import pytest
from django.utils import timezone

from maillage.core.tables_out import write_csv, write_xlsx
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from maillage.foundation.exchange.targets.targets import target_by_word
from maillage.ground.directory.models import (
    Contact,
    Department,
    Mandate,
    Organisation,
    OrganisationNote,
    Person,
)
from maillage.ground.directory.people.services import end_mandate
from maillage.ground.directory.records.words import period_words
from tests.foundation.exchange.importing import check, checked, enter, imported, undone
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import CASES, Row
from tests.ground.directory.makers import make_contact, make_mandate, make_organisation, make_person

pytestmark = pytest.mark.django_db

HEADER: Row = ["Structure", "SIREN", "Nom", "Prénom", "Fonction", "Mail", "Tél."]


def matched(run: Import, access: Access) -> list[tuple[str, str]]:
    planned = planned_import(run)
    return [(d.title, d.reason) for d in planned.duplicates(access.cooperation.workspace_id)]


def test_reference_file_is_written_with_its_kinds_and_dates(access: Access) -> None:
    run = make_import(
        cooperation=access.cooperation, name="annuaire.ods",
        content=(CASES / "03_annuaire_petr.ods").read_bytes(),
    )  # fmt: skip
    rows = planned_import(run)
    assert rows.rows_read == 16

    imported_from(run)

    verduron = Mandate.objects.get(person__family_name="VERDURON", function="Maire")
    assert (verduron.kind, verduron.since, verduron.organisation.kind) == (
        "elected", date(2026, 3, 21), "commune",
    )  # fmt: skip
    marjolaine = Mandate.objects.get(person__family_name="MARJOLAINE-BEC")
    assert (marjolaine.since_precision, marjolaine.until, marjolaine.until_precision) == (
        "year", date(2026, 3, 31), "month",
    )  # fmt: skip
    assert sorted(Department.objects.values_list("name", flat=True)) == [
        "Direction des territoires", "Mission CRTE", "Service habitat",
    ]  # fmt: skip


def imported_from(run: Import) -> None:

    check(run)
    enter(run)


def test_mandate_until_a_year_holds_to_its_last_day_then_ends_as_one_says(access: Access) -> None:
    imported(
        access, [["Nom", "Prénom", "Structure", "Fin de mandat"], ["ROY", "Eve", "CC A", "2031"]]
    )
    mandate = Mandate.objects.get()
    read = (mandate.until, period_words(mandate))

    end_mandate(author=access.user, mandate=mandate, read=mandate.version, on=date(2030, 3, 14))

    assert read == (date(2031, 12, 31), "jusqu’à 2031")
    assert period_words(Mandate.objects.get()) == "jusqu’au 14\u00a0mars 2030"


def test_person_keeps_the_source_and_the_date_of_notice(access: Access) -> None:
    rows: list[Row] = [
        ["Nom", "Prénom", "Structure", "Info RGPD"],
        ["ROY", "Eve", "CC A", "12/03/2026"],
    ]

    imported(access, rows)

    eve = Person.objects.get()
    assert (eve.informed_on, eve.source) == (date(2026, 3, 12), "Import de contacts.csv, csv!A2")
    assert eve.retained_until is not None


def test_structure_of_the_same_siren_is_completed_not_replaced(access: Access) -> None:
    organisation = make_organisation(workspace=access.cooperation.workspace, name="Ville de Pornic")
    organisation.siren = "000100016"
    organisation.save()

    imported(access, [HEADER, ["Mairie de Pornic", "000 100 016", "ROY", "Eve", "DGS", "", ""]])

    assert list(Organisation.objects.values_list("name", flat=True)) == ["Ville de Pornic"]
    assert Mandate.objects.get().organisation == organisation


def test_person_of_the_same_address_is_proposed_then_completed(access: Access) -> None:
    eve = make_person(workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve")
    make_contact(person=eve, value="e.roy@retz.example.org")
    rows: list[Row] = [
        HEADER,
        ["CC A", "", "ROY", "Ève", "DGS", "e.roy@retz.example.org", "01 99 00 10 01"],
    ]
    run = checked(access, rows)
    assert matched(run, access) == [("Ève ROY", "Même courriel. csv, cellule C2.")]

    imported(access, rows)

    assert sorted(Contact.objects.values_list("value", flat=True)) == [
        "01 99 00 10 01", "e.roy@retz.example.org",
    ]  # fmt: skip
    assert Person.objects.get() == eve


def test_a_telephone_is_written_as_typed_ones_and_known_again(access: Access) -> None:
    eve = make_person(workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve")
    make_contact(person=eve, kind="phone", value="01 99 00 10 01")
    rows: list[Row] = [HEADER, ["CC A", "", "ROY", "Eve", "DGS", "", "0199001001 / 0639987001"]]

    for _twice in range(2):
        imported(access, rows)

    values = Contact.objects.filter(person=eve).order_by("pk").values_list("value", flat=True)
    assert list(values) == ["01 99 00 10 01", "06 39 98 70 01"]


def test_near_name_in_the_same_structure_is_proposed(access: Access) -> None:
    mandate = make_mandate(
        person=make_person(
            workspace=access.cooperation.workspace, family_name="Rocheteau", given_name="Simon"
        ),
        organisation=make_organisation(workspace=access.cooperation.workspace, name="CC A"),
    )

    run = checked(access, [HEADER, ["CC A", "", "Rochetau", "Simon", "", "s.r@x.fr", ""]])

    assert matched(run, access) == [
        ("Simon Rochetau", "Nom proche, même structure. csv, cellule C2.")
    ]
    assert mandate.person.family_name == "Rocheteau"


def test_homonyms_with_their_own_addresses_stay_two_people(access: Access) -> None:
    camille = make_person(
        workspace=access.cooperation.workspace, family_name="Martin", given_name="Camille"
    )
    make_contact(person=camille, value="c.martin@retz.example.org")

    imported(access, [HEADER, ["CC A", "", "MARTIN", "Camille", "", "camille@x.fr", ""]])

    assert Person.objects.filter(family_name__iexact="martin").count() == 2


def test_contact_who_is_mayor_is_elected(access: Access) -> None:
    imported(access, [HEADER, ["Pornic", "", "ROY", "Eve", "Maire", "", ""]])

    assert Mandate.objects.get().kind == "elected"


INDIVIDUAL: list[Row] = [
    ["Comité de programmation"], ["Organisme", "Collège", "Nom", "Prénom", "T/S", "Depuis"],
    ["Habitante", "Collège privé", "ROY", "Eve", "T", "05/06/2026"],
]  # fmt: skip
SEAT = (
    "Siège à titre personnel : titulaire, Comité de programmation, Collège privé, "
    "depuis le 5\u00a0juin 2026. "
)


def test_seat_held_in_ones_own_name_is_kept_beside_the_source(access: Access) -> None:
    for _twice in range(2):
        run = imported(access, INDIVIDUAL)

    eve = Person.objects.get()
    assert (eve.source, eve.mandates.count()) == (f"{SEAT}Import de contacts.csv, csv!C3", 0)
    assert run.report["left"] == [
        "Eve ROY siège à titre personnel (Comité de programmation, Collège privé)."
    ]


def test_seat_of_somebody_known_is_kept_and_taken_back(access: Access) -> None:
    eve = make_person(workspace=access.cooperation.workspace, family_name="Roy", given_name="Eve")
    Person.objects.update(source="Vœux")

    run = imported(access, INDIVIDUAL)
    eve.refresh_from_db()
    source = eve.source
    undone(run, access.user)
    eve.refresh_from_db()

    assert (source, eve.source) == (f"{SEAT}Vœux", "Vœux")


def test_seat_in_ones_own_name_of_the_reference_file_is_kept(access: Access) -> None:
    run = make_import(
        cooperation=access.cooperation,
        author=access.user,
        name="gal.csv",
        content=(CASES / "02_comite_programmation_gal.csv").read_bytes(),
    )
    check(run)
    enter(run)

    irene = Person.objects.get(family_name="KOWALCZYK-FAUR")
    assert irene.source == f"{SEAT}Import de gal.csv, csv!C17"
    assert sorted(irene.contacts.values_list("value", flat=True)) == [
        "06 39 98 20 13",
        "irene.kf@example.org",
    ]


TOWNS: list[Row] = [
    ["Structure", "Population", "Observations"],
    ["Commune de Pornic", "17 200", "mairie fermée en août"],
    ["Commune de Rouans", "", ""],
]


def test_notes_and_population_of_a_structure_are_kept(access: Access) -> None:
    for _twice in range(2):
        run = imported(access, TOWNS)

    pornic = Organisation.objects.get(name="Commune de Pornic")
    assert (pornic.population, pornic.population_on) == (17_200, timezone.localdate())
    note = OrganisationNote.objects.get()
    assert (note.organisation, note.text, note.visibility, note.author, note.source) == (
        pornic, "mairie fermée en août", "officers", run.author,
        "Import de contacts.csv, csv!A2",
    )  # fmt: skip


def test_known_structure_receives_its_population_and_gives_it_back(access: Access) -> None:
    organisation = make_organisation(
        workspace=access.cooperation.workspace, name="Commune de Pornic"
    )
    run = imported(access, TOWNS)
    organisation.refresh_from_db()
    assert organisation.population == 17_200

    undone(run, access.user)

    rows = Organisation.objects.filter(pk=organisation.pk).values_list(
        "population", "population_on"
    )
    assert list(rows) == [(None, None)]
    assert not OrganisationNote.objects.exists()


def test_export_in_the_same_columns_comes_back_unchanged(access: Access) -> None:
    rows: list[Row] = [
        HEADER,
        ["CC A", "000100016", "ROY", "Eve", "DGS", "e.roy@x.fr", "0199001001"],
    ]
    imported(access, rows)
    fields = [
        "organisation_name", "siren", "family_name:1", "given_name:1", "function:1", "email:1",
        "phone:1",
    ]  # fmt: skip

    out = [list(row) for row in target_by_word("contacts").rows(access, fields)]

    assert out == [[*rows[1][:-1], "01 99 00 10 01"]]
    again = make_import(
        cooperation=access.cooperation,
        content=write_xlsx("Annuaire", [str(name) for name in HEADER], out),
    )
    assert [f.number for f in planned_import(again).figures(access.cooperation.workspace_id)] == [
        0, 0, 1, 2,
    ]  # fmt: skip


def test_formula_cells_stay_text_out_and_back(access: Access) -> None:
    formula = "=cmd|' /C calc'!A0"
    rows: list[Row] = [["Structure", "Nom", "Prénom"], [formula, "+ROY", "@Eve"], ["-CC", "", ""]]
    imported(access, rows)
    fields = ["organisation_name", "family_name:1", "given_name:1"]
    out = [list(row) for row in target_by_word("contacts").rows(access, fields)]

    for content in (write_csv(["Structure", "Nom", "Prénom"], out),
                    write_xlsx("A", ["Structure", "Nom", "Prénom"], out)):  # fmt: skip
        again = make_import(cooperation=access.cooperation, content=content)
        figures = planned_import(again).figures(access.cooperation.workspace_id)
        assert [figure.number for figure in figures][:2] == [0, 0]
    assert formula in Organisation.objects.values_list("name", flat=True)
    assert b"\n=cmd" not in write_csv(["Structure"], [[formula]])


def test_import_costs_the_same_queries_for_one_and_a_hundred_rows(
    access: Access, django_assert_max_num_queries: object
) -> None:
    rows: list[Row] = [
        [f"Association {n}", "", f"NOM{n}", "Eve", "DGS", f"n{n}@x.fr", ""] for n in range(100)
    ]
    imported(access, [HEADER, ["Mairie", "", "PREMIER", "Ana", "DGS", "a@x.fr", ""]])
    with django_assert_max_num_queries(49):  # type: ignore[operator]  # pytest-django's fixture
        imported(access, [HEADER, *rows])

    assert Person.objects.count() == 101
