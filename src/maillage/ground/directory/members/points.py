"""What do members tell on the pages of the other rooms?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core.agenda import MOST_DATES, Upcoming, dates
from maillage.core.drawing.thread import draw_line, span_of
from maillage.core.drawing.thread_svg import small_thread_svg
from maillage.core.layers import MapLayer, Placed, layers
from maillage.core.panels import Panel, figure_panel, panels
from maillage.core.points import Reader
from maillage.core.sprite import sprite
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.threads import threads_of
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.directory.choices import MemberKind, OrganisationKind
from maillage.ground.directory.members.queries import (
    MemberTotals,
    PortraitMember,
    members,
    portrait_members,
)
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.threads.words import thread_in_few_words

MOST = 30
PLACES = {
    MemberKind.FULL: (lazy("Signataire"), lazy("Signataires")),
    MemberKind.FULL_FUNDER: (
        lazy("Signataire et financeur"),
        lazy("Signataires et financeurs"),
    ),
    MemberKind.ASSOCIATE: (lazy("Associée"), lazy("Associées")),
    MemberKind.FUNDER: (lazy("Financeur"), lazy("Financeurs")),
    MemberKind.OBSERVER: (lazy("Observatrice"), lazy("Observatrices")),
}
AREAS = {
    OrganisationKind.COMMUNE,
    OrganisationKind.EPCI,
    OrganisationKind.DEPARTEMENT,
    OrganisationKind.REGION,
    OrganisationKind.SYNDICATE,
}


@dataclass(frozen=True, slots=True)
class ShownMember:
    """A member of the portrait, its thread on one line, and what this line says."""

    member: PortraitMember
    drawing: str
    words: str


@dataclass(frozen=True, slots=True)
class PlacedMembers:
    """The members of one place: those that are shown, and how many others there are."""

    label: str
    members_listed: Sequence[ShownMember]
    others: int


@dates.answer
def members_leave(reader: Reader, first: date, last: date) -> Sequence[Upcoming]:
    """The memberships that end in the period."""
    access = as_access(reader)
    slug = access.cooperation.slug
    leaving = members(access).filter(until__range=(first, last))
    return [
        Upcoming(
            on=member.until,
            label=_("%(name)s quitte la coopération") % {"name": member},
            reason=str(member.get_kind_display()),
            url=reverse("directory:member", args=[slug, member.pk]),
        )
        for member in leaving.order_by("until", "pk")[:MOST_DATES]
        if member.until
    ]


@panels.answer
def members_of_portrait(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The members on the portrait of the reader's cooperation, each with its thread."""
    access = as_access(reader)
    if kind != "cooperation" or number != access.cooperation_id:
        return ()
    existing_portrait_members = portrait_members(access)
    context: dict[str, object] = {
        "sentence": _totals(existing_portrait_members).sentence
        if existing_portrait_members
        else "",
        "places": _by_place(access, existing_portrait_members),
        "members_url": reverse("directory:members", args=[access.cooperation.slug]),
        "slug": access.cooperation.slug,
    }
    count = len(existing_portrait_members)
    members_panel = Panel(_("Les membres"), "directory/parts/portrait_members.html", context)
    if not count:
        return (members_panel,)
    return (figure_panel(ngettext("membre", "membres", count), count), members_panel)


def _by_place(access: Access, members: Sequence[PortraitMember]) -> list[PlacedMembers]:
    by_place = {kind: [one for one in members if one.kind == kind] for kind in PLACES}
    first = [one for some in by_place.values() for one in some[:MOST]]
    shown = dict(zip(first, _with_threads(access, first), strict=True))
    return [
        PlacedMembers(
            str(PLACES[kind][len(some) > 1]),
            [shown[one] for one in some[:MOST]],
            max(0, len(some) - MOST),
        )
        for kind, some in by_place.items()
        if some
    ]


def _with_threads(access: Access, members: Sequence[PortraitMember]) -> list[ShownMember]:
    """The members with their threads over one stretch of time; the queries of one for all."""
    threads = threads_of(access, [one.organisation_id for one in members])
    today = timezone.localdate()
    span = span_of(threads.values(), today)
    return [
        ShownMember(
            one,
            small_thread_svg(draw_line(threads[one.organisation_id], today, span), sprite()),
            thread_in_few_words(threads[one.organisation_id]),
        )
        for one in members
    ]


def _totals(existing_portrait_members: Sequence[PortraitMember]) -> MemberTotals:
    counts = Counter(member.kind for member in existing_portrait_members)
    return MemberTotals(
        full=counts[MemberKind.FULL],
        fullfunder=counts[MemberKind.FULL_FUNDER],
        associate=counts[MemberKind.ASSOCIATE],
        funder=counts[MemberKind.FUNDER],
        observer=counts[MemberKind.OBSERVER],
        without_contact=sum(not member.contact for member in existing_portrait_members),
    )


@layers.answer
def member_layers(access: Reader) -> Sequence[MapLayer]:
    """Members: local authorities as areas, the others at the seat of their territory."""
    members = list(
        Member.objects.filter(cooperation=access.cooperation_id, until__isnull=True)
        .order_by("organisation__folded", "pk")
        .values_list(
            "cooperation__slug",
            "organisation",
            "organisation__name",
            "organisation__kind",
            "organisation__territory",
        )
    )
    sheet = reverse("directory:organisation", args=[members[0][0], 0]) if members else ""
    place = reverse("directory:organisation_territory", args=[members[0][0], 0]) if members else ""
    placed = (
        Placed(
            label=name,
            url=sheet.replace("/0/", f"/{number}/"),
            territory_id=territory,
            is_area=kind in AREAS,
            place_url=place.replace("/0/", f"/{number}/"),
        )
        for _slug, number, name, kind, territory in members
    )
    return (MapLayer("members", _("Membres"), tuple(placed)),)
