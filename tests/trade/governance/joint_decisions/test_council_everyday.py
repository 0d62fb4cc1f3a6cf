"""Votes are read as officers write them: counted in letters, unanimous, put off, still to come."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from maillage.core import french
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.foundation.exchange.models import Import
from maillage.trade.governance.joint_decisions.rules import Counts
from maillage.trade.governance.joint_decisions.table.cells import counts_in, vote_of
from tests.foundation.exchange.importing import remarks_of
from tests.foundation.exchange.spreadsheets import Row
from tests.trade.governance.joint_decisions.test_council_table import decision_put_to, read

NAMES = "organisation", "vote", "session_on", "planned", "for", "against", "abstentions"
NO_DAY = "Pas encore de jour : écrivez-le quand il sera connu, 30/04/2026."


def councils(run: Import) -> list[tuple[object, ...]]:
    """What the file says, in the plain shape of a target."""
    rows = planned_import(run).expected()["deliberations"]
    assert isinstance(rows, list)
    return [tuple(row[name] for name in NAMES) for row in rows]


@pytest.mark.parametrize(
    ("text", "vote", "counts"),
    [
        ("32 pour, 3 contre, 2 abst.", "adopted", Counts(32, 3, 2)),
        ("9 P / 0 C / 1 A", "adopted", Counts(9, 0, 1)),
        ("8 voix pour, unanimité", "adopted", Counts(8, None, None)),
        ("unanimité (15 voix)", "adopted", Counts(15, None, None)),
        ("rejetée : 4 pour, 7 contre", "refused", Counts(4, 7, None)),
        ("adoptée à la majorité", "adopted", Counts()),
        ("Favorable avec réserve", "reserved", Counts()),
    ],
)
def test_votes_and_voices(text: str, vote: str, counts: Counts) -> None:
    assert (vote_of(text), counts_in(text)) == (vote, counts)


def test_what_is_still_to_come_is_a_planned_session(access: Access) -> None:
    names = "Bouin", "Pornic", "Machecoul", "Legé", "Paulx"
    decision_put_to(access.cooperation, *names)
    day = timezone.localdate() + timedelta(30)
    written, iso = f"{day:%d/%m/%Y}", day.isoformat()
    rows: list[Row] = [
        ["Commune", "Conseil du", "Vote"],
        ["Bouin", written, ""],
        ["Pornic", "", f"reportée au {written}"],
        ["Machecoul", "", "à l'ordre du jour"],
        ["Legé", "", "prévu 1er trim. 2099"],
        ["Paulx", "10/10/2026", f"reportée au {written}"],
    ]

    run = read(access, rows)

    none = (None, None, None)
    assert remarks_of(run) == []
    assert councils(run) == [
        ("Bouin", None, None, iso, *none),
        ("Pornic", "deferred", None, iso, *none),
        ("Machecoul", None, None, None, *none),
        ("Legé", None, None, None, *none),
        ("Paulx", "deferred", date(2026, 10, 10).isoformat(), iso, *none),
    ]
    assert remarks_of(run, "warnings") == [
        ("C3", f"Reportée : conseil prévu le {french.long_date(day)}."),
        ("C5", NO_DAY),
    ]


def test_a_reserve_that_is_not_said_keeps_the_words_of_the_vote(access: Access) -> None:
    decision_put_to(access.cooperation, "Bouin")

    run = read(
        access,
        [["Commune", "Conseil du", "Vote"], ["Bouin", "10/10/2026", "Favorable avec réserve"]],
    )

    assert (remarks_of(run), councils(run)[0][1]) == ([], "reserved")
    assert remarks_of(run, "warnings") == [
        ("C2", "La réserve n’est pas dite : ces mots la gardent, à compléter.")
    ]


def test_a_section_that_is_no_member_parts_the_councils(access: Access) -> None:
    decision_put_to(access.cooperation, "Commune de Bouin", "Syndicat mixte du Lac")

    run = read(
        access,
        [
            ["Structure", "Conseil du", "Vote"],
            ["COMMUNES", "", ""],
            ["Bouin", "10/10/2026", "oui"],
            ["AUTRES", "", ""],
            ["Synd. mixte du Lac", "11/10/2026", "oui"],
        ],
    )

    assert [one[0] for one in councils(run)] == ["Commune de Bouin", "Syndicat mixte du Lac"]
