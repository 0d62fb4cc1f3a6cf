"""Columns of lists that officers head in their own way: places, opened or shut, who helps, when."""

import pytest

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.tables.columns import BY_BOTH
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.trade.context.test_list_signs import read, reasons
from tests.trade.context.test_lists_as_typed import in_words, understood


def test_communes_are_never_names_where_another_column_is() -> None:
    rows: list[Row] = [
        ["Type", "Appellation", "Site", "Opérateur", "Nombre de places"],
        ["Crèche", "Les Lutins", "Brou", "Association Le Nid", "20"],
        ["ALSH", "Les Lucioles", "Brou", "CC du Lac", "48"],
        ["Ludothèque", "La Toupie", "Ville de Vaux", "Commune de Vaux", ""],
    ]

    read_rows, cells = understood("facilities", csv_bytes(rows))

    assert in_words(read_rows, "name", "commune", "manager", "places") == [
        ("Les Lutins", "Brou", "Association Le Nid", 20),
        ("Les Lucioles", "Brou", "CC du Lac", 48),
        ("La Toupie", "Vaux", "Commune de Vaux", None),
    ]
    assert cells == []
    assert reasons(read("facilities", rows))["Site"] == ("commune", BY_BOTH)


def test_a_site_that_no_other_column_names_stays_the_name() -> None:
    rows: list[Row] = [
        ["Type", "Site", "Gestionnaire"],
        ["Crèche", "Les Lutins", "CC du Lac"],
        ["ALSH", "Les Lucioles", "CC du Lac"],
    ]

    read_rows, _cells = understood("facilities", csv_bytes(rows))

    assert in_words(read_rows, "name") == [("Les Lutins",), ("Les Lucioles",)]
    assert not reading_doubts(rows)


def test_a_site_that_repeats_is_asked_about() -> None:
    rows: list[Row] = [
        ["Type", "Lieu", "Gestionnaire"],
        ["Crèche", "Brou", "CC du Lac"],
        ["ALSH", "Brou", "CC du Lac"],
    ]

    assert reading_doubts(rows) == ["Lieu"]


def test_buildings_are_not_communes() -> None:
    rows: list[Row] = [
        ["Équipement", "Site", "Type"],
        ["Les Lutins", "Salle des fêtes", "Crèche"],
        ["Les Lucioles", "Groupe scolaire", "ALSH"],
    ]

    read_rows, _cells = understood("facilities", csv_bytes(rows))

    assert in_words(read_rows, "name", "commune") == [("Les Lutins", ""), ("Les Lucioles", "")]


def test_open_without_a_day_is_where_it_stands() -> None:
    for header in ("Ouverte ou fermée", "Ouverture"):
        rows: list[Row] = [
            ["Équipement", "Type", header],
            ["Les Lutins", "Crèche", "ouverte"],
            ["Les Lucioles", "ALSH", "fermé depuis le 31/08/2025"],
        ]

        read_rows, cells = understood("facilities", csv_bytes(rows))

        assert in_words(read_rows, "name", "state") == [
            ("Les Lutins", "open"),
            ("Les Lucioles", "closed"),
        ]
        assert cells == []


def test_help_for_a_post_says_who_pays_one_to_a_line() -> None:
    rows: list[Row] = [
        ["Employeur", "Fonction", "Agent", "ETP", "Subventions du poste"],
        ["CC du Lac", "Animation", "Eve ROY", "1", "Région\nCaf"],
        ["CC du Lac", "Accueil", "Luc MOREL", "0,5", "Agence de\nl’eau, ADEME"],
    ]

    read_rows, cells = understood("posts", csv_bytes(rows))

    assert in_words(read_rows, "title", "funder") == [
        ("Animation", ["Région", "Caf"]),
        ("Accueil", ["Agence de l’eau", "ADEME"]),
    ]
    assert cells == []


def test_what_stands_and_what_it_may_cost_are_read_beside_a_project() -> None:
    rows: list[Row] = [
        ["Bourg", "Titre du projet", "Où en est ce projet", "Chiffrage (€)", "Aide demandée"],
        ["Brou", "Halle", "étude", "90 000", "30 000"],
        ["Vaux", "Four à pain", "travaux", "12 000", "4 000"],
    ]

    read_rows, cells = understood("projects", csv_bytes(rows))

    assert in_words(read_rows, "holder", "title", "phase", "asked_cents") == [
        ("Brou", "Halle", "study", 3_000_000),
        ("Vaux", "Four à pain", "operation", 400_000),
    ]
    assert cells == []


def test_what_is_due_has_its_help_its_risk_and_its_day() -> None:
    rows: list[Row] = [
        ["Pièce", "Organisme", "Dotation concernée", "Au plus tard", "Si rien n’est fait"],
        ["Bilan", "Région", "Fonds des halles", "31/03/2028", "reversement"],
        ["Photos", "Département", "Plan écoles", "juin 2028", "retenue"],
    ]

    read_rows, cells = understood("duties", csv_bytes(rows))

    assert in_words(read_rows, "label", "scheme", "due_on", "consequence") == [
        ("Bilan", "Fonds des halles", "2028-03-31", "reversement"),
        ("Photos", "Plan écoles", "2028-06-30", "retenue"),
    ]
    assert cells == []


def test_an_aided_post_is_no_funder() -> None:
    rows: list[Row] = [
        ["Employeur", "Poste aidé", "Agent", "ETP"],
        ["CC du Lac", "Animation", "Eve ROY", "1"],
        ["CC du Lac", "Accueil", "Luc MOREL", "0,5"],
    ]

    read_rows, _cells = understood("posts", csv_bytes(rows))

    assert in_words(read_rows, "title", "funder") == [("Animation", []), ("Accueil", [])]


def test_an_aided_project_is_no_scheme() -> None:
    rows: list[Row] = [
        ["Pièce", "Organisme", "Projet subventionné", "Échéance"],
        ["Bilan", "Région", "Halle", "31/03/2028"],
        ["Photos", "Département", "École", "juin 2028"],
    ]

    read_rows, _cells = understood("duties", csv_bytes(rows))

    assert in_words(read_rows, "label", "about", "scheme") == [
        ("Bilan", "Halle", None),
        ("Photos", "École", None),
    ]


def test_weeks_shut_each_year_shut_nothing() -> None:
    rows: list[Row] = [
        ["Équipement", "Type", "Ouverture / fermeture annuelle"],
        ["Les Lutins", "Crèche", "fermé en août"],
        ["Les Lucioles", "ALSH", "fermé à Noël"],
    ]

    read_rows, _cells = understood("facilities", csv_bytes(rows))

    assert in_words(read_rows, "name", "state") == [
        ("Les Lutins", "open"),
        ("Les Lucioles", "open"),
    ]


def test_some_day_of_a_year_is_read_and_warned_of() -> None:
    rows: list[Row] = [
        ["Ce qui est dû", "Financeur", "Échéance"],
        ["Bilan d’activité", "Région", "courant 2028"],
        ["Photos du chantier", "Département", "fin 2028"],
    ]

    read_rows, cells = understood("duties", csv_bytes(rows))

    assert in_words(read_rows, "due_on") == [("2028-12-31",), ("2028-12-31",)]
    assert cells == ["C2"]


def reading_doubts(rows: list[Row]) -> list[str]:
    """The headers of a list of facilities that leave a question."""
    columns = read("facilities", rows).readings[0].columns
    return [one.header for one in columns if one.doubt]


@pytest.mark.parametrize("header", ["Texte de référence", "Convention", "Fondement"])
def test_articles_under_the_name_of_an_act_are_articles(header: str) -> None:
    rows: list[Row] = [
        ["Document attendu", "Organisme", "Date butoir", header],
        ["Bilan", "Caf", "31/03/2028", "article 3"],
        ["Compte de résultat", "Caf", "30/06/2028", "arrêté art. 5"],
        ["Photographies", "MSA", "30/09/2028", ""],
    ]
    result, cells = understood("duties", csv_bytes(rows))
    assert in_words(result, "article", "source_act") == [
        ("article 3", None),
        ("arrêté art. 5", None),
        (None, None),
    ]
    assert cells == []


def test_acts_beside_their_articles_stay_acts() -> None:
    rows: list[Row] = [
        ["Document attendu", "Organisme", "Date butoir", "Texte de référence"],
        ["Bilan", "Caf", "31/03/2028", "Convention 2027, article 3"],
        ["Compte de résultat", "Caf", "30/06/2028", "Arrêté du 12 mai"],
    ]
    result, _cells = understood("duties", csv_bytes(rows))
    assert in_words(result, "article", "source_act") == [
        (None, "Convention 2027, article 3"),
        (None, "Arrêté du 12 mai"),
    ]


@pytest.mark.parametrize("word", ["oui", "fait"])
def test_sent_without_a_day_is_left_aside(word: str) -> None:
    rows: list[Row] = [
        ["Document attendu", "Organisme", "Date butoir", "Transmis le"],
        ["Bilan", "Caf", "31/03/2026", word],
        ["Compte de résultat", "Caf", "30/06/2026", "28/06/2026"],
    ]
    planned = read("duties", rows)
    errors = [one.cell for one in planned.problems if one.severity is Severity.ERROR]
    assert errors == ["csv!D2"]
