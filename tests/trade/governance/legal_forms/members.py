"""Members of a cooperation that studies its legal form."""

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.directory.models import Organisation
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.territories.makers import make_territory
from tests.links_to import pages_of

url = pages_of("governance", "legal_forms")


def a_member(place: Cooperation, name: str, kind: str = "epci", code: str = "") -> Organisation:
    organisation = make_organisation(workspace=place.workspace, name=name, kind=kind)
    if code:
        organisation.territory = make_territory(name=name, kind=kind, code=code)
        organisation.save()
    make_member(cooperation=place, organisation=organisation)
    return organisation
