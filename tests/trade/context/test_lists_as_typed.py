"""Lists of facilities, of posts, of projects and of what is due, as officers type them."""

from typing import cast

import pytest

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.parsed_rows import ParsedRow
from maillage.foundation.exchange.targets.progress import no_report
from maillage.foundation.exchange.targets.table_import import TableImport
from maillage.foundation.exchange.targets.targets import Answers, target_by_word
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes

PLACES = ["Nature", "Équipement", "Commune", "Places", "Observations"]
POSTS = ["Employeur", "Intitulé", "ETP", "Agent", "Arrivée", "Fin de contrat"]
PROJECTS = ["Porté par", "Nom du projet", "Stade", "Coût", "Subvention demandée", "Contact"]
DUES = ["Document à fournir", "Destinataire", "Date limite", "Périodicité", "Responsable"]


def understood(word: str, content: bytes) -> tuple[list[dict[str, object]], list[str]]:
    """What a file gives without a cooperation, and the cells at which something is asked."""
    target = target_by_word(word)
    planned = cast(
        "TableImport[ParsedRow]", target.plan(open_content(content), Answers(), no_report)
    )
    (rows,) = planned.expected().values()
    problems = [one for one in planned.problems if one.severity is not Severity.INFO]
    cells = [one.cell.rpartition("!")[2] for one in problems]
    return cast("list[dict[str, object]]", rows), sorted(set(cells))


def in_words(rows: list[dict[str, object]], *names: str) -> list[tuple[object, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


@pytest.mark.parametrize(
    ("words", "state", "since", "until", "asks"),
    [
        ("fermé depuis mai 2024", "closed", None, "2024-05-01", False),
        ("fermé en 2023", "closed", None, "2023-12-31", False),
        ("fermé le mercredi", "open", None, None, False),
        ("ouverture prévue en mars 2028", "planned", "2028-03-01", None, False),
        ("projet social renouvelé en 2025", "open", None, None, False),
        ("projet, 2029 ?", "planned", None, None, True),
        ("travaux", "open", None, None, True),
        ("goûter compris", "open", None, None, False),
    ],
)
def test_remarks_say_what_is_closed_or_planned(
    words: str, state: str, since: str | None, until: str | None, asks: bool
) -> None:
    rows, cells = understood(
        "facilities", csv_bytes([PLACES, ["Crèche", "Le Nid", "Brou", "12 pl.", words]])
    )

    assert in_words(rows, "state", "since", "until") == [(state, since, until)]
    assert cells == (["E2"] if asks else [])


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("RAM", "rpe"),
        ("Relais d’assistantes maternelles", "rpe"),
        ("MAM", "assistantes maternelles"),
        ("ass. mat.", "assistantes maternelles"),
        ("Garderie", "alsh"),
        ("ACM", "alsh"),
        ("Halte-garderie", "eaje"),
    ],
)
def test_kinds_are_read_as_officers_say_them(kind: str, read: str) -> None:
    rows, cells = understood("facilities", csv_bytes([PLACES, [kind, "Le Nid", "Brou", "", ""]]))

    assert (in_words(rows, "kind"), cells) == ([(read,)], [])


def test_sections_give_the_commune_and_childminders_have_no_name() -> None:
    rows: list[Row] = [
        ["Nature", "Équipement", "Places", "Agrément PMI jusqu’au", "Fin de DSP"],
        ["COMMUNE DE BROU"],
        ["Crèche", "Le Nid", "18", "06/28", ""],
        ["ass. mat.", "Mme Odette Lormel", "4", "", ""],
        ["ass. mat.", "Mme Eve Carrel", "3", "", ""],
        ["Luigny"],
        ["Crèche", "Le Nid", "10 à 12", "", "31/12/2029"],
        ["Crèche", "La Ruche", "32 / 40 le mercredi", "", ""],
    ]

    read, cells = understood("facilities", xlsx_bytes({"Etat": rows}))

    pmi = [{"kind": "pmi", "end_on": "2028-06-30"}]
    dsp = [{"kind": "dsp", "end_on": "2029-12-31"}]
    assert in_words(read, "name", "commune", "places", "agreements") == [
        ("Le Nid", "BROU", 18, pmi),
        ("Assistantes maternelles", "BROU", 7, []),
        ("Le Nid", "Luigny", None, dsp),
        ("La Ruche", "Luigny", 32, []),
    ]
    assert cells == ["B4", "B5", "C7"]


@pytest.mark.parametrize(
    ("typed", "fte", "asks"),
    [
        ("tps plein", 1, []),
        ("17,5/35e", 0.5, []),
        ("4/5", 0.8, []),
        ("24h30", 0.7, []),
        ("2 x 0,5", 1, ["C2"]),
        ("1,2", 1, ["C2"]),
        ("1/2 tps", 0.5, []),
        ("24h/sem", 0.7, ["C2"]),
        ("0,5 puis 0,8 en 2027", 0.5, ["C2"]),
    ],
)
def test_times_of_posts(typed: str, fte: float, asks: list[str]) -> None:
    rows, cells = understood(
        "postes", csv_bytes([POSTS, ["CC du Lac", "Animation", typed, "", "", ""]])
    )

    assert (in_words(rows, "fte"), cells) == ([(fte,)], asks)


@pytest.mark.parametrize(
    ("end", "until", "asks"),
    [
        ("CDI", None, []),
        ("titulaire", None, []),
        ("03/29", "2029-03-31", []),
        ("annuel", None, ["F2"]),
        ("31/08/2023", None, ["F2"]),
    ],
)
def test_ends_of_contracts(end: str, until: str | None, asks: list[str]) -> None:
    row: Row = ["CC du Lac", "Animation", "0,5", "M. Luc BON", "rentrée 2024", end]

    rows, cells = understood("postes", csv_bytes([POSTS, row]))

    names = "employer", "holder", "holder_since", "holder_until"
    assert in_words(rows, *names) == [("CC du Lac", "Luc BON", "2024-09-01", until)]
    assert cells == asks


def test_sections_give_the_employer_and_a_group_takes_no_column() -> None:
    rows: list[Row] = [
        ["", "Poste", "Agent", "", "Financement", ""],
        ["Poste", "Quotité du poste", "Nom", "Quotité", "Financé par", "Fin du financement"],
        ["SYNDICAT DU LAC"],
        ["Animation", "80 %", "Eve ROY", "50 %", "ARS - Caf", "30/06/2027"],
    ]

    read, cells = understood("postes", xlsx_bytes({"Ingénierie": rows}))

    names = "employer", "title", "fte", "holder_fte", "holder_until", "until", "funder"
    assert in_words(read, *names) == [
        ("SYNDICAT DU LAC", "Animation", 0.8, 0.5, None, "2027-06-30", ["ARS", "Caf"])
    ]
    assert cells == []


def test_dues_are_headed_as_officers_head_them() -> None:
    rows: list[Row] = [
        [*DUES, "Fait le"],
        ["Bilan", "Caf", "T1 27", "annuel", "Mme Eve ROY", ""],
        ["Bilan", "Caf", "T1 2026", "tous les ans", "à recruter", "28/03/2026"],
        ["Compte", "Caf / MSA", "03/28", "trimestriel", "Service comptable", "oui"],
        ["Avis", "ARS", "deux mois après", "", "", ""],
    ]

    read, cells = understood("echeances", csv_bytes(rows))

    names = "label", "funder", "due_on", "recurs", "responsible", "done_on"
    assert in_words(read, *names) == [
        ("Bilan", "Caf", "2027-03-31", "yearly", "Eve ROY", None),
        ("Bilan", "Caf", "2026-03-31", "yearly", None, "2026-03-28"),
        ("Compte", "Caf / MSA", "2028-03-31", "none", None, None),
        ("Avis", "ARS", None, "none", None, None),
    ]
    assert cells == ["B4", "C5", "D4", "E4", "F4"]


def test_sections_give_the_funder_and_a_due_opens_before_it_ends() -> None:
    rows: list[Row] = [
        ["Quoi", "Ouverture", "A rendre pour le"],
        ["RÉGION DU LAC"],
        ["Bilan", "01/12/2026", "31/01/2027"],
        ["Solde", "01/12/2026", "31/10/2026"],
    ]

    read, cells = understood("echeances", xlsx_bytes({"Rendus": rows}))

    assert in_words(read, "label", "funder", "opens_on", "due_on", "due_words") == [
        ("Bilan", "RÉGION DU LAC", "2026-12-01", "2027-01-31", None),
        ("Solde", "RÉGION DU LAC", "2026-12-01", None, "31/10/2026"),
    ]
    assert cells == ["C4"]


def test_a_column_that_lacks_asks_one_question() -> None:
    rows: list[Row] = [["Machin", "Échéance", "Nature"], ["A", "2027", ""], ["B", "2028", ""]]

    assert understood("echeances", csv_bytes(rows)) == ([], ["A1"])


@pytest.mark.parametrize(
    ("cost", "aid", "read", "asks"),
    [
        ("env. 1,2 M€ HT", "50 %", (120_000_000, 60_000_000), ["D2", "E2"]),
        ("12 000 € TTC (notifié)", "12.500,00", (1_200_000, None), ["E2"]),
        ("-15 000", "7 500,5", (None, 750_050), ["D2"]),
        ("10 à 15 000", "10 50", (None, None), ["D2", "E2"]),
    ],
)
def test_sums_of_projects(
    cost: str, aid: str, read: tuple[int | None, int | None], asks: list[str]
) -> None:
    row: Row = ["Gaec des Saules", "Une halle", "", cost, aid, ""]

    rows, cells = understood("projects", csv_bytes([PROJECTS, row]))

    assert in_words(rows, "cost_cents", "asked_cents") == [read]
    assert cells == asks


@pytest.mark.parametrize(
    ("stage", "phase", "asks"),
    [
        ("étude de faisabilité en cours", "study", []),
        ("en cours", "operation", []),
        ("APD", "study", []),
        ("prêt à démarrer", "ready", []),
        ("réalisé", "operation", ["C2"]),
        ("pas démarré", None, ["C2"]),
        ("Avant-projet", "study", []),
        ("interprétariat", None, ["C2"]),
        ("étude finie, travaux en 2028", None, ["C2"]),
    ],
)
def test_stages_of_projects(stage: str, phase: str | None, asks: list[str]) -> None:
    row: Row = ["Gaec des Saules", "Une halle", stage, "", "", ""]

    rows, cells = understood("projects", csv_bytes([PROJECTS, row]))

    assert (in_words(rows, "phase"), cells) == ([(phase,)], asks)


def test_projects_are_read_as_officers_write_them() -> None:
    rows: list[Row] = [
        ["Projet", "Thème", "Vu le", "Déposé le", "Suite", "Avant le", "Interlocuteur"],
        ["COMMUNE DE BROU"],
        ["Café", "vie sociale", "05/2026", "T1 2026", "visite", "T1 27", "Eve ROY, adjointe"],
        ["Café", "", "", "", "", "", ""],
        ["CC DU LAC"],
        ["Café", "", "jamais", "31/11/2026", "", "à caler", "M. le Maire"],
    ]

    read, cells = understood("projects", xlsx_bytes({"Tournée": rows}))

    names = "holder", "title", "theme", "last_contact", "filed_on", "next_on", "contact"
    assert in_words(read, *names) == [
        (
            *("COMMUNE DE BROU", "Café", "vie sociale", "2026-05-01", "2026-01-01"),
            *("2027-03-31", "Eve ROY"),
        ),
        ("CC DU LAC", "Café", None, None, None, None, None),
    ]
    assert cells == ["A4", "C6", "D6", "F6"]


def test_posts_of_another_hand() -> None:
    rows: list[Row] = [
        ["Fonction", "ETP", "Nom", "Prénom", "Fin", "Payé par", "Territoire", "Bureau"],
        ["SYNDICAT DU LAC"],
        ["Animation", "1", "TILLAUD", "Perrine", "permanent", "FEADER + Région", "le lac", "12"],
        ["Accueil", "0,5", "à recruter", "", "", "", "Brou", ""],
    ]

    read, cells = understood("posts", xlsx_bytes({"Postes": rows}))

    names = "employer", "holder", "holder_until", "funder", "territory"
    assert in_words(read, *names) == [
        ("SYNDICAT DU LAC", "Perrine TILLAUD", None, ["FEADER", "Région"], "le lac"),
        ("SYNDICAT DU LAC", None, None, [], "Brou"),
    ]
    assert cells == []


def test_dues_of_another_hand() -> None:
    rows: list[Row] = [
        ["Obligation", "Date butoir", "Récurrent ?", "Date d'envoi", "Enjeu financier", "Suivi"],
        ["Bilan", "fin du 1er trimestre 2027", "O", "20/11/2026", "120k€", "ok"],
        ["Dépôt", "du 01/12/2026 au 31/01/2027", "", "15/05/2099", "", ""],
    ]

    read, cells = understood("duties", csv_bytes(rows))

    assert in_words(read, "label", "due_on", "recurs", "done_on", "at_stake_cents") == [
        ("Bilan", "2027-03-31", "yearly", "2026-11-20", 12_000_000),
        ("Dépôt", "2027-01-31", "none", None, None),
    ]
    assert cells == ["D3", "E2"]


def test_a_second_column_of_the_same_is_told() -> None:
    rows: list[Row] = [
        ["Employeur", "Poste", "Emploi", "ETP", "Étage"],
        ["CC du Lac", "Animation", "cadre", "0,5", "2"],
    ]

    read, cells = understood("posts", csv_bytes(rows))

    assert (in_words(read, "title"), cells) == ([("Animation",)], ["C1"])
