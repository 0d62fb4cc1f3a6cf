"""Files in other layouts become the right structures, people, mandates and seats."""

from datetime import date

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import csv_bytes
from tests.ground.directory.contact_files import messy_files


def read(content: bytes) -> ImportPlan:
    return plan_workbook(open_content(content))


def people(plan: ImportPlan) -> list[tuple[str, str, list[str], list[str]]]:
    return [(p.given_name, p.family_name, p.emails, p.phones) for p in plan.people]


def mandates(plan: ImportPlan) -> list[tuple[str, str | None, str, str | None]]:
    names = {p.key: p.family_name for p in plan.people}
    homes: dict[str | None, str | None] = {o.key: o.name for o in plan.organisations}
    return [(names[m.person], homes.get(m.organisation), m.kind, m.function) for m in plan.mandates]


def problems(plan: ImportPlan) -> set[tuple[str, str]]:
    return {(problem.cell.split("!")[1], problem.code) for problem in plan.problems}


def test_people_list_gives_one_person_a_row() -> None:
    plan = read(messy_files.people_list_in_utf16())

    assert people(plan) == [
        ("Soazig", "LE BIHAN", ["s.lebihan@valerdre.example.org"], ["0199004001", "0639984001"]),
        ("Erwan", "ABGRALL", ["e.abgrall@tilleuls.example.org"], ["0199004002"]),
        ("Lila", "ROUSSEAU", ["l.rousseau@tilleuls.example.org"], ["0639984003"]),
        ("Théo", "ROUSSEAU", [], []),
    ]
    assert mandates(plan) == [
        ("LE BIHAN", "CC du Val d'Erdre", "technicien", "Coordinatrice CLS"),
        ("ABGRALL", "Maison de santé des Tilleuls", "contact", "Médecin"),
        ("ROUSSEAU", "Maison de santé des Tilleuls", "contact", "Infirmière"),
        ("ROUSSEAU", "Hôpital local", "contact", "Directeur"),
    ]
    assert [(m.since.day.isoformat(), m.since.precision) for m in plan.mandates if m.since] == [
        ("2024-03-01", "month"), ("2020-01-01", "year"), ("2014-01-01", "year"),
        ("2024-03-01", "day"),
    ]  # fmt: skip


def test_people_list_problems_are_located() -> None:
    assert problems(read(messy_files.people_list_in_utf16())) == {
        ("A1", "title_rows"), ("L6", "sensitive_column"), ("I7", "email_uppercase"),
        ("K7", "date_text"), ("J8", "not_informed"), ("K8", "date_text"), ("E9", "idem_resolved"),
        ("H9", "phone_leading_zero"), ("J9", "informed_without_date"), ("K9", "date_text"),
        ("B10", "homonym"), ("G10", "phone_with_text"), ("I10", "generic_email"),
        ("K10", "date_serial"), ("G11", "phone_invalid"),
    }  # fmt: skip


def test_numbered_contacts_give_two_people_and_the_structure_its_own_lines() -> None:
    plan = read(messy_files.numbered_contacts_in_cp1252())

    structures = [(o.name, o.facts.get("siren"), o.emails, o.phones) for o in plan.organisations]
    assert structures == [
        ("Mairie de Chantenay", "000100016", ["mairie@chantenay.example.org"], ["0199004101"]),
        ("Communauté de communes des Trois Rivières", None, [], []),
        ("Asso. Les Jardins", "000100040", [], []),
    ]  # fmt: skip
    assert mandates(plan) == [
        ("GUÉRIN", "Mairie de Chantenay", "élu", "Maire"),
        ("PRÉVOST", "Mairie de Chantenay", "technicien", "DGS"),
        ("BELKACEM", "Communauté de communes des Trois Rivières", "élu", "Président"),
        ("GUÉRIN", "Asso. Les Jardins", "contact", "Trésorière"),
    ]
    assert problems(plan) == {
        ("C3", "siren_checksum"), ("C4", "siren_leading_zero"), ("F4", "same_person"),
        ("A5", "total_row"),
    }  # fmt: skip


def test_signatures_list_merges_what_is_written_twice() -> None:
    plan = read(messy_files.signatures_list())

    assert mandates(plan) == [
        ("Morvan", "Département de la Sarre-Bleue", "technicien", "Cheffe de projet"),
        ("Deniau", "CAF de la Sarre-Bleue", "contact", "Conseiller"),
        ("Haddad", "CAF de la Sarre-Bleue", "contact", "Chargée de mission"),
    ]
    assert problems(plan) == {
        ("A1", "title_rows"), ("C6", "organisation_alias"), ("C7", "organisation_alias"),
        ("A7", "same_person"), ("A8", "total_row"),
    }  # fmt: skip


def test_development_council_gives_seats_with_college_and_voice() -> None:
    plan = read(messy_files.development_council())

    assert mandates(plan) == [
        ("Quillien", "CCI des Sources", "titulaire", None),
        ("Le Roy", "CCI des Sources", "suppléant", None),
        ("Vidal", None, "titulaire", None),
        ("Da Silva", "Association Terres vives", "titulaire", None),
        ("Kerlo", "Association Terres vives", "suppléant", None),
    ]
    assert {m.body for m in plan.mandates} == {"Conseil de développement du Pays des Sources"}
    assert [(m.college, m.voice) for m in plan.mandates] == [
        ("Économie", "délibérative"), ("Économie", "délibérative"),
        ("Société civile", "consultative"), (None, "consultative"), (None, None),
    ]  # fmt: skip
    assert ("B8", "structure_above") in problems(plan)


def test_project_team_takes_its_structures_from_sections() -> None:
    plan = read(messy_files.project_team())

    assert mandates(plan) == [
        (
            "Durand",
            "COMMUNAUTÉ DE COMMUNES DU PAYS DE LUZ",
            "technicien",
            "Coordinatrice petite enfance",
        ),
        ("Benali", "COMMUNAUTÉ DE COMMUNES DU PAYS DE LUZ", "technicien", "Coordinateur jeunesse"),
        ("Roy", "COMMUNAUTÉ DE COMMUNES DU PAYS DE LUZ", "technicien", "Coordinateur jeunesse"),
        ("Garcia", "VILLE DE LUZERNE", "technicien", "Directrice enfance"),
        ("MARCHAND", "VILLE DE LUZERNE", "élu", "Maire"),
        ("OLIVE", "VILLE DE LUZERNE", "élu", None),
        ("PONT", "VILLE DE LUZERNE", "technicien", "Secrétaire de mairie"),
        ("BERNARD", "Commune de Saint-Aubin", "élu", "Maire"),
        ("BERNARD", "Commune de Saint-Aubin", "élu", None),
        ("PONT", "Commune de Saint-Aubin", "technicien", "Secrétaire de mairie"),
    ]
    luz, luzerne, aubin = plan.organisations
    assert (luz.phones, luzerne.emails, aubin.emails) == (
        ["0639986002"], ["accueil@luzerne.example.org"], ["mairie@saintaubin.example.org"],
    )  # fmt: skip
    assert (luzerne.facts["insee_code"], luzerne.facts["population"]) == ("01234", 12400)


def test_project_team_problems_are_located() -> None:
    plan = read(messy_files.project_team())

    assert {(problem.cell, problem.code) for problem in plan.problems} == {
        ("Équipe!A1", "title_rows"), ("Équipe!A4", "section_row"), ("Équipe!A7", "section_row"),
        ("Équipe!A6", "several_people"), ("Équipe!C6", "count_mismatch"), ("Équipe!A9", "vacant"),
        ("Équipe!B12", "colour_meaning"), ("Communes!A2", "organisation_alias"),
        ("Communes!E3", "generic_email"), ("Communes!F3", "idem_resolved"),
        ("Communes!H3", "idem_resolved"), ("Notes!A1", "sheet_ignored"),
        ("Actions!A1", "sheet_ignored"),
    }  # fmt: skip


def test_joint_board_follows_merged_cells() -> None:
    plan = read(messy_files.joint_board())

    assert mandates(plan) == [
        ("RAIMBAULT", "CC de l'Aubance", "titulaire", None),
        ("POIRIER", "CC de l'Aubance", "suppléant", None),
        ("GODARD", "CC de l'Aubance", "titulaire", None),
        ("DE LA TOUR", "Angerville Agglo", "titulaire", None),
    ]
    assert {m.body for m in plan.mandates} == {"Comité syndical"}
    assert problems(plan) == {
        ("B1", "two_line_header"), ("A4", "merged_filled"), ("F4", "vacant"),
    }  # fmt: skip


def test_mixed_columns_are_cut_into_functions_addresses_and_numbers() -> None:
    plan = read(messy_files.mixed_contact_columns())

    assert people(plan) == [
        ("Ode", "PAYET", ["ode.payet@nord.example.org"], ["0199007001"]),
        ("Ali", "SANE", ["a.sane@bulle.example.org"], ["0199007002"]),
    ]
    assert [m.function for m in plan.mandates] == ["directrice", "Responsable"]
    assert plan.organisations[2].emails == ["ecole@prevert.example.org"]


def test_marks_under_a_body_give_seats() -> None:
    plan = read(messy_files.bodies_in_columns())

    seats = [(m.kind, m.body) for m in plan.mandates if m.is_seat]
    assert seats == [("titulaire", "COPIL"), ("suppléant", "COPIL"), ("titulaire", "COTECH")]


def test_name_under_a_group_of_structures_is_the_structure() -> None:
    plan = read(messy_files.structure_group())

    assert mandates(plan) == [("LEROUX", "Chambre d'agriculture", "contact", "Chargée d'études")]
    assert people(plan) == [("Hélène", "LEROUX", ["h.leroux@ca.example.org"], ["0199008001"])]
    assert plan.organisations[1].emails == ["secretariat@lycee.example.org"]
    assert ("F2", "sensitive_column") in problems(plan)


def test_role_written_in_each_header_makes_two_people() -> None:
    plan = read(messy_files.roles_in_each_header())

    assert mandates(plan) == [
        ("ROY", "CC A", "titulaire", None),
        ("ZED", "CC A", "suppléant", None),
        ("PIT", "CC B", "titulaire", None),
    ]
    assert [m.voice for m in plan.mandates] == ["délibérative", "délibérative", "consultative"]


def test_contacts_beside_a_name_are_those_of_the_person() -> None:
    plan = read(messy_files.contacts_beside_names())

    assert people(plan) == [
        ("Eve", "ROY", ["eve.roy@retz.example.org"], ["0639980001"]),
        ("Al", "ZED", ["al@retz.example.org"], []),
        ("Ana", "PIT", ["ana@retz.example.org"], []),
    ]
    assert problems(plan) == {("B3", "several_people"), ("B4", "unnamed_person")}


def test_near_names_with_their_own_addresses_stay_two_people() -> None:
    content = csv_bytes(
        [
            ["Structure", "Nom", "Prénom", "Mail"],
            ["CC A", "Rocheteau", "Simon", "s.rocheteau@retz.example.org"],
            ["CC A", "Rochetau", "Simon", ""],
            ["CC A", "Rochereau", "Simon", "s.rochereau@retz.example.org"],
        ]
    )

    plan = read(content)

    assert [person.family_name for person in plan.people] == ["Rocheteau", "Rochereau"]
    assert ("B3", "same_person") in problems(plan)


def test_filled_function_is_kept_before_the_one_beside_the_name() -> None:
    plan = read(
        csv_bytes(
            [
                ["Structure", "Nom", "Fonction", "Observations"],
                ["DDT d'Erdre", "LEFÈVRE Sophie (référente CRTE)", "Cheffe de service", "À jour"],
                ["CAF d'Erdre", "Mme la Directrice Anne ROUX", "", ""],
                ["MSA d'Erdre", "Luc NOIR (directeur)", "Directeur", ""],
            ]
        )
    )

    assert [(m.function, m.notes) for m in plan.mandates] == [
        ("Cheffe de service", "référente CRTE ; À jour"),
        ("Directrice", None),
        ("Directeur", None),
    ]


def test_given_names_that_share_a_family_name_are_as_many_people() -> None:
    cells = ["Mme Claire et M. Paul DUPONT", "Rose & Jeanne ROCHE", "Mme Vve Rose MARTIN"]
    plan = read(csv_bytes([("Structure", "Contact"), *((f"Lieu {one}", one) for one in cells)]))

    assert [(p.civility, p.given_name, p.family_name) for p in plan.people] == [
        ("Mme", "Claire", "DUPONT"),
        ("M.", "Paul", "DUPONT"),
        (None, "Rose", "ROCHE"),
        (None, "Jeanne", "ROCHE"),
        ("Mme", "Rose", "MARTIN"),
    ]


def test_end_written_after_a_name_ends_the_mandate() -> None:
    rows = [("Structure", "Contact"), ("CC d'Erdre", "Anne ROUX jusqu'au 31/12/2025")]
    plan = read(csv_bytes([*rows, ("MJC", "Luc NOIR depuis mars 2024")]))

    assert [p.given_name for p in plan.people] == ["Anne", "Luc"]
    pairs = [(m.since and m.since.day, m.until and m.until.day) for m in plan.mandates]
    assert pairs == [(None, date(2025, 12, 31)), (date(2024, 3, 1), None)]


def test_contacts_taken_out_of_a_mail_program_are_one_person_a_row() -> None:
    plan = read(
        csv_bytes(
            [
                ["Prénom", "Deuxième prénom", "Nom", "Nom de naissance", "Société", "Titre"],
                ["Luc", "", "Noir", "", "Région Erdre", "Chargé de mission"],
                ["Anna", "Rose", "de Brie", "Sol", "Région Erdre", ""],
            ]
        )
    )

    assert people(plan) == [("Luc", "Noir", [], []), ("Anna Rose", "de Brie", [], [])]


def test_list_of_addresses_with_their_names_is_a_list_of_people() -> None:
    cells = [
        "Anne ROUX <anne@x.example.org>; Luc NOIR <luc@x.example.org>",
        '"BLANC Léa" <lea@y.example.org>',
        "contact@z.example.org",
    ]
    rows = [("Liste de diffusion", "Structure"), *((one, f"CC {one[:3]}") for one in cells)]
    plan = read(csv_bytes(rows))

    assert people(plan) == [
        ("Anne", "ROUX", ["anne@x.example.org"], []),
        ("Luc", "NOIR", ["luc@x.example.org"], []),
        ("Léa", "BLANC", ["lea@y.example.org"], []),
    ]
    assert [o.emails for o in plan.organisations] == [[], [], ["contact@z.example.org"]]


def test_office_above_a_column_of_names_is_their_function() -> None:
    header = ["Commune", "Maire", "1er adjoint", "Directrice"]
    plan = read(csv_bytes([header, ["Chantenay", "ROY Paul", "Mme SOL Léa", "Zoé LAM"]]))

    assert [row[2:] for row in mandates(plan)] == [
        ("élu", "Maire"), ("élu", "1er adjoint"), ("technicien", "Directrice"),
    ]  # fmt: skip


def test_titles_and_what_follows_a_dash_are_not_given_names() -> None:
    cells = ["Mme le Dr Lise PAGE", "M. Jean PETIT - France Assos", "Claire DUPONT - MARTIN"]
    header = ("Structure", "Représentant(e)", "Nommé(e) le")
    plan = read(csv_bytes([header, *((f"Lieu {one}", one, "03/06/2026") for one in cells)]))

    assert [row[:2] for row in people(plan)] == [
        ("Lise", "PAGE"), ("Jean", "PETIT"), ("Claire", "DUPONT - MARTIN"),
    ]  # fmt: skip
    assert [m.notes for m in plan.mandates] == [None, "France Assos", None]
    assert {m.since and m.since.day for m in plan.mandates} == {date(2026, 6, 3)}
