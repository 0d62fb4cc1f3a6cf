"""What do structures tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from maillage.core.folded import begun_first, fold
from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.foundation.search.asked import MOST_OF_A_ROOM, Asked, Found, searchables
from maillage.foundation.search.kept_names import KeptNames
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.records.models.organisations import OrganisationName
from maillage.ground.directory.records.queries.organisations import (
    is_number,
    named_like,
    organisation_totals,
    organisations,
    reach,
    spoken_organisations,
)

FEW = 20_000
KEPT = 8


class KnownName(NamedTuple):
    """A structure as a search names it."""

    pk: int
    name: str
    kind: str
    ended_on: date | None


_kept: KeptNames[KnownName] = KeptNames(KEPT)


@searchables.answer
def organisations_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """The structures whose name, seat, number or former name holds the words.

    Up to twenty thousand, their names are kept and no query is asked; beyond, or for a number, two.
    """
    access = as_access(reader)
    if is_number(asked.typed) or organisation_totals(access).known > FEW:
        known = organisations(access).only("name", "kind", "ended_on")
        rows = begun_first(known, named_like(known, asked.typed[:200]), asked.typed, MOST_OF_A_ROOM)
        return [_found(access, KnownName(row.pk, row.name, row.kind, row.ended_on)) for row in rows]
    workspace = access.cooperation.workspace_id
    found = _kept.among(asked, reach(access), workspace, lambda: _names(access))
    return [_found(access, one) for one in found]


def _names(access: Access) -> Iterator[tuple[str, KnownName]]:
    """Each structure, in alphabetical order, under its names of today and before, and its seat."""
    former: dict[int, str] = {}
    for number, name in OrganisationName.objects.filter(
        organisation__in=organisations(access)
    ).values_list("organisation", "name"):
        former[number] = f"{former.get(number, '')} {fold(name)}"
    columns = "folded", "pk", "name", "kind", "ended_on"
    rows = organisations(access).order_by("folded", "pk").values_list(*columns)
    for folded, *known in rows.iterator():
        one = KnownName(*known)
        yield folded + former.get(one.pk, ""), one


def _found(access: Access, known: KnownName) -> Found:
    return Found(
        kind=_("Structure"),
        name=known.name,
        note=_("dissoute") if known.ended_on else str(OrganisationKind(known.kind).label),
        url=address("directory:organisation", access.cooperation.slug, known.pk),
    )


@panels.answer
def structures_of_day(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """On the reader's own day, the sheets of the structures for which they speak, in one query."""
    access = as_access(reader)
    if kind != "day" or number != access.pk:
        return ()
    spoken = spoken_organisations(access)
    if not spoken:
        return ()
    title = _("Votre structure") if len(spoken) == 1 else _("Vos structures")
    context: dict[str, object] = {"organisations": spoken, "slug": access.cooperation.slug}
    return (Panel(title, "directory/parts/day_structures.html", context),)
