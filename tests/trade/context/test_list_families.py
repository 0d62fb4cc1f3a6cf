"""Columns of lists headed by the words that officers use for who carries, where, what, when."""

import pytest

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.targets import Answers, imports, target_by_word
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.reading import plain
from tests.trade.context.test_lists_as_typed import in_words, understood


def errors(
    word: str, rows: list[Row], mapping: dict[str, dict[str, str]] | None = None
) -> dict[str, str]:
    """The error sentences of a file, by cell."""
    planned = target_by_word(word).plan(
        open_content(csv_bytes(rows)), Answers(mapping=mapping), no_report
    )
    wrong = [one for one in planned.problems if one.severity is Severity.ERROR]
    return {one.cell.rpartition("!")[2]: plain(one.message) for one in wrong}


@pytest.mark.parametrize("word", sorted(one.word for one in imports.ask()))
def test_a_file_of_which_nothing_is_read_says_what_to_do(word: str) -> None:
    titled = errors(word, [["Mois", "Drapeau", "Marée"], ["mai", "bleu", "haute"]])
    bare = errors(word, [["bleu"], ["vert"]])

    for sentence in (*titled.values(), *bare.values()):
        assert "rien n’est lu" in sentence
        assert "écrivez un titre en tête de chaque colonne" in sentence
    assert list(titled) == list(bare) == ["A1"]


def test_titles_that_tell_nothing_of_the_table_are_said_at_their_row() -> None:
    rows: list[Row] = [["Nos rendez-vous"], ["Commune", "Courriel"], ["Brou", "a@brou.example"]]

    (sentence,) = errors("duties", rows).values()

    assert sentence.startswith("Rien n’est lu de cette feuille : les titres de la ligne 2")


def test_a_sheet_left_aside_is_not_asked_about() -> None:
    rows: list[Row] = [["Mois", "Ce qui est dû", "Échéance"], ["mai", "Bilan", "31/05/2028"]]

    assert errors("duties", rows, {"csv": {}}) == {}


def test_what_is_due_each_month_is_read_to_its_number_of_filing() -> None:
    rows: list[Row] = [
        [
            *("Saison", "Nature du livrable", "Destinataire du rendu", "Date limite d’envoi"),
            *("Date d’envoi", "N° d’enregistrement"),
        ],
        ["hiver", "Bilan d’étape", "ADEME", "31/03/2026", "12/03/2026", "ADM-2026-18"],
        ["été", "Photos du chantier", "Région", "30/06/2028", "", "REG 88"],
    ]

    read_rows, cells = understood("duties", csv_bytes(rows))

    assert in_words(read_rows, "label", "funder", "due_on", "done_on", "receipt_number") == [
        ("Bilan d’étape", "ADEME", "2026-03-31", "2026-03-12", "ADM-2026-18"),
        ("Photos du chantier", "Région", "2028-06-30", None, "REG 88"),
    ]
    assert cells == []


def test_funders_over_what_is_due_are_no_rows() -> None:
    rows: list[Row] = [
        ["Document", "Dispositif", "Échéance", "Suivi par"],
        ["Région"],
        ["Bilan d’activité", "Fonds des halles", "31/03/2028", "Eve ROY"],
        ["MSA"],
        ["Factures", "Grandir en milieu rural", "30/06/2028", "Luc MOREL"],
        ["Photos", "Grandir en milieu rural", "30/09/2028", "Luc MOREL"],
    ]

    read_rows, cells = understood("duties", csv_bytes(rows))

    assert in_words(read_rows, "label", "funder") == [
        ("Bilan d’activité", "Région"),
        ("Factures", "MSA"),
        ("Photos", "MSA"),
    ]
    assert cells == []


def test_posts_say_what_is_done_since_when_and_for_whom() -> None:
    rows: list[Row] = [
        [
            *("Employeur", "Emploi", "Agent", "ETP", "Ce que fait la personne", "Poste créé en"),
            *("Arrivée de la personne", "Discipline"),
        ],
        [
            "CC du Lac",
            "Animation",
            "Eve ROY",
            "1",
            "ateliers du soir",
            "2019",
            "04/04/2022",
            "lecture",
        ],
        ["CC du Lac", "Accueil", "Luc MOREL", "0,5", "permanences", "2020", "01/09/2023", "droits"],
    ]

    read_rows, cells = understood("posts", csv_bytes(rows))

    assert in_words(read_rows, "mission", "since", "holder_since", "theme") == [
        ("ateliers du soir", "2019-01-01", "2022-04-04", "lecture"),
        ("permanences", "2020-01-01", "2023-09-01", "droits"),
    ]
    assert cells == []


def test_each_employer_has_its_own_total_of_posts() -> None:
    def rows(last: str) -> list[Row]:
        return [
            ["Poste", "Agent", "ETP"],
            ["CC du Lac"],
            ["Animation", "Eve ROY", "1"],
            ["Accueil", "Luc MOREL", "1"],
            ["Total : 2 agents"],
            ["Commune de Brou"],
            ["Direction", "Paul BON", "1"],
            [last],
        ]

    assert understood("posts", csv_bytes(rows("Total : 1 agent")))[1] == ["A8"]
    assert understood("posts", csv_bytes(rows("Total : 1 agents")))[1] == []
    assert understood("posts", csv_bytes(rows("Total : 5 agents")))[1] == ["A8"]


def test_where_a_place_stands_and_its_agreement_with_the_caf() -> None:
    rows: list[Row] = [
        [
            "Équipement",
            "Nature",
            "Où",
            "Menée par",
            "Convention Caf (prestation de service) jusqu’au",
        ],
        ["Les Lutins", "Crèche", "Brou", "CC du Lac", "31/12/2028"],
        ["Les Lucioles", "ALSH", "Vaux", "Commune de Vaux", "30/06/2029"],
    ]

    read_rows, cells = understood("facilities", csv_bytes(rows))

    assert in_words(read_rows, "name", "commune", "manager") == [
        ("Les Lutins", "Brou", "CC du Lac"),
        ("Les Lucioles", "Vaux", "Commune de Vaux"),
    ]
    assert [one["agreements"] for one in read_rows] == [
        [{"kind": "ps", "end_on": "2028-12-31"}],
        [{"kind": "ps", "end_on": "2029-06-30"}],
    ]
    assert cells == []


def test_a_project_has_its_field_of_art() -> None:
    rows: list[Row] = [
        ["Conduit par", "Projet", "Filière artistique", "Coût"],
        ["CC du Lac", "Bal des moissons", "danse", "9 000"],
        ["Commune de Brou", "Contes au four", "lecture", "3 000"],
    ]

    read_rows, cells = understood("projects", csv_bytes(rows))

    assert in_words(read_rows, "holder", "title", "theme") == [
        ("CC du Lac", "Bal des moissons", "danse"),
        ("Commune de Brou", "Contes au four", "lecture"),
    ]
    assert cells == []
