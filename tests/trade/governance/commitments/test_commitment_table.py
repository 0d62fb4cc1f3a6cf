"""The officer's table of commitments comes in, goes back, and goes out in the same columns."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.models import Import
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.commitments.services import record_step
from maillage.trade.governance.commitments.table.reading import SPEC
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.foundation.documents.makers import make_attachment
from tests.foundation.exchange.importing import figures, read_into, remarks_of, undone, written_into
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.ground.directory.makers import make_mandate, make_member, make_organisation, make_person
from tests.trade.governance.commitments.makers import make_commitment

HEADER: Row = [
    "Collectivité",
    "Contribution",
    "Nb jours",
    "Avancement",
    "Date d'effet",
    "N° délib.",
    "Échéance",
    "Référent",
    "Transmis par",
    "Remarques",
]
WORDS = "organisation__name", "label", "kind", "quantity", "state", "delivered", "due_on"


def member(cooperation: Cooperation, name: str = "Bouin") -> Organisation:
    """A member of this name, in which Inès Gaborit acts."""
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    make_member(cooperation=cooperation, organisation=organisation)
    make_mandate(person=make_person(workspace=cooperation.workspace), organisation=organisation)
    return organisation


def read(access: Access, content: bytes, name: str = "suivi.csv") -> Import:
    """The table, checked, its columns guessed."""
    return read_into("engagements", access, content, name=name)


def written(access: Access, content: bytes, name: str = "suivi.csv") -> Import:
    """The table, imported."""
    return written_into("engagements", access, content, name=name)


def imported(access: Access, *rows: Row) -> Import:
    """These rows under the officer's own header, imported."""
    return written(access, csv_bytes([HEADER, *rows]))


def reach(access: Access, commitment: Commitment, **fields: object) -> None:
    """One more step of the commitment, known on 7 October."""
    day = date(2026, 10, 7)
    step = CommitmentStep(on=day, told_on=day, **fields)
    record_step(author=access.user, commitment=commitment, read=commitment.version, step=step)


def file_of(client: Client, access: Access, kind: str = "csv") -> bytes:
    """The table that goes out."""
    page = reverse("exchange:export", args=[access.cooperation.slug])
    return client.get(f"{page}?tableau=engagements&colonnes=toutes&format={kind}").content


def test_commitments_are_noted_with_their_dated_steps(access: Access) -> None:
    member(access.cooperation)

    run = imported(
        access,
        ["Bouin", "SIG", "24", "promis", "06/10/2026", "", "31/12/26", "GABORIT Inès", "Roux", ""],
        ["Bouin", "Animation", "12,5", "tenu", "07/10/2026", "2026-84", "", "", "", "Six ateliers"],
        ["Bouin", "Salle du conseil", "", "", "", "", "", "", "", ""],
        ["Bouin", "Secrétariat", "3 jours", "retiré", "08/10/2026", "", "", "", "", "Poste vacant"],
    )  # fmt: skip

    assert (remarks_of(run), remarks_of(run, "warnings"), figures(run)) == ([], [], [4, 0])
    assert list(Commitment.objects.order_by("pk").values_list(*WORDS)) == [
        ("Bouin", "SIG", "days", 24, "promised", 0, date(2026, 12, 31)),
        ("Bouin", "Animation", "days", Decimal("12.5"), "delivered", Decimal("12.5"), None),
        ("Bouin", "Salle du conseil", "premises", None, "asked", 0, None),
        ("Bouin", "Secrétariat", "days", 3, "withdrawn", 0, None),
    ]
    steps = CommitmentStep.objects.filter(commitment__label="Animation").order_by("pk")
    assert list(steps.values_list("kind", "on", "quantity", "act_number", "note")) == [
        ("confirmed", date(2026, 10, 7), Decimal("12.5"), "2026-84", ""),
        ("delivered", date(2026, 10, 7), None, "", "Six ateliers"),
    ]
    first = Commitment.objects.order_by("pk")[0]
    assert (str(first.person), first.visibility, first.author) == (
        ("Inès Gaborit", "members", access.user)
    )
    assert [(one.told_by, one.means) for one in first.steps.all()] == [("Roux", "mail")]


@pytest.mark.parametrize(
    ("cells", "cell", "sentence"),
    [
        ({0: "Nulle part"}, "A2", "Ce n’est pas un membre de la coopération"),
        ({1: ""}, "B2", "Dites ce qui est mis en commun"),
        ({1: "x" * 300}, "B2", "Plus de 200 signes"),
        ({2: "-4"}, "C2", "Écrivez une quantité plus grande que zéro"),
        ({2: "=1+1"}, "C2", "Quantité non comprise"),
        ({3: "mauve"}, "D2", "État non compris"),
        ({4: "31/02/2026"}, "E2", "Cette date ne se lit pas"),
        ({4: "06/10/2099"}, "E2", "Cette date est dans l’avenir"),
        ({6: "01/09/2026"}, "G2", "L’échéance précède la demande"),
        ({6: "01/09/2126"}, "G2", "Cette date est à plus de vingt ans"),
        ({8: "y" * 300}, "I2", "Plus de 150 signes"),
        ({3: "retiré"}, "J2", "Dites pourquoi, en une phrase"),
    ],
)
def test_what_is_wrong_is_located_and_not_written(
    access: Access, cells: dict[int, str], cell: str, sentence: str
) -> None:
    member(access.cooperation)
    good: Row = ["Bouin", "Cartes", "2", "promis", "06/10/2026", "", "", "", "", ""]
    bad: Row = [cells.get(number, value) for number, value in enumerate(good)]

    run = imported(access, bad, [*good[:1], "Autre chose", *good[2:]])

    (place, message), *rest = remarks_of(run)
    assert (place, message.startswith(sentence), rest) == (cell, True, [])
    assert [one.label for one in Commitment.objects.all()] == ["Autre chose"]
    assert run.preview["rows_to_correct"] == 1


def test_nature_comes_from_its_column_or_its_unit(access: Access) -> None:
    member(access.cooperation)
    header: Row = ["Structure", "Intitulé", "Type d'apport", "Quantité", "Unité"]

    run = written(
        access,
        csv_bytes(
            [
                header,
                ["Bouin", "Accueil", "locaux", "3", "salles"],
                ["Bouin", "Étude", "", "3 000", "€"],
                ["Bouin", "=HYPERLINK(1)\x00", "données", "", ""],
                ["Bouin", "Divers", "", "4", ""],
            ]
        ),
    )

    rows = Commitment.objects.order_by("pk").values_list("label", "kind", "quantity", "unit")
    assert list(rows) == [
        ("Accueil", "premises", 3, "salles"),
        ("Étude", "euros", 3000, "€"),
        ("=HYPERLINK(1)", "data", None, ""),
        ("Divers", "other", 4, ""),
    ]
    assert remarks_of(run) == []
    assert remarks_of(run, "warnings") == []
    assert remarks_of(run, "infos") == [("C5", "Nature non dite : notée « autre ».")]


def test_a_confirmation_without_its_act_is_a_promise_and_is_told(access: Access) -> None:
    member(access.cooperation)

    run = imported(
        access, ["Bouin", "SIG", "24", "confirmé", "06/10/2026", "", "31/12/26", "", "", ""]
    )

    assert remarks_of(run, "warnings") == [
        ("D2", "Confirmé sans acte : noté promis, ces mots vont dans les précisions.")
    ]
    assert [one.kind for one in CommitmentStep.objects.all()] == ["promised"]


def test_a_value_and_its_unit_apart_are_read_under_sections(access: Access) -> None:
    member(access.cooperation)
    rows: list[Row] = [
        ["Qui", "Promesse", "Valeur", "Unité", "Échéance", "Suivi"],
        ["ACTION 1 – Sentiers"],
        ["Bouin", "Baliser les sentiers", "6", "jours", "31/12/2027", "en retard"],
        ["ACTION 2 – Accueil"],
        ["Bouin", "Payer les panneaux", "4500", "€", "31/12/2027", "annoncé"],
    ]

    def merge(sheet: Worksheet) -> None:
        for area in ("A2:F2", "A4:F4"):
            sheet.merge_cells(area)

    run = written(access, xlsx_bytes({"Suivi": rows}, merge), "suivi.xlsx")

    assert (remarks_of(run), remarks_of(run, "warnings")) == ([], [])
    values = Commitment.objects.order_by("pk").values_list("label", "kind", "quantity")
    assert list(values) == [
        ("Baliser les sentiers", "days", Decimal(6)),
        ("Payer les panneaux", "euros", Decimal(4500)),
    ]
    assert [one.kind for one in CommitmentStep.objects.all()] == ["promised", "promised"]


def test_the_same_row_twice_is_reported(access: Access) -> None:
    member(access.cooperation)
    row: Row = ["Bouin", "Cartes", "2", "promis", "06/10/2026", "", "", "", "", ""]

    run = imported(access, row, row)

    assert remarks_of(run) == [("B3", "Déjà dit à la ligne 2 : gardez l’une des deux.")]
    assert Commitment.objects.count() == 1


def test_somebody_unknown_there_is_said_and_the_row_enters(access: Access) -> None:
    member(access.cooperation)

    run = imported(access, ["Bouin", "Cartes", "2", "promis", "", "", "", "Paul Durand", "", ""])

    ((place, message),) = remarks_of(run, "warnings")
    assert (place, message[:50]) == ("H2", "Personne de ce nom n’agit dans cette structure : a")
    assert Commitment.objects.get().person is None


def test_what_is_known_is_completed_and_never_overwritten(access: Access) -> None:
    bouin = member(access.cooperation)
    commitment = make_commitment(
        cooperation=access.cooperation, organisation=bouin, label="Cartes", due_on=date(2027, 1, 31)
    )

    run = imported(
        access,
        ["bouin", "CARTES", "30", "", "01/10/2026", "A-1", "28/02/2027", "Inès Gaborit", "", ""],
    )

    commitment.refresh_from_db()
    assert (commitment.quantity, commitment.due_on, str(commitment.person)) == (
        Decimal(24),
        date(2027, 1, 31),
        "Inès Gaborit",
    )
    step = commitment.steps.get()
    assert (step.on, step.act_number) == (date(2026, 10, 6), "A-1")
    assert remarks_of(run, "warnings") == [
        ("C2", "Maillage a noté « 24 » : c’est ce qui est gardé."),
        ("G2", "Maillage a noté « 31 janvier 2027 » : c’est ce qui est gardé."),
        ("E2", "Maillage a noté « 6 octobre 2026 » : c’est ce qui est gardé."),
    ]
    assert figures(run) == [0, 1]


def test_a_further_state_is_one_more_step(access: Access) -> None:
    bouin = member(access.cooperation)
    commitment = make_commitment(cooperation=access.cooperation, organisation=bouin, label="Cartes")

    first = imported(access, ["Bouin", "Cartes", "20", "promis", "07/10/2026", "", "", "", "", ""])
    second = imported(access, ["Bouin", "Cartes", "", "demandé", "", "", "", "", "", ""])
    early = imported(access, ["Bouin", "Cartes", "", "tenu", "01/10/2026", "", "", "", "", ""])

    commitment.refresh_from_db()
    assert (commitment.state, commitment.quantity) == ("promised", Decimal(20))
    assert [(one.kind, one.quantity) for one in commitment.steps.all()] == [
        ("asked", Decimal(24)),
        ("promised", Decimal(20)),
    ]
    assert [figures(run) for run in (first, second, early)] == [[0, 1], [0, 0], [0, 0]]
    assert remarks_of(second, "warnings") == [
        ("D2", "Maillage a noté « promis » : c’est ce qui est gardé.")
    ]
    assert remarks_of(early) == [("E2", "Cette étape précède la demande : corrigez sa date.")]


def test_what_is_delivered_adds_up(access: Access) -> None:
    bouin = member(access.cooperation)
    commitment = make_commitment(cooperation=access.cooperation, organisation=bouin, label="Cartes")
    header: Row = [*HEADER, "Déjà tenu", "Confirmé par (fichier)"]

    def value(part: str, state: str = "", file: str = "", label: str = "Cartes") -> Import:
        row: Row = ["Bouin", label, "24", state, "", "", "", "", "", "", part, file]
        return written(access, csv_bytes([header, row]))

    runs = [
        value("4"),
        value("10"),
        value("4"),
        value("10"),
        value("30", "tenu"),
        value("31", "tenu"),
    ]
    early = value("3", "tenu", label="Autre chose")
    with_file = value("", "promis", "deliberation.pdf", label="Une salle")

    commitment.refresh_from_db()
    assert (commitment.state, commitment.delivered) == ("delivered", Decimal(30))
    assert [figures(run)[1] for run in runs] == [1, 1, 0, 0, 1, 0]
    assert [remarks_of(run, "warnings") for run in runs] == [
        [],
        [],
        [("K2", "Maillage a noté « 10 » : c’est ce qui est gardé.")],
        [],
        [],
        [("K2", "Maillage a noté « 30 » : c’est ce qui est gardé.")],
    ]
    assert list(commitment.steps.values_list("kind", "quantity")) == [
        ("asked", Decimal(24)),
        ("delivered", Decimal(4)),
        ("delivered", Decimal(6)),
        ("delivered", Decimal(20)),
    ]
    assert remarks_of(early)[0][0] == "K2"
    assert remarks_of(with_file, "warnings") == [
        ("L2", "Un tableau n’apporte pas de fichier : joignez-le sur la fiche de l’engagement.")
    ]


def test_a_withdrawn_commitment_is_not_begun_again_by_a_part(access: Access) -> None:
    bouin = member(access.cooperation)
    commitment = make_commitment(cooperation=access.cooperation, organisation=bouin, label="Cartes")
    reach(access, commitment, kind="withdrawn")
    header: Row = [*HEADER, "Déjà tenu"]

    run = written(
        access, csv_bytes([header, ["Bouin", "Cartes", "24", "", "", "", "", "", "", "", "4"]])
    )

    commitment.refresh_from_db()
    assert (commitment.state, commitment.delivered, figures(run)) == (
        "withdrawn",
        Decimal(0),
        [0, 0],
    )
    assert remarks_of(run, "warnings") == [
        ("K2", "Maillage a noté « retiré » : c’est ce qui est gardé.")
    ]


def test_the_part_and_the_proof_go_out(officer: Client, access: Access) -> None:
    bouin = member(access.cooperation)
    commitment = make_commitment(cooperation=access.cooperation, organisation=bouin, label="Cartes")
    act = make_attachment(
        cooperation=access.cooperation, name="deliberation.pdf", visibility="members"
    )
    reach(access, commitment, kind="confirmed", act_number="2026-84", act=act)
    reach(access, commitment, kind="delivered", quantity=Decimal(4))

    head, row = file_of(officer, access).decode("utf-8-sig").splitlines()

    values = dict(zip(head.split(";"), row.split(";"), strict=True))
    assert (values["État"], values["Déjà tenu"], values["Confirmé par (fichier)"]) == (
        "confirmé par un acte",
        "4",
        "deliberation.pdf",
    )
    again = written(access, file_of(officer, access))
    assert (remarks_of(again), remarks_of(again, "warnings"), figures(again)) == ([], [], [0, 0])


def test_an_import_is_taken_back(access: Access) -> None:
    bouin = member(access.cooperation)
    commitment = make_commitment(cooperation=access.cooperation, organisation=bouin, label="Cartes")
    run = imported(
        access,
        ["Bouin", "Cartes", "20", "confirmé", "07/10/2026", "A-2", "31/12/2026", "", "", ""],
        ["Bouin", "Animation", "2", "tenu", "07/10/2026", "", "", "", "", ""],
    )

    undone(run, access.user)

    commitment.refresh_from_db()
    assert (commitment.state, commitment.quantity, commitment.due_on) == (
        "asked",
        Decimal(24),
        None,
    )
    assert [one.kind for one in CommitmentStep.objects.all()] == ["asked"]
    assert Commitment.objects.get() == commitment


def test_sheet_that_is_not_ticked_says_what_it_lacks_or_that_it_was_left_aside() -> None:
    contents = csv_bytes([HEADER, ["Bouin", "Salle"]]), csv_bytes([["Axe", "Statut"], ["1", "x"]])
    lacking = "aucune colonne de structure ou de personne"

    reasons = [
        read_rows(open_content(content), SPEC, {"csv": {}}).readings[0].reason
        for content in contents
    ]

    assert reasons == ["laissée de côté à votre demande", lacking]
