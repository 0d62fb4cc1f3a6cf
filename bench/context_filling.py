"""What context is measured? Past relations, natures, a heading, news of partners, planned moves."""

from collections.abc import Sequence
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Actor, Organisation
from maillage.trade.context.choices import Course, Effect, Ending, Nature, SignalKind
from maillage.trade.context.models import (
    Heading,
    HeadingStep,
    Move,
    MoveParty,
    NatureReading,
    Relation,
    RelationParty,
    Signal,
    SignalParty,
)

MANY = 100
SIZES = {"demo": 20, "large": 1_000}
STEPS = 20


def fill_context(
    author: User, cooperation: Cooperation, organisations: Sequence[Organisation]
) -> None:
    """Make the context of these structures, nine or many; inside a write of this author."""
    count = SIZES["demo" if len(organisations) < MANY else "large"]
    values: dict[str, object] = {"cooperation": cooperation, "author": author}
    source = Source.objects.create(kind=SourceKind.INTERVIEW, on=_day(400), **values)
    _fill_past(values, source, organisations, count)
    _fill_news(values, source, count)
    heading = Heading.objects.create(cooperation=cooperation)
    for step in range(STEPS):
        HeadingStep.objects.create(
            heading=heading,
            course=Course.ADAPTED if step else Course.SET,
            statement=f"Accueillir chaque enfant à vingt minutes de chez lui, version {step}.",
            on=_day(30 * (STEPS - step)),
            **values,
        )
    moves = [
        Move(label=f"Geste {n}", around_on=_day(-n), **values) for n in range(1, count // 5 + 1)
    ]
    moves = journal.bulk_create(Move, moves)
    parties = [
        MoveParty(move=one, organisation=organisations[one.pk % len(organisations)])
        for one in moves
    ]
    journal.bulk_create(MoveParty, parties)


def _fill_past(
    values: dict[str, object], source: Source, organisations: Sequence[Organisation], count: int
) -> None:
    relations = journal.bulk_create(
        Relation,
        (
            Relation(
                label=f"Groupement {number}",
                since=_day(9_000 - number),
                ending=Ending.TERM,
                said="La confiance est restée.",
                source=source,
                **values,
            )
            for number in range(count)
        ),
    )
    places = [
        (one, organisations[(one.pk + step) % len(organisations)])
        for one in relations
        for step in range(3)
    ]
    journal.bulk_create(
        RelationParty, (RelationParty(relation=one, organisation=body) for one, body in places)
    )


def _fill_news(values: dict[str, object], source: Source, count: int) -> None:
    actors = list(Actor.objects.filter(cooperation=source.cooperation).order_by("pk"))
    words = Nature.values
    readings = [
        NatureReading(
            actor=actor,
            nature=words[(actor.pk + turn) % len(words)],
            on=_day(400 - 180 * turn),
            source=source,
            **values,
        )
        for actor in actors
        for turn in range(2)
    ]
    journal.bulk_create(NatureReading, readings)
    signals = journal.bulk_create(
        Signal,
        (
            Signal(
                kind=SignalKind.BUDGET,
                label=f"Vote du budget {number}",
                on=_day(number % 500),
                effect=Effect.ADVERSE,
                source=source,
                **values,
            )
            for number in range(count)
        ),
    )
    journal.bulk_create(
        SignalParty,
        (SignalParty(signal=one, actor=actors[one.pk % len(actors)]) for one in signals),
    )


def _day(days: int) -> date:
    return date.today() - timedelta(days=days)
