"""The table of meetings goes out and comes back equal; who may not read a name gets none."""

from datetime import date

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.foundation.exchange.models import Import
from maillage.trade.governance.meetings.queries.sitting_table import sitting_rows
from maillage.trade.governance.meetings.table.columns import ONLY_IN, SPEC
from maillage.trade.governance.models import Meeting, Presence, Seat
from tests.foundation.cooperations.makers import make_access
from tests.foundation.exchange.importing import figures
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import csv_bytes
from tests.ground.directory.makers import make_member_person
from tests.trade.governance.makers import make_holder, make_meeting, make_own_seat, make_presence
from tests.trade.governance.meetings.test_sitting_table import DAY, HEADER, row, seated, written


def test_the_table_goes_out_and_comes_back_equal(officer: Client, access: Access) -> None:
    seated(access.cooperation, "Bouin", "Pornic", "Legé", "Paulx")
    make_holder(seat=Seat.objects.order_by("pk")[0], since=date(2024, 1, 1))
    written(
        access,
        row("Bouin", "P", hours="18h30-20h", place="=HYPERLINK(1)", title="+1\x00 -- Charte"),
        row("Paulx", "A", note="-- prévenue"),
        row("Pornic", "excusé"),
        row("Legé", "pouvoir à Bouin"),
        row(day="02/02/2099", title="Bilan"),
    )
    page = reverse("exchange:export", args=[access.cooperation.slug])
    page += "?tableau=seances&colonnes=toutes&format="
    out, book = officer.get(page + "csv").content, officer.get(page + "xlsx").content
    again = [comes_back(access, out), comes_back(access, book)]
    Presence.objects.all().delete()
    Meeting.objects.all().delete()
    fresh = comes_back(access, out)

    assert [figures(run) for run in (*again, fresh)] == [
        [0, 0, 0, 0],
        [0, 0, 0, 0],
        [2, 0, 4, 0],
    ]
    assert [run.preview["errors"] + run.preview["warnings"] for run in (*again, fresh)] == [[]] * 3
    assert officer.get(page + "csv").content == out
    assert "Toutes les lignes, dans vos colonnes" in officer.get(page).text
    assert len(out.decode("utf-8-sig").splitlines()) == 6


def comes_back(access: Access, content: bytes) -> Import:
    """The file that went out, imported as it is."""
    run = make_import(cooperation=access.cooperation, author=access.user, content=content)
    changed = {"target": "seances", "mapping": {}, "state": ImportState.WAITING}
    Import.objects.filter(pk=run.pk).update(**changed)
    run.refresh_from_db()
    return run_import(run=run)


def test_the_wizard_and_the_register_lead_to_each_other(officer: Client, access: Access) -> None:
    seated(access.cooperation, "Bouin")
    page = reverse("exchange:import_wizard", args=[access.cooperation.slug])
    content = csv_bytes([HEADER, row("Bouin", "P")])

    register = officer.get(reverse("governance:meetings", args=[access.cooperation.slug])).text
    officer.post(page, {"target": "seances", "file": SimpleUploadedFile("copil.csv", content)})

    run = Import.objects.get()
    columns = officer.get(
        reverse("exchange:import_wizard_columns", args=[access.cooperation.slug, run.pk])
    ).text
    assert f"{page}?tableau=seances" in register
    assert (run.target, "Séances et présences" in officer.get(page).text) == ("seances", True)
    assert "Pouvoir à" in columns


def test_who_observes_takes_no_name_out(access: Access) -> None:
    body = seated(access.cooperation, "Bouin")
    meeting = make_meeting(body=body, held_on=DAY, starts_at=None, ends_at=None)
    seat = Seat.objects.get()
    make_holder(seat=seat, since=date(2024, 1, 1))
    own = make_own_seat(body=body, person=make_member_person(cooperation=access.cooperation))
    make_presence(meeting=meeting, seat=seat, note="arrivée en retard")
    make_presence(meeting=meeting, seat=own)
    observer = make_access(cooperation=access.cooperation, role="observer")

    fields = [name for name in SPEC.labels if name not in ONLY_IN]
    rows = [list(one)[5:] for one in sitting_rows(observer, fields)]

    assert rows == [
        ["Bouin", "", "présent", "", ""],
        ["", "Une personne, en son nom", "présent", "", ""],
    ]
