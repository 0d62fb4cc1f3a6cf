"""What do structures tell on the pages of the other rooms?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core.folded import begun_first
from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.strands import Thread
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.threads import threads_of
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import MOST_OF_A_ROOM, Query, SearchResult, searchables
from maillage.ground.directory import permissions
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.queries.organisations import (
    matching_organisations,
    organisations,
    spoken_organisations,
)
from maillage.ground.directory.records.queries.people import own_organisations
from maillage.ground.directory.threads.words import thread_sentence

MOST_OWN = 3


@searchables.answer
def find_organisations(reader: Reader, query: Query) -> Sequence[SearchResult]:
    """The structures whose name, seat, number or former name holds the words, in two queries."""
    access = as_access(reader)
    rows = organisations(access).only("name", "kind", "ended_on")
    return [
        SearchResult(
            kind=_("Structure"),
            name=one.name,
            note=_("dissoute") if one.ended_on else str(one.get_kind_display()),
            url=address("directory:organisation", access.cooperation.slug, one.pk),
        )
        for one in begun_first(
            rows, matching_organisations(rows, query.typed[:200]), query.typed, MOST_OF_A_ROOM
        )
    ]


@dataclass(frozen=True)
class OwnStructure:
    """A structure of the reader's: its sheet, what is true of it today, its thread.

    An élu prints one page of it, at `sheet_url`.
    """

    name: str
    url: str
    sentence: str
    thread: Thread
    sheet_url: str


@panels.answer
def structures_of_day(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """On the reader's own day, their structures with their threads.

    An élu is known by the address of their account too, and keeps no card.
    """
    access = as_access(reader)
    if kind != "day" or number != access.pk:
        return ()
    is_elected = access.role == Role.ELECTED
    own = own_organisations(access) if is_elected else spoken_organisations(access)
    if not own:
        return ()
    threads = threads_of(access, [one.pk for one in own[:MOST_OWN]])
    context: dict[str, object] = {
        "structures": [_own(access, one, threads[one.pk]) for one in own[:MOST_OWN]],
        "others": own[MOST_OWN:],
        "keeps_cards": not is_elected,
        "slug": access.cooperation.slug,
    }
    title = _("Votre structure") if len(own) == 1 else _("Vos structures")
    return (Panel(title, "directory/parts/day_structures.html", context, slot="top"),)


def _own(access: Access, one: Organisation, thread: Thread) -> OwnStructure:
    url = address("directory:organisation", access.cooperation.slug, one.pk)
    may_print = permissions.can_open_elected_sheet(access)
    sheet = address("directory:elected_sheet", access.cooperation.slug)
    paper = f"{sheet}?structure={one.pk}" if may_print else ""
    return OwnStructure(one.name, url, thread_sentence(thread), thread, paper)
