"""Which council does a structure have, when its name says more than its record?"""

import re

from maillage.core.folded import fold
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.choices import CouncilKind

# A SIVU, a SIVOM gather communes alone: neither is ever a syndicat mixte.
OF_COMMUNES = re.compile(r"\bsiv(?:u|om|os)\b|\bsyndicat (?:intercommunal|de communes)\b")
OF_NATURE = {
    OrganisationKind.COMMUNE: CouncilKind.COMMUNE,
    OrganisationKind.EPCI: CouncilKind.EPCI,
    OrganisationKind.SYNDICATE: CouncilKind.CLOSED_SYNDICATE,
    OrganisationKind.DEPARTEMENT: CouncilKind.DEPARTEMENT,
    OrganisationKind.REGION: CouncilKind.REGION,
    OrganisationKind.CHAMBER: CouncilKind.CHAMBER,
    OrganisationKind.ASSOCIATION: CouncilKind.ASSOCIATION,
}


def first_council(organisation: Organisation) -> CouncilKind:
    """The council of a structure before anybody has said which."""
    council = OF_NATURE.get(OrganisationKind(organisation.kind), CouncilKind.OTHER)
    return read_by_name(organisation, council)


def read_by_name(organisation: Organisation, council: CouncilKind) -> CouncilKind:
    """The council of a structure recorded as this; a SIVOM is a syndicate of communes."""
    is_syndicate = council == CouncilKind.CLOSED_SYNDICATE
    parts = organisation.name, organisation.short_name, organisation.legal_form
    is_of_communes = is_syndicate and OF_COMMUNES.search(" ".join(map(fold, parts)))
    return CouncilKind.COMMUNE_SYNDICATE if is_of_communes else council
