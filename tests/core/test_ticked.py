"""Several records are ticked among those of the query, whatever is sent."""

import pytest
from django.core.exceptions import ValidationError

from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Workspace
from tests.foundation.cooperations.makers import make_workspace

pytestmark = pytest.mark.django_db


def test_records_of_the_query_are_ticked() -> None:
    workspace = make_workspace()

    assert [*TickedField(Workspace.objects.all()).clean([str(workspace.pk)])] == [workspace]


@pytest.mark.parametrize("sent", ["9" * 400, "9" * 19, "9" * 18, "0", "-1", "abc", "²", "\x00"])
def test_what_is_no_record_of_the_query_is_shown(sent: str) -> None:
    with pytest.raises(ValidationError):
        TickedField(Workspace.objects.all()).clean([sent])
