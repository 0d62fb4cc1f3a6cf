"""A number, else a commune, says which structure is which; a name alone never does."""

import time

import pytest

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cleaning.codes import luhn_is_right, read_siren
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.identity import (
    Identity,
    common_number,
    difference,
    identity_of,
)
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

BROLLES, ORMELLE = "111111118", "222222226"
Remark = tuple[str, str, str]


def read(header: list[str], *rows: Row, refused: frozenset[str] = frozenset()) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes([header, *rows])), refused=refused)


def structures(plan: ImportPlan) -> list[tuple[str, object]]:
    """Each structure with its number, or its commune where it has none."""
    return [
        (one.name, one.facts.get("siret") or one.facts.get("siren") or one.facts.get("commune"))
        for one in plan.organisations
    ]


def remarks(plan: ImportPlan) -> list[Remark]:
    return sorted((p.cell.split("!")[1], p.code, p.message) for p in plan.problems)


def numbered(count: int) -> str:
    """A SIREN that is right by its key."""
    start = f"{30_000_000 + count}"
    return next(start + str(key) for key in range(10) if luhn_is_right(start + str(key)))


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        (Identity(siren=BROLLES), Identity(siren=ORMELLE), "SIREN"),
        (Identity(BROLLES, f"{BROLLES}00019"), Identity(BROLLES, f"{BROLLES}00027"), "SIRET"),
        (Identity(rna="W851000001"), Identity(rna="W851000002"), "RNA"),
        (Identity(siren=BROLLES, rna="W851000001"), Identity(siren=BROLLES, rna="W85100000A"),
         "RNA"),
        (Identity(uai="0850001A", place="brolles"), Identity(uai="0850002B", place="brolles"),
         "UAI"),
        (Identity(place="brolles"), Identity(place="ormelle"), "commune"),
        (Identity(siren=BROLLES, place="brolles"), Identity(place="ormelle"), "commune"),
        (Identity(siren=BROLLES, place="brolles"), Identity(siren=BROLLES, place="ormelle"), None),
        (Identity(siren=BROLLES), Identity(place="ormelle"), None),
        (Identity(), Identity(), None),
    ],
)  # fmt: skip
def test_a_number_forbids_and_so_does_a_commune_where_none_is_shared(
    one: Identity, other: Identity, why: str | None
) -> None:
    assert (difference(one, other), difference(other, one)) == (why, why)


def test_a_siren_says_nothing_of_an_establishment() -> None:
    whole, place = Identity(siren=BROLLES), Identity(BROLLES, f"{BROLLES}00019")

    assert (common_number(whole, whole), common_number(place, place)) == ("SIREN", "SIRET")
    assert (common_number(whole, place), difference(whole, place)) == (None, None)


def test_a_body_that_its_name_places_is_not_placed_by_a_commune() -> None:
    facts: dict[str, str | int | None] = {"commune": "Brolles"}

    places = [
        identity_of(name, facts).place
        for name in ("CC du Val d'Ouzon", "Commune d'Ormelle", "Caf", "Mairie", "École du Pré")
    ]

    assert places == ["", "", "", "brolles", "brolles"]


def test_a_town_hall_alone_is_that_of_the_commune_of_its_row() -> None:
    plan = read(
        ["Structure", "Commune", "Nom Prénom"],
        ["Mairie", "Brolles", "Mme ROY Eve"],
        ["Mairie", "Ormelle", "M. BON Luc"],
        ["Commune de Brolles", "", "M. SOL Jean"],
    )

    assert structures(plan) == [("Commune de Brolles", "Brolles"), ("Commune d'Ormelle", "Ormelle")]
    assert remarks(plan) == [
        ("A2", "town_hall", "« Mairie » : la commune de la ligne, Commune de Brolles."),
        ("A3", "town_hall", "« Mairie » : la commune de la ligne, Commune d'Ormelle."),
    ]


def test_one_body_of_a_territory_has_offices_in_several_communes() -> None:
    plan = read(
        ["Structure", "Commune", "Nom Prénom"],
        ["Caf", "Brolles", "Mme ROY Eve"],
        ["Caf", "Ormelle", "M. BON Luc"],
        ["CC du Val d'Ouzon", "Brolles", "M. SOL Jean"],
        ["CC du Val d'Ouzon", "Ormelle", "M. PIN Guy"],
    )

    assert [one.name for one in plan.organisations] == ["Caf", "CC du Val d'Ouzon"]


def test_one_name_with_two_siren_is_two_structures() -> None:
    plan = read(
        ["Structure", "SIREN", "Commune"],
        ["Familles rurales", BROLLES, "Brolles"],
        ["Familles rurales", ORMELLE, "Ormelle"],
    )

    assert structures(plan) == [("Familles rurales", BROLLES), ("Familles rurales", ORMELLE)]
    assert remarks(plan) == [
        ("A3", "namesake",
         "Même nom que « Familles rurales » (Brolles, SIREN 111111118), autre SIREN : deux fiches.")
    ]  # fmt: skip
    assert plan.problems[0].severity is Severity.INFO


def test_one_name_in_two_communes_is_two_structures() -> None:
    header = ["Département", "Commune", "ETABLISSEMENT"]

    plan = read(
        header,
        ["99", "Brolles", "Collège Jeanne Morel"],
        ["99", "Ormelle", "Collège Jeanne Morel"],
        ["99", "BROLLES", "COLLEGE JEANNE MOREL"],
    )

    assert structures(plan) == [
        ("Collège Jeanne Morel", "Brolles"), ("Collège Jeanne Morel", "Ormelle"),
    ]  # fmt: skip
    assert remarks(plan)[0] == (
        "C3", "namesake",
        "Même nom que « Collège Jeanne Morel » (Brolles), autre commune (Ormelle) : deux fiches.",
    )  # fmt: skip


def test_one_name_with_two_codes_is_two_schools() -> None:
    plan = read(
        ["Commune", "Établissement", "Code UAI"],
        ["Brolles", "École Paul Verdier", "0850001A"],
        ["Brolles", "École Paul Verdier", "085 0002b"],
        ["Brolles", "École P. Verdier maternelle", "0850002B"],
    )

    assert [(one.name, one.facts["uai"]) for one in plan.organisations] == [
        ("École Paul Verdier", "0850001A"), ("École Paul Verdier", "0850002B"),
    ]  # fmt: skip
    assert [code for _, code, _ in remarks(plan)] == ["namesake", "same_number"]


def test_a_code_that_is_none_is_left_out_and_shown() -> None:
    plan = read(["Structure", "UAI", "RNA"], ["École Paul Verdier", "12", "en cours"])

    assert [(cell, code) for cell, code, _ in remarks(plan)] == [
        ("B2", "uai_unreadable"), ("C2", "rna_unreadable"),
    ]  # fmt: skip
    assert plan.organisations[0].identity == Identity()


def test_a_close_name_never_joins_what_a_number_keeps_apart() -> None:
    plan = read(
        ["Structure", "SIREN"],
        ["Atelier du Bocage", BROLLES],
        ["Ateliers du Bocage", ORMELLE],
        ["Atelier du Bocag", ""],
    )

    assert structures(plan) == [("Atelier du Bocage", BROLLES), ("Ateliers du Bocage", ORMELLE)]
    assert [(cell, code) for cell, code, _ in remarks(plan)] == [("A4", "organisation_alias")]


def test_a_close_name_is_refused_at_its_cell() -> None:
    rows: list[Row] = [["Atelier du Bocage", BROLLES], ["Atelier du Bocag", ""]]

    plan = read(["Structure", "SIREN"], *rows, refused=frozenset({"csv!A3"}))

    assert structures(plan) == [("Atelier du Bocage", BROLLES), ("Atelier du Bocag", None)]


def test_one_siren_under_two_names_is_one_structure_and_says_so() -> None:
    plan = read(
        ["Structure", "SIREN"],
        ["Régie de quartier", BROLLES],
        ["Tremplin et Compagnie", BROLLES],
        ["RÉGIE DE QUARTIER", BROLLES],
    )

    assert structures(plan) == [("Régie de quartier", BROLLES)]
    assert remarks(plan) == [
        ("A3", "same_number",
         "Même numéro que « Régie de quartier » : une seule fiche, à ce nom. Si elles sont deux, "
         "corrigez le numéro ou donnez le SIRET de chaque établissement.")
    ]  # fmt: skip


def test_two_establishments_of_one_siren_are_two_structures() -> None:
    plan = read(
        ["Structure", "SIRET", "Commune"],
        ["Tremplin Brolles", f"{BROLLES}00019", "Brolles"],
        ["Tremplin Ormelle", f"{BROLLES}00027", "Ormelle"],
    )

    assert structures(plan) == [
        ("Tremplin Brolles", f"{BROLLES}00019"), ("Tremplin Ormelle", f"{BROLLES}00027"),
    ]  # fmt: skip
    assert remarks(plan) == [
        ("A3", "establishment",
         "Même SIREN que « Tremplin Brolles » (Brolles, SIREN 111111118), autre établissement : "
         "deux fiches.")
    ]  # fmt: skip


def test_a_siren_that_another_code_denies_stays_on_one_sheet() -> None:
    plan = read(
        ["Structure", "SIREN", "UAI"],
        ["École des Étangs", BROLLES, "0850001A"],
        ["École du Bourg", BROLLES, "0850002B"],
    )

    assert structures(plan) == [("École des Étangs", BROLLES), ("École du Bourg", None)]
    assert [(cell, code) for cell, code, _ in remarks(plan)] == [("A3", "same_siren")]


def test_a_name_that_nothing_places_among_two_is_apart_and_says_so() -> None:
    plan = read(
        ["Structure", "Commune", "Nom Prénom"],
        ["Familles rurales", "", "Mme ROY Eve"],
        ["Familles rurales", "Brolles", ""],
        ["Familles rurales", "Ormelle", ""],
        ["Familles rurales", "", "M. BON Luc"],
    )

    assert structures(plan) == [
        ("Familles rurales", None), ("Familles rurales", "Brolles"), ("Familles rurales", "Ormelle")
    ]  # fmt: skip
    assert [(cell, code) for cell, code, _ in remarks(plan)] == [
        ("A2", "organisation_unclear"), ("A4", "namesake"),
    ]  # fmt: skip


def test_a_structure_not_repeated_is_where_its_first_line_says() -> None:
    plan = read(
        ["Structure", "Commune", "Nom Prénom"],
        ["Familles rurales", "Brolles", "Mme ROY Eve"],
        ["idem", "Ormelle", "M. BON Luc"],
    )

    assert structures(plan) == [("Familles rurales", "Brolles")]


CARDS = ["Contact", "Rue", "Commune", "Téléphone", "SIRET"]


def test_a_number_of_another_body_is_never_the_communes() -> None:
    plan = read(
        CARDS,
        ["Mme ROY Eve", "1 rue des Prés", "Brolles", "01 99 00 10 01", f"{BROLLES}00019"],
        ["M. BON Luc", "2 place du Marché", "Ormelle", "01 99 00 10 02", "21850001500001"],
    )

    assert structures(plan) == [("Commune d'Ormelle", "21850001500001")]
    assert [person.family_name for person in plan.people] == ["BON"]
    assert remarks(plan) == [
        ("E2", "structure_unnamed",
         "Ce numéro n’est pas celui de la commune (Brolles), et rien ne nomme sa structure : ligne "
         "laissée de côté. À l’étape des colonnes, dites laquelle porte le nom de la structure, ou "
         "ajoutez une colonne « Structure ».")
    ]  # fmt: skip
    assert plan.problems[0].severity is Severity.ERROR


def test_a_list_of_elected_people_speaks_of_its_communes_whatever_the_number() -> None:
    plan = read(
        ["Commune", "SIREN", "Maire", "Mail mairie"],
        ["Brolles", BROLLES, "Mme ROY Eve", "mairie@brolles.example.org"],
        ["Ormelle", "218500015", "M. BON Luc", ""],
    )

    assert structures(plan) == [
        ("Commune de Brolles", "Brolles"),
        ("Commune d'Ormelle", "218500015"),
    ]
    assert [person.family_name for person in plan.people] == ["ROY", "BON"]
    assert remarks(plan) == [
        ("B2", "number_of_another", "Ce numéro n’est pas celui d’une commune (21…) : laissé vide.")
    ]  # fmt: skip


def test_number_and_address_are_those_of_the_structure_that_the_row_names() -> None:
    plan = read(
        ["Raison sociale", "Rue", "Commune", "Téléphone", "SIRET"],
        ["Cap Entraide", "1 rue des Prés", "Ormelle", "01 99 00 10 01", f"{BROLLES}00019"],
    )

    (one,) = plan.organisations
    assert (one.name, one.facts["siret"], one.facts["address"], one.phones) == (
        "Cap Entraide", f"{BROLLES}00019", "1 rue des Prés", ["0199001001"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "siret"),
    [
        ("21850001500001.0", "21850001500001"),
        ("21850001500001,0", "21850001500001"),
        ("2.185E+13", None),
        ("2,185E+13", None),
        ("218.500.015", None),
    ],
)
def test_a_siret_that_a_program_wrote_as_a_number_is_read(written: str, siret: str | None) -> None:
    reading = read_siren(written)

    assert reading.siret == siret
    assert (reading.refusal is not None) == ("E+" in written)


def test_everyday_names_of_a_commune_are_one() -> None:
    plan = read(
        ["Structure"],
        ["Commune de Brolles"], ["Mairie de Brolles"], ["Brolles"], ["VILLE DE BROLLES"],
        ["Communauté de communes du Val d'Ouzon"], ["CCVO"],
    )  # fmt: skip

    assert [one.name for one in plan.organisations] == [
        "Commune de Brolles", "Communauté de communes du Val d'Ouzon",
    ]  # fmt: skip


def test_two_thousand_close_names_of_as_many_siren_are_as_many_structures() -> None:
    rows: list[Row] = [
        [f"Association Tremplin du Bocage {'abcdefghij'[n % 10]}", numbered(n), f"Ville {n}"]
        for n in range(2_000)
    ]
    start = time.perf_counter()

    plan = read(["Structure", "SIREN", "Commune"], *rows)

    assert len(plan.organisations) == 2_000
    assert time.perf_counter() - start < 20
