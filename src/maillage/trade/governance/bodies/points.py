"""What do bodies and seats tell on the pages of the other rooms?"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import MOST_DATES, Turn, Upcoming, Waiting
from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.governance import permissions
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries.bodies import (
    ListedSeat,
    bodies,
    seats_of_organisation,
    seats_of_person,
    vacant_seats,
)
from maillage.trade.governance.bodies.table.target import BODIES
from maillage.trade.governance.bodies.words import searched_as
from maillage.trade.governance.choices import QuorumKind

SEATS: dict[str, Callable[[Access, int], list[ListedSeat]]] = {
    "organisation": seats_of_organisation,
    "person": seats_of_person,
}


@waits(
    rows=lambda cooperation, _today: vacant_seats(cooperation),
    can=permissions.can_keep_bodies,
)
def bodies_wait(access: Access, _today: date) -> list[Waiting]:
    """The seats that nobody holds, in one gesture; one query."""
    rows = list(vacant_seats(access.cooperation_id).values_list("body", "body__quorum"))
    if not rows:
        return []
    places = [body for body, _quorum in rows]
    fullest = max(set(places), key=places.count)
    return [
        Waiting(
            ngettext("Nommer qui tient un siège", "Nommer qui tient %(n)s sièges", len(places))
            % {"n": french.in_words(len(places))},
            _vacancy_words(quorum for _body, quorum in rows),
            reverse("governance:body", args=[access.cooperation.slug, fullest]),
            verb=_("Nommer"),
            turn=Turn.COMPLETES,
        )
    ]


def _vacancy_words(quorums: Iterable[str]) -> str:
    """What a vacant seat costs: a call, and a place in the quorum where there is one."""
    if all(quorum == QuorumKind.NONE for quorum in quorums):
        return _("Sans titulaire, un siège ne reçoit pas de convocation.")
    return _(
        "Sans titulaire, un siège ne reçoit pas de convocation et ne compte pas au quorum là où il "
        "y en a un."
    )


@falls(
    rows=lambda cooperation, first, last: Body.objects.filter(
        cooperation=cooperation, until__range=(first, last)
    ),
    can=permissions.can_open_bodies,
)
def mandates_of_bodies(access: Access, first: date, last: date) -> list[Upcoming]:
    """The bodies whose mandate ends in the period, in one query."""
    ending = bodies(access).filter(until__range=(first, last)).order_by("until", "pk")[:MOST_DATES]
    return [
        Upcoming(
            on=body.until,
            label=_("Fin de mandat : %(name)s") % {"name": body},
            reason=_("Instance à renouveler, ou à laisser s’éteindre."),
            url=reverse("governance:body", args=[access.cooperation.slug, body.pk]),
        )
        for body in ending
        if body.until
    ]


@panels.answer
def seats_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The seats of a structure or a person in the bodies at work, in two queries."""
    if kind not in SEATS:
        return ()
    access = as_access(reader)
    listed_seats = SEATS[kind](access, number)
    if not listed_seats:
        return ()
    context: dict[str, object] = {"seats": listed_seats, "slug": access.cooperation.slug}
    note = french.counted(len(listed_seats), _("place"), _("places"))
    template = "governance/parts/held_seats.html"
    return (Panel(_("Instances"), template, context, slot="folded", note=note),)


@findable
def body_names(access: Access) -> Iterator[FoldedResult]:
    """The bodies, under their names."""
    slug = access.cooperation.slug
    for row in bodies(access):
        url = address("governance:body", slug, row.pk)
        yield (
            searched_as(row.name),
            SearchResult(_("Instance"), row.name, str(row.get_kind_display()), url),
        )


imports.answer(lambda: (BODIES,))
