"""Which structures make the cooperation, and for which does the reader speak?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.members.queries import MemberTotals, NamedMember, named_members
from maillage.ground.directory.records.queries.organisations import spoken_organisations

MOST = 30
PLACES = {
    MemberKind.FULL: (lazy("Signataire"), lazy("Signataires")),
    MemberKind.ASSOCIATE: (lazy("Associée"), lazy("Associées")),
    MemberKind.FUNDER: (lazy("Financeur"), lazy("Financeurs")),
    MemberKind.OBSERVER: (lazy("Observatrice"), lazy("Observatrices")),
}


@dataclass(frozen=True, slots=True)
class PlacedMembers:
    """The members of one place: those that are named, and how many others there are."""

    label: str
    named: Sequence[NamedMember]
    others: int


@panels.answer
def members_of_portrait(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The members on the portrait of the reader's cooperation, in one query."""
    access = as_access(reader)
    if kind != "cooperation" or number != access.cooperation_id:
        return ()
    known = named_members(access)
    context: dict[str, object] = {
        "sentence": _totals(known).sentence if known else "",
        "places": _by_place(known),
        "members_url": reverse("directory:members", args=[access.cooperation.slug]),
        "slug": access.cooperation.slug,
    }
    return (Panel(_("Les membres"), "directory/parts/portrait_members.html", context),)


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


def _by_place(known: Sequence[NamedMember]) -> list[PlacedMembers]:
    placed = {kind: [one for one in known if one.kind == kind] for kind in PLACES}
    return [
        PlacedMembers(
            str(PLACES[kind][len(members) > 1]), members[:MOST], max(0, len(members) - MOST)
        )
        for kind, members in placed.items()
        if members
    ]


def _totals(known: Sequence[NamedMember]) -> MemberTotals:
    counts = Counter(member.kind for member in known)
    return MemberTotals(
        full=counts[MemberKind.FULL],
        associate=counts[MemberKind.ASSOCIATE],
        funder=counts[MemberKind.FUNDER],
        observer=counts[MemberKind.OBSERVER],
        without_contact=sum(not member.contact for member in known),
    )
