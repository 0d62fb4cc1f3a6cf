"""Where does this structure, or this person, sit?"""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.readers import as_access
from maillage.trade.governance.queries.bodies import (
    HeldSeat,
    seats_of_organisation,
    seats_of_person,
)

SEATS: dict[str, Callable[[Access, int], list[HeldSeat]]] = {
    "organisation": seats_of_organisation,
    "person": seats_of_person,
}


@panels.answer
def seats_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The seats of a structure or a person in the bodies at work, in two queries."""
    if kind not in SEATS:
        return ()
    access = as_access(reader)
    found = SEATS[kind](access, number)
    if not found:
        return ()
    context: dict[str, object] = {"seats": found, "slug": access.cooperation.slug}
    return (Panel(_("Instances"), "governance/parts/held_seats.html", context, side=True),)
