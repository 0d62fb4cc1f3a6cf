"""Tables of money as officers lay them out: what each shape gives, whole."""

from datetime import date

import pytest

from maillage.trade.funding.choices import MoneyState
from maillage.trade.funding.money_table.headings import state_in
from tests.trade.funding.money_table.test_money_table import line_of, operation_of, read, remarks


def test_each_year_has_its_cost_and_funders_and_the_sums_of_all_years_are_no_line() -> None:
    planned = read(
        "Maquette en euros HT, mise à jour le 4 novembre 2026;;;;;;;;\n"
        "Opération;Coût total HT;2026;;;2027;;Total;\n"
        ";;Dépenses;DETR;Autofinancement;Dépenses;DETR;DETR;Autofinancement\n"
        "Place;300;80 000;24 000;56 000;220 000;44 000;68 000;56 000\n"
    )

    assert [operation_of(one) for one in planned.table.valid_rows] == [
        (
            "Place",
            300_000,
            "net",
            [
                ("DETR", "", 2026, "expected", 24_000),
                ("Autofinancement", "", 2026, "expected", 56_000),
                ("DETR", "", 2027, "expected", 44_000),
            ],
        )
    ]
    assert [(one.year, one.cents) for one in planned.table.rows[0].costs] == [
        (2026, 8_000_000),
        (2027, 22_000_000),
    ]
    assert remarks(planned)[0] == (
        "csv!B4",
        "warning",
        "Votre total dit 300 €, la somme des lignes 300 000 €.",
    )


def test_funders_under_each_operation_have_its_year_and_the_state_of_their_remark() -> None:
    planned = read(
        "Suivi mis à jour le 4 novembre 2026;;;;\n"
        "Opération / financeurs;Année;Coût HT;Financement;Observations\n"
        "Atelier de la commune;2027;38 000;;permis déposé\n"
        "DETR;;;11 400;notifiée le 14/04/2026\n"
        "Région;;;7 600;demande à déposer\n"
        "Recettes des ateliers;;;1 000;\n"
        "Autofinancement;;;18 000;\n"
        "Jardin;2026;9 000;;\n"
        "Caf;;;9 000;\n"
    )

    assert [operation_of(one) for one in planned.table.valid_rows] == [
        (
            "Atelier de la commune",
            38_000,
            "net",
            [
                ("DETR", "", 2027, "granted", 11_400),
                ("Région", "", 2027, "expected", 7_600),
                ("Recettes des ateliers", "", 2027, "expected", 1_000),
                ("Autofinancement", "", 2027, "expected", 18_000),
            ],
        ),
        ("Jardin", 9_000, "net", [("Caf", "", 2026, "expected", 9_000)]),
    ]
    assert remarks(planned) == [
        ("csv!D2", "warning", "Aucun état n’est dit : ces montants sont lus « pressenti ».")
    ]


def test_halves_under_two_rows_of_headers_leave_rates_and_taxes() -> None:
    planned = read(
        "Plan de financement – Maison de santé – 2027\n"
        "DÉPENSES\t\t\tRECETTES\n"
        "Postes\tMontant HT\tMontant TTC\tFinanceurs\tMontant\tTaux\tÉtat\n"
        "Travaux\t60 000\t72 000\tDSIL\t30 000\t0,5\tsollicité\n"
        "Études\t20 000\t24 000\tRégion\t50 000\t0,5\taccordé\n"
        "TOTAL\t80 000\t96 000\tTOTAL\t80 000\t1\n"
    )

    assert [operation_of(one) for one in planned.table.valid_rows] == [
        (
            "Maison de santé",
            80_000,
            "net",
            [
                ("DSIL", "", 2027, "requested", 30_000),
                ("Région", "", 2027, "granted", 50_000),
            ],
        )
    ]
    assert remarks(planned) == []


def test_euros_in_a_table_in_thousands_stay_euros() -> None:
    planned = read(
        "Besoins 2026 sollicités (en k€)\nOpération;Coût;DETR\nParcours;38 500 €;11,5\n"
        "Halle;1,2 M€;30 %\n"
    )

    assert [operation_of(one)[1:] for one in planned.table.valid_rows] == [
        (38_500, "", [("DETR", "", 2026, "requested", 11_500)]),
        (1_200_000, "", [("DETR", "", 2026, "requested", 360_000)]),
    ]
    assert remarks(planned)[1:] == [
        (
            "csv!B3",
            "warning",
            "Lu 38 500 €, en euros : les autres sont en milliers.",
        ),
        ("csv!B4", "warning", "Lu 1 200 000 €."),
        ("csv!C4", "warning", "Lu 360 000 €, cette part du coût."),
    ]


def test_a_leader_table_names_the_project_who_benefits_and_each_national_funder() -> None:
    planned = read(
        ";;;;;Contrepartie nationale;;\n"
        "Fiche action;Projet;Bénéficiaire;Coût éligible;FEADER;Région;Département;Statut\n"
        "FA 1;Boutique;Le Fil;30 000;15 000;3 000;;Payé\n"
        "FA 1;Navette;CC d’Arbrelles;40 000;20 000;;5 000;Déprogrammé\n"
        "FA 2;Laine;Le Fil;20 000;10 000;;;Au point mort\n"
    )

    assert [(one.owner, *operation_of(one)) for one in planned.table.valid_rows] == [
        (
            "Le Fil",
            *("Boutique", 30_000, ""),
            [("FEADER", "", None, "paid", 15_000), ("Région", "", None, "paid", 3_000)],
        ),
        (
            "CC d’Arbrelles",
            *("Navette", 40_000, ""),
            [("FEADER", "", None, "lapsed", 20_000), ("Département", "", None, "lapsed", 5_000)],
        ),
        ("Le Fil", "Laine", 20_000, "", [("FEADER", "", None, "expected", 10_000)]),
    ]
    assert remarks(planned) == [
        ("csv!H5", "warning", "Cet état ne se lit pas : ce montant est lu « pressenti »."),
    ]


def test_the_state_beside_a_sum_is_its_own() -> None:
    (one,) = read(
        "Opération;Coût HT;DETR;Statut;Région;Statut;Autofinancement\n"
        "Toit;90 000;10 000;versé;20 000;refusé;60 000\n"
    ).table.valid_rows

    assert [line_of(line) for line in one.lines] == [
        ("DETR", "", None, "paid", 10_000),
        ("Région", "", None, "refused", 20_000),
        ("Autofinancement", "", None, "expected", 60_000),
    ]


def test_a_refusal_is_written_where_a_sum_would_be() -> None:
    (one,) = read(
        "Opération;Coût HT;Financeur;Demandé;Obtenu;Reçu;Date accord\n"
        "Toit;90 000;Région;20 000;refusé;;\nToit;;Caf;10 000;8 000;5 000;03/09/2026\n"
    ).table.valid_rows

    assert [(line.funder, line.state, dict(line.cents)) for line in one.lines] == [
        ("Région", "refused", {"requested": 20_000_00}),
        ("Caf", "granted", {"requested": 10_000_00, "granted": 8_000_00, "paid": 5_000_00}),
    ]
    assert one.lines[1].on == date(2026, 9, 3)


def test_a_refusal_in_the_place_of_a_sum_stands_whatever_the_state_of_its_row() -> None:
    (one,) = read(
        "Opération;Coût HT;Financeur;Montant;Statut\nToit;90 000;Région;refusé;accordé\n"
    ).table.valid_rows

    assert [(line.funder, line.state, dict(line.cents)) for line in one.lines] == [
        ("Région", "refused", {})
    ]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("en attente de notification", MoneyState.REQUESTED),
        ("en attente de l’accord du comité", MoneyState.REQUESTED),
        ("dossier à déposer avant le 31 janvier", MoneyState.EXPECTED),
        ("demande non encore déposée", MoneyState.EXPECTED),
        ("notifié, en attente de versement", MoneyState.GRANTED),
        ("acompte de 30 % versé", MoneyState.GRANTED),
        ("convention signée", MoneyState.GRANTED),
        ("accord de principe", MoneyState.EXPECTED),
        ("versé en totalité", MoneyState.PAID),
        ("demande refusée", MoneyState.REFUSED),
        ("programmé puis déprogrammé", MoneyState.LAPSED),
        ("rendez-vous pris", None),
    ],
)
def test_a_sentence_says_a_state(text: str, state: MoneyState | None) -> None:
    assert state_in(text) == state


def test_headers_over_several_columns_are_whole_without_their_merged_cells() -> None:
    (one,) = read(
        "Projet;Bénéficiaire;Coût HT;Contreparties;;Statut\n"
        ";;;Région;MSA;\n"
        "Laine;Le Fil;9 000;3 000;2 000;accordé\n"
    ).table.valid_rows

    assert (one.owner, *operation_of(one)) == (
        "Le Fil",
        *("Laine", 9_000, "net"),
        [("Région", "", None, "granted", 3_000), ("MSA", "", None, "granted", 2_000)],
    )


@pytest.mark.parametrize(
    ("header", "words", "states"),
    [
        ("Statut", ("sollicité", "refusé"), ("requested", "refused")),
        ("Remarques", ("à déposer en mai", "arrêté notifié"), ("expected", "granted")),
    ],
)
def test_a_bare_amount_has_the_state_of_its_row(
    header: str, words: tuple[str, str], states: tuple[str, str]
) -> None:
    (one,) = read(
        f"Opération;Porteur;Financeur;Montant;{header}\n"
        f"Toit;Le Cabas;DETR;10 000;{words[0]}\nidem;;Région;2 000;{words[1]}\n"
    ).table.valid_rows

    assert tuple(line.state.value for line in one.lines) == states


def test_a_sum_of_nobody_is_left_and_said() -> None:
    planned = read("Projet;Porteur;Coût;Subvention demandée\nToit;Le Cabas;90 000;30 000\n")

    assert [operation_of(one)[3] for one in planned.table.valid_rows] == [[]]
    assert remarks(planned) == [
        (
            "csv!D1",
            "warning",
            "Rien ne dit qui paie ces montants : nommez-le dans l’en-tête, ils sont laissés.",
        )
    ]


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Opération;Coût HT;Financement\nHalle;100 000;{}\n", "csv!C2"),
        (
            "Plan de la halle;;;\nDépenses;Montant;Recettes;Montant\nMurs;9 000;{};\n;;Caf;10\n",
            "csv!C3",
        ),
    ],
)
def test_who_pays_and_how_much_in_one_cell_is_not_read_and_is_said(text: str, cell: str) -> None:
    planned = read(text.format("DETR 30 000 € + Région 20 000 €"))

    words = "Rien n’est lu ici : écrivez qui paie dans une case, combien dans une autre."
    assert (cell, "warning", words) in remarks(planned)


RECAP = (
    "Opération;Coût;DETR;Région;Autofinancement\n"
    "Halle;100 000;40 000;20 000;40 000\n"
    "Voie;50 000;20 000;10 000;20 000\n"
    "\n"
    "Récapitulatif par financeur\n"
    "Financeur;Montant;%\n"
    "État;65 000;41 %\n"
    "Région;30 000;20 %\n"
    "Autofinancement;60 000;40 %\n"
    "Total;155 000;\n"
)


def test_a_recap_of_the_funders_is_no_operation_and_is_checked() -> None:
    planned = read(RECAP)

    words = [one for one in remarks(planned) if "Votre total" in one[2]]
    assert [one.title for one in planned.table.rows] == ["Halle", "Voie"]
    assert words == [
        ("csv!B7", "warning", "Votre total dit 65 000 €, la somme des lignes 60 000 €."),
        ("csv!B10", "warning", "Votre total dit 155 000 €, la somme des lignes 150 000 €."),
    ]
    right = read(RECAP.replace("65 000", "60 000").replace("155 000", "150 000"))
    assert not [one for one in remarks(right) if "Votre total" in one[2]]


def test_a_programme_of_works_is_no_state_and_a_column_of_states_is_not_who_pays() -> None:
    planned = read(
        "Programme d’investissement 2026\n"
        "Opération;Coût HT;DETR;Dépt;Autofin.;Financements\n"
        "Toit;90 000;10 000;5 000;75 000;sollicité\n"
        "Four;9 000;1 000;;8 000;programmé\nMur;9 000;1 000;;8 000;au point mort\n"
    )

    assert [[line_of(line)[3] for line in one.lines] for one in planned.table.rows] == [
        ["requested", "requested", "expected"],
        ["granted", "granted"],
        ["expected", "expected"],
    ]
    assert remarks(planned) == [
        ("csv!F5", "warning", "Cet état ne se lit pas : ce montant est lu « pressenti ».")
    ]


def test_what_a_sum_says_beside_it_is_its_state_and_its_day() -> None:
    planned = read(
        "Opération;Coût HT;DETR sollicitée;Région sollicitée\n"
        "Toit;90 000;43 500 (notifié le 12/03/2026);20 000 (dont 5 000 versés)\n"
        "Four;9 000;10 %;500 (accordé en juin 2026)\nTotal;99 000;44 400;20 400\n"
    )

    lines = [line for one in planned.table.rows for line in one.lines]
    assert [line_of(line) for line in lines] == [
        ("DETR", "", None, "granted", 43_500),
        ("DETR", "", None, "requested", 900),
        ("Région", "", None, "granted", 500),
    ]
    assert [line.day(MoneyState.GRANTED) for line in lines] == [date(2026, 3, 12), None, None]
    assert [one[:2] for one in remarks(planned)] == [
        *(("csv!D4", "warning"), ("csv!D2", "error"), ("csv!C3", "warning"))
    ]


def test_a_row_that_goes_on_with_its_operation_keeps_its_section_and_is_repeated() -> None:
    planned = read(
        "Opération;Porteur;Année;Section;Coût HT;Financeur;Dispositif;Montant demandé;Versé\n"
        "Toit;CC du Lac;2026;F;9 000;Caf;;100;40\n;;;;;Région;;50;\n"
        "idem;idem;idem;idem;idem;Fondation du Lac;mécénat;20;\n;;2027;;9 000;Caf;;100;\n"
        "Four;;2026;I;3 000;Caf;;10;\nidem;idem;idem;idem;;Région;AAP familles;5;\n"
    )

    assert [(one.owner, *operation_of(one)) for one in planned.table.rows] == [
        (
            "CC du Lac",
            *("Toit", 18_000, "net"),
            [
                ("Caf", "operating", 2026, "paid", 40),
                ("Région", "operating", 2026, "requested", 50),
                ("Fondation du Lac", "operating", 2026, "requested", 20),
                ("Caf", "operating", 2027, "requested", 100),
            ],
        ),
        (
            "",
            *("Four", 3_000, "net"),
            [
                ("Caf", "investment", 2026, "requested", 10),
                ("Région", "investment", 2026, "requested", 5),
            ],
        ),
    ]
    kinds = [line.kind.value for one in planned.table.rows for line in one.lines]
    assert kinds == ["grant", "grant", "donors", "grant", "grant", "grant"]
    assert remarks(planned) == [
        (
            "csv!B7",
            "warning",
            "« idem » sous une cellule vide : rien à reprendre. Écrivez la valeur.",
        )
    ]
