"""Plans of one sheet each: what names them, a list of them beside, who pays without the costs."""

import pytest

from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers
from maillage.trade.funding.choices import LineKind
from maillage.trade.funding.money_table.half_titles import operation_title
from maillage.trade.funding.money_table.target import MoneyImport, plan_money
from tests.trade.funding.money_table.test_money_table import line_of, operation_of, read, remarks

LIST = (
    "Opération;Maître d’ouvrage;Coût HT\nHalle;Commune d’Orval;9 000\n"
    "Salle;Commune de Vaux;5 000\nTotal;;14 000\n"
)
HALVES = (
    "Contrat du Lac 2026\nFiche n° 1 – Halle\n"
    "Dépenses\tMontant\tRecettes\tMontant\tÉtat\nMurs\t8 000\tDETR\t8 000\taccordé\n"
)
PAID = (
    "Contrat du Lac 2026;\nOpération :;Salle\nMaître d’ouvrage;Commune de Vaux\n"
    "Section : investissement – Année : 2027;\n\n"
    "Financeur;Assiette éligible;Taux;Sollicité;Obtenu\n"
    "Région – CPER;5 000;0,2;1 000;refusé\nCaf (mécénat);5 000;0,1;500;400\n"
    "Commune (autofinancement);;;;3 500\nTOTAL;;;1 500;3 900\n"
)

YARD = "Cour\nDépenses\tMontant\tRecettes\tMontant\nArbres\t9 000\tCaf\t9 000\n"


def sheets(**texts: str) -> MoneyImport:
    """A workbook of these sheets, read as money."""
    every = []
    for name, text in texts.items():
        (sheet,) = open_content(text.encode()).sheets
        sheet.name = name
        every.append(sheet)
    return plan_money(Workbook("xlsx", every), Answers(), no_report)


def test_an_operation_of_a_list_and_of_its_own_sheet_is_one_plan() -> None:
    planned = sheets(Sommaire=LIST, F1=HALVES, F2=PAID)

    assert [(one.owner, *operation_of(one)) for one in planned.table.valid_rows] == [
        (
            "Commune d’Orval",
            *("Halle", 8_000, "net"),
            [("DETR", "", 2026, "granted", 8_000)],
        ),
        (
            "Commune de Vaux",
            *("Salle", 5_000, "net"),
            [
                ("Région", "investment", 2027, "refused", 1_000),
                ("Caf", "investment", 2027, "granted", 400),
                ("Commune", "investment", 2027, "granted", 3_500),
            ],
        ),
    ]
    assert [(one.section, one.year) for one in planned.table.rows[1].costs] == [
        ("investment", 2027)
    ]
    assert remarks(planned) == [
        ("Sommaire!C2", "warning", "Votre total dit 9 000 €, la somme des lignes 8 000 €.")
    ]
    assert [planned.becomes("Sommaire", row)[0].title for row in (2, 3)] == ["Halle", "Salle"]


def test_who_pays_alone_wants_a_line_that_names_the_operation() -> None:
    planned = sheets(F2=PAID.replace("Opération :;Salle", "Suivi des aides;"))

    assert (list(planned.table.valid_rows), remarks(planned)[0][:2]) == ([], ("F2!A6", "error"))


def test_a_cost_that_a_title_says_is_the_cost_or_is_compared() -> None:
    line = "Coût total HT;6 000\n\nFinanceur"
    alone = sheets(F2=PAID.replace("\nFinanceur", line))
    both = read(HALVES.replace("\nDépenses", "\nBudget total : 9 000 €\nDépenses"))

    (one,) = alone.table.valid_rows
    assert [(cost.section, cost.year, cost.cents // 100) for cost in one.costs] == [
        ("investment", 2027, 6_000)
    ]
    assert remarks(both) == [
        ("csv!A3", "warning", "Votre total dit 9 000 €, la somme des lignes 8 000 €.")
    ]


@pytest.mark.parametrize(
    ("titles", "name"),
    [
        (["CC du Lac", "Opération : Halle", "Montants HT"], "Halle"),
        (["Contrat 2026", "Fiche n° 2 – Halle"], "Halle"),
        (["CC du Lac", "PLAN DE FINANCEMENT", "Halle de Vaux", "Budget : 2026"], "Halle de Vaux"),
        (["Halle", "Plan de financement prévisionnel", "Commission du 3 mars"], "Halle"),
        (["Section d’investissement – exercice 2027", "Version de juin", "Halle"], "Halle"),
        (["Médiathèque : mobilier"], "Médiathèque : mobilier"),
    ],
)
def test_a_line_that_says_so_names_what_is_paid(titles: list[str], name: str) -> None:
    assert operation_title("Feuil1", titles) == name


def test_a_title_of_several_sheets_names_none_of_them() -> None:
    bare = HALVES.replace("Fiche n° 1 – Halle\n", "")
    apart = sheets(A=HALVES.replace("Fiche n° 1 – ", ""), B=f"Contrat du Lac 2026\n{YARD}")
    by_sheet, same = sheets(Halle=bare, Gare=bare), sheets(A=HALVES, B=HALVES)

    assert [one.title for one in apart.table.rows] == ["Halle", "Cour"]
    assert [one.title for one in by_sheet.table.rows] == ["Halle", "Gare"]
    assert remarks(by_sheet)[0] == (
        "Halle!A2",
        "warning",
        "Lu « Halle », le nom de la feuille : ce qui est au-dessus se lit aussi sur une autre.",
    )
    assert [one.title for one in same.table.rows] == ["Halle", "Halle"]
    assert remarks(same) == [
        (
            "B!A3",
            "warning",
            "Une autre feuille porte ce nom : les deux deviennent un seul plan. Si ce n’en est "
            "pas un, écrivez au-dessus de chacune l’opération qu’elle paie.",
        )
    ]


def test_a_total_of_a_part_covers_the_rows_since_its_heading() -> None:
    planned = read(
        "Halle\nDépenses\tMontant\tRecettes\tMontant\n"
        "Terrain\t40\tCaf\t500\nTravaux\n- lot 1\t100\n- lot 2\t200\nSous-total travaux\t300\n"
        "Études\t50\nSous-total études\t60\nTOTAL\t300\tTOTAL\t500\n"
    )

    assert [one.label for one in planned.table.rows[0].costs] == [
        *("Terrain", "lot 1", "lot 2", "Études")
    ]
    assert remarks(planned) == [
        ("csv!B9", "warning", "Votre total dit 60 €, la somme des lignes 50 €."),
        ("csv!B10", "warning", "Votre total dit 300 €, la somme des lignes 390 €."),
    ]


def test_a_cell_of_who_pays_says_under_what_and_as_what() -> None:
    (one,) = read(
        "Halle\nDépenses\tMontant\tRecettes\tMontant\tStatut\n"
        "Murs\t900\tRégion – contrat de territoire\t100\tsollicité\n"
        "\t\tÉtat (DSIL)\t100\tpromis\n\t\tCaf – MSA\t100\t\n"
        "\t\tCommunes (fonds de concours)\t100\tvoté\n\t\tCommunes membres (contribution)\t100\t\n"
        "\t\tAutofin. CC\t100\t\n"
    ).table.valid_rows

    assert [(line.funder, line.scheme, line.kind, line.state) for line in one.lines] == [
        ("Région", "contrat de territoire", LineKind.GRANT, "requested"),
        ("État", "DSIL", LineKind.GRANT, "expected"),
        ("Caf MSA", "", LineKind.GRANT, "expected"),
        ("Communes", "Fonds de concours", LineKind.FONDS_DE_CONCOURS, "granted"),
        ("Communes membres", "", LineKind.CONTRIBUTION, "expected"),
        ("Autofin. CC", "", LineKind.OWN, "expected"),
    ]
    assert line_of(one.lines[0])[3:] == ("requested", 100)
