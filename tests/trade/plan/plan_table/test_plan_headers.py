"""Headers that officers write over a plan say what they mean there, or are asked about."""

from datetime import date

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.exchange.reading.opening import open_content
from maillage.trade.plan.choices import ActionState, ShareRole
from maillage.trade.plan.plan_table.reading import read_plan
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.trade.plan.plan_table.plan_texts import remarks, table


@pytest.mark.parametrize("header", ["Titre", "Intitulé de la fiche", "Nom de la fiche"])
def test_a_title_beside_the_columns_of_a_plan_is_that_of_an_action(header: str) -> None:
    read = table(
        ["Fiche", header, "Pilote", "Avec", "Pour qui", "Statut"],
        ["FA 1", "Ouvrir la crèche", "CC du Lac", "Caf, MSA", "familles", "en cours"],
        ["FA 2", "Forum des métiers", "CC du Lac", "lycée", "jeunes", "à venir"],
    )
    assert [
        (one.number, one.title, one.structures(ShareRole.CONTRIBUTOR), one.publics)
        for one in read.rows
    ] == [
        ("1", "Ouvrir la crèche", ["Caf", "MSA"], ["familles"]),
        ("2", "Forum des métiers", ["lycée"], ["jeunes"]),
    ]


def test_a_title_beside_names_is_no_action() -> None:
    read = table(
        ["Nom", "Prénom", "Titre", "E-mail", "Pilote", "Statut"],
        ["ROY", "Eve", "Directrice", "eve@lac.example", "CC du Lac", "en cours"],
    )
    assert read.rows == []


def test_a_title_gives_way_to_the_column_of_the_action() -> None:
    read = table(
        ["Code", "Action", "Titre", "Pilote", "Statut"],
        ["1.1", "Ouvrir la crèche", "Maire", "CC du Lac", "en cours"],
    )
    assert [(one.number, one.title) for one in read.rows] == [("1.1", "Ouvrir la crèche")]


def test_an_objective_over_rows_is_theirs_where_the_first_column_is_the_number() -> None:
    read = table(
        ["Fiche", "Intitulé de la fiche", "Pilote", "Statut"],
        ["AXE 1 : PETITE ENFANCE", "", "", ""],
        ["Objectif 1.1 : Accueillir", "", "", ""],
        ["FA 1", "Ouvrir la crèche", "CC du Lac", "en cours"],
        ["AXE 2 : JEUNESSE", "", "", ""],
        ["FA 2", "Forum des métiers", "CC du Lac", "à venir"],
    )
    places = [(one.axis.title, one.objective.title, one.row.is_refused) for one in read.rows]
    assert places == [("PETITE ENFANCE", "Accueillir", False), ("JEUNESSE", "", False)]


@pytest.mark.parametrize("over", ["", "Ce qui nous tient"])
@pytest.mark.parametrize(
    ("axis", "aim", "read"),
    [
        ("Axe 1 : Petite enfance", "Objectif 1.1 : Accueillir", ("Petite enfance", "Accueillir")),
        (
            "Axe 1 : Petite enfance",
            "Accueillir les enfants",
            ("Petite enfance", "Accueillir les enfants"),
        ),
        ("Petite enfance", "Objectif 1.1 : Accueillir", ("Petite enfance", "Accueillir")),
        ("AXE 1 : PETITE ENFANCE", "", ("PETITE ENFANCE", "")),
        ("Petite enfance", "", ("Petite enfance", "")),
    ],
)
def test_words_alone_in_a_first_column_that_is_not_read_head_the_actions_under_them(
    over: str, axis: str, aim: str, read: tuple[str, str]
) -> None:
    first = table(
        [over, "Action", "Pilote", "Statut"],
        [axis, "", "", ""],
        [aim, "", "", ""],
        ["", "Ouvrir la crèche", "CC du Lac", "en cours"],
        ["", "Former les assistantes", "Caf", "à venir"],
        ["Axe 2 : Jeunesse" if axis.lower().startswith("axe") else "Jeunesse", "", "", ""],
        ["", "Forum des métiers", "CC du Lac", "à venir"],
    )
    rows = [(one.title, one.axis.title, one.objective.title) for one in first.rows]
    assert rows == [
        ("Ouvrir la crèche", *read),
        ("Former les assistantes", *read),
        ("Forum des métiers", "Jeunesse", ""),
    ]
    assert remarks(first) == {}


def test_words_alone_under_the_last_action_are_no_objective() -> None:
    read = table(
        ["", "Action", "Pilote"],
        ["", "Semer", "CC du Lac"],
        ["Mis à jour en mars", "", ""],
    )
    assert [(one.title, one.axis.title) for one in read.rows if not one.row.is_refused] == [
        ("Semer", "")
    ]


def test_a_sheet_with_the_title_of_a_fiche_is_a_plan() -> None:
    read = table(["Intitulé de la fiche", "Pilote", "Statut"], ["Semer", "CC du Lac", "en cours"])
    kind = read.readings[0].kind
    assert kind is not None
    assert kind.word == "plan"


@pytest.mark.parametrize(
    ("cell", "pilots", "person"),
    [
        ("Mission locale", ["Mission locale"], ""),
        ("Mme Eve ROY", [], "Eve ROY"),
        ("Roy", [], "Roy"),
    ],
)
def test_whoever_is_responsible_is_a_structure_or_somebody(
    cell: str, pilots: list[str], person: str
) -> None:
    (one,) = table(["Action", "Responsable", "Statut"], ["Semer", cell, "en cours"]).rows
    assert (one.structures(ShareRole.PILOT), one.pilot_person) == (pilots, person)


def test_structures_responsible_are_asked_about() -> None:
    read = table(["Action", "Responsable", "Statut"], ["Semer", "Mission locale", "en cours"])
    assert [one.header for one in read.readings[0].columns if one.waits] == ["Responsable"]


def test_each_step_has_the_day_at_its_right_and_the_action_its_own() -> None:
    read = table(
        ["Action", "Début", "Fin", "Étape 1", "Pour quand ?", "Étape 2", "Pour quand ?"],
        ["Semer", "2026", "", "Étude", "T1 2026", "Chantier", "été 2027"],
        ["Planter", "2026", "2028", "Devis", "31/03/2026", "", ""],
    )
    assert [(one.due_on, [tuple_of(step) for step in one.steps]) for one in read.rows] == [
        (None, [("Étude", date(2026, 3, 31)), ("Chantier", None)]),
        (date(2028, 12, 31), [("Devis", date(2026, 3, 31))]),
    ]
    assert read.rows[0].texts == {"notes": "Pour quand ? : été 2027"}
    assert remarks(read) == {
        "G2": "Le jour de cette étape ne se lit pas : écrivez par exemple 30/04/2026."
    }


def tuple_of(step: object) -> tuple[object, object]:
    """A step as its title and its day."""
    return getattr(step, "title", None), getattr(step, "due_on", None)


def test_one_step_before_the_end_leaves_the_end_to_the_action() -> None:
    (one,) = table(["Action", "Étapes", "Échéance"], ["Semer", "Étude", "31/03/2027"]).rows
    assert (one.due_on, [step.due_on for step in one.steps]) == (date(2027, 3, 31), [None])


def test_words_under_a_share_of_progress_are_a_state_or_are_said() -> None:
    read = table(
        ["Action", "% d’avancement"],
        ["Semer", "60 %"],
        ["Planter", "fait"],
        ["Tailler", "voir Eve"],
        ["Arroser", "?"],
    )
    assert [(one.state, one.texts) for one in read.rows] == [
        (ActionState.RUNNING, {}),
        (ActionState.DONE, {}),
        (None, {"notes": "% d’avancement : voir Eve"}),
        (None, {}),
    ]
    assert remarks(read) == {
        "B4": "État non compris : ces mots restent dans les observations.",
    }


def test_a_period_merged_over_start_and_end_gives_both() -> None:
    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B2:C2")

    rows: list[Row] = [
        ["Action", "Début", "Fin", "Pilote"],
        ["Semer", "2026-2028", None, "CC du Lac"],
        ["Planter", "2026-2028", None, "CC du Lac"],
    ]
    read = read_plan(open_content(xlsx_bytes({"Feuil1": rows}, merge)), None)
    assert [(one.start_on, one.due_on) for one in read.rows] == [
        (date(2026, 1, 1), date(2028, 12, 31)),
        (date(2026, 1, 1), None),
    ]


def test_the_beginning_of_a_year_keeps_its_words() -> None:
    read = table(["Action", "Début", "Fin"], ["Semer", "début 2027", "2028"])
    (one,) = read.rows
    assert (one.start_on, one.schedule_text) == (date(2027, 1, 1), "début 2027")
    assert remarks(read) == {"B2": "Lu 1er janvier 2027, à vérifier."}


def test_a_sheet_without_an_action_says_which_column_to_choose() -> None:
    read = table(
        ["Ce qu’on veut", "Pilote", "Statut", "Début"],
        ["Semer", "CC du Lac", "en cours", "2026"],
    )
    assert (read.rows, remarks(read)) == (
        [],
        {
            "A1": "Aucune colonne ne dit l’action : rien n’est lu de cette feuille. "
            "Colonnes non comprises : « Ce qu’on veut » (A). "
            "Choisissez « Action » pour celle qui dit ce que l’on fait."
        },
    )


@pytest.mark.parametrize("header", ["Fiche n°", "Action n°", "Numéro"])
@pytest.mark.parametrize("title", ["Action", "Intitulé", "Titre", "Intitulé de l’action"])
def test_bare_numbers_are_those_of_actions_and_idem_goes_on_under_a_section(
    header: str, title: str
) -> None:
    read = table(
        [header, title, "Pilote", "Échéance"],
        ["Axe 1 : Eau"],
        ["1", "Curer", "PETR du Lac", "2027"],
        ["Axe 2 : Air"],
        ["2", "Mesurer", "id.", "2028"],
        ["3", "Semer", "", ""],
    )
    assert [(one.number, one.axis.title, one.structures(ShareRole.PILOT)) for one in read.rows] == [
        ("1", "Eau", ["PETR du Lac"]),
        ("2", "Air", ["PETR du Lac"]),
        ("3", "Air", []),
    ]
    assert not remarks(read)


def test_words_under_a_number_are_no_number() -> None:
    read = table(
        ["Action n°", "Action", "Pilote"],
        ["prioritaire", "Curer", "CC du Lac"],
        ["seconde", "Semer", "CC du Lac"],
    )
    assert [one.number for one in read.rows] == ["", ""]


def test_idem_under_the_first_section_has_nothing_to_repeat() -> None:
    read = table(
        ["Action", "Pilote", "Échéance"],
        ["Axe 1 : Eau"],
        ["Curer", "id.", "2027"],
        ["Semer", "CC du Lac", "2028"],
    )
    assert [one.structures(ShareRole.PILOT) for one in read.rows] == [[], ["CC du Lac"]]
    assert "B3" in remarks(read)


@pytest.mark.parametrize(
    ("over", "under"),
    [
        ("Pari", "Disposition de la charte"),
        ("Thème", "Chantier"),
        ("Levier n°", "Mesure du contrat"),
    ],
)
def test_the_word_of_a_header_numbered_in_its_values_is_a_level(over: str, under: str) -> None:
    first, second = over.split(maxsplit=1)[0], under.split(maxsplit=1)[0]
    read = table(
        [over, under, "Action", "Pilote", "Statut"],
        [f"{first} 1 - Relier", f"{second} 1.1 : Rouler", "Louer des vélos", "CC du Lac", "fait"],
        ["", "", "Tracer des voies", "CC du Lac", "en cours"],
        [f"{first} 2 - Nourrir", f"{second} 2.1 : Semer", "Ouvrir une ferme", "PETR", "fait"],
    )
    assert [(*one.axis, *one.objective) for one in read.rows] == [
        ("1", "Relier", "1.1", "Rouler"),
        ("1", "Relier", "1.1", "Rouler"),
        ("2", "Nourrir", "2.1", "Semer"),
    ]
    guessed = {one.cell for one in read.problems if one.code == "column_guessed"}
    assert {"csv!A1", "csv!B1"} <= guessed


def test_what_is_numbered_after_the_action_or_above_its_axis_is_no_level() -> None:
    read = table(
        ["Livre", "Axe", "Action", "Tronçon", "Pilote", "Statut"],
        ["Livre 1 - Vivre", "Axe 1 - Eau", "Curer", "Tronçon 1 - Nord", "CC du Lac", "fait"],
        ["Livre 2 - Bâtir", "Axe 2 - Air", "Semer", "Tronçon 2 - Sud", "CC du Lac", "en cours"],
    )
    assert [(one.axis.title, one.objective.title) for one in read.rows] == [
        ("Eau", ""),
        ("Air", ""),
    ]
    assert {one.cell for one in read.problems if one.code == "column_unread"} == {
        "csv!A1",
        "csv!D1",
    }
