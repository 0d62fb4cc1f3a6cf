"""Who owes what to whom, for the structures that this reader follows?"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting, gestures_of
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.room_answers.asking import waits_of_tool
from maillage.foundation.journal.remembered import Remembered
from maillage.foundation.mail.queries import rhythm_of
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.commitments.gives import gives
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries.commitments import COUNTED
from maillage.trade.governance.commitments.queries.my_commitments import Ledger, Ledgers, ledgers
from maillage.trade.governance.commitments.rules import joined_amounts
from maillage.trade.governance.commitments.views.register import commitment_gestures
from maillage.trade.governance.commitments.words import commitment_line, owed_and_requested

MOST_READERS = 64
_sheets: Remembered[dict[str, object]] = Remembered(MOST_READERS)


@dataclass(frozen=True, slots=True)
class ShownLedger:
    """A structure or a person on the page: its totals, what it owes, is asked for and expects."""

    name: str
    url: str
    sums: str
    owes: tuple[Line, ...]
    requested: tuple[Line, ...]
    expects: tuple[Line, ...]

    @property
    def says_something(self) -> bool:
        """Whether a line stands under its name."""
        return bool(self.owes or self.requested or self.expects)


@cooperation_page(can=permissions.can_open_commitments)
def my_commitments(request: CooperationRequest) -> HttpResponse:
    """What each structure and person owes and is owed, late ones first."""
    access, today = request.access, timezone.localdate()
    sheet = _sheets.of(
        (access.pk, access.role), access.cooperation.workspace_id, lambda: _read(access, today)
    )
    context = {
        **sheet,
        "register_url": page_url(request, "commitments"),
        "rhythm": rhythm_of(request.user.pk).get_every_display(),
        "actions": commitment_gestures(request.access),
        "gesture": _gesture(access, today),
        "audience": by_access(request, page_url(request, "commitments")),
    }
    return render(request, "governance/my_commitments.html", context)


def _read(access: Access, today: date) -> dict[str, object]:
    """What is owed and expected, name by name; read again only after a change."""
    result, slug = ledgers(access, today), access.cooperation.slug
    return {
        "sentence": _sentence(result),
        "found": result,
        "gives": gives(slug, result.organisations, today),
        "gives_legend": ("ask", "sent", "agenda"),
        "organisations": [
            one for one in _listed(slug, result.organisations, today) if one.says_something
        ],
        "people": [_shown(slug, one, "directory:person", today) for one in result.people],
    }


def _gesture(access: Access, today: date) -> Waiting | None:
    """What the commitments ask of this reader today, the late ones together."""
    return next(iter(gestures_of(waits_of_tool(access, "commitments", today))), None)


def _sentence(result: Ledgers) -> str:
    if not result.speaks:
        return _(
            "Vous ne parlez encore pour aucune structure : demandez-le à la personne qui vous a "
            "ouvert l’accès."
        )
    if result.is_empty:
        return _("Rien n’est dû pour l’instant.")
    open_ones = ngettext(
        "Un engagement est ouvert", "%(n)s engagements sont ouverts", result.open
    ) % {"n": french.capital(french.in_words(result.open))}
    if not result.late:
        return _("%(open)s ; rien n’est en retard.") % {"open": open_ones}
    late = ngettext("un est en retard", "%(n)s sont en retard", result.late) % {
        "n": french.in_words(result.late)
    }
    return f"{open_ones} ; {late}."


def _listed(slug: str, rows: Sequence[Ledger], today: date) -> list[ShownLedger]:
    """Each structure once: what it expects of those that are listed stands with them."""
    numbers = {one.number for one in rows if one.owes}
    return [_shown(slug, one, "directory:organisation", today, numbers) for one in rows]


def _shown(
    slug: str, one: Ledger, page: str, today: date, listed: Collection[int] = ()
) -> ShownLedger:
    owed, requested = owed_and_requested(one.owes)
    return ShownLedger(
        name=one.name,
        url=reverse(page, args=[slug, one.number]),
        sums=_sums(owed),
        owes=tuple(commitment_line(slug, row, today, _to_whom(row)) for row in owed),
        requested=tuple(commitment_line(slug, row, today, _to_whom(row)) for row in requested),
        expects=tuple(
            commitment_line(slug, row, today, who=str(row.organisation))
            for row in one.expects
            if row.organisation_id not in listed
        ),
    )


def _to_whom(row: Commitment) -> str:
    """To whom it is owed, when it is not to the cooperation."""
    to = row.owed_to
    return french.to_body(to.short_name or to.name) if to else ""


def _sums(rows: Iterable[Commitment]) -> str:
    """What is still to come, in days and euros."""
    left = {str(kind): Decimal(0) for kind in COUNTED}
    for row in rows:
        if row.kind in left and row.quantity:
            left[row.kind] += max(row.quantity - row.delivered, Decimal(0))
    return joined_amounts(left.items())
