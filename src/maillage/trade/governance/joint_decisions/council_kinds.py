"""Which council was asked in a joint decision, and does what it voted bind already?"""

from datetime import date

from maillage.law.words import WITHOUT_ACTS
from maillage.trade.governance.choices import CouncilKind
from maillage.trade.governance.council_kinds import read_by_name
from maillage.trade.governance.joint_decisions.models import Deliberation


def council_of(deliberation: Deliberation) -> CouncilKind:
    """The council that is asked; a SIVOM recorded as a syndicat mixte is one of communes."""
    return read_by_name(deliberation.organisation, CouncilKind(deliberation.council))


def is_executory(council: str, transmitted_on: date | None, published_on: date | None) -> bool:
    """Whether what such a council votes binds already: its act is executory, or it takes none."""
    return council in WITHOUT_ACTS or bool(transmitted_on and published_on)
