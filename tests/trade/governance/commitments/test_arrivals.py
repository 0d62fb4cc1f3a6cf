"""What arrived while one was away tells nothing of what one may not read."""

from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.queries import reader_of_arrivals
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.arrivals import arrivals_since
from maillage.foundation.journal.models import Change
from maillage.trade.governance.models import Commitment
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_organisation
from tests.trade.governance.commitments.makers import make_commitment, make_commitment_step

SECRET = "Prêter un agent contre sa voix"


def arrived(reader: Access) -> str:
    days = arrivals_since(timezone.now() - timedelta(minutes=1), reader_of_arrivals(reader))
    return " ; ".join(one.sentence for day in days for one in day.arrivals)


def record(access: Access, visibility: str, name: str = SECRET) -> Commitment:
    """A commitment with its first step, in a gesture of this officer."""
    place = access.cooperation
    organisation = make_organisation(workspace=place.workspace)
    with gesture(access):
        return make_commitment(
            cooperation=place,
            author=access.user,
            organisation=organisation,
            label=name,
            visibility=visibility,
        )


def gesture(access: Access) -> AbstractContextManager[Change]:
    place = access.cooperation
    return journal.write(
        access.user, workspace_id=place.workspace_id, cooperation_id=place.pk, topic="commitments"
    )


@pytest.mark.parametrize("visibility", [Visibility.ME, Visibility.OFFICERS])
def test_what_the_team_may_not_read_does_not_arrive(access: Access, visibility: str) -> None:
    team = make_access(cooperation=access.cooperation, role="team")
    record(access, visibility)

    assert arrived(team) == ""
    assert SECRET not in signed_in(team).get(f"/c/{team.cooperation.slug}/ma-journee/").text


def test_what_the_team_may_read_arrives(access: Access) -> None:
    team = make_access(cooperation=access.cooperation, role="team")
    record(access, Visibility.TEAM)

    assert arrived(team) == f"a ajouté {SECRET}"


def test_a_step_arrives_with_its_commitment_alone(access: Access) -> None:
    place, team = access.cooperation, make_access(cooperation=access.cooperation, role="team")
    hidden = make_commitment(cooperation=place, author=access.user, visibility="officers")
    with gesture(access):
        make_commitment_step(commitment=hidden, kind="promised")

    officer = arrived(make_access(cooperation=place))
    assert (arrived(team), officer) == ("", f"a promis « {hidden.label} »")


def test_what_was_removed_tells_its_name_to_nobody(access: Access) -> None:
    hidden = make_commitment(
        cooperation=access.cooperation, author=access.user, label=SECRET, visibility="officers"
    )
    with gesture(access):
        hidden.steps.all().delete()
        hidden.delete()

    assert arrived(make_access(cooperation=access.cooperation, role="team")) == ""


@pytest.mark.parametrize("count", [1, 3])
def test_queries_do_not_grow(access: Access, count: int) -> None:
    team = make_access(cooperation=access.cooperation, role="team")
    for number in range(count):
        record(access, Visibility.TEAM, f"Promesse {number}")
    arrived(team)

    with CaptureQueriesContext(connection) as queries:
        arrived(team)

    assert len(queries) == 3
