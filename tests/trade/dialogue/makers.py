"""Makes notes, conflicts and compromises for tests."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source, Subject
from maillage.ground.directory.models import Actor, Organisation, Person
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
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_answer_link, make_cooperation
from tests.ground.actors.makers import make_member_actor, make_source, make_spoken_actor
from tests.ground.directory.makers import make_organisation
from tests.registry import Argument

WORDS = "Le maire suivra si la navette passe par le bourg. Le budget est voté le 28."


def make_note(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    visibility: str = Visibility.OFFICERS,
    words: str = WORDS,
    title: str = "Appel du mardi",
    who: str = "le secrétariat",
    kind: str = SourceKind.PHONE,
    on: date | None = None,
    organisation: Organisation | None = None,
    person: Person | None = None,
) -> Note:
    """A note of the notebook, tied to the structure and the person given."""
    cooperation = cooperation or make_cooperation()
    source = make_source(
        cooperation=cooperation,
        author=author,
        visibility=visibility,
        kind=kind,
        on=on or timezone.localdate() - timedelta(days=3),
        who=who,
        words=words,
    )
    note = Note.objects.create(
        cooperation=cooperation,
        author=source.author,
        visibility=visibility,
        source=source,
        title=title,
    )
    if organisation is not None:
        make_note_link(note=note, organisation=organisation)
    if person is not None:
        make_note_link(note=note, person=person)
    return note


def make_note_link(
    *,
    note: Note | None = None,
    organisation: Organisation | None = None,
    person: Person | None = None,
) -> NoteLink:
    """What the note is about."""
    return NoteLink.objects.create(
        note=note or make_note(),
        organisation=organisation or (None if person else make_organisation()),
        person=person,
    )


def make_conflict(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    title: str = "La clé de partage",
    about: str = "",
    since: date | None = None,
    next_step: str = "",
    next_on: date | None = None,
    until: date | None = None,
    subject: Subject | None = None,
    visibility: str = Visibility.OFFICERS,
    parties: Sequence[Actor] = (),
) -> Conflict:
    """A conflict of the last month between these parties."""
    conflict = Conflict.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=author or make_user(),
        title=title,
        about=about,
        since=since or timezone.localdate() - timedelta(days=30),
        next_step=next_step,
        next_on=next_on,
        until=until,
        subject=subject,
        visibility=visibility,
    )
    for actor in parties:
        make_party(conflict=conflict, actor=actor)
    return conflict


def make_party(
    *, conflict: Conflict | None = None, actor: Actor | None = None, interests: str = ""
) -> Party:
    """A party to the conflict."""
    conflict = conflict or make_conflict()
    return Party.objects.create(
        conflict=conflict,
        actor=actor or make_member_actor(cooperation=conflict.cooperation),
        interests=interests,
    )


def make_conflict_heat(
    *,
    conflict: Conflict | None = None,
    level: int = Heat.TENSE,
    on: date | None = None,
    said: str = "",
    source: Source | None = None,
) -> ConflictHeat:
    """How hot the conflict was ten days ago."""
    conflict = conflict or make_conflict()
    on = on or timezone.localdate() - timedelta(days=10)
    source = source or make_source(
        cooperation=conflict.cooperation, author=conflict.author, on=on, who="le secrétariat"
    )
    return ConflictHeat.objects.create(
        conflict=conflict,
        level=level,
        on=on,
        said=said,
        source=source,
        recorded_by=conflict.author,
    )


def make_compromise(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    title: str = "Comment partager le coût de la navette ?",
    conflict: Conflict | None = None,
    subject: Subject | None = None,
    opened_on: date | None = None,
    visibility: str = Visibility.OFFICERS,
    options: Sequence[str] = (),
    actors: Sequence[Actor] = (),
) -> Compromise:
    """A compromise that has been looked for since a month."""
    compromise = Compromise.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=author or make_user(),
        title=title,
        conflict=conflict,
        subject=subject,
        opened_on=opened_on or timezone.localdate() - timedelta(days=30),
        visibility=visibility,
    )
    for rank, label in enumerate(options, start=1):
        make_compromise_option(compromise=compromise, label=label, rank=rank)
    for actor in actors:
        make_compromise_party(compromise=compromise, actor=actor)
    return compromise


def make_compromise_option(
    *, compromise: Compromise | None = None, label: str = "Moitié-moitié", rank: int = 1
) -> CompromiseOption:
    """An option of the compromise."""
    return CompromiseOption.objects.create(
        compromise=compromise or make_compromise(), label=label, rank=rank
    )


def make_compromise_party(
    *, compromise: Compromise | None = None, actor: Actor | None = None
) -> CompromiseParty:
    """A structure whose answer counts."""
    compromise = compromise or make_compromise()
    return CompromiseParty.objects.create(
        compromise=compromise,
        actor=actor or make_member_actor(cooperation=compromise.cooperation),
    )


def make_option_answer(
    *,
    option: CompromiseOption | None = None,
    actor: Actor | None = None,
    author: User | None = None,
    stance: str = Stance.YES,
    conditions: str = "",
    said: str = "",
    on: date | None = None,
    visibility: str = Visibility.OFFICERS,
) -> OptionAnswer:
    """What a structure says of the option."""
    option = option or make_compromise_option()
    place = option.compromise.cooperation
    source = make_source(cooperation=place, author=author, visibility=visibility, on=on)
    return OptionAnswer.objects.create(
        cooperation=place,
        author=source.author,
        visibility=visibility,
        actor=actor or make_compromise_party(compromise=option.compromise).actor,
        option=option,
        stance=stance,
        conditions=conditions,
        said=said,
        source=source,
        on=on or source.on,
    )


def _marked_conflict(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Conflict:
    return make_conflict(cooperation=cooperation, author=author, visibility=visibility, title=mark)


def _marked_compromise(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Compromise:
    return make_compromise(
        cooperation=cooperation, author=author, visibility=visibility, title=mark
    )


def _marked_answer(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> OptionAnswer:
    compromise = make_compromise(
        cooperation=cooperation, author=author, visibility=Visibility.OFFICERS
    )
    option = make_compromise_option(compromise=compromise)
    return make_option_answer(option=option, author=author, visibility=visibility, said=mark)


def _team_conflict(cooperation: Cooperation) -> Conflict:
    return make_conflict(cooperation=cooperation, visibility=Visibility.TEAM)


def _team_option(cooperation: Cooperation) -> CompromiseOption:
    compromise = make_compromise(cooperation=cooperation, visibility=Visibility.TEAM)
    actor = make_compromise_party(compromise=compromise).actor
    option = make_compromise_option(compromise=compromise)
    make_option_answer(option=option, actor=actor, visibility=Visibility.TEAM)
    return option


def _marked_note(*, cooperation: Cooperation, author: User, visibility: str, mark: str) -> Note:
    return make_note(cooperation=cooperation, author=author, visibility=visibility, words=mark)


def _team_note(cooperation: Cooperation) -> Note:
    return make_note(cooperation=cooperation, visibility=Visibility.TEAM)


def _team_link(cooperation: Cooperation) -> int:
    organisation = make_organisation(workspace=cooperation.workspace)
    return make_note_link(note=_team_note(cooperation), organisation=organisation).pk


def _party_to_ask(cooperation: Cooperation) -> int:
    """A structure for which every access speaks, asked by link what it says of an option."""
    compromise = _team_option(cooperation).compromise
    actor = make_spoken_actor(cooperation=cooperation)
    party = make_compromise_party(compromise=compromise, actor=actor)
    make_answer_link(cooperation=cooperation, purpose="options", target=party.pk)
    return party.pk


URL_ARGUMENTS = {
    "note": Argument(lambda place: _team_note(place).pk),
    "note_link": Argument(_team_link),
    "conflict": Argument(lambda place: _team_conflict(place).pk),
    "party": Argument(lambda place: make_party(conflict=_team_conflict(place)).pk),
    "asked_party": Argument(_party_to_ask),
    "compromise": Argument(lambda place: _team_option(place).compromise_id),
    "compromise_option": Argument(lambda place: _team_option(place).pk),
}
MARKED = {
    Note: _marked_note,
    Conflict: _marked_conflict,
    Compromise: _marked_compromise,
    OptionAnswer: _marked_answer,
}
FILLED = {
    "dialogue:conflict_end": {"outcome": "faded"},
    "dialogue:compromise_settle": {"settlement": "dropped"},
}
