"""What is the heading, and what was it before?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.trade.context.heading.models import Heading, HeadingStep
from maillage.trade.context.heading.words import Piece, changed_words

MOST = 40


def steps(access: Access) -> QuerySet[HeadingStep]:
    """The steps that this reader may see, the latest first."""
    return HeadingStep.objects.visible_to(access).order_by("-on", "-pk")


def heading_of(access: Access) -> Heading:
    """The heading of the cooperation, or a fresh one that is not kept yet."""
    heading = Heading.objects.filter(cooperation=access.cooperation_id).first()
    return heading or Heading(cooperation=access.cooperation)


@dataclass(frozen=True)
class ShownStep:
    """A step, and word by word what differs from the one before that the reader may see."""

    step: HeadingStep
    pieces: Sequence[Piece]


def shown_steps(access: Access) -> list[ShownStep]:
    """The last steps, latest first, each against the former; one query."""
    rows = list(steps(access).select_related("author")[: MOST + 1])
    previous_statements = [*(one.statement for one in rows[1:]), ""][: len(rows)]
    return [
        ShownStep(one, changed_words(before, one.statement) if before else ())
        for one, before in zip(rows, previous_statements, strict=True)
    ][:MOST]


def last_step(cooperation_id: int) -> HeadingStep | None:
    """The last step for whoever works on the cooperation, or None."""
    rows = HeadingStep.objects.filter(cooperation=cooperation_id).exclude(visibility=Visibility.ME)
    return rows.order_by("-on", "-pk").first()
