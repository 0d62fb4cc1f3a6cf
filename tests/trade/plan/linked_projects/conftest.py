"""What the tests of the projects of others begin with."""

import pytest

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.models import Project
from tests.ground.directory.holdings import member_with_name
from tests.trade.plan.linked_projects.makers import make_project


@pytest.fixture
def project(cooperation: Cooperation) -> Project:
    """A commune studies how to reuse its wash house."""
    brolles = member_with_name(cooperation, "Brolles")
    return make_project(
        cooperation=cooperation, holder=brolles, title="Ouvrir le lavoir", phase="study"
    )
