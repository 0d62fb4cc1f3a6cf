"""Which structures of a campaign are shown, when there are too many for one page?"""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.http import QueryDict
from django.utils.translation import gettext as _

from maillage.trade.governance.nominations.queries import CalledContact, CallLine, NominationSheet

CALLS_SHOWN = 50
CONTACTS_SHOWN = 50
WAITED, TO_ACCEPT = "attendues", "a-accepter"


@dataclass(frozen=True, slots=True)
class CallChoice:
    """A part of the structures that one may ask for, and how many they are."""

    label: str
    count: int
    url: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class CallsPage:
    """The structures of one page, the parts offered, and the addresses of the other pages."""

    lines: Sequence[CallLine]
    choices: Sequence[CallChoice]
    page: Page[CallLine]
    before: str
    after: str


def calls_page(told: NominationSheet, asked: QueryDict) -> CallsPage:
    """The page of structures that is asked for: all, those waited for, or those to accept."""
    parts = {
        "": (_("toutes"), list(told.lines)),
        WAITED: (_("attendues"), told.waited),
        TO_ACCEPT: (_("à accepter"), told.to_accept),
    }
    part = asked.get("voir", "")
    part = part if part in parts else ""
    page = Paginator(parts[part][1], CALLS_SHOWN).get_page(asked.get("page"))
    return CallsPage(
        lines=list(page),
        choices=[
            CallChoice(label, len(lines), _address(key), key == part)
            for key, (label, lines) in parts.items()
            if lines or key == part
        ]
        if len(told.lines) > CALLS_SHOWN
        else [],
        page=page,
        before=_address(part, page.previous_page_number()) if page.has_previous() else "",
        after=_address(part, page.next_page_number()) if page.has_next() else "",
    )


def _address(part: str, page: int = 1) -> str:
    told = {"voir": part, "page": page if page > 1 else ""}
    return "?" + urlencode({name: value for name, value in told.items() if value}) + "#m-calls"


def chosen_contacts(contacts: Sequence[CalledContact], sent: QueryDict) -> list[CalledContact]:
    """Those who are checked one by one, and the rest when it is checked together."""
    checked, takes_rest = set(sent.getlist("people")), "others" in sent
    return [
        one
        for rank, one in enumerate(contacts)
        if str(one.person.pk) in checked or (takes_rest and rank >= CONTACTS_SHOWN)
    ]


def named_contacts(contacts: Sequence[CalledContact]) -> Sequence[CalledContact]:
    """Those who have a line on the page."""
    return contacts[:CONTACTS_SHOWN]


def unnamed_contacts(contacts: Sequence[CalledContact]) -> int:
    """How many people to whom one may write are not named on the page."""
    return sum(one.may_be_written for one in contacts[CONTACTS_SHOWN:])
