"""Several decisions side by side, and all that a council did said in one cell."""

from openpyxl.worksheet.worksheet import Worksheet

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.joint_decisions.table.cells import vote_of
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import Row, csv_bytes, xlsx_bytes
from tests.trade.governance.joint_decisions.makers import make_deliberation, make_joint_decision
from tests.trade.governance.joint_decisions.test_council_table import decision_put_to

NAMES = "Commune de Lagrange", "Commune d’Orcheville"
VOTED = "organisation", "decision", "vote", "session_on", "act_number"


def understood(access: Access, content: bytes) -> list[tuple[object, ...]]:
    """What a file says of each council, where nothing is refused."""
    run = make_import(cooperation=access.cooperation, author=access.user, content=content)
    run.target, run.mapping = "deliberations", {}
    run.save()
    planned = planned_import(run)
    assert [one.message for one in planned.problems if one.severity == "error"] == []
    rows = planned.expected()["deliberations"]
    assert isinstance(rows, list)
    return [tuple(row[name] for name in VOTED) for row in rows]


def test_each_group_of_columns_is_a_decision(access: Access) -> None:
    decision_put_to(access.cooperation, *NAMES, title="Charte forestière")
    second = make_joint_decision(cooperation=access.cooperation, title="Fonds de concours")
    for organisation in Organisation.objects.filter(name__in=NAMES):
        make_deliberation(decision=second, organisation=organisation)
    rows: list[Row] = [
        ["Commune", "Charte forestière", "", "", "Fonds de concours", "", ""],
        ["", "CM du", "Avis", "N° délib.", "CM du", "Avis", "N° délib."],
        ["Lagrange", "05/10/2026", "favorable", "2026-1", "12/10/2026", "défavorable", "2026-2"],
        ["Orcheville", "06/10/2026", "défavorable", "D-7", "06/10/2026", "favorable", "D-8"],
    ]

    def merge(sheet: Worksheet) -> None:
        for area in ("A1:A2", "B1:D1", "E1:G1"):
            sheet.merge_cells(area)

    assert understood(access, xlsx_bytes({"Suivi": rows}, merge)) == [
        ("Commune de Lagrange", "Charte forestière", "adopted", "2026-10-05", "2026-1"),
        ("Commune d’Orcheville", "Charte forestière", "refused", "2026-10-06", "D-7"),
        ("Commune de Lagrange", "Fonds de concours", "refused", "2026-10-12", "2026-2"),
        ("Commune d’Orcheville", "Fonds de concours", "adopted", "2026-10-06", "D-8"),
    ]


def test_one_sentence_says_the_vote_the_day_the_voices_and_the_act(access: Access) -> None:
    decision_put_to(access.cooperation, *NAMES)
    rows: list[Row] = [
        ["Collectivité", "Où en est-on ?"],
        ["Lagrange", "Adopté le 05/10/2026 (9 pour, 2 contre) – délib. n° 2026/31"],
        ["Orcheville", "Refusé le 06/10/2026 (4 pour, 6 contre) – délib. n° 2026-8"],
    ]

    assert understood(access, csv_bytes(rows)) == [
        ("Commune de Lagrange", "Charte", "adopted", "2026-10-05", "2026/31"),
        ("Commune d’Orcheville", "Charte", "refused", "2026-10-06", "2026-8"),
    ]


def test_the_number_of_an_act_is_no_refusal() -> None:
    assert [vote_of(text) for text in ("Adopté – délib. n° 12", "N", "n° 12")] == (
        ["adopted", "refused", ""]
    )
