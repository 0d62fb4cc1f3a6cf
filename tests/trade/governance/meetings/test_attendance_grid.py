"""An attendance grid, a column a date, gives a presence for each mark."""

from datetime import date, time
from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import check_import
from maillage.foundation.exchange.models import Import
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import Meeting, Presence, Seat
from tests.foundation.exchange.importing import figures, remarks_of, written_into
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.ground.directory.makers import make_mandate, make_person
from tests.trade.governance.makers import make_holder
from tests.trade.governance.meetings.test_sitting_table import read, seated

NAMES = "Commune de Lagrange", "Caf de la Sarne", "Communauté de communes du Val de Sarne"
pytestmark = pytest.mark.usefixtures("ctg")
LINE = "meeting__held_on", "seat__organisation__name", "standing", "given_to__organisation__name"


@pytest.fixture
def ctg(access: Access) -> None:
    """The cooperation is a CTG: « COPIL CTG » is its COPIL."""
    access.cooperation.profile = "ctg"
    access.cooperation.save()


imported = partial(written_into, "seances")


def noted() -> list[tuple[object, ...]]:
    """Who is said to be there, meeting by meeting."""
    return list(Presence.objects.order_by("meeting__held_on", "seat").values_list(*LINE))


def test_each_mark_of_a_grid_is_a_presence(access: Access) -> None:
    seated(access.cooperation, *NAMES)

    run = imported(
        access,
        csv_bytes(
            [
                ["COPIL CTG : présences", "", "", ""],
                ["Commune ou structure", "COPIL 12/03/25", "18/06/2025", "2 février 2099"],
                ["Lagrange", "P", "exc.", ""],
                ["Caf", "pouvoir à Lagrange", "", ""],
                ["CCVS", "x", "A", ""],
                ["Total des présents", "2", "0", ""],
            ]
        ),
    )

    assert (remarks_of(run), remarks_of(run, "warnings"), figures(run)) == ([], [], [3, 0, 5, 0])
    assert noted() == [
        (date(2025, 3, 12), "Commune de Lagrange", "present", None),
        (date(2025, 3, 12), "Caf de la Sarne", "proxy", "Commune de Lagrange"),
        (date(2025, 3, 12), "Communauté de communes du Val de Sarne", "present", None),
        (date(2025, 6, 18), "Commune de Lagrange", "excused", None),
        (date(2025, 6, 18), "Communauté de communes du Val de Sarne", "absent", None),
    ]
    assert Meeting.objects.filter(held_on=date(2099, 2, 2), concluded_on=None).exists()


def test_excel_dates_and_days_of_the_title_s_year_head_a_grid(access: Access) -> None:
    seated(access.cooperation, *NAMES, body="Comité de pilotage")

    run = imported(
        access,
        xlsx_bytes(
            {
                "COPIL": [
                    ["Émargement 2025"],
                    [],
                    ["", date(2025, 3, 12), "18 juin"],
                    ["Lagrange", "P", "E"],
                ]
            }
        ),
    )

    assert remarks_of(run) == []
    assert [(day, standing) for day, _name, standing, _given in noted()] == [
        (date(2025, 3, 12), "present"),
        (date(2025, 6, 18), "excused"),
    ]


def test_a_header_without_year_is_said(access: Access) -> None:
    seated(access.cooperation, *NAMES)

    run = read(
        access, csv_bytes([["Structure", "12 mars", "18/06/2025"], ["Lagrange", "P", "mardi"]])
    )

    assert remarks_of(run) == [
        ("B1", "Année non dite : écrivez la date entière, 12/03/2026."),
        ("C2", "Présence non comprise : écrivez présent, excusé, absent ou pouvoir."),
    ]


def test_represented_by_one_of_its_own_is_present(access: Access) -> None:
    seated(access.cooperation, *NAMES)
    lagrange = Organisation.objects.get(name="Commune de Lagrange")
    person = make_person(
        workspace=access.cooperation.workspace, given_name="Ève", family_name="Roy"
    )
    make_mandate(person=person, organisation=lagrange)
    make_holder(seat=Seat.objects.get(organisation=lagrange), person=person, kind="suppleant")

    run = imported(
        access,
        csv_bytes(
            [
                ["Structure", "12/03/2025"],
                ["Lagrange", "représenté par Mme Roy Ève"],
                ["Caf", "représentée par Mme Roy"],
            ]
        ),
    )

    assert remarks_of(run) == []
    assert [(one[1], one[2], one[3]) for one in noted()] == [
        ("Commune de Lagrange", "present", None),
        ("Caf de la Sarne", "proxy", "Commune de Lagrange"),
    ]


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        ("18h30", (time(18, 30), None)),
        ("14h-16h", (time(14), time(16))),
        ("de 9h à 12h", (time(9), time(12))),
        ("9 h - 12 h 30", (time(9), time(12, 30))),
    ],
)
def test_meetings_to_come_are_planned_with_their_hours_and_place(
    access: Access, hours: str, expected: tuple[time, time | None]
) -> None:
    seated(access.cooperation, *NAMES)
    header: Row = ["Instance", "Date", "Heure", "Lieu"]

    run = imported(
        access, csv_bytes([header, ["COPIL CTG", "02/02/2099", hours, "Salle du conseil"]])
    )

    meeting = Meeting.objects.get()
    assert (remarks_of(run), meeting.place) == ([], "Salle du conseil")
    assert (meeting.starts_at, meeting.ends_at) == expected


def test_body_and_day_written_once_stand_for_the_rows_under_them(access: Access) -> None:
    seated(access.cooperation, *NAMES)
    seated(access.cooperation, *NAMES[:1], body="COTECH")

    blocks = imported(
        access,
        csv_bytes(
            [
                ["Instance", "Date", "Structure", "Présence"],
                ["COPIL CTG", "12/03/2025", "Lagrange", "P"],
                ["", "", "Caf", "E"],
                ["", "18/06/2025", "Caf", "P"],
                ["COTECH", "19/06/2025", "Lagrange", "A"],
            ]
        ),
    )
    titled = imported(
        access,
        csv_bytes(
            [
                ["COPIL CTG – séance du 08/10/2025", ""],
                ["Structure", "Présence"],
                ["Lagrange", "P"],
                ["CCVS", "E"],
            ]
        ),
    )

    assert (remarks_of(blocks), remarks_of(titled)) == ([], [])
    assert [(day, str(name)[:3], standing) for day, name, standing, _given in noted()] == [
        (date(2025, 3, 12), "Com", "present"),
        (date(2025, 3, 12), "Caf", "excused"),
        (date(2025, 6, 18), "Caf", "present"),
        (date(2025, 6, 19), "Com", "absent"),
        (date(2025, 10, 8), "Com", "present"),
        (date(2025, 10, 8), "Com", "excused"),
    ]


def test_a_meeting_without_presence_is_counted_when_it_comes_back(
    officer: Client, access: Access
) -> None:
    seated(access.cooperation, *NAMES)
    imported(
        access,
        csv_bytes(
            [
                ["Instance", "Date", "Structure", "Présence"],
                ["COPIL", "12/03/2025", "Lagrange", "P"],
                ["COPIL", "02/02/2099", "", ""],
            ]
        ),
    )
    page = reverse("exchange:export", args=[access.cooperation.slug])
    out = officer.get(f"{page}?tableau=seances&colonnes=toutes&format=csv").content

    again = read(access, out)

    assert [(one["label"], one["number"]) for one in again.preview["figures"]] == [
        ("séance à créer", 0),
        ("présence à noter", 0),
        ("séances déjà connues", 2),
        ("présence déjà connue", 1),
    ]
    assert (again.preview["rows"], remarks_of(again), remarks_of(again, "warnings")) == (2, [], [])


def test_a_sheet_of_one_meeting_with_a_column_of_the_excused(access: Access) -> None:
    seated(access.cooperation, *NAMES)
    seated(access.cooperation, *NAMES[:1], body="Comité technique")

    run = imported(
        access,
        csv_bytes(
            [
                ["COPIL CTG", "", ""],
                ["Séance du mercredi 12 mars 2025 – 18h30, salle du conseil", "", ""],
                ["Structure", "Présent", "Excusé"],
                ["Lagrange", "x", ""],
                ["Caf", "", "x"],
                ["CCVS", "", "-"],
            ]
        ),
    )

    assert remarks_of(run) == []
    assert [(day, standing) for day, _name, standing, _given in noted()] == [
        (date(2025, 3, 12), "present"),
        (date(2025, 3, 12), "excused"),
    ]


def test_a_power_goes_to_the_commune_and_not_to_the_school_of_its_name(access: Access) -> None:
    seated(access.cooperation, *NAMES, "Collège de Lagrange")

    run = imported(
        access,
        csv_bytes(
            [["Structure", "12/03/2025"], ["Lagrange", "P"], ["Caf", "excusé, pouvoir à Lagrange"]]
        ),
    )

    assert (remarks_of(run), noted()[1][2:]) == ([], ("proxy", "Commune de Lagrange"))


def test_a_date_of_a_grid_may_be_left_aside_among_the_columns(
    officer: Client, access: Access
) -> None:
    seated(access.cooperation, *NAMES)
    slug = access.cooperation.slug
    rows: list[Row] = [["Structure", "12/03/2025", "18/06/2025"], ["Lagrange", "P", "E"]]
    file = SimpleUploadedFile("copil.csv", csv_bytes(rows))
    officer.post(
        reverse("exchange:import_wizard", args=[slug]), {"target": "seances", "file": file}
    )
    run = Import.objects.get()
    page = reverse("exchange:import_wizard_columns", args=[slug, run.pk])
    shown = officer.get(page).text
    columns = {"column-0-A": "organisation_name", "column-0-B": "attendance"}

    officer.post(page, {"sheet": ["csv"], **columns, "column-0-C": "ignored"})
    run.refresh_from_db()
    check_import(run=run)
    checked = officer.get(reverse("exchange:import_wizard_check", args=[slug, run.pk])).text

    assert "ses présences dessous" in shown
    assert [one["number"] for one in run.preview["figures"]] == [1, 1, 0, 0]
    assert "Tout est lu sans question" in checked
    assert "12/03/2025" in officer.get(page).text


def test_the_day_of_the_file_and_whoever_keeps_it_head_no_row(access: Access) -> None:
    seated(access.cooperation, *NAMES)

    run = read(
        access,
        csv_bytes(
            [
                ["Communauté de communes du Val de Sarne", ""],
                ["COPIL, liste mise à jour le 09/11/2025", ""],
                ["Structure", "Présence"],
                ["Lagrange", "P"],
                ["", "P"],
            ]
        ),
    )

    assert remarks_of(run) == [("A2", "Dites le jour de la séance : 30/04/2026.")]
    assert run.preview["rows"] == 2


def test_a_list_of_seats_or_of_contacts_is_no_attendance(access: Access) -> None:
    seated(access.cooperation, *NAMES)

    run = read(
        access,
        xlsx_bytes(
            {
                "COPIL": [
                    ["Comité de pilotage installé le 03/09/2025"],
                    ["Structure", "Titulaire"],
                    ["Lagrange", "Inès Gaborit"],
                ],
                "Contacts": [
                    ["Structure", "Nom", "Tél."],
                    ["Lagrange", "Gaborit", "01 99 00 10 14"],
                    ["Caf", "Bon", "01 99 00 10 15"],
                ],
            }
        ),
    )

    assert run.preview["rows"] == 0
    assert [(place, words.partition(" :")[0]) for place, words in remarks_of(run)] == [
        ("A2", "Rien n’est lu de cette feuille"),
        ("A1", "Rien n’est lu de cette feuille"),
    ]
    assert [one["number"] for one in run.preview["figures"]] == [0, 0, 0, 0]


def test_a_mark_without_a_name_is_said_and_a_merged_name_is_taken(access: Access) -> None:
    seated(access.cooperation, *NAMES)
    rows: list[Row] = [["Structure", "12/03/2025", "18/06/2025"], ["Lagrange", "P"], ["", "", "E"]]

    merged = read(
        access,
        xlsx_bytes({"COPIL": rows}, lambda sheet: sheet.merge_cells("A2:A3")),
    )
    alone = read(access, csv_bytes(rows))

    assert remarks_of(merged) == []
    assert [one["number"] for one in merged.preview["figures"]] == [2, 2, 0, 0]
    assert remarks_of(alone) == [("C3", "Dites de quelle structure il s’agit.")]


def test_headers_said_again_under_the_dates_are_no_mark(access: Access) -> None:
    seated(access.cooperation, *NAMES)

    run = read(
        access,
        csv_bytes(
            [
                ["", "12/03/2025", "18/06/2025"],
                ["Structure", "Présence", "Présence"],
                ["Lagrange", "P", "exc"],
            ]
        ),
    )

    assert (remarks_of(run), run.preview["rows"]) == ([], 2)
