"""What play of actors is measured? 200 that all weigh on each other, 300 that weigh on ten."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import Attitude, SourceKind
from maillage.ground.actors.models import Influence, Posture, Source, Subject
from maillage.ground.actors.subjects.services import cooperation_subject
from maillage.ground.directory.models import Actor

MOST = 200
LINKS = 10
SAME_EACH_TIME = 1905


def fill_actors(author: User, cooperation: Cooperation) -> None:
    """The influences of the actors at two dates, and their postures; inside a write."""
    everybody = list(Actor.objects.filter(cooperation=cooperation).order_by("pk"))
    actors = everybody[:MOST]
    source = Source.objects.create(
        cooperation=cooperation, author=author, kind=SourceKind.OFFICER, on=_day(400)
    )
    subject = cooperation_subject(cooperation=cooperation)
    journal.bulk_create(Influence, _influences(source, actors))
    journal.bulk_create(Influence, _around(source, everybody[MOST:], everybody))
    journal.bulk_create(Posture, _postures(source, subject, actors))


def _influences(source: Source, actors: Sequence[Actor]) -> Iterator[Influence]:
    chance = random.Random(SAME_EACH_TIME)
    pairs = [(one, other) for one in actors for other in actors if one != other]
    moved = chance.sample(pairs, len(pairs) // 20)
    for days, entries in ((400, pairs), (20, moved)):
        for actor, target in entries:
            yield Influence(
                cooperation=source.cooperation,
                author=source.author,
                actor=actor,
                target=target,
                strength=chance.choice((0, 0, 1, 1, 2, 3, 4)),
                source=source,
                on=_day(days),
            )


def _around(
    source: Source, others: Sequence[Actor], everybody: Sequence[Actor]
) -> Iterator[Influence]:
    """The others each weigh on ten: the whole is the network of all the actors."""
    chance = random.Random(SAME_EACH_TIME)
    for actor in others:
        for target in chance.sample([one for one in everybody if one != actor], LINKS):
            yield Influence(
                cooperation=source.cooperation,
                author=source.author,
                actor=actor,
                target=target,
                strength=chance.choice((1, 2, 3, 4)),
                source=source,
                on=_day(20),
            )


def _postures(source: Source, subject: Subject, actors: Sequence[Actor]) -> Iterator[Posture]:
    chance = random.Random(SAME_EACH_TIME)
    for days in (400, 20):
        for actor in actors:
            yield Posture(
                cooperation=source.cooperation,
                author=source.author,
                actor=actor,
                subject=subject,
                attitude=chance.choice(Attitude.values),
                said="A voté la charte.",
                source=source,
                on=_day(days),
            )


def _day(days: int) -> date:
    return date.today() - timedelta(days=days)
