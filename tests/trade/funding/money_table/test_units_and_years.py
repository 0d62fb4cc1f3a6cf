"""The unit that one header says, the year that a name says, the owner that a file says."""

import pytest

from tests.trade.funding.money_table.test_money_table import line_of, operation_of, read, remarks

HEAD = "Opération\tMaître d’ouvrage\tCoût total (k€)\tDETR\tRégion\tReste à charge\n"
SHARED = (
    "Montants lus en milliers d’euros, comme « Coût total (k€) » : ainsi le coût et ce qui le paie "
    "tombent juste"
)


@pytest.mark.parametrize(
    ("rows", "sums", "words"),
    [
        ("Halle\tCC du Lac\t1 200\t360\t240\t600\n", [360_000, 240_000, 600_000], f"{SHARED}."),
        (
            "Halle\tCC du Lac\t1 200\t360\t240\t600\nLavoir\tCC du Lac\t90\t30\t\t\n",
            [360_000, 240_000, 600_000],
            f"{SHARED}, pour une opération sur deux.",
        ),
        ("Halle\tCC du Lac\t1 200\t360 000\t240 000\t600 000\n", [360_000, 240_000, 600_000], ""),
        (
            "Halle\tCC du Lac\t1 200\t360\t240\t\n",
            [360, 240],
            "Montants lus en euros, alors que « Coût total (k€) » est en milliers d’euros : "
            "écrivez leur unité dans l’en-tête.",
        ),
        ("Halle\tCC du Lac\t1 200\t360 k€\t240 k€\t600 k€\n", [360_000, 240_000, 600_000], ""),
    ],
)
def test_headers_that_say_no_unit_take_that_of_another_or_are_told(
    rows: str, sums: list[int], words: str
) -> None:
    planned = read(HEAD + rows)

    assert operation_of(planned.table.rows[0])[1] == 1_200_000
    assert [line_of(one)[-1] for one in planned.table.rows[0].lines] == sums
    over = {one[2] for one in remarks(planned) if one[0] in {"csv!D1", "csv!E1", "csv!F1"}}
    assert over - {"Aucun état n’est dit : ces montants sont lus « pressenti »."} == (
        {words} if words else set()
    )


def test_the_year_in_the_name_of_who_pays_is_that_of_its_line() -> None:
    halves = (
        "Plan de financement : Une maison des associations\n"
        "Maître d’ouvrage : CC du Lac\n"
        "Dépenses\tMontant HT\tRecettes\tMontant\n"
        "Travaux\t200 000\tDETR 2027\t60 000\n"
        "\t\tRégion\t140 000\n"
    )
    rows = "Opération\tCoût\tFinanceur\tMontant\nHalle\t90 000\tDETR 2027\t90 000\n"

    ((one,), (other,)) = (read(text).table.rows for text in (halves, rows))

    assert [(line.funder, line.year) for line in one.lines] == [("DETR", 2027), ("Région", None)]
    assert [(line.funder, line.year) for line in other.lines] == [("DETR", 2027)]


@pytest.mark.parametrize(
    ("header", "paid", "sums", "words"),
    [
        ("Montant", "60", [60_000, 140_000], f"{SHARED.replace('Coût total', 'Montant')}."),
        ("Montant (€)", "60", [60, 140], ""),
        ("Montant", "50", [50, 140], "Montants lus en euros, alors que « Montant (k€) » est en "
         "milliers d’euros : écrivez leur unité dans l’en-tête."),
    ],
)  # fmt: skip
def test_a_half_that_says_no_unit_takes_that_of_the_other(
    header: str, paid: str, sums: list[int], words: str
) -> None:
    planned = read(
        "Plan de financement : Une maison des associations\n"
        "Maître d’ouvrage : CC du Lac\n"
        f"Dépenses\tMontant (k€)\tRecettes\t{header}\n"
        f"Travaux\t200\tDETR\t{paid}\n"
        "\t\tRégion\t140\n"
    )

    (one,) = planned.table.rows
    assert one.cost == 20_000_000
    assert [line_of(line)[-1] for line in one.lines] == sums
    assert [text for cell, _kind, text in remarks(planned) if cell == "csv!C3"] == (
        [words] if words else []
    )
