"""Columns of a list of people: what each is taken for, left aside or refused."""

from datetime import date

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.columns import Column
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.sheets import choice_of, read_sheets
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes

OF_COMMITMENTS = frozenset(
    {"organisation_name", "action_title", "person_name", "since", "due_on", "notes"}
)


def read(rows: list[Row]) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def columns(plan: ImportPlan) -> list[Column]:
    return plan.readings[0].tables[0].columns


def fields(rows: list[Row]) -> list[str]:
    return [choice_of(column) for column in columns(read(rows))]


def of_header(header: str, *values: str) -> str:
    """What a column is taken for, beside a structure and a name."""
    rows: list[Row] = [["Structure", "NOM Prénom", header]]
    rows += [["Caf", "BON Luc", values[0]], ["MSA", "SEL Jo", values[-1]]]
    return fields(rows)[2]


def announced(header: str) -> str | None:
    match = match_header(header)
    return match.field if match else None


def terms(plan: ImportPlan) -> list[tuple[date | None, date | None]]:
    return [
        (m.since.day if m.since else None, m.until.day if m.until else None) for m in plan.mandates
    ]


def test_start_and_end_beside_people_are_the_term_of_their_mandate() -> None:
    plan = read(
        [
            ["Structure", "NOM Prénom", "Date début", "Date fin"],
            ["Caf", "BON Luc", "01/09/2023", "31/12/2024"],
            ["MSA", "SEL Jo", "01/03/2020", ""],
        ]
    )

    assert terms(plan) == [
        (date(2023, 9, 1), date(2024, 12, 31)), (date(2020, 3, 1), None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Début", "since"), ("Fin", "until"), ("Arrivée", "since"), ("Date arrivée", "since"),
        ("Entrée", "since"), ("Sortie", "until"), ("Départ", "until"), ("Fin prévue", "until"),
        ("Date de prise de poste", "since"), ("Mandat au", "until"), ("Mandat du", "since"),
        ("Échéance", "ignored"), ("Date limite", "ignored"), ("Date de lancement", "ignored"),
        ("Mandat", "since"), ("Mandat du maire", "since"), ("Poste", "function"),
    ],
)  # fmt: skip
def test_words_of_a_term_are_dates_beside_people(header: str, field: str) -> None:
    values = ("CT", "Cheffe de projet") if header == "Poste" else ("01/09/2023", "2021")

    assert of_header(header, *values).partition(":")[0] == field


def test_reason_to_leave_is_no_date() -> None:
    assert of_header("Motif de départ", "retraite", "mutation") == "ignored"
    assert of_header("Raison du départ", "retraite", "mutation") == "ignored"
    assert (announced("Heure d'arrivée"), announced("Heure de départ")) == ("meeting_time",) * 2
    assert (announced("Motif de fin de mandat"), announced("Motif du contact")) == (None, None)
    assert announced("Raison sociale de l'organisme") == "organisation_name"


@pytest.mark.parametrize("header", ["Date du mail", "Date de mission", "Date du poste"])
def test_header_that_opens_with_a_date_tells_a_day(header: str) -> None:
    assert announced(header) == "meeting_on"


def test_start_and_end_beside_actions_stay_those_of_the_action() -> None:
    plan = read(
        [
            ["Action", "Référent", "Structure", "Début", "Date fin"],
            ["Ouvrir une crèche", "BON Luc", "Caf", "01/09/2023", "31/12/2024"],
        ]
    )

    assert [column.field for column in columns(plan)][3:] == ["ignored", "ignored"]


def test_table_of_commitments_keeps_its_deadline() -> None:
    rows: list[Row] = [["Structure", "Intitulé", "Personne", "Date début", "Date fin"]]
    rows.append(["Caf", "Prêt de salle", "BON Luc", "01/09/2023", "31/12/2024"])
    reading = read_sheets(open_content(csv_bytes(rows)), OF_COMMITMENTS)[0]

    assert [column.field for column in reading.columns][3:] == ["ignored", "due_on"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Org.", "organisation_name"), ("Struct.", "organisation_name"),
        ("Établ.", "organisation_name"), ("Assoc.", "organisation_name"), ("Qual.", "function"),
        ("Prén.", "given_name"), ("Port. DGS", "mobile"), ("Port. pro", "mobile"),
        ("Portable maire", "mobile"), ("Port de pêche", None),
    ],
)  # fmt: skip
def test_short_words_announce_what_the_whole_ones_do(header: str, field: str | None) -> None:
    assert announced(header) == field


def test_abbreviated_list_keeps_its_structures_functions_and_numbers() -> None:
    plan = read(
        [
            ["Org.", "Nom", "Prén.", "Qual.", "Port. pro"],
            ["ARS", "GRANJON", "Martine", "Bénévole", "06 39 98 60 01"],
            ["Les Lutins", "LOUVET", "Gérard", "Appui", "06 39 98 60 02"],
        ]
    )

    assert [o.name for o in plan.organisations] == ["ARS", "Les Lutins"]
    assert [m.function for m in plan.mandates] == ["Bénévole", "Appui"]
    assert [p.phones for p in plan.people] == [["0639986001"], ["0639986002"]]


@pytest.mark.parametrize("short", ["Port. ", "Port ", "Portable "])
def test_numbers_under_an_office_are_those_of_who_holds_it(short: str) -> None:
    plan = read(
        [
            ["Commune", "Maire", "DGS", f"{short}maire", f"{short}DGS"],
            ["Chantenay", "Mme BON Lucie", "M. SEL Jo", "06 39 98 60 01", "06 39 98 60 02"],
            ["Bazoches", "M. PIN Al", "Mme MOU Léa", "06 39 98 60 03", "06 39 98 60 04"],
        ]
    )

    assert [p.phones for p in plan.people] == [
        ["0639986001"], ["0639986002"], ["0639986003"], ["0639986004"],
    ]  # fmt: skip


def test_count_under_an_office_is_left_aside() -> None:
    assert of_header("Maire", "3", "12") == "ignored"


def test_unknown_header_under_a_person_opens_no_other_person() -> None:
    plan = read(
        [
            ["", "Référent technique", "", "", "Élu référent", "", ""],
            ["Structure", "NOM Prénom", "Appui", "Mail", "Nom", "Mail", "Parité"],
            ["Caf", "BON Luc", "CRTE", "l.bon@example.org", "ROY", "roy@example.org", "F"],
            ["MSA", "SEL Jo", "PCAET", "j.sel@example.org", "PIN", "pin@example.org", "H"],
        ]
    )

    assert [choice_of(column) for column in columns(plan)] == [
        "organisation_name", "person_name:1", "ignored", "email:1",
        "person_name:2", "email:2", "civility:2",
    ]  # fmt: skip
    assert [(p.family_name, p.emails) for p in plan.people] == [
        ("BON", ["l.bon@example.org"]), ("ROY", ["roy@example.org"]),
        ("SEL", ["j.sel@example.org"]), ("PIN", ["pin@example.org"]),
    ]  # fmt: skip


def test_names_under_a_person_and_an_unknown_header_are_kept() -> None:
    rows: list[Row] = [["", "Élu référent", ""], ["Structure", "2026-2032", "Mail"]]
    rows += [["Caf", "M. BON Luc", "l.bon@example.org"], ["MSA", "Mme SEL Jo", ""]]

    assert fields(rows) == ["organisation_name", "elected_name:1", "email:1"]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Groupe pol.", "refused_political"), ("Sensib. pol.", "refused_political"),
        ("Orientation politique", "refused_political"), ("Mandat syndical", "refused_personal"),
        ("Mandats syndicaux", "refused_personal"), ("Synd.", "refused_personal"),
        ("RQTH (O/N)", "refused_personal"), ("DDN", "refused_personal"),
        ("Date de naissance", "refused_personal"), ("N° SS", "refused_personal"),
        ("N°SS", "refused_personal"), ("Culte", "refused_personal"),
        ("Rem. perso", "refused_private"), ("Obs. pers.", "refused_private"),
        ("Appréciation", "refused_private"),
        ("Groupe de travail", "body"), ("Orientation", "ignored"), ("Mandat", "mandate:1"),
        ("Comité syndical", "body"), ("Rem.", "notes"), ("Synd. mixte", "ignored"),
        ("Lieu de culte", "address"), ("Mandat local", "mandate:1"),
        ("Mandat au conseil", "mandate:1"), ("Mandat du contact", "mandate:1"),
        ("Accueil handicapés", "ignored"), ("Assurance maladie", "ignored"),
    ],
)  # fmt: skip
def test_what_the_law_keeps_out_is_refused(header: str, field: str) -> None:
    assert of_header(header, "abc", "def") == field


def test_refused_column_is_reported_and_cannot_be_chosen() -> None:
    rows: list[Row] = [["Structure", "NOM Prénom", "Mandat syndical"]]
    rows.append(["Caf", "BON Luc", "CHSCT"])
    workbook = open_content(csv_bytes(rows))

    plan = plan_workbook(workbook, {"csv": {"A": "organisation_name", "C": "mandate:1"}})

    assert columns(plan)[2].field == "refused_personal"
    assert [(p.code, p.cell) for p in plan.problems] == [("sensitive_column", "csv!C1")]
    assert "syndicat" in plan.problems[0].message


def test_sensitivity_of_messages_is_left_aside_and_that_of_people_refused() -> None:
    assert of_header("Sensibilité", "Normale", "Confidentiel") == "ignored"
    assert of_header("Sensibilité", "Divers gauche", "Normale") == "refused_political"


def test_judgement_beside_actions_is_of_the_action() -> None:
    rows: list[Row] = [["Action", "Référent", "Appréciation"], ["Crèche", "BON Luc", "bien"]]

    assert fields(rows)[2] == "ignored"


def test_union_column_of_structures_is_the_structure() -> None:
    rows: list[Row] = [["Synd.", "NOM Prénom"], ["Syndicat mixte du Retz", "BON Luc"]]

    assert fields(rows)[0] == "organisation_name"


def test_refusal_is_reported_where_the_header_is_written() -> None:
    def dress(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:C1")
        sheet.merge_cells("D1:D2")

    rows: list[Row] = [
        ["STRUCTURE", "ÉLU RÉFÉRENT", None, "Étiquette politique"],
        ["Nom de la structure", "NOM Prénom", "Mail", None],
        ["CC A", "ROY Eve", "eve@x.example.org", "LR"],
    ]
    plan = plan_workbook(open_content(xlsx_bytes({"A": rows}, dress)))

    pairs = [(p.cell, p.raw) for p in plan.problems if p.code == "sensitive_column"]
    assert pairs == [("A!D1", "Étiquette politique")]


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Rue (domicile)", "refused_personal"), ("Ville (domicile)", "refused_personal"),
        ("Code postal (domicile)", "refused_personal"), ("Domicile", "refused_personal"),
        ("Téléphone domicile", "refused_personal"), ("Adresse domicile", "refused_personal"),
        ("Rue (bureau)", "address"), ("Ville (bureau)", "city"), ("Téléphone (bureau)", "phone"),
        ("Code postal (bureau)", "postcode"), ("Tél. aide à domicile", "phone"),
        ("Tél. perso", "phone"), ("Commune de résidence", "commune"),
        ("Nom complet de l'adresse de messagerie", "other_name"), ("Nom complet", "person_name"),
        ("Adresse de messagerie", "email"),
    ],
)  # fmt: skip
def test_home_of_somebody_is_refused_and_the_office_kept(header: str, field: str) -> None:
    assert announced(header) == field


def test_contacts_of_a_mail_program_give_no_private_address() -> None:
    header: Row = ["Prénom", "Nom", "Société", "Rue (domicile)", "Ville (domicile)"]
    header += ["Adresse de messagerie", "Nom complet de l'adresse de messagerie"]
    row: Row = ["Lionel", "PUECH", "Mairie de Lacombe", "4 chemin bas", "Lacombe"]
    plan = read([header, [*row, "lionel.puech@example.org", "Lionel PUECH"]])

    assert "address" not in plan.organisations[0].facts
    assert [p.emails for p in plan.people] == [["lionel.puech@example.org"]]
    assert [(p.code, p.cell) for p in plan.problems] == [
        ("sensitive_column", "csv!D1"), ("sensitive_column", "csv!E1"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("group", "field"), [("Domicile", "refused_personal"), ("Adresse du siège", "address")]
)
def test_address_under_a_group_is_that_of_the_group(group: str, field: str) -> None:
    rows: list[Row] = [["", "", group, ""], ["Structure", "NOM Prénom", "Rue", "Ville"]]
    rows.append(["Caf", "M. BON Luc", "4 chemin bas", "Lacombe"])

    assert fields(rows)[2] == field


def test_second_column_of_structures_is_reported() -> None:
    header: Row = ["Collectivité signataire", "NOM Prénom", "Employeur"]
    plan = read([header, ["CC Aulne", "GOAS Enora", "Commune de Plouarzel"]])

    assert [choice_of(column) for column in columns(plan)][2] == "ignored"
    assert [(p.code, p.cell, p.raw) for p in plan.problems] == [
        ("second_column", "csv!C1", "Employeur")
    ]


@pytest.mark.parametrize("header", ["Employeur", "Numéro de badge"])
def test_column_that_gives_nothing_twice_is_not_reported(header: str) -> None:
    plan = read([["Collectivité", "NOM Prénom", header], ["CC Aulne", "GOAS Enora", ""]])

    assert plan.problems == []
