"""Where does this structure, or this person, sit, and what is asked of its council?"""

from collections.abc import Callable, Sequence

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.ground.directory.records.words import period_words
from maillage.trade.governance import permissions
from maillage.trade.governance.bodies.queries.bodies import (
    HeldSeat,
    seats_of_organisation,
    seats_of_person,
)
from maillage.trade.governance.choices import Vote
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries.commitments import (
    commitments_drawn,
    commitments_of,
)
from maillage.trade.governance.commitments.words import commitment_line
from maillage.trade.governance.joint_decisions.queries.joint_decisions import (
    Path,
    paths_of_organisation,
)
from maillage.trade.governance.joint_decisions.words.steps import VOTE_MARKS
from maillage.trade.governance.lead_partner.queries import leads_of_organisation
from maillage.trade.governance.meetings.queries.meetings import meetings_of_body
from maillage.trade.governance.meetings.words import when_words

MOST = 12
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


@panels.answer
def meetings_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The next meetings of a body and its last ones, in two queries."""
    if kind != "body":
        return ()
    access = as_access(reader)
    slug = access.cooperation.slug
    coming, past = meetings_of_body(access, number, timezone.localdate())
    may_keep = permissions.can_keep_meetings(access)
    if not (coming or past or may_keep):
        return ()
    lines = [
        Line(
            label=when_words(one),
            note=", ".join(part for part in (one.title, str(one.state.label)) if part),
            url=reverse("governance:meeting", args=[slug, one.pk]),
        )
        for one in (*coming, *past)
    ]
    add = reverse("governance:meeting_add", args=[slug]) + f"?instance={number}"
    context: dict[str, object] = {"lines": lines, "add_url": add if may_keep else ""}
    return (Panel(_("Séances"), "governance/parts/meetings_of_body.html", context, side=True),)


@panels.answer
def leads_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What a structure carries or carried for the others, in one query."""
    if kind != "organisation":
        return ()
    access = as_access(reader)
    lines = [
        Line(
            label=one.subject.label,
            note=period_words(one),
            url=reverse("governance:lead_partner_sheet", args=[access.cooperation.slug, one.pk]),
        )
        for one in leads_of_organisation(access, number)[:MOST]
    ]
    if not lines:
        return ()
    return (Panel(_("Chef de file de"), "core/parts/lines.html", {"lines": lines}, side=True),)


@panels.answer
def power_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The way to who weighs in a body, without any query."""
    if kind != "body":
        return ()
    page = reverse("governance:voting_rules", args=[as_access(reader).cooperation.slug])
    line = Line(
        label=_("Voix et pouvoir de chacune"),
        note=_("Et si la majorité changeait ?"),
        url=f"{page}?instance={number}",
    )
    return (Panel(_("Qui pèse vraiment"), "core/parts/lines.html", {"lines": [line]}, side=True),)


@panels.answer
def questions_of_organisation(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What the council of a structure is asked, and what it answered; three queries."""
    if kind != "organisation":
        return ()
    access = as_access(reader)
    paths = paths_of_organisation(access, number)
    if not paths:
        return ()
    slug = access.cooperation.slug
    lines = [
        Line(
            label=path.deliberation.decision.title,
            note=path.answer.get_vote_display() if path.answer else _next_words(path),
            url=reverse("governance:joint_decision_council", args=[slug, path.deliberation.pk]),
            family="answer",
            value=_mark(path),
        )
        for path in reversed(paths[-MOST:])
    ]
    return (Panel(_("Délibérations"), "core/parts/lines.html", {"lines": lines}),)


@panels.answer
def decision_of_compromise(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """From an option to the councils in one click, for who opens decisions; no query."""
    access = as_access(reader)
    if kind != "compromise" or not permissions.can_keep_decisions(access):
        return ()
    page = reverse("governance:joint_decision_add", args=[access.cooperation.slug])
    line = Line(
        label=_("En faire une décision conjointe"),
        note=_("La question et l’option y seront déjà écrites."),
        url=f"{page}?compromise={number}",
    )
    return (Panel(_("Et les conseils ?"), "core/parts/lines.html", {"lines": [line]}, side=True),)


@panels.answer
def commitments_of_note(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What was drawn from a note of the notebook, in one query."""
    if kind != "note":
        return ()
    access = as_access(reader)
    return _commitments_panel(
        access, commitments_drawn(access, number), _("Engagements tirés de cette note")
    )


@panels.answer
def commitments_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """What a structure or a person gives, in one query."""
    if kind not in SEATS:
        return ()
    access = as_access(reader)
    return _commitments_panel(access, commitments_of(access, kind, number), _("Engagements pris"))


def _commitments_panel(access: Access, found: Sequence[Commitment], title: str) -> Sequence[Panel]:
    if not found:
        return ()
    today, slug = timezone.localdate(), access.cooperation.slug
    lines = [commitment_line(slug, one, today) for one in found[:MOST]]
    return (Panel(title, "core/parts/lines.html", {"lines": lines}),)


def _mark(path: Path) -> str:
    if path.answer:
        return VOTE_MARKS[Vote(path.answer.vote)]
    if path.deliberation.agenda_on:
        return "agenda"
    return "sent" if path.deliberation.sent_on else "ask"


def _next_words(path: Path) -> str:
    session = path.deliberation.session_on
    if session:
        return _("conseil le %(day)s") % {"day": french.day_in_words(session)}
    return _("envoyée") if path.deliberation.sent_on else _("à saisir")
