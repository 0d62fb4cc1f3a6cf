"""What a table of money gives, in each of its shapes, and what it says of what is wrong."""

import pytest

from maillage.core.french import NBSP
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers
from maillage.trade.funding.money_table.body_names import payer_of
from maillage.trade.funding.money_table.headings import Heading, heading, kind_in
from maillage.trade.funding.money_table.rows import LineRead, Operation
from maillage.trade.funding.money_table.target import MoneyImport, plan_money

LONG = "Financement " + "co-" * 40 + "." * 60 + "Valmorin"
Line = tuple[str, str, int | None, str, int]


def read(text: str) -> MoneyImport:
    return plan_money(open_content(text.encode()), Answers(), no_report)


def line_of(one: LineRead) -> Line:
    """Who pays, in which section and year, in which state, how many euros."""
    return one.funder, one.section, one.year, one.state.value, one.most // 100


def operation_of(one: Operation) -> tuple[str, int, str, list[Line]]:
    return one.title, one.cost // 100, one.basis, [line_of(line) for line in one.lines]


def remarks(planned: MoneyImport) -> list[tuple[str, str, str]]:
    return [
        (one.cell, one.severity.value, one.message.replace(NBSP, " "))
        for one in planned.problems
        if one.severity.value != "info"
    ]


def test_a_column_for_each_funder() -> None:
    planned = read(
        "Programmation 2027, aides sollicitées;;;;;;\n"
        "Opération;Maître d’ouvrage;Section;Coût HT;DETR (€);Département;Autofinancement\n"
        "Toiture;Commune d’Arbrelles;I;100 000;40 000;10 %;50 000\n"
        "Mobilité;CC de Valmorin;F;20 000;;12 000;8 000\n"
    )

    assert [operation_of(one) for one in planned.table.valid_rows] == [
        (
            "Toiture",
            100_000,
            "net",
            [
                ("DETR", "investment", 2027, "requested", 40_000),
                ("Département", "investment", 2027, "requested", 10_000),
                ("Autofinancement", "investment", 2027, "expected", 50_000),
            ],
        ),
        (
            "Mobilité",
            20_000,
            "net",
            [
                ("Département", "operating", 2027, "requested", 12_000),
                ("Autofinancement", "operating", 2027, "expected", 8_000),
            ],
        ),
    ]
    assert remarks(planned) == [("csv!F3", "warning", "Lu 10 000 €, cette part du coût.")]


def test_pairs_of_funder_amount_and_state() -> None:
    planned = read(
        "Opération;Porteur;Année;Coût TTC;Financeur 1;Montant 1;Statut 1;Financeur 2;Montant 2;"
        "Statut 2\n"
        "Épicerie;Le Cabas;2026;8 000;Caf;3 000;versé;Région;2 000;refusé\n"
    )

    assert [operation_of(one) for one in planned.table.valid_rows] == [
        (
            "Épicerie",
            8_000,
            "gross",
            [("Caf", "", 2026, "paid", 3_000), ("Région", "", 2026, "refused", 2_000)],
        )
    ]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            "Opération;Coût total;2026;;2027;\n;;DETR;Région;DETR;Région\n"
            "Toiture;90 000;10 000;20 000;5 000;\n",
            [
                ("DETR", "", 2026, "expected", 10_000),
                ("Région", "", 2026, "expected", 20_000),
                ("DETR", "", 2027, "expected", 5_000),
            ],
        ),
        (
            "Opération;Coût total;Caf;;Région;\n;;Demandé;Accordé;Demandé;Accordé\n"
            "Toiture;90 000;10 000;8 000;20 000;\n",
            [("Caf", "", None, "granted", 8_000), ("Région", "", None, "requested", 20_000)],
        ),
        (
            "Opération;Section;Année;Coût HT;Financeur;Demandé;Accordé\n"
            "Toiture;I;2027;90 000;DETR;40 000;30 000\n;;;;Région;20 000;\n",
            [
                ("DETR", "investment", 2027, "granted", 30_000),
                ("Région", "investment", 2027, "requested", 20_000),
            ],
        ),
    ],
)
def test_years_states_and_rows_of_funders(text: str, lines: list[Line]) -> None:
    (one,) = read(text).table.valid_rows

    assert (one.title, one.cost, [line_of(line) for line in one.lines]) == (
        "Toiture",
        9_000_000,
        lines,
    )


def test_a_year_over_a_section_says_what_it_costs() -> None:
    (one,) = read(
        "Opération;2026;;2027;\n;Inv.;Fonct.;Inv.;Fonct.\nToiture;100 000;;50 000;2 000\n"
    ).table.valid_rows

    assert [(cost.section, cost.year, cost.cents) for cost in one.costs] == [
        ("investment", 2026, 10_000_000),
        ("investment", 2027, 5_000_000),
        ("operating", 2027, 200_000),
    ]


HALVES = (
    "Crèche du Moulin, plan de financement HT\n"
    "Dépenses\t2026\t2027\tRecettes\tMontant\tÉtat\n"
    "Investissement\n"
    "Travaux\t128 000\t340 000\tCaf\t144 000\taccordé\n"
    "Études\t56 000\t\tÉtat DETR\t140 000\taccordé\n"
    "Mobilier\t\t36 000\tDépartement\t60 000\tdemandé\n"
    "\t\t\tMSA\t10 000\tpressenti\n"
    "\t\t\tAutofinancement\t206 000\tvoté\n"
    "TOTAL\t184 000\t376 000\tTOTAL\t560 001\n"
)


def test_two_halves_face_to_face_are_one_plan() -> None:
    planned = read(HALVES)

    assert [operation_of(one) for one in planned.table.valid_rows] == [
        (
            "Crèche du Moulin",
            560_000,
            "net",
            [
                ("Caf", "investment", None, "granted", 144_000),
                ("État DETR", "investment", None, "granted", 140_000),
                ("Département", "investment", None, "requested", 60_000),
                ("MSA", "investment", None, "expected", 10_000),
                ("Autofinancement", "investment", None, "granted", 206_000),
            ],
        )
    ]
    assert remarks(planned) == [
        (
            "csv!E9",
            "warning",
            "Votre total dit 560 001 €, la somme des lignes 560 000 €.",
        )
    ]


def test_two_halves_one_under_the_other_want_a_name() -> None:
    halves = (
        "Dépenses HT\tMontant\nTravaux\t10 000 €\nTotal\t10 000\n"
        "Recettes\tMontant\t%\nDETR\t4 000\t40 %\nAutofinancement\t6 000\t60 %\n"
    )

    planned, titled = read(halves), read(f"Plan de financement de la halle\n{halves}")

    assert remarks(planned) == [
        ("csv!A1", "error", "Écrivez au-dessus du tableau le nom de ce que ce plan paie.")
    ]
    assert [operation_of(one)[:3] for one in titled.table.valid_rows] == [("halle", 10_000, "net")]
    assert [line_of(one)[0] for one in titled.table.rows[0].lines] == ["DETR", "Autofinancement"]


@pytest.mark.parametrize(
    ("cell", "severity", "words"),
    [
        ("à définir", "warning", "Pas lu : pas de montant."),
        ("oui", "error", "Écrivez le montant en euros, par exemple 50 000 ; laissez vide"),
        ("-4 800", "error", "Ce qui est rendu se note à part, avec sa date."),
        ("1 234,567", "error", "Un montant s’arrête au centime : 1 234,56."),
        ("50 k€", "warning", "Lu 50 000 €."),
        ("env. 4 000", "warning", "Lu 4 000 €."),
        ("1 200 000 000", "warning", "1 200 000 000 € : est-ce bien en euros ?"),
    ],
)
def test_a_cell_that_is_no_plain_sum_is_said(cell: str, severity: str, words: str) -> None:
    planned = read(
        f"Opération;Coût HT;DETR sollicitée;Région sollicitée\nToit;90 000;{cell};5 000\n"
        "Four;3 000;600;700\n"
    )

    ((place, read_severity, message), *others) = remarks(planned)

    assert (place, read_severity, message[: len(words)], others) == ("csv!C2", severity, words, [])


def test_thousands_and_a_basis_that_departs_are_said_where_they_stand() -> None:
    planned = read(
        "Montants en k€\nOpération;Coût HT;DETR\nToit;90;10\nFour;30 TTC;5\nHalle;20;1\n"
    )

    assert [operation_of(one)[1:3] for one in planned.table.valid_rows] == [
        (90_000, "net"),
        (30_000, "gross"),
        (20_000, "net"),
    ]
    assert remarks(planned) == [
        ("csv!A1", "warning", "Montants lus en milliers d’euros."),
        (
            "csv!B4",
            "warning",
            "Ce montant est TTC, les autres HT : Maillage ne convertit pas.",
        ),
        ("csv!C2", "warning", "Aucun état n’est dit : ces montants sont lus « pressenti »."),
    ]


def test_the_same_funder_twice_adds_up_and_an_account_number_stays_out() -> None:
    planned = read(
        "Opération;Coût HT;Financeur 1;Montant 1;Financeur 2;Montant 2;IBAN\n"
        "Toit;9 000;Région accordé;3 500;Région;500;FR76 3000 1007 94\n"
    )

    assert remarks(planned)[0] == (
        "csv!G1",
        "error",
        "Un numéro de compte n’a pas sa place ici. Valeurs non lues.",
    )


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        (["État", "DETR (k€)"], Heading("État DETR", times=1000)),
        (["2026", "Inv."], Heading(section="investment", year=2026)),  # type: ignore[arg-type]
        (["Financeurs", "Agence de l’eau"], Heading("Agence de l’eau")),
        ([LONG, "Aides"], Heading(LONG)),
        (["Co-financements nationaux", "Caf"], Heading("Caf")),
    ],
)
def test_headings_say_who_pays_and_in_what(texts: list[str], expected: Heading) -> None:
    assert heading(texts) == expected


def test_words_say_as_what_money_comes() -> None:
    names = ("Reste à charge", "PSU", "Familles", "Emprunt", "Bénévolat", "Caf", "Mécénat")

    assert [kind_in(name) for name in names] == [
        *("own", "service", "revenue", None, "valued", "grant", "donors"),
    ]
    assert [payer_of(name) for name in ("DETR", "État DETR", "Caf")] == [
        ("État", "DETR"),
        ("État", "DETR"),
        ("Caf", ""),
    ]
