"""The table of commitments goes out, and comes back equal; nothing hidden leaves."""

from datetime import date
from decimal import Decimal

from django.test import Client

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.choices import ImportState
from maillage.foundation.exchange.models import Import
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.foundation.accounts.makers import make_user
from tests.foundation.exchange.importing import figures, remarks_of
from tests.foundation.exchange.spreadsheets import Row, csv_bytes
from tests.ground.directory.makers import make_organisation
from tests.trade.governance.commitments.makers import make_commitment, make_commitment_step
from tests.trade.governance.commitments.test_commitment_table import (
    HEADER,
    file_of,
    imported,
    member,
    read,
    written,
)


def test_the_table_goes_out_and_comes_back_equal(officer: Client, access: Access) -> None:
    bouin = member(access.cooperation)
    imported(
        access,
        ["Bouin", "=A1", "24", "promis", "06/10/2026", "", "31/12/26", "GABORIT Inès", "Roux", ""],
        ["Bouin", "Animation", "12,5", "tenu", "07/10/2026", "2026-84", "", "", "", "Six ateliers"],
        ["Bouin", "Secrétariat", "3 jours", "retiré", "08/10/2026", "", "", "", "", "Poste vacant"],
    )  # fmt: skip
    make_commitment_step(
        commitment=make_commitment(
            cooperation=access.cooperation,
            organisation=make_organisation(workspace=bouin.workspace, name="Partie"),
            author=access.user,
            visibility="me",
        ),
        kind="delivered",
        quantity=Decimal(4),
    )
    out = file_of(officer, access)

    again = written(access, out)

    assert (remarks_of(again), remarks_of(again, "warnings"), figures(again)) == ([], [], [0, 0])
    sheet = written(access, file_of(officer, access, "xlsx"), "engagements.xlsx")
    assert (remarks_of(sheet), remarks_of(sheet, "warnings"), figures(sheet)) == ([], [], [0, 0])
    assert (file_of(officer, access), len(out.decode("utf-8-sig").splitlines())) == (out, 5)
    Commitment.objects.filter(organisation__name="Partie").delete()
    content = file_of(officer, access)
    CommitmentStep.objects.all().delete()
    Commitment.objects.all().delete()
    written(access, content)
    assert file_of(officer, access) == content


def test_a_commitment_hidden_from_the_reader_never_leaves(officer: Client, access: Access) -> None:
    bouin = member(access.cooperation)
    for visibility in ("me", "officers"):
        make_commitment(
            cooperation=access.cooperation,
            organisation=bouin,
            author=make_user(),
            label=f"Promesse {visibility}",
            due_on=date(2027, 1, 31),
            visibility=visibility,
        )
    row: Row = ["Bouin", "Promesse me", "2", "promis", "", "", "28/02/2027", "", "", ""]

    out = file_of(officer, access).decode("utf-8-sig")
    run = read(access, csv_bytes([HEADER, row]))

    assert ("Promesse officers" in out, "Promesse me" in out) == (True, False)
    assert (remarks_of(run, "warnings"), run.preview["figures"][0]["number"]) == ([], 1)


def test_another_cooperation_is_never_read(access: Access) -> None:
    member(make_commitment().cooperation, name="Ailleurs")

    run = imported(access, ["Ailleurs", "Cartes", "2", "promis", "", "", "", "", "", ""])

    assert remarks_of(run)[0][1].startswith("Ce n’est pas un membre")
    assert Import.objects.get().state == ImportState.DONE
