"""How does each structure live the cooperation, and how did that move?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from maillage.core.folded import holds_words
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.actors.models import ReadingQuerySet
from maillage.ground.directory.models import Actor, Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.context.nature.models import NatureReading


def natures(access: Access) -> ReadingQuerySet[NatureReading]:
    """The readings that this reader may see, withdrawn ones too."""
    return NatureReading.objects.visible_to(access)


def last_number(access: Access) -> int:
    """The number of the last reading that this reader may see, 0 when there is none."""
    return int(natures(access).aggregate(last=Max("pk"))["last"] or 0)


def structures(access: Access) -> QuerySet[Actor]:
    """The structures of the cooperation by name, then its named groups; never a person."""
    rows = Actor.objects.filter(cooperation=access.cooperation_id, person__isnull=True)
    by_name = F("organisation__folded").asc(nulls_last=True)  # databases place nulls differently
    return rows.select_related("organisation__successor").order_by(by_name, "pk")


def read_structures(access: Access) -> QuerySet[Actor]:
    """The members, and those who left but were read, with the word that stands for each."""
    mine = natures(access).filter(actor=OuterRef("pk"), withdrawn_at__isnull=True)
    readings = mine.filter(on__lte=timezone.localdate())
    place = Member.objects.filter(
        in_force(), cooperation=access.cooperation_id, organisation=OuterRef("organisation")
    )
    rows = structures(access).filter(organisation__isnull=False)
    rows = rows.annotate(
        is_member=Exists(place),
        standing=Subquery(readings.order_by("-on", "-pk").values("nature")[:1]),
    )
    return rows.filter(Q(("is_member", True)) | Exists(mine))


def matching_structures(rows: QuerySet[Actor], typed: str) -> QuerySet[Actor]:
    """The structures whose name holds what is typed."""
    return rows.filter(holds_words(typed, "organisation__folded"))


@dataclass(frozen=True)
class NatureRow:
    """A structure and its readings, oldest first; the last one stands."""

    pk: int
    name: str
    note: str
    readings: Sequence[NatureReading]

    @property
    def last(self) -> NatureReading | None:
        """The reading that stands, or None."""
        return self.readings[-1] if self.readings else None

    @property
    def former(self) -> NatureReading | None:
        """The last reading that said something else, or None."""
        others = [one for one in self.readings if self.last and one.nature != self.last.nature]
        return others[-1] if others else None


def readings_of(access: Access, numbers: Sequence[int]) -> dict[int, list[NatureReading]]:
    """The readings of these structures that stand or stood, oldest first, in one query."""
    rows = natures(access).filter(
        actor__in=numbers, withdrawn_at__isnull=True, on__lte=timezone.localdate()
    )
    readings_by_number: dict[int, list[NatureReading]] = {}
    for one in rows.select_related("source").order_by("on", "pk"):
        readings_by_number.setdefault(one.actor_id, []).append(one)
    return readings_by_number


def history_of(access: Access, actor: int) -> list[NatureReading]:
    """All that was read of a structure, withdrawn readings too, latest first; one query."""
    rows = natures(access).filter(actor=actor).select_related("author", "source")
    return list(rows.order_by("-on", "-pk"))


_words: Remembered[list[str]] = Remembered()


def words_now(access: Access) -> list[str]:
    """The word that stands for each member, "" where nothing is known; one query after a change."""

    def read() -> list[str]:
        rows = read_structures(access).filter(Q(("is_member", True)))
        return [str(word or "") for word in rows.values_list(F("standing"), flat=True)]

    return _words.of((access.pk, access.role), access.cooperation.workspace_id, read)


def members_and_words(cooperation_id: int, day: date) -> list[tuple[str, str]]:
    """Each member's name and the word that stands for it on that day, or ""; two queries.

    Read at the level of the officers: what somebody keeps for themselves counts for nobody.
    """
    readings = NatureReading.objects.filter(
        actor__organisation__isnull=False,
        cooperation=cooperation_id,
        withdrawn_at__isnull=True,
        on__lte=day,
    ).exclude(visibility=Visibility.ME)
    standing = dict(readings.order_by("on", "pk").values_list("actor__organisation", "nature"))
    rows = Member.objects.filter(in_force(), cooperation=cooperation_id)
    members = rows.order_by("organisation__folded", "pk").values_list(
        "organisation", "organisation__name"
    )
    return [(name, standing.get(number, "")) for number, name in members]
