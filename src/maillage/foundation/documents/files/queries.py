"""Which documents may this reader open, and on which paper does the cooperation write?"""

from django.db.models import QuerySet, Sum

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import VisibleQuerySet
from maillage.foundation.documents.files.models import Attachment, Letterhead, Template


def documents_of(access: Access) -> VisibleQuerySet[Attachment]:
    """The documents of the cooperation that the reader may open, latest first."""
    return Attachment.objects.visible_to(access).select_related("author")


def documents_on(access: Access, kind: str, number: int) -> VisibleQuerySet[Attachment]:
    """Those attached to one sheet."""
    return documents_of(access).filter(kind=kind, number=number)


def weight_of(cooperation_id: int) -> int:
    """How many bytes all the documents of the cooperation weigh, whoever may read them."""
    return sum(
        model._base_manager.filter(cooperation=cooperation_id).aggregate(weight=Sum("size"))[
            "weight"
        ]
        or 0
        for model in (Attachment, Template)
    )


def letterhead(access: Access) -> Letterhead:
    """The letterhead of the reader's cooperation; a blank one when nobody wrote it yet."""
    record = Letterhead.objects.filter(cooperation=access.cooperation_id).first()
    return record or Letterhead(cooperation=access.cooperation)


def templates(access: Access) -> QuerySet[Template]:
    """Every template that the cooperation gave, latest first, those put aside too."""
    rows = Template.objects.filter(cooperation=access.cooperation_id)
    return rows.select_related("author")


def template_in_use(access: Access, paper: str, form: str) -> Template | None:
    """The cooperation's own template of this paper in this format, or None for ours."""
    return templates(access).filter(paper=paper, form=form, ended_at__isnull=True).first()
