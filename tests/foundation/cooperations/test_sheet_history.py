"""Whose name does a reader find in the history of a sheet?"""

import pytest

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal import services as journal
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("role", Role.values)
def test_an_observer_reads_nobody_s_name_in_a_history(access: Access, role: str) -> None:
    with journal.write(access.user, workspace_id=1, topic="organisations"):
        organisation = make_organisation(workspace=access.cooperation.workspace)
    reader = make_access(cooperation=access.cooperation, role=role)

    authors = {one.author for one in history(reader, organisation.sheet_key)}

    assert authors == {"Une personne" if role == Role.OBSERVER else access.user.name}
