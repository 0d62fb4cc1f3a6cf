"""Plans in two halves: years and their total, several plans in a sheet, thousands, states."""

import pytest

from maillage.trade.funding.choices import LineKind, MoneyState
from maillage.trade.funding.money_table.headings import state_in
from tests.trade.funding.money_table.test_money_table import line_of, operation_of, read, remarks

YEARS = (
    "Pôle enfance – en k€ HT\n"
    "Porteur : CC du Lac\n"
    "DÉPENSES\n"
    "Poste\t\t\t2026\t2027\tTotal\n"
    "Travaux\t\t\t60\t40\t100\n"
    "Mobilier\t\t\t\t\t20\n"
    "TOTAL\t\t\t60\t40\t120\n"
    "\n"
    "RECETTES\n"
    "Financeur\tEnveloppe\tÉtat du dossier\t2026\t2027\tTotal\n"
    "Caf\t\tnotifié\t10\t30\t45\n"
    "Région\t\trendez-vous pris\t20\t\t20\n"
)
TWO = (
    "Dossiers 2026\n"
    "\n"
    "Opération n° 1 – Halle (TTC)\n"
    "MO : CC du Lac – investissement – année 2027\n"
    "DÉPENSES\tMontant\tRECETTES\tMontant\tÉtat\n"
    "Études\t96 k€\tDETR\t50 000\tdemandée le 15/01\n"
    "Travaux\t4 000\tRégion\t50 000\tnotifiée\n"
    "TOTAL\t100 000\tTOTAL\t100 000\n"
    "{}\n"
    "{}\n"
    "DÉPENSES\tMontant\tRECETTES\tMontant\tÉtat\n"
    "Salaire\t9 000\tCaf\t9 000\tespérée\n"
    "TOTAL\t9 000\tTOTAL\t9 000\n"
)


def test_the_total_of_the_years_is_compared_and_never_added() -> None:
    planned = read(YEARS)

    (one,) = planned.table.valid_rows
    assert (one.title, one.owner, one.basis) == ("Pôle enfance", "CC du Lac", "net")
    assert [(cost.label, cost.year, cost.cents // 100) for cost in one.costs] == [
        ("Travaux", 2026, 60_000),
        ("Travaux", 2027, 40_000),
        ("Mobilier", None, 20_000),
    ]
    assert [line_of(line) for line in one.lines] == [
        ("Caf", "", 2026, "granted", 10_000),
        ("Caf", "", 2027, "granted", 30_000),
        ("Région", "", 2026, "expected", 20_000),
    ]
    assert remarks(planned) == [
        ("csv!A1", "warning", "Montants lus en milliers d’euros."),
        ("csv!F11", "warning", "Votre total dit 45 000 €, la somme des lignes 40 000 €."),
        ("csv!C12", "warning", "Cet état ne se lit pas : ce montant est lu « pressenti »."),
    ]


def test_several_plans_of_a_sheet_are_read_one_by_one() -> None:
    planned = read(TWO.format("", "Opération n° 2 – Atelier"))

    assert [(one.owner, *operation_of(one)) for one in planned.table.valid_rows] == [
        (
            "CC du Lac",
            *("Halle", 100_000, "gross"),
            [
                ("DETR", "investment", 2027, "requested", 50_000),
                ("Région", "investment", 2027, "granted", 50_000),
            ],
        ),
        ("", "Atelier", 9_000, "", [("Caf", "", 2026, "expected", 9_000)]),
    ]
    assert remarks(planned) == [("csv!B6", "warning", "Lu 96 000 €.")]
    assert [planned.becomes("csv", row)[0].title for row in (6, 7, 12)] == [
        "Halle",
        "Halle",
        "Atelier",
    ]


@pytest.mark.parametrize(
    ("above", "title"), [("Note", "Atelier"), ("", "Année 2028"), ("", ""), ("", "Halle")]
)
def test_several_plans_that_are_not_told_apart_are_refused(above: str, title: str) -> None:
    planned = read(TWO.format(above, title))

    assert (list(planned.table.valid_rows), remarks(planned)) == (
        [],
        [
            (
                "csv!A5",
                "error",
                "Plusieurs plans tiennent dans cette feuille sans que chacun ait son nom "
                "au-dessus, après une ligne vide : mettez une opération par feuille, ou ajoutez "
                "une colonne « Opération ».",
            )
        ],
    )


def test_a_sum_of_three_zeros_in_thousands_is_said() -> None:
    planned = read(
        "Médiathèque (en k€)\nDépenses\t2027\t2028\tTotal\nTravaux\t400\t310\t710\n\n"
        "Recettes\t2027\t2028\tTotal\nDépartement\t30\t45 000\t\n"
    )

    assert remarks(planned)[1:] == [
        (
            "csv!C6",
            "warning",
            "Lu 45 000 000 €, le tableau étant en milliers d’euros : si c’est déjà en euros, "
            "ajoutez « € ».",
        )
    ]


def test_the_scheme_beside_who_pays_says_as_what_the_money_comes() -> None:
    (one,) = read(
        "Médiathèque\nDépenses\tMontant\nTravaux\t900\n\n"
        "Recettes\tDispositif\tMontant\tStatut\nÉtat\tProgramme A\t100\tsollicité\n"
        "CC du Lac\tFonds de concours\t200\tvoté\nCommune\tautofinancement\t300\t\n"
        "Communes\tcontribution des membres\t300\tvoté\n"
    ).table.valid_rows

    assert [(line.funder, line.scheme, line.kind, line.state) for line in one.lines] == [
        ("État", "Programme A", LineKind.GRANT, MoneyState.REQUESTED),
        ("CC du Lac", "Fonds de concours", LineKind.FONDS_DE_CONCOURS, MoneyState.GRANTED),
        ("Commune", "autofinancement", LineKind.OWN, MoneyState.EXPECTED),
        ("Communes", "contribution des membres", LineKind.CONTRIBUTION, MoneyState.GRANTED),
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("en cours d’instruction", MoneyState.REQUESTED),
        ("instruction en cours", MoneyState.REQUESTED),
        ("espéré", MoneyState.EXPECTED),
        ("espérées", MoneyState.EXPECTED),
        ("accordé en espérance", MoneyState.GRANTED),
    ],
)
def test_words_of_hope_and_of_instruction_say_a_state(text: str, state: MoneyState) -> None:
    assert state_in(text) == state


def test_what_is_remarked_beside_a_cost_is_no_amount() -> None:
    planned = read(
        "Halle\n"
        "Porteur : CC du Lac\n"
        "DÉPENSES\n"
        "Poste\tMontant\tCommentaire\n"
        "Études\t5 000\t10 % des travaux\n"
        "Travaux\t50 000\tdevis\n"
        "RECETTES\n"
        "Financeur\tMontant\tÉtat\n"
        "DETR\t20 000\tdemandée\n"
    )

    (one,) = planned.table.valid_rows
    assert [cost.cents // 100 for cost in one.costs] == [5_000, 50_000]
    assert not [cell for cell, severity, _words in remarks(planned) if severity == "error"]
