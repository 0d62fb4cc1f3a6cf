"""Makes notes, conflicts and compromises for tests."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.utils import timezone

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Source
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
from tests.records import create_record, marked
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


def make_note_link(*, person: Person | None = None, **values: object) -> NoteLink:
    """What the note is about."""
    return create_record(
        NoteLink,
        values,
        note=make_note,
        organisation=lambda: None if person else make_organisation(),
        person=person,
    )


def make_conflict(*, parties: Sequence[Actor] = (), **values: object) -> Conflict:
    """A conflict of the last month between these parties."""
    conflict = create_record(
        Conflict,
        values,
        cooperation=make_cooperation,
        author=make_user,
        title="La clé de partage",
        since=lambda: timezone.localdate() - timedelta(days=30),
        visibility=Visibility.OFFICERS,
    )
    for actor in parties:
        make_party(conflict=conflict, actor=actor)
    return conflict


def make_party(*, conflict: Conflict | None = None, **values: object) -> Party:
    """A party to the conflict."""
    conflict = conflict or make_conflict()
    return create_record(
        Party,
        values,
        conflict=conflict,
        actor=lambda: make_member_actor(cooperation=conflict.cooperation),
    )


def make_conflict_heat(
    *,
    conflict: Conflict | None = None,
    on: date | None = None,
    source: Source | None = None,
    **values: object,
) -> ConflictHeat:
    """How hot the conflict was ten days ago."""
    conflict = conflict or make_conflict()
    on = on or timezone.localdate() - timedelta(days=10)
    source = source or make_source(
        cooperation=conflict.cooperation, author=conflict.author, on=on, who="le secrétariat"
    )
    return create_record(
        ConflictHeat,
        values,
        conflict=conflict,
        level=Heat.TENSE,
        on=on,
        source=source,
        recorded_by=conflict.author,
    )


def make_compromise(
    *, options: Sequence[str] = (), actors: Sequence[Actor] = (), **values: object
) -> Compromise:
    """A compromise that has been looked for since a month."""
    compromise = create_record(
        Compromise,
        values,
        cooperation=make_cooperation,
        author=make_user,
        title="Comment partager le coût de la navette ?",
        opened_on=lambda: timezone.localdate() - timedelta(days=30),
        visibility=Visibility.OFFICERS,
    )
    for rank, label in enumerate(options, start=1):
        make_compromise_option(compromise=compromise, label=label, rank=rank)
    for actor in actors:
        make_compromise_party(compromise=compromise, actor=actor)
    return compromise


def make_compromise_option(**values: object) -> CompromiseOption:
    """An option of the compromise."""
    return create_record(
        CompromiseOption, values, compromise=make_compromise, label="Moitié-moitié"
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
    author: User | None = None,
    on: date | None = None,
    visibility: str = Visibility.OFFICERS,
    **values: object,
) -> OptionAnswer:
    """What a structure says of the option."""
    option = option or make_compromise_option()
    place = option.compromise.cooperation
    source = make_source(cooperation=place, author=author, visibility=visibility, on=on)
    return create_record(
        OptionAnswer,
        values,
        cooperation=place,
        author=source.author,
        visibility=visibility,
        actor=lambda: make_compromise_party(compromise=option.compromise).actor,
        option=option,
        stance=Stance.YES,
        source=source,
        on=on or source.on,
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
    Note: marked(make_note, "words"),
    Conflict: marked(make_conflict, "title"),
    Compromise: marked(make_compromise, "title"),
    OptionAnswer: _marked_answer,
}
FILLED = {
    "dialogue:conflict_end": {"outcome": "faded"},
    "dialogue:compromise_settle": {"settlement": "dropped"},
}
