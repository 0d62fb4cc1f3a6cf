"""What was heard and disputed in the measured cooperation: notes, conflicts, a wide compromise."""

from collections.abc import Iterator
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Actor, Organisation
from maillage.trade.dialogue.choices import Heat, Stance
from maillage.trade.dialogue.models import (
    Compromise,
    CompromiseOption,
    CompromiseParty,
    Conflict,
    ConflictHeat,
    Note,
    NoteLink,
    OptionAnswer,
    Party,
)

MANY = 100
SIZES = {"demo": (20, 4, 3), "large": (10_000, 200, 60)}
OPTIONS, FIRST_DAY = 8, date(2025, 1, 6)
WORDS = "On suivra si la navette passe par le bourg. Le budget est voté le 28. À rappeler."


def fill_dialogue(
    author: User, cooperation: Cooperation, organisations: list[Organisation]
) -> None:
    """Make the dialogue among these structures, nine or many; inside a write of this author."""
    notes, conflicts, wide = SIZES["demo" if len(organisations) < MANY else "large"]
    sources = journal.bulk_create(Source, _sources(author, cooperation, notes))
    rows = journal.bulk_create(
        Note,
        (
            Note(cooperation=cooperation, author=author, source=one, title=f"Note {number}")
            for number, one in enumerate(sources, start=1)
        ),
    )
    journal.bulk_create(
        NoteLink,
        (
            NoteLink(note=one, organisation=organisations[n % len(organisations)])
            for n, one in enumerate(rows)
        ),
    )
    here = Actor.objects.filter(cooperation=cooperation, organisation__isnull=False)
    numbers = set(here.values_list("organisation", flat=True))
    journal.bulk_create(
        Actor,
        (
            Actor(cooperation=cooperation, organisation=one)
            for one in organisations
            if one.pk not in numbers
        ),
    )
    actors = list(here.order_by("pk"))
    _fill_conflicts(author, cooperation, actors, sources[0], conflicts)
    _fill_compromise(author, cooperation, actors[:wide], sources[0])


def _sources(author: User, cooperation: Cooperation, count: int) -> Iterator[Source]:
    for number in range(count):
        yield Source(
            cooperation=cooperation,
            author=author,
            kind=SourceKind.PHONE,
            on=FIRST_DAY + timedelta(days=number % 600),
            words=WORDS,
        )


def _fill_conflicts(
    author: User, cooperation: Cooperation, actors: list[Actor], source: Source, count: int
) -> None:
    rows = journal.bulk_create(
        Conflict,
        (
            Conflict(
                cooperation=cooperation,
                author=author,
                title=f"Conflit {number}",
                since=FIRST_DAY,
                next_step="Appeler",
                next_on=FIRST_DAY + timedelta(days=500 + number),
            )
            for number in range(count)
        ),
    )
    journal.bulk_create(
        Party,
        (
            Party(conflict=one, actor=actors[(n + shift) % len(actors)])
            for n, one in enumerate(rows)
            for shift in range(3)
        ),
    )
    journal.bulk_create(
        ConflictHeat,
        (
            ConflictHeat(
                conflict=one,
                level=level,
                on=FIRST_DAY + timedelta(days=40 * level),
                source=source,
                recorded_by=author,
            )
            for one in rows
            for level in Heat.values
        ),
    )


def _fill_compromise(
    author: User, cooperation: Cooperation, actors: list[Actor], source: Source
) -> None:
    compromise = Compromise(
        cooperation=cooperation, author=author, title="Qui paie ?", opened_on=FIRST_DAY
    )
    compromise.save()
    options = journal.bulk_create(
        CompromiseOption,
        (
            CompromiseOption(compromise=compromise, label=f"Option {rank}", rank=rank)
            for rank in range(1, OPTIONS + 1)
        ),
    )
    journal.bulk_create(
        CompromiseParty, (CompromiseParty(compromise=compromise, actor=one) for one in actors)
    )
    journal.bulk_create(OptionAnswer, _answers(author, cooperation, options, actors, source))


def _answers(
    author: User,
    cooperation: Cooperation,
    options: list[CompromiseOption],
    actors: list[Actor],
    source: Source,
) -> Iterator[OptionAnswer]:
    stances = Stance.values
    for rank, option in enumerate(options):
        for number, actor in enumerate(actors):
            stance = stances[(rank + number) % len(stances)]
            is_conditional = stance == Stance.CONDITIONS
            yield OptionAnswer(
                cooperation=cooperation,
                author=author,
                actor=actor,
                option=option,
                stance=stance,
                conditions=f"Condition {number % 5}" if is_conditional else "",
                source=source,
                on=FIRST_DAY,
            )
