"""What does the directory know of a person?"""

from collections.abc import Sequence

from maillage.core.personal import Chapter, Room, Somebody, personal
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.journal.erasable import Erasable, each_line, erasing
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.queries.people import people
from maillage.ground.directory.rights.queries import own_chapters

# What is noted of structures may name them; their own rows go with the erasure itself.
_forget = erasing(Erasable(OrganisationNote, "", ("text", "source"), way=each_line))


@personal.answer
def directory_room() -> Sequence[Room]:
    """Who they are, what they do, how one reaches them; their rows go with them."""
    return (Room(_export, _forget),)


def _export(reader: Reader, somebody: Somebody) -> Sequence[Chapter]:
    access = as_access(reader)
    person = people(access).filter(pk=somebody.number).first()
    return () if person is None else own_chapters(access, person)
