"""Columns of lists are known by the openings of their header's words and by their values."""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.columns import BY_BOTH, BY_VALUES, UNKNOWN
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers, PlannedImport, target_by_word
from maillage.trade.context.value_kinds import is_body, is_day, is_label, is_place, is_words
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.trade.context.test_lists_as_typed import in_words, understood

DUES: list[Row] = [
    [
        *("Bailleur", "Ce qu’il faut transmettre", "Texte de référence", "Clause"),
        *("Dossier suivi par", "Date butoir", "Risque encouru", "Somme menacée", "N° d’accusé"),
    ],
    [
        *("Caf", "Bilan d’activité", "Convention du 02/03/2025", "art. 3", "Mme Eve ROY"),
        *("T1 2028", "reversement", "12 000 €", "AR-77"),
    ],
    [
        *("Région", "Compte de résultat", "Arrêté 24-112", "7", "Luc MOREL"),
        *("30/06/2028", "suspension", "8 500", ""),
    ],
]
PROJECTS: list[Row] = [
    [
        *("Mairie", "Nature des travaux", "Qui suit", "Famille", "Participation souhaitée"),
        *("Reçu en mairie le", "Degré d’avancement", "D’ici le"),
    ],
    [
        *("Brou", "Toit du lavoir", "Mme Eve ROY", "patrimoine", "4 000 €", "02/03/2026"),
        *("étude", "mars 2027"),
    ],
    [
        *("Saint-Orme", "Chemin du bois", "Luc MOREL", "mobilité", "12 500", "avril 2026"),
        *("travaux", "30/06/2027"),
    ],
]


def read(word: str, rows: list[Row]) -> PlannedImport:
    """A list of these rows, understood without a cooperation."""
    return target_by_word(word).plan(open_content(csv_bytes(rows)), Answers(), no_report)


def reasons(planned: PlannedImport) -> dict[str, tuple[str, str]]:
    """The field of each column and the reason of its guess, by header."""
    columns = planned.readings[0].columns
    return {one.header: (one.field, one.reason) for one in columns}


def test_a_list_of_what_is_due_headed_by_other_words_is_read() -> None:
    read_rows, cells = understood("duties", csv_bytes(DUES))

    names = "label", "funder", "source_act", "article", "responsible", "due_on", "consequence"
    assert in_words(read_rows, *names) == [
        (
            *("Bilan d’activité", "Caf", "Convention du 02/03/2025", "art. 3", "Eve ROY"),
            *("2028-03-31", "reversement"),
        ),
        (
            *("Compte de résultat", "Région", "Arrêté 24-112", "7", "Luc MOREL"),
            *("2028-06-30", "suspension"),
        ),
    ]
    sums = in_words(read_rows, "at_stake_cents", "receipt_number")
    assert sums == [(1_200_000, "AR-77"), (850_000, None)]
    assert cells == []


def test_communes_carry_their_projects_where_nobody_else_does() -> None:
    read_rows, cells = understood("projects", csv_bytes(PROJECTS))

    names = "title", "holder", "contact", "theme", "phase", "asked_cents", "filed_on", "next_on"
    assert in_words(read_rows, *names) == [
        (
            *("Toit du lavoir", "Brou", "Eve ROY", "patrimoine", "study", 400_000),
            *("2026-03-02", "2027-03-01"),
        ),
        (
            *("Chemin du bois", "Saint-Orme", "Luc MOREL", "mobilité", "operation", 1_250_000),
            *("2026-04-01", "2027-06-30"),
        ),
    ]
    assert cells == []
    assert reasons(read("projects", PROJECTS))["Mairie"] == ("pilot_organisation", BY_BOTH)


def test_communes_stay_places_where_sections_say_who_carries() -> None:
    rows: list[Row] = [
        ["Commune", "Projet", "Stade"],
        ["", "Porteur : Gaec des Saules", ""],
        ["Brou", "Atelier", "idée"],
        ["", "Porteur : CC du Lac", ""],
        ["Ormes", "Four", "prêt"],
    ]

    read_rows, _cells = understood("projects", csv_bytes(rows))

    assert in_words(read_rows, "title", "holder") == [
        ("Atelier", "Gaec des Saules"),
        ("Four", "CC du Lac"),
    ]


@pytest.mark.parametrize("label", ["Employeur :", "EMPLOYEUR :", "Structure employeuse :", ""])
def test_a_label_before_a_colon_names_what_a_section_gives(label: str) -> None:
    rows: list[Row] = [
        ["Poste", "Agent", "ETP"],
        [f"{label} CC du Lac".strip(), "", ""],
        ["Animation", "Eve ROY", "0,5"],
        [f"{label} Association Le Pas".strip(), "", ""],
        ["Accueil", "Luc MOREL", "1"],
    ]

    read_rows, _cells = understood("posts", xlsx_bytes({"Agents": rows}))

    assert in_words(read_rows, "title", "employer") == [
        ("Animation", "CC du Lac"),
        ("Accueil", "Association Le Pas"),
    ]


def test_the_columns_under_agreements_are_one_kind_each() -> None:
    rows: list[Row] = [
        ["Équipement", "Nature", "Commune", "Conventions en cours", None, None, None],
        [None, None, None, "Agrément PMI", "COF", "PSO", "DSP"],
        ["Le Nid", "Crèche", "Brou", "30/06/2029", "31/12/2028", "", "août 2030"],
        ["Les Pins", "ALSH", "Brou", "", "31/12/2027", "31/12/2027", ""],
    ]

    read_rows, cells = understood("facilities", xlsx_bytes({"Offre": rows}))

    kinds = [{(one["kind"], one["end_on"]) for one in row["agreements"]} for row in read_rows]  # type: ignore[attr-defined]
    assert kinds == [
        {("pmi", "2029-06-30"), ("cof", "2028-12-31"), ("dsp", "2030-08-31")},
        {("cof", "2027-12-31"), ("ps", "2027-12-31")},
    ]
    assert cells == []


def test_two_columns_that_may_be_the_same_are_both_asked_about() -> None:
    rows: list[Row] = [
        ["Projet", "Porteur", "Aide espérée", "Concours attendu"],
        ["Halle", "CC du Lac", "10 000", "2 000"],
        ["Four", "CC du Lac", "5 000", "1 000"],
    ]

    columns = reasons(read("projects", rows))

    assert columns["Aide espérée"] == columns["Concours attendu"] == ("ignored", UNKNOWN)


def test_values_of_another_kind_are_not_taken_for_what_a_header_opens_with() -> None:
    rows: list[Row] = [
        ["Projet", "Porteur", "Subvention espérée", "Suivi"],
        ["Halle", "CC du Lac", "oui", "12"],
        ["Four", "CC du Lac", "à demander à la Région", "7"],
    ]

    columns = reasons(read("projects", rows))

    assert [columns[one][0] for one in ("Subvention espérée", "Suivi")] == ["ignored", "ignored"]


def test_each_column_that_is_not_read_is_said() -> None:
    rows: list[Row] = [
        ["Projet", "Porteur", "Note du jury", "Structure", "Bulletin"],
        ["Halle", "CC du Lac", "14", "Caf", "mai"],
    ]

    cells_unread = [
        one.cell for one in read("projects", rows).problems if one.code == "column_unread"
    ]

    assert cells_unread == ["csv!C1", "csv!D1", "csv!E1"]


def test_the_same_project_twice_is_one_whose_blanks_are_filled() -> None:
    rows: list[Row] = [
        ["Projet", "Porteur", "Coût", "Stade", "Contact"],
        ["Halle", "CC du Lac", "", "idée", "Eve ROY"],
        ["Halle", "CC du Lac", "12 000", "travaux", ""],
        ["Halle", "Brou", "", "", ""],
    ]

    read_rows, cells = understood("projects", csv_bytes(rows))

    assert in_words(read_rows, "holder", "cost_cents", "phase", "contact") == [
        ("CC du Lac", 1_200_000, "idea", "Eve ROY"),
        ("Brou", None, None, None),
    ]
    assert cells == ["A3"]


@pytest.mark.parametrize(
    ("sums", "total", "asks"),
    [
        (["10", "2,5 M€", "env. 40"], "2550", []),
        (["10", "2,5 M€", "env. 40"], "2600", ["C5"]),
        (["10", "à préciser", "40"], "900", ["C3"]),
        (["10", "néant", "40"], "50", []),
    ],
)
def test_a_total_is_checked_once_each_amount_is_read(
    sums: list[str], total: str, asks: list[str]
) -> None:
    rows: list[Row] = [["Projet", "Porteur", "Coût (k€)"]]
    rows += [[f"Projet {n}", "CC du Lac", one] for n, one in enumerate(sums)]
    rows.append(["Total", "", total])

    _rows, cells = understood("projects", csv_bytes(rows))

    of_unit = {"C1", "C3", "C4"} - set(asks)
    assert [one for one in cells if one not in of_unit] == asks


@pytest.mark.parametrize(("total", "asks"), [("2,3", []), ("2,5", ["C5"])])
def test_a_total_of_times_adds_what_the_words_say(total: str, asks: list[str]) -> None:
    rows: list[Row] = [
        ["Employeur", "Poste", "Temps"],
        ["CC du Lac", "Accueil", "temps plein"],
        ["CC du Lac", "Animation", "80 %"],
        ["CC du Lac", "Relais", "mi-temps"],
        ["Total", "", total],
    ]

    _rows, cells = understood("posts", csv_bytes(rows))

    assert cells == asks


def test_an_office_without_a_name_is_nobody_and_an_address_is_no_name() -> None:
    rows: list[Row] = [
        ["Projet", "Porteur", "Contact"],
        ["Halle", "Brou", "le secrétariat"],
        ["Four", "Brou", "Mme Eve ROY\nroy@brou.example"],
    ]

    read_rows, cells = understood("projects", xlsx_bytes({"Projets": rows}))

    assert (in_words(read_rows, "contact"), cells) == ([(None,), ("Eve ROY",)], [])


def test_a_facility_open_since_a_day_that_its_situation_says() -> None:
    rows: list[Row] = [
        ["Nom", "Type", "Commune", "Situation"],
        ["Le Nid", "crèche", "Brou", "ouverte depuis mai 2019"],
        ["Bulle", "LAEP", "Brou", "ouvert le mardi"],
    ]

    read_rows, _cells = understood("facilities", csv_bytes(rows))

    assert in_words(read_rows, "state", "since") == [("open", "2019-05-01"), ("open", None)]


def test_what_values_look_like() -> None:
    assert [is_day(one) for one in ("au plus tard le 31 mars 2027", "COF 2024-2027")] == [
        True,
        False,
    ]
    assert [is_body(one) for one in ("ONF", "CC du Lac / Région", "voirie", "Eve ROY")] == [
        *(True, True, False, False),
    ]
    assert (is_label("petite enfance"), is_place("Saint-Orme"), is_words("x")) == (
        *(True, True, False),
    )


def test_values_of_a_closed_vocabulary_prove_their_column() -> None:
    rows: list[Row] = [
        ["Action", "Pilote", "Bulle"],
        ["Vélobus", "CC du Lac", "en cours"],
        ["Garage", "Brou", "à venir"],
        ["Bus", "Brou", "terminé"],
    ]

    assert reasons(read("plan", rows))["Bulle"] == ("status", BY_VALUES)


def test_a_time_in_short_is_the_time_of_a_post_and_its_part_a_theme() -> None:
    rows: list[Row] = [
        ["Employeur", "Intitulé du poste", "Volet CTG", "% tps"],
        ["CC du Lac", "Coordination", "pilotage", "100"],
        ["id.", "Animation du relais", "petite enfance", "mi-tps"],
    ]

    read_rows, _cells = understood("posts", csv_bytes(rows))

    assert in_words(read_rows, "employer", "theme", "fte") == [
        ("CC du Lac", "pilotage", 1),
        ("CC du Lac", "petite enfance", 0.5),
    ]


def test_a_day_that_is_foreseen_is_that_of_what_comes_next() -> None:
    rows: list[Row] = [
        ["Porteur", "Projet", "Suite à donner", "Prévu le"],
        ["Commune de Brou", "Épicerie", "visite sur place", "09/12/2026"],
        ["SCEA du Lac", "Atelier de fruits", "avis du comité", "15/01/2027"],
    ]

    read_rows, _cells = understood("projects", csv_bytes(rows))

    assert in_words(read_rows, "next_step", "next_on") == [
        ("visite sur place", "2026-12-09"),
        ("avis du comité", "2027-01-15"),
    ]


def test_childminders_are_known_by_their_sheet() -> None:
    content = xlsx_bytes(
        {
            "Assistantes maternelles": [
                ["Nom", "Commune", "Nb places agréées"],
                ["ABELOOS Garance", "Brou", "4"],
                ["BESSARD Ninon", "Brou", "3"],
                ["DRUILHE Séverine", "Vaux", "2"],
            ]
        }
    )

    read_rows, cells = understood("facilities", content)

    assert in_words(read_rows, "name", "kind", "commune", "places") == [
        ("Assistantes maternelles", "assistantes maternelles", "Brou", 7),
        ("Assistantes maternelles", "assistantes maternelles", "Vaux", 2),
    ]
    assert len(cells) == 3


def test_a_local_action_group_over_what_is_due_is_its_funder() -> None:
    rows: list[Row] = [
        ["Pièce à rendre", "Date limite"],
        ["DÉPARTEMENT", ""],
        ["Rapport d’utilisation", "30/06/2027"],
        ["GAL DES QUATRE-VALLONS (FEADER)", ""],
        ["Demande de paiement", "31/03/2027"],
    ]

    read_rows, _cells = understood("duties", csv_bytes(rows))

    assert in_words(read_rows, "label", "funder") == [
        ("Rapport d’utilisation", "DÉPARTEMENT"),
        ("Demande de paiement", "GAL DES QUATRE-VALLONS (FEADER)"),
    ]
