"""Which documents may this reader open?"""

from django.db.models import Sum

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.visibility import VisibleQuerySet
from maillage.foundation.documents.models import Attachment


def documents_of(access: Access) -> VisibleQuerySet[Attachment]:
    """The documents of the cooperation that the reader may open, latest first."""
    return Attachment.objects.visible_to(access).select_related("author")


def documents_on(access: Access, kind: str, number: int) -> VisibleQuerySet[Attachment]:
    """Those attached to one sheet."""
    return documents_of(access).filter(kind=kind, number=number)


def weight_of(cooperation_id: int) -> int:
    """How many bytes all the documents of the cooperation weigh, whoever may read them."""
    rows = Attachment.objects.filter(cooperation=cooperation_id)
    return rows.aggregate(weight=Sum("size"))["weight"] or 0
