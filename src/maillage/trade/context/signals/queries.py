"""What happens at our partners', and which news still waits for an answer?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, Min, OuterRef, Prefetch, Q, QuerySet, Window

from maillage.core.folded import holds_words
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.models import Actor, Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.context.choices import Response
from maillage.trade.context.nature.queries import structures
from maillage.trade.context.signals.models import Signal, SignalAnswer, SignalParty


def signals(access: Access) -> QuerySet[Signal]:
    """The news that this reader may see, the latest first."""
    rows = Signal.objects.visible_to(access).select_related("source", "cooperation")
    return rows.order_by("-on", "-pk")


def with_parties(rows: QuerySet[Signal]) -> QuerySet[Signal]:
    """The same news, with whom it concerns."""
    parties = SignalParty.objects.select_related("actor__organisation__successor")
    return rows.prefetch_related(Prefetch("parties", parties))


def to_answer(day: date) -> Q:
    """The news to answer on that day: it has come without an answer, or is to be looked at again.

    What is to come may be answered before; it calls for nothing yet.
    """
    return Q(answer="", on__lte=day) | Q(answer=Response.WAIT, again_on__lte=day)


def signals_to_answer(access: Access, day: date) -> QuerySet[Signal]:
    """The news to answer on that day, the oldest first.

    Each has `silent_count`, how many they are before any cut.
    """
    rows = signals(access).filter(to_answer(day))
    return rows.annotate(silent_count=Window(Count("pk"))).order_by("on", "pk")


def matching_signals(rows: QuerySet[Signal], typed: str) -> QuerySet[Signal]:
    """The news whose words, or one of whose structures, hold what is typed."""
    signal_parties = SignalParty.objects.filter(holds_words(typed, "actor__organisation__folded"))
    return rows.filter(Q(holds_words(typed, "folded")) | Q(pk__in=signal_parties.values("signal")))


def signals_of(rows: QuerySet[Signal], organisation: int) -> QuerySet[Signal]:
    """Those that concern a structure."""
    mine = SignalParty.objects.filter(actor__organisation=organisation)
    return rows.filter(pk__in=mine.values("signal"))


def concerned_actors(access: Access, also: Sequence[int] = ()) -> QuerySet[Actor]:
    """Whom news may concern: members now, named groups, and those that it names already."""
    place = Member.objects.filter(
        in_force(), cooperation=access.cooperation_id, organisation=OuterRef("organisation")
    )
    here = Exists(place) | Q(organisation__isnull=True) | Q(pk__in=list(also))
    return structures(access).filter(here)


@dataclass(frozen=True, slots=True)
class SignalTotals:
    """How many pieces of news there are, how many wait for an answer, and the oldest of these."""

    count: int
    waiting: int
    oldest: date | None


_totals: Remembered[SignalTotals] = Remembered()


def signal_totals(access: Access, day: date) -> SignalTotals:
    """What the register says in a sentence, in one query after a change."""

    def count() -> SignalTotals:
        waits = to_answer(day)
        values = Signal.objects.visible_to(access).aggregate(
            count=Count("pk"), waiting=Count("pk", filter=waits), oldest=Min("on", filter=waits)
        )
        return SignalTotals(**values)

    return _totals.of((access.pk, access.role, day), access.cooperation.workspace_id, count)


@dataclass(frozen=True)
class SignalSheet:
    """A piece of news, its answers latest first, and the gestures made on it."""

    signal: Signal
    answers: Sequence[SignalAnswer]
    gestures: Sequence[Gesture] = field(default_factory=tuple)


def signal_sheet(access: Access, signal: Signal) -> SignalSheet:
    """The sheet of a piece of news."""
    own = Signal.objects.visible_to(access).filter(pk=signal.pk)
    parties = SignalParty.objects.filter(signal__in=own)
    given = SignalAnswer.objects.filter(signal__in=own)
    gestures = history(access, f"signal:{signal.pk}", also=(own, parties, given))
    answers = given.select_related("recorded_by").order_by("-on", "-pk")
    return SignalSheet(signal, list(answers), gestures)


def dated_within(first: date, last: date) -> Q:
    """The news that comes, ends or is looked at again in the period."""
    span = (first, last)
    return Q(on__range=span) | Q(until__range=span) | Q(again_on__range=span)


def coming_signals(access: Access, first: date, last: date) -> list[Signal]:
    """The news of the period for this reader; one query."""
    return list(signals(access).filter(dated_within(first, last)).order_by("on", "pk"))


@dataclass(frozen=True, slots=True)
class SignalFact:
    """A piece of news as the missions read it."""

    label: str
    on: date
    answer: str
    answered_on: date | None
    again_on: date | None


def signal_facts(cooperation_id: int) -> list[SignalFact]:
    """The news of a cooperation for whoever works on it, latest first, in one query."""
    rows = Signal.objects.filter(cooperation=cooperation_id).exclude(visibility=Visibility.ME)
    columns = "label", "on", "answer", "answered_on", "again_on"
    return [SignalFact(*value) for value in rows.order_by("-on", "-pk").values_list(*columns)]
