"""What a contact file leaves open is asked, and the answer is followed."""

from datetime import date

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.choices import NOTED_AS_LEFT
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from maillage.ground.directory.models import Mandate, Person
from tests.foundation.exchange.importing import imported
from tests.foundation.exchange.spreadsheets import Row, csv_bytes

COLUMNS: Row = ["Structure", "Nom", "Prénom", "Fonction", "Mail", "Tél.", "Remarques"]
REPEATED: list[Row] = [
    COLUMNS,
    ["CC du Val", "ROY", "Eve", "Chargée de mission", "", "", ""],
    ["CC du Val", "BON", "Luc", "DGS", "", "", ""],
    ["", "SEL", "Ida", "", "", "", ""],
    ["Les Lutins", "PIN", "Zoé", "Directrice", "", "", ""],
]


def read(
    *rows: Row, refused: frozenset[str] = frozenset(), corrections: dict[str, str] | None = None
) -> ImportPlan:
    content = csv_bytes([COLUMNS, *rows])
    return plan_workbook(open_content(content), refused=refused, corrections=corrections)


def remarks(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(one.cell, one.code) for one in plan.problems]


def test_blank_structure_among_repeated_ones_is_asked_and_carries_nobody() -> None:
    plan = read(*REPEATED[1:])

    assert remarks(plan) == [("csv!A4", "structure_missing")]
    assert [one.organisation for one in plan.mandates] == ["val", "val", None, "lutins"]


def test_no_structure_may_be_written_under_one_that_is_carried_down() -> None:
    rows: list[Row] = [["CC du Val", "ROY", "Eve"], ["sans structure", "SEL", "Ida"]]

    assert [one.organisation for one in read(*rows).mandates] == ["val", None]


@pytest.mark.django_db
def test_somebody_without_structure_is_not_told_to_sit(access: Access) -> None:
    run = imported(access, REPEATED)

    assert run.report["left"] == ["Ida SEL est sans structure dans le fichier."]
    ida = Person.objects.get(family_name="SEL")
    assert ida.source == "Sans structure dans le fichier. Import de contacts.csv, csv!B4"


def left(notes: str, **answers: str) -> tuple[date | None, bool, list[tuple[str, str]]]:
    row: Row = ["CC du Val", "ROY", "Eve", "Chargée de mission", "", "", notes]
    corrections = {f"fin:csv!{cell}": text for cell, text in answers.items()}
    plan = read(row, corrections=corrections)
    mandate = plan.mandates[0]
    return mandate.until.day if mandate.until else None, mandate.has_left, remarks(plan)


def test_end_of_a_mandate_is_given_where_it_is_asked() -> None:
    to_date, given = ("csv!G2", "left_without_date"), ("csv!G2", "end_given")
    read_there = ("csv!G2", "end_in_text")

    assert left("quitté la structure") == (None, True, [to_date])
    assert left("quitté la structure", G2="03/2026") == (date(2026, 3, 1), False, [given])
    assert left("quitté la structure", G2="bientôt") == (None, True, [given])
    assert left("partie en sept 2025") == (date(2025, 9, 1), False, [read_there])
    assert left("partie en sept 2025", G2="31/08/2025") == (date(2025, 8, 31), False, [given])
    assert left("partie en sept 2025", G2="") == (None, False, [given])


REMARKED: list[Row] = [
    COLUMNS,
    ["CC du Val", "ROY", "Eve", "DGS", "", "", "élue, ne pas appeler avant 18h"],
    ["Les Lutins", "PIN", "Zoé", "Directrice", "", "", "quitté la structure"],
    ["Les Lutins", "SEL", "Ida", "Animatrice", "", "", "doublon ?"],
]


@pytest.mark.django_db
def test_remarks_on_people_are_kept_only_when_asked(access: Access) -> None:
    imported(access, REMARKED)

    assert sorted(Mandate.objects.values_list("notes", flat=True)) == ["", "", NOTED_AS_LEFT]


@pytest.mark.django_db
def test_remarks_ticked_are_kept_and_work_marks_never(access: Access) -> None:
    imported(access, REMARKED, refused=frozenset({"remarques:csv!G2", "remarques:csv!G3"}))

    assert sorted(Mandate.objects.values_list("notes", flat=True)) == [
        "", f"{NOTED_AS_LEFT}\nquitté la structure", "élue, ne pas appeler avant 18h",
    ]  # fmt: skip


@pytest.mark.django_db
def test_opinion_is_never_kept_and_a_remark_is_ticked_alone(access: Access) -> None:
    _, roy, pin, _ = REMARKED
    rows: list[Row] = [COLUMNS, [*roy[:6], "PS"], [*pin[:6], "le matin"]]
    imported(access, rows, refused=frozenset({"remarques:csv!G2", "remarques:csv!G3"}))

    assert sorted(Mandate.objects.values_list("notes", flat=True)) == ["", "le matin"]


def test_generic_address_and_extension_go_to_the_person_too_when_asked() -> None:
    address, number = "mairie@vaux.example.org", "0261910011"
    row: Row = ["Mairie de Vaux", "ROY", "Eve", "Maire", address, f"{number} (poste 12)"]
    alone, both = read(row), read(row, refused=frozenset({"csv!E2", "csv!F2"}))

    for plan in (alone, both):
        assert [(one.emails, one.phones) for one in plan.organisations] == [([address], [number])]
    assert [(one.emails, one.phones) for one in alone.people] == [([], [])]
    assert [(one.emails, one.phones) for one in both.people] == [([address], [number])]
    assert remarks(alone) == remarks(both)
    assert [one.message for one in alone.problems if one.cell == "csv!F2"] == [
        "Numéro de standard ou de poste : rattaché à la structure. « poste 12 » est gardé en note, "
        "avec le mandat de la personne."
    ]


def test_a_mandate_more_is_said_only_where_there_is_one() -> None:
    rows: list[Row] = [
        ["CC du Val", "ROY", "Eve", "DGS"], ["CC du Val", "Roy", "Eve", "dgs"],
        ["Les Lutins", "Roy", "Eve", "Présidente"],
    ]  # fmt: skip

    same = "Même personne que Eve ROY (csv!B2) : une seule fiche"
    apart = "Séparez-les si ce sont deux personnes."
    assert [one.message for one in read(*rows).problems if one.code == "same_person"] == [
        f"{same}. {apart}", f"{same}, un mandat de plus. {apart}",
    ]  # fmt: skip
