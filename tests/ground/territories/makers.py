"""Makes territories for tests."""

from maillage.foundation.cooperations.models import Workspace
from maillage.ground.territories.models import Territory


def make_territory(
    *,
    name: str = "Pornic",
    kind: str = Territory.Kind.COMMUNE,
    code: str = "44131",
    workspace: Workspace | None = None,
) -> Territory:
    """A territory of the register, or of a workspace."""
    return Territory.objects.create(name=name, kind=kind, code=code, workspace=workspace)
