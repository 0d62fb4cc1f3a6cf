"""An import taken back after another one wrote on its sheets, taken back or not."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Contact, Mandate, Organisation, Person
from tests.foundation.exchange.importing import imported, undone
from tests.foundation.exchange.spreadsheets import Row

HEADER: Row = ["Structure", "SIREN", "Nom", "Prénom", "Fonction", "Mail", "Tél."]
FIRST: list[Row] = [
    HEADER,
    ["Commune de Pornic", "", "GABORIT", "Inès", "DGS", "i.gaborit@pornic.example.org", ""],
]
SECOND: list[Row] = [
    HEADER,
    [
        "Commune de Pornic", "000 100 016", "GABORIT", "Inès", "DGS",
        "i.gaborit@pornic.example.org", "01 99 00 10 01",
    ],
    ["Commune de Pornic", "", "ROY", "Eve", "Accueil", "e.roy@pornic.example.org", ""],
]  # fmt: skip
FIRST_ON = "annulez d’abord l’import du"

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Organisation, Person, Mandate, Contact))


def undo_page(officer: Client, access: Access, run: Import) -> str:
    url = reverse("exchange:import_wizard_undo", args=[access.cooperation.slug, run.pk])
    return officer.get(url).content.decode().replace("\xa0", " ").replace("\u202f", " ")


def test_an_import_goes_whole_once_the_later_one_is_taken_back(
    officer: Client, access: Access
) -> None:
    first = imported(access, FIRST)
    second = imported(access, SECOND)
    assert counts() == (1, 2, 2, 3)

    undone(second, access.user)
    page = undo_page(officer, access, first)
    undone(first, access.user)

    assert FIRST_ON not in page
    assert (first.state, first.report["kept"], counts()) == (
        ImportState.UNDONE, [], (0, 0, 0, 0),
    )  # fmt: skip


def test_the_later_import_to_undo_first_is_shown(officer: Client, access: Access) -> None:
    first = imported(access, FIRST)
    second = imported(access, SECOND)

    page = undo_page(officer, access, first)

    url = reverse("exchange:import_wizard_undo", args=[access.cooperation.slug, second.pk])
    assert FIRST_ON in page
    assert f'<a href="{url}">contacts.csv</a>' in page
    assert FIRST_ON not in undo_page(officer, access, second)


def test_a_correction_by_hand_stays_after_the_later_import_is_taken_back(
    officer: Client, access: Access
) -> None:
    first = imported(access, FIRST)
    second = imported(access, SECOND)
    ines = Person.objects.get(given_name="Inès")
    ines.civility = "Mme"
    ines.save()

    undone(second, access.user)
    page = undo_page(officer, access, first)
    undone(first, access.user)

    assert FIRST_ON not in page
    assert "Inès GABORIT" in first.report["kept"]


def test_a_value_changed_then_set_back_by_hand_holds_nothing(access: Access) -> None:
    run = imported(access, FIRST)
    ines = Person.objects.get()
    for civility in ("Mme", ""):
        ines.civility = civility
        ines.save()

    undone(run, access.user)

    assert (run.report["kept"], counts()) == ([], (0, 0, 0, 0))
