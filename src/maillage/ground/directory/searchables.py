"""What the directory answers to a search: structures, people, whom to call."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import begun_first
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.readers import as_access
from maillage.foundation.search.asked import MOST_OF_A_ROOM, Asked, Found, searchables
from maillage.ground.directory.models import Mandate, Person
from maillage.ground.directory.queries.organisations import named_like, organisations
from maillage.ground.directory.queries.people import people_found_by


@searchables.answer
def organisations_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The structures whose name, seat, number or former name holds the words, in two queries."""
    access = as_access(reader)
    known = organisations(access).only("name", "kind", "ended_on")
    return [
        Found(
            kind=_("Structure"),
            name=one.name,
            note=_("dissoute") if one.ended_on else str(one.get_kind_display()),
            url=address("directory:organisation", access.cooperation.slug, one.pk),
        )
        for one in begun_first(
            known, named_like(known, asked.typed[:200]), asked.typed, MOST_OF_A_ROOM
        )
    ]


@searchables.answer
def people_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The people of whom the name, a function, a structure or a topic holds the words.

    In three queries; each with the first of their mandates that the reader may see.
    """
    access, kind = as_access(reader), _("Personne")
    return [
        Found(
            kind=kind,
            name=str(person),
            note=", ".join(filter(None, _first_act(person))),
            url=address("directory:person", access.cooperation.slug, person.pk),
        )
        for person in people_found_by(access, asked.folded, MOST_OF_A_ROOM)
    ]


def _first_act(person: Person) -> Sequence[str]:
    """What the person does and where, as far as the reader sees it."""
    held: Sequence[Mandate] = getattr(person, "seen_mandates", [])
    return [held[0].function, held[0].organisation.name] if held else []
