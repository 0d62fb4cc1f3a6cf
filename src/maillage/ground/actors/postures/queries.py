"""How does each actor stand on each subject, and by which fact is it known?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Q, QuerySet, TextField, When
from django.db.models.functions import Coalesce, Lower
from django.shortcuts import get_object_or_404
from django.utils import timezone

from maillage.core.folded import holds_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.choices import Attitude
from maillage.ground.actors.players.queries import actor_name
from maillage.ground.actors.postures.models import Posture
from maillage.ground.actors.readings.models import ReadingQuerySet
from maillage.ground.actors.sources.words import origin_words

MOST_OF_A_SHEET = 20


def postures(access: Access) -> ReadingQuerySet[Posture]:
    """The postures that this reader may see, withdrawn ones too."""
    return Posture.objects.visible_to(access)


def standing_postures(access: Access, day: date) -> QuerySet[Posture]:
    """The last known posture of each actor on each subject that day; one may narrow it further."""
    standing = postures(access).standing_on(day).order_by()
    rows = Posture.objects.filter(pk__in=standing.values("pk")).annotate(
        name=Coalesce(
            "actor__organisation__folded",
            "actor__person__folded",
            Lower("actor__group"),
            output_field=TextField(),
        ),
        rung=Case(*(When(attitude=one, then=rung) for rung, one in enumerate(Attitude))),
    )
    return rows.select_related("actor__organisation", "actor__person", "subject", "source")


_counts: Remembered[tuple[Counter[str], int]] = Remembered()


def attitude_counts(access: Access, old: date) -> tuple[Counter[str], int]:
    """How many postures of each kind stand today, and how many were read before `old`.

    Counted again only after a change, or on another day.
    """

    def count() -> tuple[Counter[str], int]:
        standing = postures(access).standing_on(timezone.localdate())
        rows = list(standing.order_by().values_list("attitude", "on"))
        return Counter(attitude for attitude, _on in rows), sum(on < old for _attitude, on in rows)

    return _counts.of((access.pk, access.role, old), access.cooperation.workspace_id, count)


@dataclass(frozen=True, slots=True)
class PostureRow:
    """A posture as the register reads it."""

    pk: int
    actor: str
    subject: str
    attitude: str
    word: str
    fact: str
    source: str
    on: date
    confidence: str
    is_old: bool


def posture_rows(access: Access, page: QuerySet[Posture], old_before: date) -> list[PostureRow]:
    """The rows of one page, in one query."""
    return [
        PostureRow(
            pk=one.pk,
            actor=actor_name(one.actor),
            subject=one.subject.label,
            attitude=one.attitude,
            word=str(one.get_attitude_display()),
            fact=one.said,
            source=origin_words(access, one.source),
            on=one.on,
            confidence=str(one.get_confidence_display()),
            is_old=one.on < old_before,
        )
        for one in page
    ]


def matching_postures(rows: QuerySet[Posture], typed: str) -> QuerySet[Posture]:
    """The postures of the actors, or on the subjects, whose name holds what is typed."""
    condition = holds_words(typed, "actor__organisation__folded", "actor__person__folded")
    plain = Q(actor__group__icontains=typed) | Q(subject__label__icontains=typed)
    return rows.filter(condition | plain)


def postures_of(access: Access, organisation: int, day: date) -> QuerySet[Posture]:
    """What was read of a structure until that day and still holds, latest first."""
    rows = postures(access).filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=day),
        on__lte=day,
        withdrawn_at__isnull=True,
        actor__organisation=organisation,
    )
    return rows.select_related("subject").order_by("-on", "-pk")[:MOST_OF_A_SHEET]


def visible_posture(access: Access, number: int) -> Posture:
    """A posture that this reader may see; Http404 otherwise."""
    rows = postures(access).select_related(
        "actor__organisation", "actor__person", "subject", "source", "author"
    )
    return get_object_or_404(rows, pk=number)


def history_of_place(access: Access, posture: Posture) -> Sequence[Posture]:
    """All that was read of this actor on this subject, latest first, in one query."""
    today = timezone.localdate()
    rows = postures(access).filter(
        Q(expires_on__isnull=True) | Q(expires_on__gte=today),
        actor=posture.actor_id,
        subject=posture.subject_id,
    )
    return list(rows.select_related("author", "source").order_by("-on", "-pk"))
