"""A column of remarks is read as remarks: who came, left, died, took over."""

import pytest

from maillage.foundation.exchange.reading.opening import open_content
from maillage.foundation.exchange.tables.headers import match_header
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import Row, csv_bytes


def read(header: str, *remarks: str) -> ImportPlan:
    columns: Row = ["Structure", "Nom", "Prénom", "Fonction", "Courriel", header]
    rows: list[Row] = [
        [f"Association Lune {n}", f"LORMEL{n * 'A'}", "Éva", "Présidente", "", remark]
        for n, remark in enumerate(remarks, 1)
    ]
    return plan_workbook(open_content(csv_bytes([columns, *rows])))


def terms(plan: ImportPlan) -> list[tuple[str | None, str | None]]:
    return [
        (
            one.since.day.isoformat() if one.since else None,
            one.until.day.isoformat() if one.until else None,
        )
        for one in plan.mandates
    ]


@pytest.mark.parametrize(
    "header",
    ["Remarques (départs, remplacements…)", "Obs. / mouvements", "Observations (arrivée, départ)",
     "Commentaires – fin de mandat"],
)  # fmt: skip
def test_header_of_remarks_announces_remarks(header: str) -> None:
    match = match_header(header)

    assert match is not None
    assert match.field == "notes"


def test_date_in_a_header_of_remarks_stays_a_date() -> None:
    match = match_header("Date de départ (obs.)")

    assert match is not None
    assert match.field == "until"


@pytest.mark.parametrize("header", ["Départs / arrivées", "Suivi des départs", "Mouvements"])
def test_column_of_sentences_is_no_column_of_dates(header: str) -> None:
    plan = read(
        header,
        "arrivée le 01/09/2025",
        "mutée en 09/2026",
        "congé maternité du 01/03/2026 au 30/08/2026, on garde le contact",
        "départ annoncé en réunion, date non connue",
        "a quitté ses fonctions en juin 2026",
    )

    assert terms(plan) == [
        ("2025-09-01", None), (None, "2026-09-01"), (None, None), (None, None),
        (None, "2026-06-01"),
    ]  # fmt: skip
    assert plan.mandates[3].notes == "départ annoncé en réunion, date non connue"


def test_column_of_ends_with_their_reason_stays_one() -> None:
    plan = read("Départ", "parti le 31/08/2026", "12/05/2026", "retraite, juin 2026")

    assert {column.field for column in plan.readings[0].columns} >= {"until"}


def test_successor_in_a_remark_has_the_mandate_and_their_own_contacts() -> None:
    plan = read(
        "Remarques",
        "nouveau contact : Mme T. GRIVEL, t.grivel@lune.example.org, 01 99 00 22 33",
        "remplacée par M. Hugo BRISSAC depuis le 01/10/2026",
    )

    assert [(one.given_name, one.family_name, one.emails, one.phones) for one in plan.people] == [
        ("Éva", "LORMELA", [], []),
        ("T.", "GRIVEL", ["t.grivel@lune.example.org"], ["0199002233"]),
        ("Éva", "LORMELAA", [], []),
        ("Hugo", "BRISSAC", [], []),
    ]
    assert [(one.person, one.organisation, one.function) for one in plan.mandates] == [
        ("lormela", "lune_1", "Présidente"), ("grivel", "lune_1", "Présidente"),
        ("lormelaa", "lune_2", "Présidente"), ("brissac", "lune_2", "Présidente"),
    ]  # fmt: skip
    assert terms(plan) == [(None, None), (None, None), (None, None), ("2026-10-01", None)]
    assert [(one.cell, one.code, one.suggestion) for one in plan.problems] == [
        ("csv!F2", "successor_in_text", "Mme T. GRIVEL"),
        ("csv!F3", "successor_in_text", "M. Hugo BRISSAC"),
        ("csv!F2", "given_name_initial", "grivel"),
    ]


def test_dead_person_is_refused_and_the_successor_is_not() -> None:
    plan = read("Observations", "décédée le 12/01/2026, remplacée par M. Hugo BRISSAC")

    assert [(one.family_name, one.source) for one in plan.people] == [("BRISSAC", "csv!F2")]
    assert [(one.person, one.function, one.until) for one in plan.mandates] == [
        ("brissac", "Présidente", None)
    ]
    assert [(one.cell, one.code, one.severity.value) for one in plan.problems] == [
        ("csv!F2", "deceased", "error"), ("csv!F2", "successor_in_text", "warning"),
    ]  # fmt: skip
