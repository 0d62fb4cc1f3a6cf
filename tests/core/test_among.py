"""What belongs to a few records is the same on both databases, and its list is read first."""

import pytest
from django.db import connection
from django.db.models import Q

from maillage.core.among import among
from maillage.foundation.cooperations.models import Cooperation, Workspace
from tests.foundation.cooperations.makers import make_cooperation

pytestmark = pytest.mark.django_db


@pytest.fixture
def cooperations() -> list[Cooperation]:
    """Two cooperations, each in its workspace."""
    return [make_cooperation(), make_cooperation()]


def test_rows_of_a_record_are_found_by_its_key(cooperations: list[Cooperation]) -> None:
    first, _second = cooperations
    workspaces = Workspace.objects.filter(pk=first.workspace_id)

    rows = Cooperation.objects.filter(among("workspace_id", workspaces))

    assert list(rows) == [first]


def test_only_value_of_a_row_is_looked_for(cooperations: list[Cooperation]) -> None:
    _first, second = cooperations
    numbers = Cooperation.objects.filter(pk=second.pk).values("workspace_id")

    workspaces = Workspace.objects.filter(among("pk", numbers))

    assert list(workspaces) == [second.workspace]


def test_empty_list_leaves_the_other_conditions(cooperations: list[Cooperation]) -> None:
    nothing, first = Workspace.objects.none(), cooperations[0]

    rows = Cooperation.objects.filter(Q(among("workspace_id", nothing)) | Q(pk=first.pk))

    assert list(rows) == [first]
    assert not Cooperation.objects.filter(among("workspace_id", nothing)).exists()


def test_list_is_read_before_the_rows(cooperations: list[Cooperation]) -> None:
    first, second = cooperations
    workspaces = Workspace.objects.filter(name__in=[one.workspace.name for one in (first, second)])

    plan = Cooperation.objects.filter(among("workspace_id", workspaces)).explain()

    sign = {"sqlite": "LIST SUBQUERY", "postgresql": "InitPlan"}[connection.vendor]
    assert sign in plan
