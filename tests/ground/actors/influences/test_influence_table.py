"""The officer's table of influences comes in, a row each or as a square, and goes out."""

from datetime import date
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.import_wizard.services.runs import queue_import, write_import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from maillage.foundation.journal.models import LogEntry
from maillage.ground.actors.influences.queries import standing_strengths
from maillage.ground.actors.models import Influence, Source
from maillage.ground.directory.models import Actor, Member
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.exchange.importing import read_into, remarks_of, undone, written_into
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.ground.actors.makers import make_influence, make_member_actor
from tests.ground.directory.makers import make_member_person, make_organisation
from tests.links_to import page_at

TODAY = timezone.localdate()
HEADER: Row = ["Acteur", "Agit sur", "Influence", "Date", "Source", "Auprès de", "Remarque"]
READERS: Row = [*HEADER, "Qui peut voir"]
NAMES = ("Bouin", "Legé", "Pornic")
matrix_url = page_at("actors:influence_map_matrix")


@pytest.fixture
def actors(access: Access) -> list[Actor]:
    """Three structures."""
    return [make_member_actor(cooperation=access.cooperation, name=name) for name in NAMES]


read = partial(read_into, "influences")


written = partial(written_into, "influences")


def row(actor: str = "Bouin", target: str = "Pornic", value: str = "3", **more: str) -> Row:
    """A row of the table."""
    return [
        *(actor, target, value, more.get("on", "04/05/2026"), more.get("source", "entretien")),
        *(more.get("who", "le secrétariat"), more.get("said", "")),
    ]


def stored_influences() -> list[tuple[str, str, int]]:
    """The influences kept, in their order."""
    names = "actor__organisation__name", "target__organisation__name", "strength"
    return list(Influence.objects.order_by("pk").values_list(*names))


def export_url(cooperation: Cooperation, kind: str) -> str:
    page = reverse("exchange:export", args=[cooperation.slug])
    return f"{page}?tableau=influences&colonnes=toutes&format={kind}"


def test_rows_become_influences_with_their_source(access: Access, actors: list[Actor]) -> None:
    run = written(
        access,
        csv_bytes(
            [
                HEADER,
                row(said="Elle instruit ses permis."),
                row("pornic", "BOUIN", "projets", source="Appel", on=""),
                row("Pornic", "Lege", "0", source=""),
                row("Legé", "Pornic", ""),
            ]
        ),
    )

    assert (remarks_of(run), run.report["figures"][0]["number"]) == ([], 3)
    assert stored_influences() == [
        ("Bouin", "Pornic", 3),
        ("Pornic", "Bouin", 2),
        ("Pornic", "Legé", 0),
    ]
    first, second, third = Influence.objects.order_by("pk")
    assert (first.on, first.said, first.visibility) == (
        date(2026, 5, 4),
        "Elle instruit ses permis.",
        Visibility.OFFICERS,
    )
    assert (first.source.kind, first.source.who) == ("interview", "le secrétariat")
    assert (second.source.kind, second.on, third.source.kind) == ("phone", TODAY, "officer")


@pytest.mark.parametrize(
    ("line", "cell", "sentence"),
    [
        (row("Nulle part"), "A2", "Aucun acteur de la coopération ne porte ce nom"),
        (row(""), "A2", "Dites quel acteur agit."),
        (row(target="Ailleurs"), "B2", "Aucun acteur de la coopération ne porte ce nom"),
        (row(target=""), "B2", "Dites sur qui il agit."),
        (row(value="5"), "C2", "Une influence va de 0 à 4"),
        (row(value="-1"), "C2", "Une influence va de 0 à 4"),
        (row(value="2,5"), "C2", "Une influence est un nombre entier de 0 à 4"),
        (row(value="beaucoup"), "C2", "Une influence est un nombre entier de 0 à 4"),
        (row(target="Bouin"), "C2", "Un acteur n’agit pas sur lui-même"),
        (row(on="01/01/2099"), "D2", "Cette date est dans l’avenir"),
        (row(source="pigeon"), "E2", "Source non comprise"),
        ([*row(), "tous les accès"], "H2", "Une influence reste aux chargées de coopération"),
        ([*row(), "vous seule"], "H2", "Un fichier importé est lu des chargées"),
    ],
)
def test_what_is_wrong_is_located_and_not_written(
    access: Access, actors: list[Actor], line: Row, cell: str, sentence: str
) -> None:
    run = written(access, csv_bytes([READERS, line]))

    pairs = remarks_of(run)
    assert [place for place, _words in pairs] == [cell]
    assert pairs[0][1].startswith(sentence)
    assert (Influence.objects.count(), run.preview["rows_to_correct"]) == (0, 1)
    assert Actor.objects.count() == len(NAMES)


def test_who_ended_or_is_a_person_is_shown_and_who_left_still_weighs(
    access: Access, actors: list[Actor]
) -> None:
    place = access.cooperation
    gone = actors[1].organisation
    assert gone is not None
    gone.successor = make_organisation(workspace=place.workspace, name="Sud Retz")
    gone.ended_on = TODAY
    gone.save()
    Member.objects.filter(organisation__name="Pornic").update(until=TODAY)
    person = make_member_person(cooperation=place)
    Actor.objects.create(cooperation=place, person=person)

    run = written(
        access, csv_bytes([HEADER, row("Legé"), row(target="Legé"), row(str(person)), row()])
    )

    assert [(cell, words[:30]) for cell, words in remarks_of(run)] == [
        ("A2", "Sud Retz a pris la suite de ce"),
        ("B3", "Sud Retz a pris la suite de ce"),
        ("A4", "Ce qui touche une personne se "),
    ]
    assert stored_influences() == [("Bouin", "Pornic", 3)]


@pytest.mark.parametrize("corner", ["", "Acteur", "Structure"])
def test_a_square_is_read_its_rows_act(access: Access, actors: list[Actor], corner: str) -> None:
    square: list[Row] = [
        [corner, *NAMES, "Total"],
        ["Bouin", "0", "1", "3", "4"],
        ["Legé", "", "·", "-", ""],
        ["Pornic", "4", "0", "", "4"],
        ["Total", "4", "1", "3", ""],
    ]
    square[2][2] = ""

    run = written(access, csv_bytes(square))

    assert (remarks_of(run), remarks_of(run, "warnings")) == ([], [])
    assert stored_influences() == [
        ("Bouin", "Legé", 1),
        ("Bouin", "Pornic", 3),
        ("Pornic", "Bouin", 4),
        ("Pornic", "Legé", 0),
    ]


def test_a_square_turned_says_so_in_its_corner(access: Access, actors: list[Actor]) -> None:
    written(access, csv_bytes([["Subit", "Bouin", "Legé"], ["Pornic", "3", ""]]))

    assert stored_influences() == [("Bouin", "Pornic", 3)]


def test_what_is_wrong_in_a_square_is_located(access: Access, actors: list[Actor]) -> None:
    square: list[Row] = [
        ["Acteur", "Bouin", "Ailleurs", "Pornic", "bouin"],
        ["Bouin", "2", "1", "5", "1"],
        ["Nulle part", "1", "1", "1", "1"],
        ["Pornic", "2,5", "1", "", "1"],
        ["Pornic", "1", "1", "", "1"],
        ["Legé", "3", "", "", ""],
    ]

    run = written(access, csv_bytes(square))

    assert [(cell, words[:28]) for cell, words in remarks_of(run)] == [
        ("C1", "Aucun acteur de la coopérati"),
        ("E1", "Déjà nommé en B : gardez l’u"),
        ("D2", "Une influence va de 0 à 4 : "),
        ("B2", "Un acteur n’agit pas sur lui"),
        ("A3", "Aucun acteur de la coopérati"),
        ("B4", "Une influence est un nombre "),
        ("A5", "Déjà nommé en 4 : gardez l’u"),
    ]
    assert stored_influences() == [("Legé", "Bouin", 3)]


def test_a_pair_twice_and_a_pair_noted_that_day(access: Access, actors: list[Actor]) -> None:
    make_influence(actor=actors[1], target=actors[0], strength=1, on=date(2026, 5, 4))

    run = written(access, csv_bytes([HEADER, row(), row(value="2"), row("Legé", "Bouin", "4")]))

    assert remarks_of(run) == [("C3", "Déjà dit à la ligne 2 : gardez l’une des deux.")]
    assert [words for _cell, words in remarks_of(run, "warnings")] == [
        "Maillage a noté « 1, fonctionnement » : c’est ce qui est gardé."
    ]
    assert stored_influences() == [("Legé", "Bouin", 1), ("Bouin", "Pornic", 3)]


def test_a_pair_filled_since_the_file_was_read_is_kept(access: Access, actors: list[Actor]) -> None:
    run = read(access, csv_bytes([HEADER, row()]))
    planned = planned_import(run)
    make_influence(actor=actors[0], target=actors[2], strength=4, on=date(2026, 5, 4))
    queue_import(run=run)
    run.refresh_from_db()

    done = write_import(run=run, planned=planned)

    assert "vient d’être notée" in done.report["left"][0]
    assert stored_influences() == [("Bouin", "Pornic", 4)]


def test_an_import_is_taken_back(access: Access, actors: list[Actor]) -> None:
    place = actors[0].pk, actors[2].pk
    make_influence(actor=actors[0], target=actors[2], strength=4, on=date(2026, 1, 4))
    run = written(access, csv_bytes([HEADER, row(), row("Legé")]))
    during = standing_strengths(access, TODAY)

    undone(run, access.user)

    assert (during[place], len(during)) == (3, 2)
    assert standing_strengths(access, TODAY) == {place: 4}
    assert (Influence.objects.count(), Source.objects.count()) == (1, 1)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_rows_go_out_and_come_back_equal(
    officer: Client, access: Access, actors: list[Actor], kind: str
) -> None:
    place = access.cooperation
    twins = [make_member_actor(cooperation=place, name="=Retz") for _twin in range(2)]
    make_influence(actor=twins[0], target=twins[1], strength=2, said="=1+1", on=TODAY)
    written(access, csv_bytes([HEADER, row(said="+33"), row(value="1", on="12/06/2026")]))
    own = make_influence(
        actor=actors[1], target=actors[2], author=access.user, visibility=Visibility.ME
    )
    opened = LogEntry.objects.filter(additional_data__event="opening").count()
    out = officer.get(export_url(place, kind)).getvalue()
    before = officer.get(export_url(place, "csv")).getvalue()

    again = written(access, out)

    assert [remarks_of(again, one) for one in ("errors", "warnings")] == [[], []]
    assert again.report["figures"][0]["number"] == 0
    assert officer.get(export_url(place, "csv")).getvalue() == before
    assert LogEntry.objects.filter(additional_data__event="opening").count() == opened + 3
    own.delete()
    exported = officer.get(export_url(place, "csv")).getvalue()
    out = officer.get(export_url(place, kind)).getvalue()
    Influence.objects.all().delete()
    fresh = written(access, out)
    assert (remarks_of(fresh), fresh.report["figures"][0]["number"]) == ([], 3)
    assert officer.get(export_url(place, "csv")).getvalue() == exported


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_square_goes_out_and_comes_back_equal(
    officer: Client, access: Access, actors: list[Actor], kind: str
) -> None:
    written(access, csv_bytes([HEADER, row(), row("Pornic", "Legé", "0")]))
    out = officer.get(matrix_url(access.cooperation, f"?export={kind}")).getvalue()

    again = written(access, out)
    Influence.objects.all().delete()
    fresh = written(access, out)

    assert (remarks_of(again), remarks_of(again, "warnings"), remarks_of(fresh)) == ([], [], [])
    assert [run.report["figures"][0]["number"] for run in (again, fresh)] == [0, 2]
    assert sorted(stored_influences()) == [("Bouin", "Pornic", 3), ("Pornic", "Legé", 0)]


def test_what_another_keeps_for_herself_is_neither_read_nor_taken_out(
    officer: Client, access: Access, actors: list[Actor]
) -> None:
    make_influence(
        actor=actors[0],
        target=actors[2],
        said="Mot gardé",
        on=date(2026, 5, 4),
        visibility=Visibility.ME,
    )

    run = written(access, csv_bytes([HEADER, row()]))

    assert (remarks_of(run, "warnings"), run.report["figures"][0]["number"]) == ([], 1)
    assert "Mot gardé" not in officer.get(export_url(access.cooperation, "csv")).text


def test_who_is_no_officer_reads_and_takes_out_nothing(
    sign_in: SignIn, access: Access, actors: list[Actor]
) -> None:
    place = access.cooperation
    team = make_access(cooperation=place, role=Role.TEAM)
    stranger = make_access(role=Role.OFFICER)

    runs = [read(one, csv_bytes([HEADER, row()])) for one in (team, stranger)]

    assert [[cell for cell, _words in remarks_of(run)] for run in runs] == [["A2", "B2"]] * 2
    wizard = reverse("exchange:import_wizard", args=[place.slug]) + "?tableau=influences"
    for role in (Role.TEAM, Role.ELECTED, Role.PARTNER, Role.OBSERVER):
        client = sign_in(role)
        pages = client.get(wizard), client.get(export_url(place, "csv"))
        assert [page.status_code for page in pages] == [403, 403]


def test_the_matrix_leads_to_the_wizard(
    officer: Client, access: Access, actors: list[Actor]
) -> None:
    page = reverse("exchange:import_wizard", args=[access.cooperation.slug])
    file = SimpleUploadedFile("jeu.xlsx", xlsx_bytes({"Jeu": [["", "Bouin"], ["Pornic", 2]]}))

    matrix = officer.get(matrix_url(access.cooperation)).text
    officer.post(page, {"target": "influences", "file": file})

    run = Import.objects.get()
    columns = reverse("exchange:import_wizard_columns", args=[access.cooperation.slug, run.pk])
    assert f'href="{page}?tableau=influences"' in matrix
    assert (run.target, "colonne d’une matrice" in officer.get(columns).text) == (
        "influences",
        True,
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("profile", "is_offered"), [("ctg", False), ("other", True)])
def test_a_profile_puts_the_play_of_actors_aside(profile: str, is_offered: bool) -> None:
    place = make_cooperation(profile=profile)
    client = Client()
    client.force_login(make_access(cooperation=place, role=Role.OFFICER).user)
    pages = [reverse(f"exchange:{name}", args=[place.slug]) for name in ("import_wizard", "export")]

    plain = [client.get(page).text for page in pages]
    values = [client.get(f"{page}?tableau=influences").text for page in pages]

    assert ["Influences entre acteurs" in text for text in plain] == [is_offered] * 2
    assert ["Influences entre acteurs" in text for text in values] == [True, True]


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow_with_rows(
    access: Access,
    actors: list[Actor],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    written(access, csv_bytes([HEADER, row("Legé", "Bouin")]))
    rows = [row(), row("Legé"), row("Pornic", "Legé")][:count]
    run = read(access, csv_bytes([HEADER, *rows]))
    planned = planned_import(run)
    queue_import(run=run)
    run.refresh_from_db()

    locked = connection.vendor == "postgresql"  # the workspace, by a query of its own
    with django_assert_num_queries(18 + locked):
        write_import(run=run, planned=planned)

    assert Influence.objects.count() == count + 1
