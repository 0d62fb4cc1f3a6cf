"""Each file that an officer keeps of her bodies says whole what she wrote, and nothing else."""

from collections.abc import Callable

import pytest

from maillage.foundation.cooperations.models import Access
from tests.foundation.exchange.spreadsheets import Row, xlsx_bytes
from tests.trade.governance.officer_files import commitments, councils, seats, sittings
from tests.trade.governance.officer_files.scene import (
    OfficerFile,
    facts,
    looked_at,
    placed,
    planned,
    put_to_councils,
    seated,
)

Case = tuple[str, tuple[str, ...], Callable[[Access], None], OfficerFile]
CASES: list[Case] = [
    *(("instances", seats.FIELDS, placed, one) for one in seats.FILES),
    *(("seances", sittings.FIELDS, seated, one) for one in sittings.FILES),
    *(("deliberations", councils.FIELDS, put_to_councils, one) for one in councils.FILES),
    *(("engagements", commitments.FIELDS, placed, one) for one in commitments.FILES),
]


@pytest.mark.parametrize("case", CASES, ids=[f"{one[0]}: {one[3].name}" for one in CASES])
def test_a_file_says_what_its_officer_wrote(access: Access, case: Case) -> None:
    target, names, prepared, file = case
    prepared(access)

    plan = planned(access, target, file.content)

    assert facts(plan, target, names) == file.facts
    assert file.cells <= looked_at(plan)


def test_a_listed_name_that_nobody_bears_is_said_beside_the_whole_cell(access: Access) -> None:
    seated(access)
    rows: list[Row] = [
        ["Instance", "Date", "Présents"],
        ["COPIL", "12/03/2026", "Lagrange, Vaubert"],
    ]

    plan = planned(access, "seances", xlsx_bytes({"Réunions": rows}))

    assert [(one.cell, one.raw, one.message) for one in plan.problems] == [
        (
            "Réunions!C2",
            "Lagrange, Vaubert",
            "« Vaubert » : Aucun siège dans cette instance ce jour-là : donnez-le, ou corrigez "
            "le nom.",
        )
    ]


def test_a_column_that_the_officer_leaves_out_is_not_told_by_its_values(access: Access) -> None:
    placed(access)
    rows: list[Row] = [
        ["Partenaire", "S'engage à", "Où on en est vraiment"],
        ["Caf", "Animer le réseau", "promis"],
        ["MSA", "Relayer l'information", "demandé"],
    ]
    content = xlsx_bytes({"Suivi": rows})

    free = planned(access, "engagements", content)
    chosen = planned(access, "engagements", content, {"Suivi": {"C": "ignored"}})

    assert facts(free, "engagements", ["state"]) == [("promised",), ("asked",)]
    assert facts(chosen, "engagements", ["state"]) == [(None,), (None,)]


def test_deputies_in_a_block_are_paired_with_their_titulaires(access: Access) -> None:
    placed(access)
    rows: list[Row] = [
        ["Instance", "Structure", "Nom", "T/S"],
        ["COPIL", "CCVS", "Hélène Marchand", "T"],
        ["COPIL", "CCVS", "Sami Costa", "T"],
        ["COPIL", "CCVS", "Tom Leroy", "S"],
        ["COPIL", "CCVS", "Julie Nadal", "S"],
    ]

    plan = planned(access, "instances", xlsx_bytes({"Membres": rows}))

    assert facts(plan, "instances", ["titulaire", "suppleants"]) == [
        ("Hélène Marchand", "Tom Leroy"),
        ("Sami Costa", "Julie Nadal"),
    ]
