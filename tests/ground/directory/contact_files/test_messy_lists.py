"""Lists kept one way or another become the right structures, people and lines to call."""

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(rows: list[Row]) -> ImportPlan:
    return plan_workbook(open_content(csv_bytes(rows)))


def mandates_of(plan: ImportPlan) -> list[tuple[str, str, str | None, str | None]]:
    """Each mandate: given name, family name, structure, function."""
    people = {p.key: p for p in plan.people}
    homes: dict[str | None, str | None] = {o.key: o.name for o in plan.organisations}
    return [
        (people[m.person].given_name, people[m.person].family_name, homes.get(m.organisation),
         m.function)
        for m in plan.mandates
    ]  # fmt: skip


def reached(plan: ImportPlan) -> dict[str, tuple[list[str], list[str]]]:
    """The addresses and numbers of each structure and person that has some."""
    owners = [(o.name, o) for o in plan.organisations]
    lines = [(name, (o.emails, o.phones)) for name, o in owners]
    lines += [(p.family_name, (p.emails, p.phones)) for p in plan.people]
    return {name: line for name, line in lines if any(line)}


def test_first_structure_of_a_list_by_sections_stands_above_the_header() -> None:
    header: Row = ["Nom Prénom", "Fonction", "Tél."]
    plan = read(
        [
            ["Annuaire des communes"], [], ["COMMUNE DE SAINT-MARTIN"], header,
            ["DE LA TOUR Jean-Marc", "Maire", ""],
            ["vacant", "Secrétaire de mairie", "01 99 00 00 03"], [],
            ["COMMUNE DU BREUIL"], header, ["MARTIN-DURAND Anne-Sophie", "Maire", ""],
        ]
    )  # fmt: skip

    assert mandates_of(plan) == [
        ("Jean-Marc", "DE LA TOUR", "COMMUNE DE SAINT-MARTIN", "Maire"),
        ("Anne-Sophie", "MARTIN-DURAND", "COMMUNE DU BREUIL", "Maire"),
    ]
    assert reached(plan) == {"COMMUNE DE SAINT-MARTIN": ([], ["0199000003"])}
    assert [p.cell for p in plan.problems if p.code == "title_rows"] == ["csv!A1"]


def test_listing_of_elected_members_gives_their_communes() -> None:
    plan = read(
        [
            ["Libellé commune", "Civ.", "NOM", "PRENOM", "Libellé de fonction", "Date naissance"],
            ["LES FORGES", "MME", "D'HAUTEVILLE", "ANNE", "Maire", "01/02/1960"],
        ]
    )

    assert mandates_of(plan) == [("ANNE", "D'HAUTEVILLE", "Commune des FORGES", "Maire")]
    assert {p.code for p in plan.problems} == {"sensitive_column"}


def test_intercommunality_alone_is_the_structure() -> None:
    plan = read(
        [
            ["EPCI", "Président", "Mail générique"],
            ["CC du Val Doré", "Paul ROUX", "contact@valdore.example.org"],
            ["CA du Bocage", "Anne LE GOFF", ""],
        ]
    )

    assert mandates_of(plan) == [
        ("Paul", "ROUX", "CC du Val Doré", "Président"),
        ("Anne", "LE GOFF", "CA du Bocage", "Président"),
    ]
    assert reached(plan) == {"CC du Val Doré": (["contact@valdore.example.org"], [])}


def test_syndicat_is_a_structure_or_a_union_that_is_refused() -> None:
    joint = read([["Syndicat", "Président"], ["SMICTOM du Bocage", "Paul ROUX"]])
    union = read([["Structure", "Nom", "Prénom", "Syndicat"], ["CC A", "ROUX", "Paul", "CFDT"]])

    assert mandates_of(joint) == [("Paul", "ROUX", "SMICTOM du Bocage", "Président")]
    assert [p.code for p in union.problems] == ["sensitive_column"]


def test_who_is_in_charge_of_a_structure_is_a_person_with_that_function() -> None:
    plan = read(
        [
            ["Établissement", "Chef d'établissement", "Responsable", "Référente"],
            ["Collège Moulin", "Mme ROUX Anne", "", ""],
            ["Crèche Pom", "", "Mme SOL Léa", "Eve PIT"],
        ]
    )

    assert mandates_of(plan) == [
        ("Anne", "ROUX", "Collège Moulin", "Chef d'établissement"),
        ("Léa", "SOL", "Crèche Pom", "Responsable"),
        ("Eve", "PIT", "Crèche Pom", None),
    ]


def test_remarks_and_addresses_that_a_person_keeps_apart_are_refused() -> None:
    header: Row = ["Commune", "Maire", "Mes notes", "Commentaires privés", "Adresse perso"]
    plan = read([header, ["Vaux", "Paul ROUX", "mou", "secret", "8 rue du Secret"]])

    assert [m.notes for m in plan.mandates] == [None]
    assert "address" not in plan.organisations[0].facts
    assert [p.code for p in plan.problems] == ["sensitive_column"] * 3


def test_a_count_or_a_day_is_no_place_and_no_person() -> None:
    header: Row = ["Commune", "Nb de sièges", "Nb d'agents", "Invité le", "Maire"]
    plan = read([header, ["Vaux", "2", "12", "03/06/2026", "Paul ROUX"]])

    assert mandates_of(plan) == [("Paul", "ROUX", "Commune de Vaux", "Maire")]
    assert plan.organisations[0].facts == {"type": "Commune", "commune": "Vaux"}


def test_cell_of_several_lines_gives_the_function_and_leaves_the_fax() -> None:
    lines = ["Mme Odile PAYET", "Directrice", "Tél : 01 99 00 00 10", "Fax : 01 99 00 00 11"]
    card = "\n".join([*lines, "op@x.example.org"])
    rows: list[Row] = [["Structure", "Contact"], ["Centre social", card]]
    plan = read([*rows, ["MJC", "Président\nAli SANE"]])

    assert mandates_of(plan) == [
        ("Odile", "PAYET", "Centre social", "Directrice"),
        ("Ali", "SANE", "MJC", "Président"),
    ]
    assert reached(plan) == {"PAYET": (["op@x.example.org"], ["0199000010"])}


def test_town_at_the_end_of_an_address_is_the_town() -> None:
    header: Row = ["Structure", "Adresse"]
    plan = read([header, ["MJC", "12 rue de la Gare\nBP 40\n79300 BRESSUIRE"], ["Caf", "Niort"]])

    assert [o.facts for o in plan.organisations] == [
        {"address": "12 rue de la Gare, BP 40", "postcode": "79300", "city": "BRESSUIRE"},
        {"address": "Niort"},
    ]


def test_names_before_a_comma_or_at_birth_are_not_other_people() -> None:
    cells = ["M. le Maire, Jean PETIT", "Mme DUPONT née MARTIN Anne", "Mc CARTHY Owen"]
    rows: list[Row] = [[f"Lieu {one}", one] for one in cells]
    plan = read([["Structure", "Contact"], *rows])

    assert [(given, family, job) for given, family, _, job in mandates_of(plan)] == [
        ("Jean", "PETIT", "Maire"), ("Anne", "DUPONT", None), ("Owen", "Mc CARTHY", None),
    ]  # fmt: skip
    assert [m.notes for m in plan.mandates] == [None, "née MARTIN", None]


def test_address_book_in_english_and_curly_ditto_marks_are_read() -> None:
    plan = read(
        [
            ["First Name", "Last Name", "Display Name", "Primary Email", "Organization",
             "Job Title"],
            ["Claire", "Petit", "Claire Petit", "claire@vaux.example.org", "Mairie de Vaux", "DGS"],
            ["Luc", "Grand", "Luc Grand", "", "”", "“"],
        ]
    )  # fmt: skip

    assert mandates_of(plan) == [
        ("Claire", "Petit", "Mairie de Vaux", "DGS"), ("Luc", "Grand", "Mairie de Vaux", "DGS"),
    ]  # fmt: skip


def test_sections_of_a_list_of_communes_are_communes() -> None:
    plan = read(
        [
            ["Annuaire des mairies"], [], ["Nom Prénom", "Fonction"],
            ["VAUX"], ["ÉLUS"], ["ROUX Paul", "Maire"], ["TECHNICIENS"], ["SOL Léa", "DGS"],
            ["SAINT-OUZON"], ["LE GOFF Anne", "Maire"],
        ]
    )  # fmt: skip

    assert mandates_of(plan) == [
        ("Paul", "ROUX", "Commune de VAUX", "Maire"),
        ("Léa", "SOL", "Commune de VAUX", "DGS"),
        ("Anne", "LE GOFF", "Commune de SAINT-OUZON", "Maire"),
    ]


def test_answers_to_a_form_are_read_under_its_questions() -> None:
    plan = read(
        [
            ["Horodateur", "Votre nom", "Votre prénom", "Quelle est votre structure ?",
             "Votre adresse mail"],
            ["12/10/2026 10:00", "Roux", "Paul", "Mairie de Vaux", "p.roux@vaux.example.org"],
        ]
    )  # fmt: skip

    assert mandates_of(plan) == [("Paul", "Roux", "Mairie de Vaux", None)]
    assert reached(plan) == {"Roux": (["p.roux@vaux.example.org"], [])}


def test_columns_that_say_the_kind_of_the_next_one_are_left_aside() -> None:
    plan = read(
        [
            ["Name", "Given Name", "Family Name", "E-mail 1 - Type", "E-mail 1 - Value",
             "Organization 1 - Type", "Organization 1 - Name"],
            ["Paul Roux", "Paul", "Roux", "* Work", "p.roux@vaux.example.org", "", "Caf"],
        ]
    )  # fmt: skip

    assert mandates_of(plan) == [("Paul", "Roux", "Caf", None)]
    assert plan.problems == []


def test_role_written_in_the_headers_of_family_and_given_name_is_the_role() -> None:
    header: Row = ["Commune", "Nom de l'élu référent", "Prénom de l'élu référent"]
    plan = read([header, ["Vaux", "ROUX", "Paul"]])

    assert [m.kind for m in plan.mandates] == ["élu"]


def test_lists_of_members_are_people_not_structures() -> None:
    header: Row = ["Commission", "Président", "Membres"]
    plan = read([header, ["Enfance", "Paul ROUX", "Anne LE GOFF, Luc GRAND"]])

    assert [(given, family, home) for given, family, home, _ in mandates_of(plan)] == [
        ("Paul", "ROUX", None), ("Anne", "LE GOFF", None), ("Luc", "GRAND", None),
    ]  # fmt: skip


def test_office_in_a_letter_is_the_office_and_a_civility_is_none() -> None:
    header: Row = ["Structure", "Nom", "Prénom", "Titre", "Mandat"]
    offices = ["Monsieur le Maire", "Madame", "Madame la Présidente"]
    rows: list[Row] = [[f"Lieu {n}", "ROUX", f"Paul {n}", o, "2020"] for n, o in enumerate(offices)]
    plan = read([header, *rows])

    assert [m.function for m in plan.mandates] == ["Maire", None, "Présidente"]
    assert {m.since and m.since.precision for m in plan.mandates} == {"year"}


def test_note_between_two_rows_is_no_structure_and_a_date_is_no_part_of_a_body() -> None:
    plan = read(
        [
            ["COPIL CTG du 12/10/2026"], ["Structure", "Nom", "Prénom", "T/S"],
            ["Caf", "ROUX", "Paul", "T"], ["NB : liste à jour"], ["MSA", "SOL", "Léa", "S"],
        ]
    )  # fmt: skip

    assert [o.name for o in plan.organisations] == ["Caf", "MSA"]
    assert {m.body for m in plan.mandates} == {"COPIL CTG"}


def test_two_lists_side_by_side_keep_each_its_own_structures() -> None:
    plan = read(
        [
            ["ÉLUS", "", "", "", "TECHNICIENS"],
            ["Nom Prénom", "Commune", "Mail", "", "Nom Prénom", "Structure", "Mail"],
            ["ROUX Paul", "Vaux", "p.roux@vaux.example.org", "", "SOL Léa", "CC du Val Doré"],
            ["", "", "", "", "SANE Ali", "MSA", "a.sane@msa.example.org"],
        ]
    )

    assert [(m.kind, row[:3]) for m, row in zip(plan.mandates, mandates_of(plan), strict=True)] == [
        ("élu", ("Paul", "ROUX", "Commune de Vaux")),
        ("technicien", ("Léa", "SOL", "CC du Val Doré")),
        ("technicien", ("Ali", "SANE", "MSA")),
    ]
    assert list(plan.mapping["csv"]) == ["A", "B", "C", "E", "F", "G"]
    assert {p.code for p in plan.problems} == {"two_line_header"}


def test_empty_column_between_two_people_of_a_structure_parts_nothing() -> None:
    header: Row = ["Structure", "Élu référent", "Mail", "", "Technicien référent", "Mail"]
    plan = read([header, ["CC du Val Doré", "ROUX Paul", "", "", "SOL Léa", ""]])

    assert [home for _, _, home, _ in mandates_of(plan)] == ["CC du Val Doré"] * 2


def test_table_of_a_council_is_that_of_the_commune_above_it() -> None:
    plan = read(
        [
            ["COMMUNE DE VAUX"], ["TABLEAU DU CONSEIL MUNICIPAL"], [],
            ["Fonction", "Qualité (M. ou Mme)", "NOM ET PRÉNOM",
             "Date de la plus récente élection à la fonction"],
            ["Maire", "M.", "ROUX Paul", "22/03/2026"],
            ["Premier adjoint", "Mme", "SOL Léa", "22/03/2026"],
        ]
    )  # fmt: skip

    assert mandates_of(plan) == [
        ("Paul", "ROUX", "COMMUNE DE VAUX", "Maire"),
        ("Léa", "SOL", "COMMUNE DE VAUX", "Premier adjoint"),
    ]
    assert [p.civility for p in plan.people] == ["M.", "Mme"]
    assert [(p.cell, p.severity) for p in plan.problems if p.code == "section_row"] == [
        ("csv!A1", Severity.WARNING)
    ]
    assert [m.since and m.since.precision for m in plan.mandates] == ["day", "day"]


def test_title_over_a_column_of_structures_stays_a_title() -> None:
    plan = read([["CC du Val Doré"], ["Commune", "Maire"], ["Vaux", "ROUX Paul"]])

    assert [o.name for o in plan.organisations] == ["Commune de Vaux"]
    assert [p.code for p in plan.problems] == ["title_rows"]


def test_address_of_a_shared_column_is_that_of_the_person_it_names() -> None:
    plan = read(
        [
            ["Commune", "Titulaire", "Suppléant", "Mail"],
            [
                "Breuil",
                "LE GOFF Anne",
                "GRAND Luc",
                "anne.legoff@x.example.org; grand@x.example.org",
            ],
            ["Vaux", "ROUX Paul", "vacant", "p.roux@vaux.example.org"],
        ]
    )

    assert reached(plan) == {
        "LE GOFF": (["anne.legoff@x.example.org"], []),
        "GRAND": (["grand@x.example.org"], []),
        "ROUX": (["p.roux@vaux.example.org"], []),
    }


def test_structure_beside_a_name_is_the_structure_where_no_column_tells_it() -> None:
    header: Row = ["Participants", "Mail"]
    plan = read([header, ["ROUX Paul (Mairie de Vaux)", ""], ["GRAND Luc - CC du Val Doré", ""]])

    assert mandates_of(plan) == [
        ("Paul", "ROUX", "Mairie de Vaux", None), ("Luc", "GRAND", "CC du Val Doré", None),
    ]  # fmt: skip
    assert [(p.cell, p.code) for p in plan.problems] == [
        ("csv!A2", "structure_in_name"), ("csv!A3", "structure_in_name"),
    ]  # fmt: skip


def test_switchboard_beside_a_number_does_not_take_it() -> None:
    numbers = "05.49.00.04.04 (secrétariat) / 06.39.98.04.05"
    plan = read([["Structure", "Nom", "Prénom", "Tél."], ["Caf", "GRAND", "Luc", numbers]])

    assert reached(plan) == {"Caf": ([], ["0549000404"]), "GRAND": ([], ["0639980405"])}


def test_sheet_without_a_header_says_to_write_one() -> None:
    plan = read([["Mairie de Vaux", "ROUX", "Paul"], ["Caf", "SOL", "Léa"]])

    assert [p.message for p in plan.problems] == [
        "Feuille laissée de côté : aucune ligne d’en-tête reconnue. "
        "Écrivez « Structure », « Nom », « Courriel » au-dessus des colonnes."
    ]


def test_period_in_one_cell_gives_both_ends_of_the_mandate() -> None:
    plan = read(
        [
            ["Structure", "Nom", "Prénom", "Mandat"],
            ["Mairie de Bouin", "Roy", "Eve", "2020-2026"],
            ["Mairie de Bouin", "Roux", "Jean", "du 1er juin 2020 au 31 mars 2026"],
            ["Mairie de Bouin", "Petit", "Ana", "2014, réélue 2020"],
        ]
    )

    ends = [(one.since, one.until) for one in plan.mandates]
    assert [tuple(end and (str(end.day), end.precision) for end in pair) for pair in ends] == [
        (("2020-01-01", "year"), ("2026-01-01", "year")),
        (("2020-06-01", "day"), ("2026-03-31", "day")),
        (("2014-01-01", "year"), None),
    ]
    assert [one.notes for one in plan.mandates[:2]] == [None, None]
    assert [one.suggestion for one in plan.problems] == [
        "2020/2026",
        "2020-06-01/2026-03-31",
        "2014",
    ]
