"""The officer's table of bodies and seats comes in, goes back, and goes out in the same columns."""

from datetime import date
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.governance.models import Body, Holder, Seat
from tests.foundation.exchange.importing import figures, remarks_of, undone, written_into
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.makers import make_mandate, make_member, make_organisation, make_person
from tests.trade.governance.makers import make_body, make_holder, make_own_seat, make_seat

HEADER: Row = [
    "Instance de gouvernance",
    "Type d'instance",
    "Collectivité membre",
    "Collège",
    "Type de voix",
    "Poids",
    "Délégué titulaire",
    "Délégué suppléant",
    "Date de désignation",
]
DAY = "18/05/2026"
SEATS = "body__name", "organisation__name", "college", "voice", "weight", "since"
HOLDERS = "person__family_name", "kind", "since", "until"


def member(cooperation: Cooperation, name: str, *people: tuple[str, str]) -> Organisation:
    """A member of this name, with those who act there."""
    workspace = cooperation.workspace
    organisation = make_organisation(workspace=workspace, name=name)
    make_member(cooperation=cooperation, organisation=organisation)
    for given, family in people:
        person = make_person(workspace=workspace, family_name=family, given_name=given)
        make_mandate(person=person, organisation=organisation)
    return organisation


def bouin(access: Access) -> Organisation:
    """The member of these tests."""
    people = (("Inès", "Gaborit"), ("Paul", "Renaud"), ("Léa", "Roux"))
    return member(access.cooperation, "Bouin", *people)


written = partial(written_into, "instances")


def imported(access: Access, *rows: Row) -> Import:
    """These rows under the officer's own header, imported."""
    return written(access, csv_bytes([HEADER, *rows]))


def file_of(client: Client, access: Access) -> bytes:
    """The table that goes out."""
    page = reverse("exchange:export", args=[access.cooperation.slug])
    return client.get(f"{page}?tableau=instances&colonnes=toutes&format=csv").content


def test_bodies_are_made_with_their_seats_and_who_holds_them(access: Access) -> None:
    bouin(access)
    member(access.cooperation, "Pornic")

    run = imported(
        access,
        ["COPIL", "", "Bouin", "Élus", "D", "2", "Mme GABORIT Inès", "Paul Renaud ; Léa Roux", DAY],
        ["COPIL", "", "Pornic", "Financeurs", "consultatif", "", "à désigner", "", ""],
        ["Comité des techniciens", "technique", "Pornic", "", "observateur", "", "", "", ""],
    )  # fmt: skip

    assert (remarks_of(run), remarks_of(run, "warnings"), figures(run)) == ([], [], [2, 3, 0])
    assert list(Body.objects.order_by("pk").values_list("name", "kind", "colleges")) == [
        ("COPIL", "political", "Élus\nFinanceurs"),
        ("Comité des techniciens", "technical", ""),
    ]
    assert list(Seat.objects.order_by("pk").values_list(*SEATS)) == [
        ("COPIL", "Bouin", "Élus", "deliberative", 2, date(2026, 5, 18)),
        ("COPIL", "Pornic", "Financeurs", "consultative", 1, None),
        ("Comité des techniciens", "Pornic", "", "observer", 1, None),
    ]
    assert list(Holder.objects.order_by("pk").values_list(*HOLDERS)) == [
        ("Gaborit", "titulaire", date(2026, 5, 18), None),
        ("Renaud", "suppleant", date(2026, 5, 18), None),
        ("Roux", "suppleant", date(2026, 5, 18), None),
    ]


@pytest.mark.parametrize(
    ("cells", "cell", "sentence"),
    [
        ({0: ""}, "A2", "Dites de quelle instance"),
        ({0: "x" * 300}, "A2", "Plus de 200 signes"),
        ({1: "mauve"}, "B2", "Nature non comprise"),
        ({2: "Nulle part"}, "C2", "Ce n’est pas un membre"),
        ({2: "", 6: ""}, "C2", "Dites quelle structure tient ce siège"),
        ({3: "y" * 300}, "D2", "Plus de 100 signes"),
        ({4: "=1+1"}, "E2", "Voix non comprise"),
        ({5: "-2"}, "F2", "Nombre de voix non compris"),
        ({5: "1,5"}, "F2", "Nombre de voix non compris"),
        ({8: "31/02/2026"}, "I2", "Cette date ne se lit pas"),
        ({8: "18/05/1926"}, "I2", "Cette date est à plus de vingt ans"),
    ],
)
def test_what_is_wrong_is_located_and_not_written(
    access: Access, cells: dict[int, str], cell: str, sentence: str
) -> None:
    bouin(access)
    good: Row = ["COPIL", "politique", "Bouin", "", "", "1", "Inès Gaborit", "", "18/05/2026"]
    bad: Row = [cells.get(number, value) for number, value in enumerate(good)]

    run = imported(access, bad, ["Bureau\x00", *good[1:]])

    (place, message), *rest = remarks_of(run)
    assert (place, message.startswith(sentence), rest) == (cell, True, [])
    assert [one.body.name for one in Seat.objects.all()] == ["Bureau"]
    assert ([one.name for one in Body.objects.all()], run.preview["rows_to_correct"]) == (
        ["Bureau"],
        1,
    )


def test_a_holder_whose_name_is_not_whole_is_said_and_the_seat_is_made(access: Access) -> None:
    bouin(access)

    run = imported(access, ["COPIL", "", "Bouin", "", "", "", "Mme Durand", "J. DURAND", ""])

    assert [(cell, words[:46]) for cell, words in remarks_of(run, "warnings")] == [
        ("G2", "Personne de ce nom n’agit dans cette structure"),
    ]
    assert [cell.rpartition("!")[2] for cell in run.preview["warnings"][0]["others"]] == ["H2"]
    assert (Seat.objects.count(), Holder.objects.count()) == (1, 0)


def test_a_seat_that_exists_is_completed(access: Access) -> None:
    body = make_body(cooperation=access.cooperation, colleges="Élus\nCaf", name="COPIL")
    seat = make_seat(body=body, organisation=bouin(access))

    run = imported(
        access,
        ["copil", "technique", "Bouin", "Élus", "C", "3", "Gaborit Inès", "Renaud Paul", DAY],
    )  # fmt: skip

    seat.refresh_from_db()
    assert (seat.college, seat.voice, seat.weight, seat.since) == (
        ("Élus", "deliberative", 1, date(2026, 5, 18))
    )
    assert [str(one) for one in Holder.objects.order_by("pk")] == [
        "Inès Gaborit, titulaire",
        "Paul Renaud, suppléance",
    ]
    assert remarks_of(run, "warnings") == [
        ("E2", "Maillage a noté « délibérative » : c’est ce qui est gardé."),
        ("F2", "Maillage a noté « 1 » : c’est ce qui est gardé."),
        ("B2", "Maillage a noté « politique » : c’est ce qui est gardé."),
    ]
    assert (figures(run), Body.objects.count()) == ([0, 0, 1], 1)


def test_who_held_the_seat_is_ended_and_never_overwritten(access: Access) -> None:
    seat = make_seat(
        body=make_body(cooperation=access.cooperation, name="COPIL"), organisation=bouin(access)
    )
    make_holder(seat=seat, person=Person.objects.get(family_name="Gaborit"))

    unsaid = imported(access, ["COPIL", "", "Bouin", "", "", "", "Paul Renaud", "", ""])
    dated = imported(access, ["COPIL", "", "Bouin", "", "", "", "Paul Renaud", "", "01/10/2026"])

    assert remarks_of(unsaid, "warnings") == [
        ("G2", "Inès Gaborit tient ce siège : dites depuis quand cela change, après sa date.")
    ]
    assert (figures(unsaid), figures(dated), remarks_of(dated, "warnings")) == (
        ([0, 0, 0], [0, 0, 1], [])
    )
    assert list(Holder.objects.order_by("pk").values_list(*HOLDERS)) == [
        ("Gaborit", "titulaire", date(2026, 5, 18), date(2026, 10, 1)),
        ("Renaud", "titulaire", date(2026, 10, 1), None),
    ]

    undone(dated, access.user)

    assert list(Holder.objects.values_list(*HOLDERS)) == [
        ("Gaborit", "titulaire", date(2026, 5, 18), None)
    ]


def test_a_college_that_the_body_does_not_have_is_shown(access: Access) -> None:
    make_body(cooperation=access.cooperation, colleges="Élus\nCaf", name="COPIL")
    bouin(access)

    run = imported(access, ["COPIL", "", "Bouin", "Habitants", "", "", "", "", ""])

    assert remarks_of(run) == [
        ("D2", "Ce collège n’est pas de cette instance : corrigez, ou ajoutez-le à sa fiche.")
    ]


def test_a_structure_has_as_many_seats_as_people_named(access: Access) -> None:
    bouin(access)
    first: Row = ["COPIL", "", "Bouin", "", "", "", "Inès Gaborit", "", ""]
    second: Row = ["COPIL", "", "Bouin", "", "", "", "Paul Renaud", "", ""]

    run = imported(access, first, second, first)
    again = imported(access, second, first)

    assert remarks_of(run) == [("C4", "Déjà dit à la ligne 2 : gardez l’une des deux.")]
    assert (figures(run), figures(again), remarks_of(again, "warnings")) == (
        [1, 2, 0],
        [0, 0, 0],
        [],
    )


def test_an_import_is_taken_back(access: Access) -> None:
    bouin(access)
    seat = make_seat(
        body=make_body(cooperation=access.cooperation, name="COTECH"),
        organisation=member(access.cooperation, "Pornic"),
    )
    run = imported(
        access,
        ["COTECH", "", "Pornic", "Agents", "", "", "", "", "18/05/2026"],
        ["COPIL", "", "Bouin", "Élus", "", "2", "Inès Gaborit", "", "18/05/2026"],
    )

    undone(run, access.user)

    seat.refresh_from_db()
    assert list(Seat.objects.values_list(*SEATS)) == [
        ("COTECH", "Pornic", "", "deliberative", 1, None)
    ]
    assert list(Body.objects.values_list("name", "colleges")) == [("COTECH", "")]
    assert Holder.objects.count() == 0


def test_the_table_goes_out_and_comes_back_equal(officer: Client, access: Access) -> None:
    bouin(access)
    imported(
        access,
        ["=COPIL", "mixte", "Bouin", "Élu", "D", "2", "Inès Gaborit", "Paul Renaud;Léa Roux", DAY],
        ["=COPIL", "mixte", "Bouin", "Élu", "C", "", "Paul Renaud", "", ""],
        ["COTECH", "technique", "Bouin", "", "observateur", "", "", "", ""],
    )  # fmt: skip
    make_own_seat(
        body=Body.objects.get(name="COTECH"),
        person=make_person(workspace=access.cooperation.workspace, family_name="Seul"),
    )
    out = file_of(officer, access)

    again = written(access, out)

    assert (remarks_of(again), remarks_of(again, "warnings"), figures(again)) == ([], [], [0, 0, 0])
    assert (file_of(officer, access), len(out.decode("utf-8-sig").splitlines())) == (out, 5)
    Holder.objects.all().delete()
    Seat.objects.all().delete()
    Body.objects.all().delete()
    written(access, out)
    assert file_of(officer, access) == out


def test_the_wizard_asks_what_the_table_holds(officer: Client, access: Access) -> None:
    bouin(access)
    slug = access.cooperation.slug
    page = reverse("exchange:import_wizard", args=[slug])
    content = csv_bytes([HEADER, ["COPIL", "", "Bouin", "", "", "", "Inès Gaborit", "", DAY]])

    register = officer.get(reverse("governance:bodies", args=[slug])).text
    officer.post(page, {"target": "instances", "file": SimpleUploadedFile("sieges.csv", content)})

    run = Import.objects.get()
    columns = officer.get(reverse("exchange:import_wizard_columns", args=[slug, run.pk])).text
    assert f"{page}?tableau=instances" in register
    assert (run.target, "COPIL, Bouin" in columns, "Contact 2" in columns) == (
        "instances",
        True,
        False,
    )


def test_another_cooperation_is_never_read(access: Access) -> None:
    elsewhere = make_body(name="COPIL")
    member(elsewhere.cooperation, "Ailleurs")
    bouin(access)

    refused = imported(access, ["COPIL", "", "Ailleurs", "", "", "", "", "", ""])
    made = imported(access, ["COPIL", "", "Bouin", "", "", "", "", "", ""])

    assert remarks_of(refused)[0][1].startswith("Ce n’est pas un membre")
    assert (figures(made), elsewhere.seats.count()) == ([1, 1, 0], 0)
