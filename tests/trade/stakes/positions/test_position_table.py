"""The officer's table of positions comes in, a row each or as a matrix, and goes out."""

from datetime import date
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.exchange.import_wizard.services.runs import (
    queue_import,
    run_import,
    write_import,
)
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.journal.models import LogEntry
from maillage.ground.actors.models import Position, Source
from maillage.ground.directory.models import Actor, Member
from maillage.trade.stakes.models import Stake
from maillage.trade.stakes.positions.queries.table import position_table
from tests.foundation.cooperations.makers import make_access
from tests.foundation.exchange.importing import check, read_into, remarks_of, undone, written_into
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.actors.makers import make_member_actor, make_position
from tests.ground.directory.makers import make_member_person, make_organisation
from tests.trade.stakes.makers import make_stake
from tests.trade.stakes.stake_pages.test_stakes import url

TODAY = timezone.localdate()
HEADER: Row = ["Structure", "Enjeu", "Position", "Date", "Source", "Auprès de", "Remarque"]
READERS: Row = [*HEADER, "Qui peut voir"]
COST, HEDGES = "Partage du coût", "Haies"


def placed(cooperation: Cooperation) -> None:
    """Two structures and two stakes."""
    for name in ("Bouin", "Pornic"):
        make_member_actor(cooperation=cooperation, name=name)
    for label in (COST, HEDGES):
        make_stake(cooperation=cooperation, label=label)


read = partial(read_into, "positions")


written = partial(written_into, "positions")


def row(structure: str = "Bouin", stake: str = COST, value: str = "-2", **more: str) -> Row:
    """A row of the table."""
    return [
        structure,
        stake,
        value,
        more.get("on", "04/05/2026"),
        more.get("source", "entretien"),
        more.get("who", "le secrétariat"),
        more.get("said", ""),
    ]


def cells() -> list[tuple[str, str, int]]:
    """The positions kept, in their order."""
    names = "actor__organisation__name", "subject__label", "value"
    return list(Position.objects.order_by("pk").values_list(*names))


def test_rows_become_positions_with_their_source(access: Access) -> None:
    placed(access.cooperation)

    run = written(
        access,
        csv_bytes(
            [
                HEADER,
                row(value="−3", said="Pas au milieu des parcelles."),
                row("pornic", HEDGES, "+2, sert ses projets", source="Appel", on=""),
                row("Pornic", "partage du cout", "0", source=""),
                row("Bouin", HEDGES, ""),
            ]
        ),
    )

    assert remarks_of(run) == []
    assert run.report["figures"][0]["number"] == 3
    assert cells() == [("Bouin", COST, -3), ("Pornic", HEDGES, 2), ("Pornic", COST, 0)]
    first, second, third = Position.objects.order_by("pk")
    assert (first.on, first.said, first.visibility) == (
        date(2026, 5, 4),
        "Pas au milieu des parcelles.",
        Visibility.OFFICERS,
    )
    assert (first.source.kind, first.source.who) == ("interview", "le secrétariat")
    assert (second.source.kind, second.on, third.source.kind) == ("phone", TODAY, "officer")


@pytest.mark.parametrize(
    ("line", "cell", "sentence"),
    [
        (row("Nulle part"), "A2", "Aucun acteur de la coopération ne porte ce nom"),
        (row(""), "A2", "Dites de quelle structure"),
        (row(stake="Piscine"), "B2", "Aucun enjeu ne porte cet intitulé"),
        (row(stake=""), "B2", "Dites sur quel enjeu"),
        (row(value="5"), "C2", "Une position va de −4 à +4"),
        (row(value="plutôt pour"), "C2", "Une position est un nombre entier"),
        (row(value="2,5"), "C2", "Une position est un nombre entier"),
        (row(on="01/01/2099"), "D2", "Cette date est dans l’avenir"),
        (row(on="31/02/2026"), "D2", "Cette date ne se lit pas"),
        (row(source="pigeon"), "E2", "Source non comprise"),
        ([*row(source="un tiers"), "tous les accès"], "H2", "Ce que l’acteur n’a pas dit"),
        ([*row(source=""), "tous les accès"], "H2", "Ce que l’acteur n’a pas dit"),
        ([*row(), "le monde"], "H2", "Écrivez qui peut voir"),
    ],
)
def test_what_is_wrong_is_located_and_not_written(
    access: Access, line: Row, cell: str, sentence: str
) -> None:
    placed(access.cooperation)
    actors, stakes = Actor.objects.count(), Stake.objects.count()

    run = written(access, csv_bytes([READERS, line]))

    pairs = remarks_of(run)
    assert [place for place, _words in pairs] == [cell]
    assert pairs[0][1].startswith(sentence)
    assert (Position.objects.count(), run.preview["rows_to_correct"]) == (0, 1)
    assert (Actor.objects.count(), Stake.objects.count()) == (actors, stakes)


def test_who_left_merged_or_is_a_person_takes_no_position(access: Access) -> None:
    placed(access.cooperation)
    heir = make_organisation(workspace=access.cooperation.workspace, name="Grand Bouin")
    bouin = Actor.objects.get(organisation__name="Bouin").organisation
    assert bouin is not None
    bouin.successor = heir
    bouin.save()
    Member.objects.filter(organisation__name="Pornic").update(until=TODAY)
    person = make_member_person(cooperation=access.cooperation)
    Actor.objects.create(cooperation=access.cooperation, person=person)
    make_stake(cooperation=access.cooperation, label="Ancien", until=date(2026, 5, 1))
    make_member_actor(cooperation=access.cooperation, name="Legé")

    run = written(
        access,
        csv_bytes(
            [HEADER, row("Bouin"), row("Pornic"), row(str(person)), row("Legé", stake="Ancien")]
        ),
    )

    assert [(place, words[:30]) for place, words in remarks_of(run)] == [
        ("A2", "Grand Bouin a pris la suite de"),
        ("A3", "Cette structure n’est plus mem"),
        ("A4", "Une position sur une personne "),
        ("B5", "Cet enjeu est clos depuis le 1"),
    ]
    assert Position.objects.count() == 0


def test_the_same_cell_twice_is_reported(access: Access) -> None:
    placed(access.cooperation)

    run = written(access, csv_bytes([HEADER, row(), row(value="3")]))

    assert remarks_of(run) == [("C3", "Déjà dit à la ligne 2 : gardez l’une des deux.")]
    assert cells() == [("Bouin", COST, -2)]


def test_what_was_noted_that_day_is_kept(access: Access) -> None:
    placed(access.cooperation)
    actor, stake = Actor.objects.get(organisation__name="Bouin"), Stake.objects.get(label=COST)
    make_position(actor=actor, subject=stake.subject, value=1, on=date(2026, 5, 4))

    run = written(access, csv_bytes([HEADER, row(), row(value="1", said="Ils y tiennent.")]))

    assert [words for _place, words in remarks_of(run, "warnings")] == [
        "Maillage a noté « +1, sert son fonctionnement » : c’est ce qui est gardé.",
        "Déjà noté : la remarque du fichier n’y est pas ajoutée.",
    ]
    assert cells() == [("Bouin", COST, 1)]


def test_a_cell_filled_since_the_file_was_read_is_kept(access: Access) -> None:
    placed(access.cooperation)
    run = read(access, csv_bytes([HEADER, row()]))
    planned = planned_import(run)
    actor, stake = Actor.objects.get(organisation__name="Bouin"), Stake.objects.get(label=COST)
    make_position(actor=actor, subject=stake.subject, value=4, on=date(2026, 5, 4))
    queue_import(run=run)

    run.refresh_from_db()
    done = write_import(run=run, planned=planned)

    assert "vient d’être notée" in done.report["left"][0]
    assert cells() == [("Bouin", COST, 4)]


def test_an_import_is_taken_back(access: Access) -> None:
    placed(access.cooperation)
    actor, stake = Actor.objects.get(organisation__name="Bouin"), Stake.objects.get(label=COST)
    make_position(actor=actor, subject=stake.subject, value=4, on=date(2026, 1, 4))
    run = written(access, csv_bytes([HEADER, row(), row("Pornic")]))
    during = position_table(access).cells

    undone(run, access.user)

    assert (during, position_table(access).cells) == (
        [[None, -2], [None, -2]],
        [[None, 4], [None, None]],
    )
    assert (Position.objects.count(), Source.objects.count()) == (1, 1)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_table_goes_out_and_comes_back_equal(
    officer: Client, access: Access, kind: str
) -> None:
    placed(access.cooperation)
    written(
        access,
        csv_bytes(
            [
                READERS,
                [*row(value="-4", said="=1+1"), "tous les accès"],
                [*row(value="-1", on="12/06/2026", source="un tiers"), ""],
                [*row("Pornic", HEDGES, "3", source="atelier", who=""), "l’équipe projet"],
            ]
        ),
    )
    page = reverse("exchange:export", args=[access.cooperation.slug])
    page += "?tableau=positions&colonnes=toutes&format="
    opened = LogEntry.objects.filter(additional_data__event="opening")
    out, before = officer.get(page + kind).content, officer.get(page + "csv").content

    again = written(access, out)
    same = officer.get(page + "csv").content
    Position.objects.all().delete()
    fresh = written(access, out)

    assert (
        again.report["figures"][0]["number"],
        remarks_of(again),
        remarks_of(again, "warnings"),
    ) == (
        0,
        [],
        [],
    )
    assert same == before
    assert fresh.report["figures"][0]["number"] == 3
    assert officer.get(page + "csv").content == before
    assert opened.count() >= 2


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_matrix_goes_out_and_comes_back_equal(
    officer: Client, access: Access, kind: str
) -> None:
    placed(access.cooperation)
    written(access, csv_bytes([HEADER, row(value="-4"), row("Pornic", HEDGES, "0")]))
    out = officer.get(f"{url(access.cooperation, 'positions')}?export={kind}").getvalue()

    again = written(access, out)
    Position.objects.all().delete()
    fresh = written(access, out)

    assert (remarks_of(again), remarks_of(again, "warnings"), remarks_of(fresh)) == ([], [], [])
    assert [run.report["figures"][0]["number"] for run in (again, fresh)] == [0, 2]
    assert officer.get(f"{url(access.cooperation, 'positions')}?export={kind}").getvalue()
    assert sorted(cells()) == [("Bouin", COST, -4), ("Pornic", HEDGES, 0)]


def test_a_line_emptied_by_hand_stops_nothing(access: Access) -> None:
    placed(access.cooperation)
    content = csv_bytes([["Titre"], ["Enjeu", "Bouin"], [COST, "-3"]])
    run = make_import(cooperation=access.cooperation, author=access.user, content=content)
    sheet = open_content(content).sheets[0].name
    run.target, run.mapping, run.corrections = "positions", {}, {f"{sheet}!A1": ""}
    run.save()

    queue_import(run=check(run))
    run.refresh_from_db()
    run_import(run=run)

    assert cells() == [("Bouin", COST, -3)]


def test_a_matrix_says_each_unknown_name_once(access: Access) -> None:
    placed(access.cooperation)
    rows: list[Row] = [
        ["Enjeu", "Lecture", "Bouin", "Nulle part"],
        [COST, "Conflit potentiel", "-3", "2"],
        ["Piscine", "", "1", "1"],
        [HEDGES, "", "pour", "-"],
    ]

    run = written(access, csv_bytes(rows))

    assert [(place, words[:20]) for place, words in remarks_of(run)] == [
        ("D1", "Aucun acteur de la c"),
        ("A3", "Aucun enjeu ne porte"),
        ("C4", "Une position est un "),
    ]
    assert cells() == [("Bouin", COST, -3)]


def test_what_another_keeps_for_herself_is_neither_read_nor_taken_out(access: Access) -> None:
    placed(access.cooperation)
    actor, stake = Actor.objects.get(organisation__name="Bouin"), Stake.objects.get(label=COST)
    make_position(actor=actor, subject=stake.subject, on=date(2026, 5, 4), visibility=Visibility.ME)

    run = written(access, csv_bytes([HEADER, row()]))

    assert (remarks_of(run, "warnings"), run.report["figures"][0]["number"]) == ([], 1)
    assert len(cells()) == 2


def test_what_an_officer_keeps_for_herself_is_not_shown_by_a_matrix_that_comes_back(
    officer: Client, access: Access
) -> None:
    placed(access.cooperation)
    actor, stake = Actor.objects.get(organisation__name="Bouin"), Stake.objects.get(label=COST)
    own = make_position(
        actor=actor,
        subject=stake.subject,
        value=-4,
        author=access.user,
        on=TODAY,
        visibility=Visibility.ME,
    )
    out = officer.get(f"{url(access.cooperation, 'positions')}?export=csv").getvalue()
    other = out.replace(b"-4", b"3")

    same, changed = written(access, out), written(access, other)
    refused = written(access, csv_bytes([READERS, [*row("Pornic"), "vous seule"]]))

    assert list(Position.objects.all()) == [own]
    assert (remarks_of(same), remarks_of(same, "warnings")) == ([], [])
    assert [one[:29] for _place, one in remarks_of(changed, "warnings")] == [
        "Vous avez noté autre chose ce"
    ]
    assert remarks_of(refused)[0][1].startswith("Un fichier importé est lu des chargées")


def test_a_closed_access_and_another_cooperation_read_nothing(access: Access) -> None:
    placed(access.cooperation)
    other = make_access(role="officer")

    run = read(other, csv_bytes([HEADER, row()]))

    assert [place for place, _words in remarks_of(run)] == ["A2", "B2"]


def test_the_matrix_leads_to_the_wizard(officer: Client, access: Access) -> None:
    placed(access.cooperation)
    page = reverse("exchange:import_wizard", args=[access.cooperation.slug])
    content = csv_bytes([["Enjeu", "Bouin"], [COST, "2"]])

    matrix = officer.get(url(access.cooperation, "positions")).text
    file = SimpleUploadedFile("matrice.csv", content)
    officer.post(page, {"target": "positions", "file": file})

    run = Import.objects.get()
    columns = officer.get(
        reverse("exchange:import_wizard_columns", args=[access.cooperation.slug, run.pk])
    )
    assert f"{page}?tableau=positions" in matrix
    assert (run.target, columns.status_code) == ("positions", 200)
    assert "colonne d’une matrice" in columns.text
