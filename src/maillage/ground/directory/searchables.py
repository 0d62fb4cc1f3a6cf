"""What the directory answers to a search: structures, people, whom to call."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import begun_first
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.readers import as_access
from maillage.foundation.search.asked import MOST_OF_A_ROOM, Asked, Found, searchables
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.queries.organisations import named_like, organisations
from maillage.ground.directory.queries.people import found_people


@searchables.answer
def organisations_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The structures whose name, seat, number or former name holds the words; two queries."""
    access, typed = as_access(reader), asked.typed[:200]
    known = organisations(access).only("name", "kind", "ended_on")
    kind = _("Structure")
    return [
        Found(
            kind=kind,
            name=row.name,
            note=_("dissoute") if row.ended_on else str(OrganisationKind(row.kind).label),
            url=address("directory:organisation", access.cooperation.slug, row.pk),
        )
        for row in begun_first(known, named_like(known, typed), typed, MOST_OF_A_ROOM)
    ]


@searchables.answer
def people_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The people of whom the name, a function, a structure or a topic holds the words."""
    access, kind = as_access(reader), _("Personne")
    return [
        Found(
            kind=kind,
            name=row.name,
            note=", ".join(part for part in (row.function, row.organisation) if part),
            url=address("directory:person", access.cooperation.slug, row.pk),
        )
        for row in found_people(access, asked.typed[:200], MOST_OF_A_ROOM)
    ]
