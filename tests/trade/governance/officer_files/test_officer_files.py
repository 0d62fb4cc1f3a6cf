"""Each file that an officer keeps of her bodies says whole what she wrote, and nothing else."""

from collections.abc import Callable

import pytest

from maillage.foundation.cooperations.models import Access
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
