"""The directory of the demonstration, exported and brought back, changes and asks nothing."""

from datetime import date

import pytest

from maillage.core.tables_out import write_xlsx
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.export.views import _PLAIN
from maillage.foundation.exchange.import_wizard.services.preview import keep_preview
from maillage.foundation.exchange.import_wizard.services.runs import queue_import, run_import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.targets.targets import target_by_word
from maillage.roof.demo.making import make_demo
from tests.foundation.exchange.makers import make_import


@pytest.mark.django_db
def test_our_own_contacts_brought_back_ask_nothing_and_change_nothing() -> None:
    make_demo(today=date(2026, 11, 25))
    access = Access.objects.filter(role="officer").earliest("pk")
    target = target_by_word("contacts")
    header = [target.fields[field] for field in _PLAIN]
    rows = [list(row) for row in target.rows(access, list(_PLAIN))]
    run = make_import(
        cooperation=access.cooperation, author=access.user,
        content=write_xlsx("Annuaire", header, rows),
    )  # fmt: skip

    checked = keep_preview(run=run, planned=planned_import(run)).preview
    queue_import(run=run)
    report = run_import(run=run).report

    assert (checked["duplicates"], checked["additions"], checked["counts"]) == ([], [], {})
    assert [figure["number"] for figure in report["figures"]] == [0, 0, 0, 0, 210, 0]
