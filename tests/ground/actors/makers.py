"""Makes subjects, sources and readings for tests."""

from collections.abc import Callable
from datetime import timedelta

from django.db.models import Model
from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.choices import Attitude, SourceKind, SubjectKind
from maillage.ground.actors.models import Influence, Position, Posture, Source, Subject
from maillage.ground.directory.models import Actor
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.ground.directory.makers import make_member, make_organisation, make_spoken_member
from tests.records import create_record, marked
from tests.registry import Argument


def make_subject(**values: object) -> Subject:
    """What one can have a position on, in the cooperation."""
    return create_record(
        Subject,
        values,
        cooperation=make_cooperation,
        kind=SubjectKind.DECISION,
        label="Charte de coopération",
    )


def make_member_actor(
    *, cooperation: Cooperation | None = None, name: str = "Commune de Pornic"
) -> Actor:
    """The actor of a member structure of this name."""
    cooperation = cooperation or make_cooperation()
    organisation = make_organisation(workspace=cooperation.workspace, name=name)
    make_member(cooperation=cooperation, organisation=organisation)
    return Actor.objects.create(cooperation=cooperation, organisation=organisation)


def make_spoken_actor(*, cooperation: Cooperation, name: str = "Commune de Bouin") -> Actor:
    """The actor of a member for which every open access of the cooperation speaks."""
    organisation = make_spoken_member(cooperation=cooperation, name=name)
    return Actor.objects.get_or_create(cooperation=cooperation, organisation=organisation)[0]


def make_source(**values: object) -> Source:
    """Where a reading comes from."""
    return create_record(
        Source,
        values,
        cooperation=make_cooperation,
        author=make_user,
        visibility=Visibility.OFFICERS,
        kind=SourceKind.INTERVIEW,
        on=lambda: timezone.localdate() - timedelta(days=10),
        who="Inès Gaborit",
    )


def make_position(
    *,
    actor: Actor | None = None,
    author: User | None = None,
    visibility: str = Visibility.OFFICERS,
    source: Source | None = None,
    **values: object,
) -> Position:
    """What an actor wants on a subject."""
    actor = actor or make_member_actor()
    source = source or make_source(
        cooperation=actor.cooperation, author=author, visibility=visibility
    )
    return create_record(
        Position,
        values,
        cooperation=actor.cooperation,
        author=source.author,
        visibility=visibility,
        actor=actor,
        subject=lambda: make_subject(cooperation=actor.cooperation),
        value=2,
        source=source,
        on=lambda: source.on,
    )


def make_posture(
    *,
    actor: Actor | None = None,
    author: User | None = None,
    visibility: str = Visibility.OFFICERS,
    **values: object,
) -> Posture:
    """How an actor stands on a subject."""
    actor = actor or make_member_actor()
    source = make_source(
        cooperation=actor.cooperation, author=author, visibility=visibility, kind=SourceKind.OFFICER
    )
    return create_record(
        Posture,
        values,
        cooperation=actor.cooperation,
        author=source.author,
        visibility=visibility,
        actor=actor,
        subject=lambda: make_subject(cooperation=actor.cooperation),
        attitude=Attitude.FOLLOWER,
        source=source,
        on=lambda: source.on,
        said="A voté le budget sans amendement.",
    )


def make_influence(
    *,
    actor: Actor | None = None,
    author: User | None = None,
    visibility: str = Visibility.OFFICERS,
    **values: object,
) -> Influence:
    """How strongly an actor can act on another."""
    actor = actor or make_member_actor()
    source = make_source(
        cooperation=actor.cooperation, author=author, visibility=visibility, kind=SourceKind.OFFICER
    )
    return create_record(
        Influence,
        values,
        cooperation=actor.cooperation,
        author=source.author,
        visibility=visibility,
        actor=actor,
        target=lambda: make_member_actor(
            cooperation=actor.cooperation, name="Commune de Machecoul"
        ),
        strength=2,
        source=source,
        on=lambda: source.on,
    )


def of_member(make: Callable[..., Model]) -> Callable[..., Model]:
    """Makes a reading of a member of the cooperation."""
    return lambda *, cooperation, **values: make(
        actor=make_member_actor(cooperation=cooperation), **values
    )


MARKED = {
    Source: marked(make_source, "words"),
    Position: marked(of_member(make_position), "said"),
    Posture: marked(of_member(make_posture), "said"),
    Influence: marked(of_member(make_influence), "said"),
}


URL_ARGUMENTS = {
    "target": Argument(
        lambda place: make_member_actor(cooperation=place, name="Commune de Machecoul").pk
    ),
    "influence": Argument(lambda place: of_member(make_influence)(cooperation=place).pk),
    "posture": Argument(lambda place: of_member(make_posture)(cooperation=place).pk),
}
FILLED = {
    "actors:influence_map_cell": {
        "strength": "2",
        "source_kind": "interview",
        "source_on": "04/05/2026",
        "confidence": "likely",
        "visibility": "officers",
    },
}
