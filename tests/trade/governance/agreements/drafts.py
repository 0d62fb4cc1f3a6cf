"""Members that bear a name, and an agreement as its pages read it."""

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.agreements import queries
from maillage.trade.governance.models import Agreement
from tests.ground.directory.makers import make_member


def a_member(place: Cooperation, name: str, kind: str = "commune") -> Organisation:
    """A member of this name."""
    organisation = make_member(cooperation=place).organisation
    organisation.name, organisation.kind = name, kind
    organisation.save()
    return organisation


def get(access: Access, agreement: Agreement) -> Agreement:
    """The agreement, read again as this access reads it."""
    return queries.agreement_in(access, agreement.pk).get()
