"""How does each structure live the cooperation, and how did that move?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

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
        standing_on=Subquery(readings.order_by("-on", "-pk").values("on")[:1]),
    )
    return rows.filter(Q(("is_member", True)) | Exists(mine))


def oldest_read(access: Access, since: date) -> Actor | None:
    """The member whose standing reading is the oldest, if it is of before that day; one query."""
    rows = read_structures(access).filter(Q(("is_member", True)), Q(("standing_on__lt", since)))
    return rows.order_by(F("standing_on"), "pk").first()


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


_words: Remembered[list[tuple[str, date | None]]] = Remembered()


def words_now(access: Access) -> list[tuple[str, date | None]]:
    """The word that stands for each member and its day, "" where nothing is known.

    One query after a change.
    """

    def read() -> list[tuple[str, date | None]]:
        rows = read_structures(access).filter(Q(("is_member", True)))
        pairs = rows.values_list(F("standing"), F("standing_on"))
        return [(str(word or ""), on) for word, on in pairs]

    return _words.of((access.pk, access.role), access.cooperation.workspace_id, read)


@dataclass(frozen=True, slots=True)
class MemberNature:
    """A member, the word that stands for it, or "", and the day of that reading."""

    name: str
    word: str
    on: date | None


def member_natures(cooperation_id: int, day: date) -> list[MemberNature]:
    """Each member and the word that stands for it on that day; two queries.

    Read at the level of the officers: what somebody keeps for themselves counts for nobody.
    """
    readings = NatureReading.objects.filter(
        actor__organisation__isnull=False,
        cooperation=cooperation_id,
        withdrawn_at__isnull=True,
        on__lte=day,
    ).exclude(visibility=Visibility.ME)
    columns = ("actor__organisation", "nature", "on")
    rows = readings.order_by("on", "pk").values_list(*columns)
    standing: dict[int | None, tuple[str, date | None]] = {
        number: (str(word), on) for number, word, on in rows
    }
    members = Member.objects.filter(in_force(), cooperation=cooperation_id)
    names = members.order_by("organisation__folded", "pk").values_list(
        "organisation", "organisation__name"
    )
    nothing: tuple[str, date | None] = ("", None)
    return [MemberNature(name, *standing.get(number, nothing)) for number, name in names]
