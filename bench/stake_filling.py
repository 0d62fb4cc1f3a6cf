"""What stakes are measured? Two hundred actors, two hundred stakes, what each one wants."""

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import SourceKind, SubjectKind
from maillage.ground.actors.models import Position, Source, Subject
from maillage.ground.directory.models import Actor, Organisation
from maillage.trade.stakes.models import Stake

SIZES = {"demo": 9, "large": 200}
MANY = 100
SILENT = 0.2
FIRST_DAY = date(2025, 3, 3)
SAME_EACH_TIME = 1901


def fill_stakes(
    author: User, cooperation: Cooperation, organisations: Sequence[Organisation]
) -> None:
    """Make stakes and positions of these structures; inside a write of this author."""
    count = SIZES["demo" if len(organisations) < MANY else "large"]
    actors = journal.bulk_create(
        Actor, (Actor(cooperation=cooperation, organisation=one) for one in organisations[:count])
    )
    labels = [f"Enjeu {number}" for number in range(1, count + 1)]
    subjects = journal.bulk_create(
        Subject,
        (Subject(cooperation=cooperation, kind=SubjectKind.STAKE, label=label) for label in labels),
    )
    journal.bulk_create(
        Stake,
        (
            Stake(cooperation=cooperation, subject=one, label=one.label, since=FIRST_DAY)
            for one in subjects
        ),
    )
    source = Source(cooperation=cooperation, author=author, kind=SourceKind.WORKSHOP, on=FIRST_DAY)
    journal.bulk_create(Source, [source])
    journal.bulk_create(Position, _positions(actors, subjects, source))


def _positions(
    actors: Sequence[Actor], subjects: Sequence[Subject], source: Source
) -> Iterator[Position]:
    chance = random.Random(SAME_EACH_TIME)
    for actor in actors:
        for subject in subjects:
            if chance.random() < SILENT:
                continue
            yield Position(
                cooperation=source.cooperation,
                author=source.author,
                actor=actor,
                subject=subject,
                value=chance.randint(-4, 4),
                source=source,
                on=FIRST_DAY + timedelta(days=chance.randrange(540)),
                visibility=Visibility.OFFICERS,
            )
