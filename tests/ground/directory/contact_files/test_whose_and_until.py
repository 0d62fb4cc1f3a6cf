"""Whose an address is, until when somebody is there, as what: what the words of a file say."""

from datetime import date

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Mandate
from tests.foundation.exchange.importing import checked, imported
from tests.foundation.exchange.spreadsheets import Row
from tests.ground.directory.contact_files.test_questions_answered import COLUMNS, read, remarks


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("rpe@val.example.org", False),
        ("maire@vaux.example.org", False),
        ("direction.lutins@val.example.org", False),
        ("e.roy@val.example.org", True),
    ],
)
def test_mailbox_of_an_office_goes_to_the_structure(address: str, is_own: bool) -> None:
    plan = read(["CC du Val", "ROY", "Eve", "Directrice", address, "", ""])

    assert [one.emails for one in plan.people] == [[address] if is_own else []]
    assert [one.emails for one in plan.organisations] == [[] if is_own else [address]]


@pytest.mark.parametrize(
    ("written", "function", "until", "code"),
    [
        ("Directrice adj. (CDD jusqu'au 31/08/2027)", "Directrice adj.", True, "end_in_text"),
        ("Animatrice - jusqu’au 31/08/2027", "Animatrice", True, "end_in_text"),
        ("Directrice adj. (CDD jusqu'au 31/12)", "", False, "end_without_year"),
    ],
)
def test_end_written_in_a_function_is_read_or_said_unread(
    written: str, function: str, until: bool, code: str
) -> None:
    plan = read(["CC du Val", "ROY", "Eve", written, "", "", ""])

    (mandate,) = plan.mandates
    assert mandate.function == (function or written)
    assert (mandate.until.day if mandate.until else None) == (date(2027, 8, 31) if until else None)
    assert remarks(plan) == [("csv!D2", code)]


@pytest.mark.parametrize(
    ("notes", "left", "asks"),
    [
        ("remplace L. P.", "", True),
        ("remplace I. Sel", "", True),
        ("remplace I. Sel", "partie le 31/08/2025", False),
        ("remplace I. Sel le vendredi", "", False),
    ],
)
def test_whom_somebody_replaces_is_said_unless_the_file_says_when_they_left(
    notes: str, left: str, asks: bool
) -> None:
    plan = read(
        ["CC du Val", "ROY", "Eve", "DGS", "", "", notes],
        ["CC du Val", "SEL", "Ida", "DGS", "", "", left],
    )

    unread = [one for one in remarks(plan) if one[1] == "replaces_somebody"]
    assert unread == ([("csv!G2", "replaces_somebody")] if asks else [])


@pytest.mark.django_db
def test_somebody_who_left_is_said_so_among_the_new_people(access: Access) -> None:
    rows: list[Row] = [
        COLUMNS, ["CC du Val", "ROY", "Eve", "DGS", "", "", ""],
        ["CC du Val", "SEL", "Ida", "Animatrice", "", "", "PARTIE le 31/08/2026"],
        ["Les Lutins", "PIN", "Zoé", "Directrice", "", "", "quitté la structure"],
    ]  # fmt: skip

    names = ("Eve ROY", "Ida SEL, en poste jusqu’au 31\u00a0août 2026", "Zoé PIN, plus en poste")
    assert checked(access, rows).preview["names"] == [
        {"label": "Personnes nouvelles", "names": names, "more": 0}
    ]


@pytest.mark.django_db
def test_usual_functions_say_as_what_somebody_acts(access: Access) -> None:
    functions = [
        "Directrice", "Référent familles", "EJE, adjointe", "Médecin PMI", "Conseillère",
        "Chargé de dév. social", "Présidente", "Maire",
    ]  # fmt: skip
    rows: list[Row] = [["Les Lutins", "ROY", f"Eve {n}", f] for n, f in enumerate(functions)]

    imported(access, [COLUMNS[:4], *rows])

    kinds = Mandate.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [*["technician"] * 6, "other", "elected"]
