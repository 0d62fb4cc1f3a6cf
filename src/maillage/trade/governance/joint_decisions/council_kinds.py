"""Which kind of council is asked, when the name of its structure says more than its record?"""

import re
from datetime import date

from maillage.core.folded import fold
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.models import Organisation
from maillage.law.words import WITHOUT_ACTS
from maillage.trade.governance.choices import CouncilKind
from maillage.trade.governance.joint_decisions.models import Deliberation

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
    return _read_by_name(organisation, council)


def council_of(deliberation: Deliberation) -> CouncilKind:
    """The council that is asked; a SIVOM recorded as a syndicat mixte is one of communes."""
    return _read_by_name(deliberation.organisation, CouncilKind(deliberation.council))


def is_executory(council: str, transmitted_on: date | None, published_on: date | None) -> bool:
    """Whether what such a council votes binds already: its act is executory, or it takes none."""
    return council in WITHOUT_ACTS or bool(transmitted_on and published_on)


def _read_by_name(organisation: Organisation, council: CouncilKind) -> CouncilKind:
    is_syndicate = council == CouncilKind.CLOSED_SYNDICATE
    parts = organisation.name, organisation.short_name, organisation.legal_form
    is_of_communes = is_syndicate and OF_COMMUNES.search(" ".join(map(fold, parts)))
    return CouncilKind.COMMUNE_SYNDICATE if is_of_communes else council
