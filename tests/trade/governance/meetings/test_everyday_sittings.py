"""A list of meetings is read as officers keep it: whatever heads the body, the day, the hours."""

import pytest

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from tests.foundation.exchange.importing import remarks_of
from tests.foundation.exchange.spreadsheets import csv_bytes, xlsx_bytes
from tests.trade.governance.makers import make_body
from tests.trade.governance.meetings.test_sitting_table import read, seated


def sittings(run: Import) -> list[object]:
    """What the file says, in the plain shape of a target."""
    rows = planned_import(run).expected()["seances"]
    assert isinstance(rows, list)
    return rows


def sitting(body: str, day: str, **other: str) -> dict[str, object]:
    """A row of a meeting, in this shape."""
    names = "starts_at", "ends_at", "place", "title", "organisation", "standing", "note"
    return {"body": body, "day": day, **{name: other.get(name) for name in names}}


@pytest.mark.parametrize("header", ["Réunion", "Instance", "Comité", "Type de réunion", "Type"])
def test_the_column_whose_values_are_bodies_names_them(access: Access, header: str) -> None:
    for name in ("COPIL PAT", "Commission Forêt"):
        make_body(cooperation=access.cooperation, name=name)

    run = read(
        access,
        csv_bytes(
            [
                ["Date", header, "Lieu"],
                ["12/03/2099", "COPIL", "Mairie"],
                ["14/03/2099", "Comm. Forêt", "à confirmer"],
            ]
        ),
    )

    assert remarks_of(run) == []
    assert sittings(run) == [
        sitting("COPIL PAT", "2099-03-12", place="Mairie"),
        sitting("Commission Forêt", "2099-03-14"),
    ]


def test_meetings_to_come_under_the_month_that_heads_them(access: Access) -> None:
    for name in ("COPIL PAT", "Commission Forêt"):
        make_body(cooperation=access.cooperation, name=name)

    run = read(
        access,
        csv_bytes(
            [
                ["Calendrier 2099", "", "", "", ""],
                ["Quand", "Heures", "Où", "Objet", "Réunion"],
                ["JANVIER 2099", "", "", "", ""],
                ["mercredi 14", "18 h 30 - 20 h 30", "Mairie", "Budget", "COPIL"],
                ["lun. 26", "le matin", "à confirmer", "", "Comm. Forêt"],
                ["FÉVRIER 2099", "", "", "", ""],
                ["jeudi 2", "14-16h", "", "", "COPIL"],
                ["semaine 12", "", "", "", "COPIL"],
            ]
        ),
    )

    assert sittings(run) == [
        sitting(
            "COPIL PAT",
            "2099-01-14",
            starts_at="18:30",
            ends_at="20:30",
            place="Mairie",
            title="Budget",
        ),
        sitting("Commission Forêt", "2099-01-26"),
        sitting("COPIL PAT", "2099-02-02", starts_at="14:00", ends_at="16:00"),
    ]
    assert remarks_of(run) == [
        ("A8", "Une semaine n’est pas un jour : écrivez la date, 30/04/2026."),
    ]
    assert remarks_of(run, "warnings") == [
        ("B5", "Ce n’est pas une heure : cette case est laissée."),
        ("A7", "Le 2\u00a0février 2099 est un lundi : vérifiez la date."),
    ]


def test_the_start_and_the_end_stand_in_two_columns(access: Access) -> None:
    make_body(cooperation=access.cooperation, name="COPIL")

    run = read(
        access,
        csv_bytes(
            [
                ["Date", "Début", "Fin"],
                ["14/01/2099", "18h30", "20h30"],
                ["15/01/2099", "18h30", "17h"],
            ]
        ),
    )

    assert sittings(run) == [
        sitting("COPIL", "2099-01-14", starts_at="18:30", ends_at="20:30"),
    ]
    assert [cell for cell, _words in remarks_of(run)] == ["C3"]


def test_a_day_without_year_is_the_next_one_and_that_is_said(access: Access) -> None:
    make_body(cooperation=access.cooperation, name="COPIL")

    run = read(access, csv_bytes([["Date", "Objet"], ["14 janvier", "Budget"]]))

    assert [words.partition(" :")[0] for _cell, words in remarks_of(run, "warnings")] == [
        "Année non dite"
    ]
    assert len(sittings(run)) == 1


def test_marks_of_presence_as_officers_write_them(access: Access) -> None:
    names = ("Bouin", "Pornic", "Legé", "Paulx", "Touvois", "Corcoué")
    seated(access.cooperation, *names, body="COPIL PAT")
    hours = {"starts_at": "14:00", "ends_at": "16:00"}

    run = read(
        access,
        xlsx_bytes(
            {
                "Feuil1": [
                    ["Présences au comité de pilotage (COPIL PAT) – année 2025"],
                    ["Structure", "8/10/2025 14h-16h", "Nb de P", "Total"],
                    ["Bouin", "Présent (arrivé à 18h10)", "1", ""],
                    ["Pornic", "P/E", "1", ""],
                    ["Legé", "exc", "", ""],
                    ["Paulx", "abs.", "", ""],
                    ["Touvois", "pouvoir Bouin", "", ""],
                    ["Corcoué", "représenté par Mme Alix", "", ""],
                ]
            }
        ),
    )

    marks = ["present", "present", "excused", "absent", "proxy", "present"]
    notes = {"Bouin": {"note": "arrivé à 18h10"}}
    assert remarks_of(run) == []
    assert sittings(run) == [
        sitting(
            "COPIL PAT",
            "2025-10-08",
            **hours,
            organisation=name,
            standing=mark,
            **notes.get(name, {}),
        )
        for name, mark in zip(names, marks, strict=True)
    ]
    assert [cell for cell, _words in remarks_of(run, "warnings")] == ["B4", "B8"]


def test_bodies_stand_over_the_days_and_a_structure_over_its_people(access: Access) -> None:
    seated(access.cooperation, "Bouin", "Pornic", body="COPIL")
    seated(access.cooperation, "Legé", body="Comité technique")

    run = read(
        access,
        xlsx_bytes(
            {
                "2025": [
                    ["", "", "COPIL", "", "COTECH"],
                    ["Structure", "Nom", "12/03/2025", "18/06/2025", "20/06/2025"],
                    ["Bouin"],
                    ["", "Alix Orme", "P", "exc", ""],
                    ["Pornic", "", "abs", "P", ""],
                    ["Legé", "", "", "", "x"],
                ]
            }
        ),
    )

    rows = [
        ("COPIL", "2025-03-12", "Bouin", "present"),
        ("COPIL", "2025-03-12", "Pornic", "absent"),
        ("COPIL", "2025-06-18", "Bouin", "excused"),
        ("COPIL", "2025-06-18", "Pornic", "present"),
        ("Comité technique", "2025-06-20", "Legé", "present"),
    ]
    assert remarks_of(run) == []
    assert sittings(run) == [
        sitting(body, day, organisation=name, standing=mark) for body, day, name, mark in rows
    ]
