"""What do people tell on the pages of the other rooms?"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.agenda import MOST_DATES, Upcoming, dates
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import MOST_OF_A_ROOM, Query, SearchResult, searchables
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.queries.people import mandates, people_matching


@dates.answer
def mandates_end(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The mandates that end in the period, as far as the reader sees them."""
    access = as_access(reader)
    slug = access.cooperation.slug
    rows = mandates(access).filter(until__range=(first, last))
    ending = rows.select_related("person", "organisation")
    return [
        Upcoming(
            on=mandate.until,
            label=_("Fin de mandat : %(name)s") % {"name": mandate.person},
            reason=", ".join(
                part for part in (mandate.function, str(mandate.organisation)) if part
            ),
            url=reverse("directory:person", args=[slug, mandate.person_id]),
        )
        for mandate in ending.order_by("until", "pk")[:MOST_DATES]
        if mandate.until
    ]


@searchables.answer
def matching_people(reader: Reader, query: Query) -> Sequence[SearchResult]:
    """The people of whom the name, a function, a structure or a topic holds the words.

    In three queries; each with the first of their mandates that the reader may see.
    """
    access, kind = as_access(reader), _("Personne")
    return [
        SearchResult(
            kind=kind,
            name=str(person),
            note=", ".join(filter(None, _first_act(person))),
            url=address("directory:person", access.cooperation.slug, person.pk),
        )
        for person in people_matching(access, query.folded, MOST_OF_A_ROOM)
    ]


def _first_act(person: Person) -> Sequence[str]:
    """What the person does and where, as far as the reader sees it."""
    mandates_seen: Sequence[Mandate] = getattr(person, "seen_mandates", [])
    return [mandates_seen[0].function, mandates_seen[0].organisation.name] if mandates_seen else []
