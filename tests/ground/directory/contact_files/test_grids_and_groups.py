"""A commune per column, groups of columns under one head, titles that a secretary understands."""

from datetime import date

from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.ground.directory.contact_files.test_messy_lists import mandates_of, reached, read


def read_merged(rows: list[Row], *areas: str) -> ImportPlan:
    """The rows of a sheet of which these areas are merged."""

    def merge(sheet: Worksheet) -> None:
        for area in areas:
            sheet.merge_cells(area)

    return plan_workbook(open_content(xlsx_bytes({"Réseau": rows}, merge)))


def test_a_commune_per_column_is_a_row_each() -> None:
    plan = read(
        [
            ["ANNUAIRE D'ASTREINTE"],
            [],
            ["Commune", "Orvaux", "Lussy-le-Bois", "Trémont"],
            ["Maire", "M. Luc BON", "Mme Ida SEL", "M. Guy NOE"],
            ["portable maire", "06 39 98 05 01", "06 39 98 05 02", ""],
            ["Secrétaire de mairie", "Mme Ana ROC", "", "Mme Zoé VAL"],
            ["Mail mairie", "mairie@orvaux.example.org", "", "mairie@tremont.example.org"],
        ]
    )

    assert mandates_of(plan) == [
        ("Luc", "BON", "Commune d'Orvaux", "Maire"),
        ("Ana", "ROC", "Commune d'Orvaux", "Secrétaire de mairie"),
        ("Ida", "SEL", "Commune de Lussy-le-Bois", "Maire"),
        ("Guy", "NOE", "Commune de Trémont", "Maire"),
        ("Zoé", "VAL", "Commune de Trémont", "Secrétaire de mairie"),
    ]
    assert reached(plan) == {
        "Commune d'Orvaux": (["mairie@orvaux.example.org"], []),
        "Commune de Trémont": (["mairie@tremont.example.org"], []),
        "BON": ([], ["0639980501"]),
        "SEL": ([], ["0639980502"]),
    }


def test_a_group_over_a_name_and_a_commune_is_what_the_row_describes() -> None:
    plan = read_merged(
        [
            ["LUDOTHÈQUE", "", "", "RESPONSABLE", "", "", "ÉLU·E À L'ENFANCE (COMMUNE)", ""],
            ["Nom", "Commune", "mail ludo", "Civ", "NOM Prénom", "portable", "NOM Prénom", "mail"],
            ["Le Dé", "Orvaux", "de@example.org", "Mme", "ROC Ana", "06 39 98 05 01",
             "M. BON Luc", "l.bon@orvaux.example.org"],
            ["La Toupie", "Trémont", "", "M.", "VAL Zoé", "", "Mme SEL Ida", ""],
        ],
        "A1:C1", "D1:F1", "G1:H1",
    )  # fmt: skip

    assert [one[:3] for one in mandates_of(plan)] == [
        ("Ana", "ROC", "Le Dé"),
        ("Luc", "BON", "Commune d'Orvaux"),
        ("Zoé", "VAL", "La Toupie"),
        ("Ida", "SEL", "Commune de Trémont"),
    ]
    assert reached(plan) == {
        "Le Dé": (["de@example.org"], []),
        "ROC": ([], ["0639980501"]),
        "BON": (["l.bon@orvaux.example.org"], []),
    }
    assert [m.kind for m in plan.mandates] == ["contact", "élu", "contact", "élu"]


def test_ref_above_people_is_a_referent_and_not_a_number() -> None:
    plan = read(
        [
            ["Commune", "Maire", "Réf. PCAET", "Tél référent"],
            ["Orvaux", "M. BON Luc", "Mme ROC Ana", "06 39 98 05 01"],
            ["Trémont", "Mme SEL Ida", "non désigné", ""],
            ["Lussy", "M. NOE Guy", "M. VAL Jean", "06 39 98 05 03"],
        ]
    )

    assert [one for one in mandates_of(plan) if one[3] != "Maire"] == [
        ("Ana", "ROC", "Commune d'Orvaux", "Référent PCAET"),
        ("Jean", "VAL", "Commune de Lussy", "Référent PCAET"),
    ]
    assert reached(plan) == {"ROC": ([], ["0639980501"]), "VAL": ([], ["0639980503"])}


def test_ref_above_numbers_stays_a_number() -> None:
    plan = read(
        [
            ["Commune", "Maire", "Réf."],
            ["Orvaux", "M. BON Luc", "A1"],
            ["Lussy", "M. NOE Guy", "A2"],
        ]
    )

    assert [one[1] for one in mandates_of(plan)] == ["BON", "NOE"]


def test_at_the_title_of_whom_somebody_sits_is_their_structure() -> None:
    plan = read(
        [
            ["N°", "Membre", "Au titre de"],
            ["COLLÈGE ÉCONOMIE"],
            ["1", "Mme Ana ROC", "Club des potiers d'Orvaux"],
            ["2", "M. Luc BON", "Les Jardins du Vel"],
            ["COLLÈGE HABITANTS"],
            ["3", "M. Guy NOE", "habitant"],
        ]
    )

    assert mandates_of(plan) == [
        ("Ana", "ROC", "Club des potiers d'Orvaux", None),
        ("Luc", "BON", "Les Jardins du Vel", None),
        ("Guy", "NOE", None, None),
    ]


def test_a_remark_that_names_one_of_two_people_is_of_that_one() -> None:
    plan = read(
        [
            ["Commune", "Maire", "Référent PCAET", "Obs."],
            ["Orvaux", "M. BON Luc", "Mme ROC Ana", "Mme Roc arrivée le 01/09/2026"],
            ["Lussy", "M. NOE Guy", "M. VAL Jean", "parti le 30/09/2026 (M. Val)"],
        ]
    )

    assert [(m.since and m.since.day, m.until and m.until.day) for m in plan.mandates] == [
        (None, None), (date(2026, 9, 1), None), (None, None), (None, date(2026, 9, 30)),
    ]  # fmt: skip
    assert [p.cell for p in plan.problems if p.severity == "warning"] == ["csv!D2", "csv!D3"]
