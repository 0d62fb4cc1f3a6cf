"""A table of bodies names people who are in no directory yet: they enter with their seat."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Mandate, Person
from maillage.trade.governance.bodies.table.newcomers import whole_name
from maillage.trade.governance.models import Holder, Seat
from tests.foundation.exchange.importing import enter, figures, read_into, remarks_of, undone
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.makers import make_person
from tests.trade.governance.bodies.test_body_table import DAY, HEADER, imported, member, written

MANDATES = "person__family_name", "organisation__name", "kind", "function"
HOLDERS = "person__given_name", "person__family_name", "kind", "seat__organisation__name"


def checked(access: Access, *rows: Row, refused: tuple[str, ...] = ()) -> Import:
    """These rows, read and ready to be imported."""
    return read_into("instances", access, csv_bytes([HEADER, *rows]), refused=refused)


def finished(run: Import) -> Import:
    """The import, once written."""
    return enter(run)


def test_whoever_is_wholly_named_enters_with_a_mandate_and_the_seat(access: Access) -> None:
    member(access.cooperation, "Bouin")
    row: Row = ["COPIL", "", "Bouin", "", "", "", "Mme Odile VASSOIR, maire", "Rémi CASTEL", DAY]

    run = checked(access, row)

    assert run.preview["notice"] == (
        "2 personnes entrent à l’annuaire avec ce tableau : il restera à les en informer "
        "(RGPD, article 14)."
    )
    assert ([one["message"] for one in run.preview["infos"]], remarks_of(run, "warnings")) == (
        [
            "Odile VASSOIR entre à l’annuaire, pour Bouin.",
            "Rémi CASTEL entre à l’annuaire, pour Bouin.",
        ],
        [],
    )
    assert figures(finished(run)) == [1, 1, 0, 2]
    assert list(Mandate.objects.order_by("pk").values_list(*MANDATES)) == [
        ("VASSOIR", "Bouin", "elected", "maire"),
        ("CASTEL", "Bouin", "other", ""),
    ]
    assert list(Holder.objects.order_by("pk").values_list(*HOLDERS)) == [
        ("Odile", "VASSOIR", "titulaire", "Bouin"),
        ("Rémi", "CASTEL", "suppleant", "Bouin"),
    ]
    assert list(Person.objects.values_list("civility", "informed_on").order_by("pk")) == [
        ("Mme", None),
        ("", None),
    ]


def test_the_page_that_checks_says_who_enters(access: Access, officer: Client) -> None:
    member(access.cooperation, "Bouin")
    run = checked(access, ["COPIL", "", "Bouin", "", "", "", "Mme Odile VASSOIR", "", ""])

    page = reverse("exchange:import_wizard_check", args=[access.cooperation.slug, run.pk])

    assert "1 personne entre à l’annuaire avec ce tableau" in (
        officer.get(page).content.decode().replace("\xa0", " ")
    )


def test_an_import_taken_back_takes_back_who_entered(access: Access) -> None:
    member(access.cooperation, "Bouin")

    undone(
        imported(access, ["COPIL", "", "Bouin", "", "", "", "Odile VASSOIR", "", ""]), access.user
    )

    assert (Person.objects.count(), Mandate.objects.count(), Seat.objects.count()) == (0, 0, 0)


def test_a_name_of_the_directory_is_proposed_and_may_be_another(access: Access) -> None:
    member(access.cooperation, "Bouin")
    make_person(workspace=access.cooperation.workspace, family_name="Vassoir", given_name="Odile")
    row: Row = ["COPIL", "", "Bouin", "", "", "", "Odile VASSOIR", "", ""]

    proposed = checked(access, row)
    [duplicate] = proposed.preview["duplicates"]
    apart = checked(access, row, refused=(duplicate["key"],))

    assert (duplicate["reason"][:8], proposed.preview["notice"]) == ("Même nom", "")
    assert apart.preview["notice"][:10] == "1 personne"
    finished(proposed)
    assert (Person.objects.count(), Mandate.objects.count(), Holder.objects.count()) == (1, 1, 1)


def test_one_name_in_two_structures_is_one_person_unless_told_apart(access: Access) -> None:
    member(access.cooperation, "Bouin")
    member(access.cooperation, "Pornic")
    rows: list[Row] = [
        ["COPIL", "", name, "", "", "", "Odile VASSOIR", "", ""] for name in ("Bouin", "Pornic")
    ]

    one = checked(access, *rows)
    two = checked(access, *rows, refused=("csv!G3",))

    assert [(cell, words[:44]) for cell, words in remarks_of(one, "warnings")] == [
        ("G3", "Même personne que Odile VASSOIR (G2) : une s")
    ]
    assert (one.preview["notice"][:3], two.preview["notice"][:3]) == ("1 p", "2 p")
    finished(one)
    assert (Person.objects.count(), Mandate.objects.count(), Holder.objects.count()) == (1, 2, 2)


def test_two_civilities_are_two_people(access: Access) -> None:
    member(access.cooperation, "Bouin")

    imported(
        access,
        ["COPIL", "", "Bouin", "", "", "", "Mme VASSOIR Dominique", "", ""],
        ["COTECH", "", "Bouin", "", "", "", "M. VASSOIR Dominique", "", ""],
    )

    assert list(Person.objects.order_by("pk").values_list("civility", flat=True)) == ["Mme", "M."]


def test_nobody_enters_by_a_row_left_aside_nor_for_a_seat_that_is_held(access: Access) -> None:
    member(access.cooperation, "Bouin", ("Inès", "Gaborit"))
    imported(access, ["COPIL", "", "Bouin", "", "", "", "Inès Gaborit", "", ""])

    imported(
        access,
        ["COPIL", "", "Bouin", "", "", "", "Odile VASSOIR", "", ""],
        ["Bureau", "", "Nulle part", "", "", "", "Rémi CASTEL", "", ""],
    )

    assert list(Person.objects.values_list("family_name", flat=True)) == ["Gaborit"]


def test_columns_say_the_civility_and_the_function(access: Access) -> None:
    member(access.cooperation, "Bouin")
    rows: list[Row] = [
        ["Instance", "Structure", "Civilité", "Nom", "Prénom", "Fonction"],
        ["COPIL", "Bouin", "Mme", "Vassoir", "Odile", "présidente"],
    ]

    written(access, csv_bytes(rows))

    assert list(Person.objects.values_list("civility", "family_name", "given_name")) == [
        ("Mme", "Vassoir", "Odile")
    ]
    assert list(Mandate.objects.values_list(*MANDATES)) == [
        ("Vassoir", "Bouin", "other", "présidente")
    ]


@pytest.mark.parametrize(
    ("header", "kind"), [("Élu référent", "elected"), ("Technicien", "technician")]
)
def test_what_heads_the_names_says_how_people_act(access: Access, header: str, kind: str) -> None:
    member(access.cooperation, "Bouin")
    rows: list[Row] = [["Instance", "Structure", header], ["COPIL", "Bouin", "Odile VASSOIR"]]

    written(access, csv_bytes(rows))

    assert list(Mandate.objects.values_list("kind", flat=True)) == [kind]


@pytest.mark.parametrize(
    "text", ["O. VASSOIR", "VASSOIR", "Mme Vassoir", "Pôle enfance", "Marais Vivant", "à désigner"]
)
def test_less_than_a_whole_name_is_nobody(text: str) -> None:
    assert whole_name(text) is None
