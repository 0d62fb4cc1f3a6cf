"""What a plan says that cannot stand is left out or asked, in the words of the forms."""

from datetime import date

from maillage.foundation.exchange.reading.opening import open_content
from maillage.trade.governance.bodies.table.places import ExistingPlace
from maillage.trade.plan.actions.rules import SAY_WHY
from maillage.trade.plan.plan_table.matching import Existing, match_plan
from maillage.trade.plan.plan_table.reading import read_plan
from maillage.trade.plan.plan_table.rows import ExistingAction
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.reading import plain

HEADER: Row = ["N°", "Action", "Pilote", "Partenaires", "Début", "Fin", "Statut", "Freins"]


def remarks(*rows: Row) -> dict[str, str]:
    """The sentence at each cell of a plan of these rows, compared with one structure."""
    table = read_plan(open_content(csv_bytes([HEADER, *rows])), None)
    place = ExistingPlace(1, "SIVOM d’Arbrelles", "SIVOM", "")
    match_plan(table.rows, Existing([place]), frozenset())
    return {one.cell.rpartition("!")[2]: plain(one.message) for one in table.problems}


def test_what_cannot_stand_is_said_at_its_cell() -> None:
    assert remarks(
        ["1", "Semer", "", "", "", "31/04/2027", "60 %", ""],
        ["2", "Planter", "", "", "T2 2027", "T1 2027", "abandonné", ""],
        ["2", "Tailler", "", "SIVOM Arb.", "", "", "en pause", "faute de budget"],
    ) == {
        "F2": "Ce jour n’existe pas : écrivez par exemple 30/04/2026.",
        "G2": "Lu « en cours » ; 60 % reste écrit dans les nouvelles.",
        "E3": "« T2 2027 » lu : à partir du 1er avril 2027.",
        "F3": "Cette fiche finirait avant de commencer : mettez une fin après le 1er avril 2027.",
        "G3": str(SAY_WHY),
        "A4": "La fiche 2 est déjà « Planter » : celle-ci reste sans numéro.",
        "D4": "« SIVOM Arb » : est-ce le SIVOM d’Arbrelles ? "
        "Sinon ce nom reste un texte, sans part.",
    }


def test_an_association_is_two_structures_where_the_second_is_in_the_directory() -> None:
    names = ["Assoc. Murs et Murets", "Association Oasis et Rebond"]
    read = read_plan(
        open_content(csv_bytes([HEADER, ["1", "Bâtir", *names, "", "", "", ""]])), None
    )
    places = [ExistingPlace(1, "Rebond", "", ""), ExistingPlace(2, "Assoc. Murs et Murets", "", "")]

    match_plan(read.rows, Existing(places), frozenset())

    (row,) = read.rows
    assert [(one.text, one.role, one.place and one.place.pk) for one in row.parts] == [
        ("Assoc. Murs et Murets", "pilot", 2),
        ("Association Oasis", "contributor", None),
        ("Rebond", "contributor", 1),
    ]
    sentences = [plain(one.message) for one in read.problems if one.cell == "csv!D2"]
    assert any("lu comme deux structures" in sentence for sentence in sentences)


def test_a_telephone_stays_out_of_a_fiche_unless_it_is_ticked() -> None:
    rows: list[Row] = [HEADER, ["1", "Semer", "", "", "", "", "", "voir M. Roy 06 39 98 10 02"]]
    book = open_content(csv_bytes(rows))

    out, whole = read_plan(book, None), read_plan(book, None, frozenset({"csv!H2"}))

    assert [one.rows[0].texts["difficulties"] for one in (out, whole)] == [
        "Freins : voir M. Roy",
        "Freins : voir M. Roy 06 39 98 10 02",
    ]
    assert [(one.code, plain(one.message)) for one in out.problems] == [
        ("phone_in_text", "Ce numéro reste hors de la fiche : 06 39 98 10 02.")
    ]


def test_a_telephone_stays_out_of_what_every_member_reads() -> None:
    written = "Calendrier tel qu’écrit"
    header: Row = ["Action", "Description", "Constat", "Étapes", written, "Statut", "Freins"]
    phone = "voir Eve 06 39 98 10 02"
    cells: Row = ["Un bus ; un train", phone, f"Étude ; {phone}", phone, "en pause", phone]
    table = read_plan(open_content(csv_bytes([header, ["Semer", *cells]])), None)

    match_plan(table.rows, Existing(), frozenset())

    (row,) = table.rows
    assert (row.description, row.texts["finding"]) == ("Un bus ; un train", "voir Eve")
    assert [one.title for one in row.steps] == ["Étude", "voir Eve"]
    assert (row.schedule_text, row.why) == ("voir Eve", "en pause : voir Eve")
    places = [one.cell for one in table.problems if one.code == "phone_in_text"]
    assert places == ["csv!C2", "csv!E2", "csv!D2", "csv!G2"]


def test_rows_of_one_title_lose_nothing() -> None:
    rows: list[Row] = [
        ["1", "Suivre", "Bouin", "MSA", "2026", "", "", ""],
        ["", "Suivre", "Caf", "Brou ; MSA", "", "2027", "", ""],
        ["2", "Suivre", "Brou", "", "", "", "", ""],
    ]

    read = read_plan(open_content(csv_bytes([HEADER, *rows])), None).rows

    assert [
        (one.number, [(part.text, part.role) for part in one.parts], one.start_on, one.due_on)
        for one in read
    ] == [
        (
            "1",
            [
                ("Bouin", "pilot"),
                ("MSA", "contributor"),
                ("Caf", "copilot"),
                ("Brou", "contributor"),
            ],
            date(2026, 1, 1),
            date(2027, 12, 31),
        ),
        ("2", [("Brou", "pilot")], None, None),
    ]


def test_a_structure_under_two_names_keeps_the_strongest_part() -> None:
    rows: list[Row] = [
        ["", "Former les bénévoles", "", "CC du Bocage d’Ervelle", "", "", "en cours", ""],
        ["41", "Former les benevoles", "CC Bocage", "", "", "", "bloqué", "attend la DRAC"],
    ]
    read = read_plan(open_content(csv_bytes([HEADER, *rows])), None)

    match_plan(
        read.rows, Existing([ExistingPlace(1, "CC du Bocage d’Ervelle", "", "")]), frozenset()
    )

    (row,) = read.rows
    assert [(part.place and part.place.pk, part.role) for part in row.parts] == [(1, "pilot")]
    assert (row.number, row.state, row.texts) == (
        "41",
        "running",
        {"difficulties": "Freins : attend la DRAC", "notes": "Statut : bloqué"},
    )
    assert [plain(one.message) for one in read.problems] == [
        "Lignes 2 et 3 : « Former les bénévoles », « Former les benevoles ». Une seule fiche, ou "
        "deux ? En une seule, la ligne 2 décide pour « Statut » ; ce que la ligne 3 en dit reste "
        "dans les observations.",
        "« CC du Bocage d’Ervelle » et « CC Bocage » : une même structure, une seule part, pilote.",
    ]


def test_a_number_is_not_enough_to_be_known() -> None:
    there = [
        ExistingAction(1, "7", "Un tarif commun", "", "running", None, None),
        ExistingAction(2, "8", "Ouvrir une micro-crèche", "", "running", None, None),
    ]
    rows: list[Row] = [
        ["7", "Former les animateurs", "", "", "", "", "", ""],
        ["8", "La micro-crèche de Mareil", "", "", "", "", "", ""],
        ["", "Un tarif commun", "", "", "", "", "", ""],
    ]
    read = read_plan(open_content(csv_bytes([HEADER, *rows])), None)

    match_plan(read.rows, Existing(actions=there), frozenset())

    assert [(one.number, one.existing and one.existing.number) for one in read.rows] == [
        ("", None),
        ("8", "8"),
        ("", "7"),
    ]
    assert [plain(one.message) for one in read.problems if one.code != "row_understood"] == [
        "La fiche 7 est déjà « Un tarif commun » : celle-ci reste sans numéro.",
        "La fiche 8 est « Ouvrir une micro-crèche » : est-ce la même ? Sans réponse, oui.",
    ]


def test_an_action_of_the_same_number_is_another_once_parted() -> None:
    there = [ExistingAction(1, "8", "Ouvrir une crèche à Brou", "", "running", None, None)]
    rows: list[Row] = [["8", "Ouvrir une crèche à Mareil-en-Plaine", "", "", "", "", "", ""]]
    read = read_plan(open_content(csv_bytes([HEADER, *rows])), None)

    match_plan(read.rows, Existing(actions=there), frozenset({"csv!B2"}))

    assert [(one.number, one.existing) for one in read.rows] == [("", None)]
    assert [plain(one.message) for one in read.problems if one.code != "row_understood"] == [
        "La fiche 8 est « Ouvrir une crèche à Brou » : est-ce la même ? Sans réponse, oui.",
        "La fiche 8 est déjà « Ouvrir une crèche à Brou » : celle-ci reste sans numéro.",
    ]


def test_a_member_is_meant_before_who_is_none() -> None:
    places = [
        ExistingPlace(1, "Caf des Hautes-Ouzes", "", "Cette structure n’est plus membre."),
        ExistingPlace(2, "Caf de la Maine-Aubrée", "", ""),
    ]
    read = read_plan(open_content(csv_bytes([HEADER, ["1", "Semer", "Caf"]])), None)

    match_plan(read.rows, Existing(places), frozenset())

    assert [part.place and part.place.pk for part in read.rows[0].parts] == [2]
