"""What an agreement says of childcare is written."""

from collections.abc import Mapping

from maillage.core.texts import write_texts
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.trade.context.childcare.models import SchemeText
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.services import TOPIC


def write_parts(*, access: Access, scheme: Scheme, read: int, texts: Mapping[str, str]) -> Scheme:
    """The scheme with the words of its parts, by key. Raises StaleVersionError."""
    with journal.write_by(access, TOPIC):
        claim_version(scheme, read)
        scheme.save()
        write_texts(scheme.texts.all(), texts, lambda key: SchemeText(scheme=scheme, key=key))
    return scheme
