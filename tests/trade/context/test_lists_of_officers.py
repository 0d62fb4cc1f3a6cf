"""Lists whose columns are headed as officers head them: plain words, units, several agreements."""

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.trade.context.test_lists_as_typed import in_words, understood

MANAGED: Row = [
    "Commune",
    "Équipement",
    "Nature",
    "Géré par",
    "Ouvert depuis",
    "Agréments (échéance)",
]


def test_the_structures_of_a_list_of_facilities_are_facilities() -> None:
    rows: list[Row] = [
        ["Nom de la structure", "Type", "Gestionnaire", "Nb de places"],
        ["Commune de Brou"],
        ["Les Lutins", "Multi-accueil", "CC du Lac", "18 places"],
        ["Le Préau", "Accueil jeunes", "à préciser", "24"],
    ]

    read, cells = understood("facilities", xlsx_bytes({"Offre": rows}))

    assert in_words(read, "name", "kind", "commune", "manager", "places") == [
        ("Les Lutins", "eaje", "Brou", "CC du Lac", 18),
        ("Le Préau", "accueil jeunes", "Brou", "", 24),
    ]
    assert cells == []


@pytest.mark.parametrize(
    ("opened", "state", "since", "until", "asks"),
    [
        ("2009", "open", "2009-01-01", None, []),
        ("sept. 2011", "open", "2011-09-01", None, []),
        ("ouverture prévue en mars 2099", "planned", "2099-03-01", None, []),
        ("01/09/2099", "planned", "2099-09-01", None, ["E2"]),
        ("fermé depuis le 31/08/2025", "closed", None, "2025-08-31", []),
        ("hiver 2015", "open", None, None, ["E2"]),
    ],
)
def test_a_facility_is_open_since_a_day_or_opens_later(
    opened: str, state: str, since: str | None, until: str | None, asks: list[str]
) -> None:
    row: Row = ["Brou", "Le Nid", "Crèche", "CC du Lac", opened, ""]

    read, cells = understood("facilities", csv_bytes([MANAGED, row]))

    assert in_words(read, "manager", "state", "since", "until") == [
        ("CC du Lac", state, since, until)
    ]
    assert cells == asks


@pytest.mark.parametrize(
    ("typed", "ends", "asks"),
    [
        ("PMI 30/06/2027 ; COF 2028", {"cof": "2028-12-31", "pmi": "2027-06-30"}, []),
        (
            "agrément PMI : 06/2027\nDSP jusqu’au 31/08/2029",
            {"pmi": "2027-06-30", "dsp": "2029-08-31"},
            [],
        ),
        ("PMI 30/06/2027, conv. département", {"pmi": "2027-06-30"}, ["F2"]),
        ("30/06/2027", {}, ["F2"]),
    ],
)
def test_a_cell_of_agreements_gives_each_its_end(
    typed: str, ends: dict[str, str], asks: list[str]
) -> None:
    row: Row = ["Brou", "Le Nid", "Crèche", "CC du Lac", "", typed]

    read, cells = understood("facilities", csv_bytes([MANAGED, row]))

    agreements = [{"kind": kind, "end_on": end} for kind, end in ends.items()]
    assert (in_words(read, "agreements"), cells) == ([(agreements,)], asks)


def test_a_kind_said_in_words_is_noted_as_another_and_asks_nothing() -> None:
    rows: list[Row] = [MANAGED, ["Brou", "Aquaval", "Piscine", "", "", ""]]

    read, cells = understood("facilities", csv_bytes(rows))

    assert (in_words(read, "kind"), cells) == ([("Piscine",)], [])


def test_what_a_title_says_in_thousands_is_multiplied_once_said() -> None:
    rows: list[Row] = [
        ["Projets 2026-2028, montants en k€ HT"],
        [],
        ["Projet", "Maître d’ouvrage", "Contact", "Coût", "Subvention sollicitée"],
        ["Une halle", "Brou", "Eve ROY", "640", "256"],
        ["Un préau", "Brou", "id.", "2,1 M€", "à préciser"],
        ["Un café", "Brou", "id.", "90 000 €", "30 %"],
        ["Un lavoir", "Brou", "id.", "250000", ""],
    ]

    read, cells = understood("projects", xlsx_bytes({"Projets": rows}))

    assert in_words(read, "title", "contact", "cost_cents", "asked_cents") == [
        ("Une halle", "Eve ROY", 64_000_000, 25_600_000),
        ("Un préau", "Eve ROY", 210_000_000, None),
        ("Un café", "Eve ROY", 9_000_000, 2_700_000),
        ("Un lavoir", "Eve ROY", 25_000_000_000, None),
    ]
    assert cells == ["A1", "D5", "D6", "D7", "E5", "E6"]


def test_a_header_in_euros_stands_over_a_title_in_thousands() -> None:
    rows: list[Row] = [
        ["Projets, en milliers d’euros"],
        [],
        ["Projet", "Porteur", "Coût (€)", "Subvention sollicitée (k€)"],
        ["Une halle", "Brou", "64 000", "20"],
    ]

    read, cells = understood("projects", xlsx_bytes({"Projets": rows}))

    assert in_words(read, "cost_cents", "asked_cents") == [(6_400_000, 2_000_000)]
    assert cells == ["D3"]


@pytest.mark.parametrize(
    ("header", "typed", "day", "asks"),
    [
        ("Date prochaine étape", "mars 2027", "2027-03-01", []),
        ("Date de la prochaine étape", "printemps 2027", None, ["D2"]),
        ("Pour le", "mars 2027", "2027-03-01", []),
        ("Pour le", "fin mars 2027", "2027-03-31", []),
        ("À voir avant", "mars 2027", "2027-03-31", []),
    ],
)
def test_the_day_of_what_comes_next_is_the_first_of_a_period_and_a_deadline_its_last(
    header: str, typed: str, day: str | None, asks: list[str]
) -> None:
    head: Row = ["Projet", "Porteur", "Prochaine étape", header]

    read, cells = understood("projects", csv_bytes([head, ["Halle", "Brou", "Voter", typed]]))

    assert (in_words(read, "next_step", "next_on"), cells) == ([("Voter", day)], asks)


def test_a_time_under_a_header_in_percent_asks_nothing() -> None:
    rows: list[Row] = [
        ["Employeur", "Poste", "Temps de travail (%)", "Agent"],
        ["CC du Lac", "Animation", "80", "Eve ROY"],
    ]

    read, cells = understood("posts", csv_bytes(rows))

    assert (in_words(read, "fte"), cells) == ([(0.8,)], [])


def test_a_row_of_idem_is_no_second_header() -> None:
    rows: list[Row] = [
        ["Document à fournir", "Financeur", "Date limite", "Référence"],
        ["Bilan", "LEADER", "31/03/2027", "AP 12"],
        ["Preuves de publicité", "id.", "id.", "id."],
    ]

    read, cells = understood("duties", csv_bytes(rows))

    assert in_words(read, "label", "funder", "due_on", "source_act") == [
        ("Bilan", "LEADER", "2027-03-31", "AP 12"),
        ("Preuves de publicité", "LEADER", "2027-03-31", "AP 12"),
    ]
    assert cells == []


def merged(sheet: Worksheet) -> None:
    for area in ("A1:A2", "B1:B2", "C1:D1"):
        sheet.merge_cells(area)


def test_years_under_a_wide_header_are_headers_when_the_others_are_merged_with_them() -> None:
    rows: list[Row] = [
        ["Axe", "Action", "Calendrier", None],
        [None, None, 2026, 2027],
        ["Axe 1", "Ouvrir un local", "X", "X"],
        ["Axe 1", "Former les agents", None, "X"],
    ]

    read, cells = understood("plan", xlsx_bytes({"Plan": rows}, merged))

    assert in_words(read, "title", "start_on", "due_on") == [
        ("Ouvrir un local", "2026-01-01", "2027-12-31"),
        ("Former les agents", "2027-01-01", "2027-12-31"),
    ]
    assert cells == []


def test_a_reference_of_somebody_is_no_number_of_an_action() -> None:
    rows: list[Row] = [
        ["N° FA", "Action", "Structure pilote", "Réf. technique"],
        ["1", "Ouvrir un local", "CC du Lac", "Eve ROY"],
        ["2", "Former les agents", "CC du Lac", "id."],
    ]

    read, cells = understood("plan", csv_bytes(rows))

    assert in_words(read, "number", "pilot_person") == [("1", "Eve ROY"), ("2", "Eve ROY")]
    assert cells == []


def test_what_is_due_says_for_what_and_from_which_structure() -> None:
    rows: list[Row] = [
        ["Pièce à fournir", "Destinataire", "Équipement / poste", "Qui s’en charge", "Pour le"],
        ["Compte de résultat", "Caf", "Les Lutins", "CC du Lac", "juin 2027"],
        ["Compte de résultat", "Caf", "Le Préau", "id.", "juin 2027"],
        ["Bilan du poste", "Caf", "Animatrice", "Mme Eve ROY", "mi-février 2027"],
    ]

    read, cells = understood("duties", csv_bytes(rows))

    assert in_words(read, "label", "about", "owing", "responsible", "due_on") == [
        ("Compte de résultat", "Les Lutins", ["CC du Lac"], None, "2027-06-30"),
        ("Compte de résultat", "Le Préau", ["CC du Lac"], None, "2027-06-30"),
        ("Bilan du poste", "Animatrice", [], "Eve ROY", None),
    ]
    assert cells == ["E4"]


def test_what_funders_wait_for_is_headed_as_acts_head_it() -> None:
    rows: list[Row] = [
        ["Financeur", "Opération", "Bénéficiaire", "À produire", "Date limite", "Réf. arrêté"],
        ["État - DETR", "Halle", "Commune de Brou", "Demande de solde", "12/09/2029", "AP 118"],
        ["Caf - ARS", "Crèche", "id.", "Rapport final", "fin 2027", "id."],
    ]

    read, cells = understood("duties", csv_bytes(rows))

    names = "funder", "about", "owing", "label", "due_on", "source_act"
    assert in_words(read, *names) == [
        (
            *("État - DETR", "Halle", ["Commune de Brou"], "Demande de solde"),
            *("2029-09-12", "AP 118"),
        ),
        ("Caf - ARS", "Crèche", ["Commune de Brou"], "Rapport final", "2027-12-31", "AP 118"),
    ]
    assert cells == ["A3"]
