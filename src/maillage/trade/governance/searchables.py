"""What governance answers to a search: few names, read whole and kept until a change."""

from collections.abc import Iterator, Sequence

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.readers import as_access
from maillage.foundation.search.asked import Asked, Found, searchables
from maillage.foundation.search.kept_names import KeptNames
from maillage.trade.governance import permissions
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.commitments.queries.commitments import commitments
from maillage.trade.governance.consultations.queries import consultations
from maillage.trade.governance.date_polls.queries import date_polls
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.governance.joint_decisions.queries.joint_decisions import joint_decisions
from maillage.trade.governance.lead_partner.queries import lead_partners
from maillage.trade.governance.meetings.queries.meetings import meetings
from maillage.trade.governance.nominations.queries import nominations

Named = tuple[str, Found]
_kept: KeptNames[Found] = KeptNames()


@searchables.answer
def governance_found(reader: Reader, asked: Asked) -> Sequence[Found]:
    """What of governance has a name that holds the words: bodies, meetings, decisions…"""
    access = as_access(reader)

    def read() -> Iterator[Named]:
        yield from _bodies(access)
        yield from _meetings(access)
        yield from _joint_decisions(access)
        yield from _commitments(access)
        yield from _decisions(access)
        yield from _date_polls(access)
        yield from _consultations(access)
        yield from _nominations(access)
        yield from _lead_partners(access)

    key = (access.pk, access.role)
    return _kept.among(asked, key, access.cooperation.workspace_id, read)


def _bodies(access: Access) -> Iterator[Named]:
    slug = access.cooperation.slug
    for row in bodies(access):
        url = address("governance:body", slug, row.pk)
        yield row.folded, Found(_("Instance"), row.name, str(row.get_kind_display()), url)


def _meetings(access: Access) -> Iterator[Named]:
    """Latest first; the name of a meeting without object is that of its body."""
    slug = access.cooperation.slug
    for row in meetings(access).order_by("-held_on", "-pk"):
        url = address("governance:meeting", slug, row.pk)
        found = Found(_("Séance"), str(row), str(row.state.label), url)
        yield fold(f"{row.title} {row.body}"), found


def _joint_decisions(access: Access) -> Iterator[Named]:
    slug = access.cooperation.slug
    for row in joint_decisions(access):
        url = address("governance:joint_decision", slug, row.pk)
        note = str(row.get_standing_display())
        yield row.folded, Found(_("Décision conjointe"), row.title, note, url)


def _commitments(access: Access) -> Iterator[Named]:
    slug = access.cooperation.slug
    for row in commitments(access):
        url = address("governance:commitment", slug, row.pk)
        note = f"{row.organisation}, {row.get_state_display()}"
        yield row.folded, Found(_("Engagement pris"), row.label, note, url)


def _decisions(access: Access) -> Iterator[Named]:
    slug = access.cooperation.slug
    for row in decisions(access):
        url = address("governance:decision", slug, row.pk)
        note = str(row.get_outcome_display()) if row.outcome else _("question ouverte")
        yield row.folded, Found(_("Décision"), row.question or str(row), note, url)


def _date_polls(access: Access) -> Iterator[Named]:
    """The dates still to be chosen; a poll without object bears the name of its body."""
    if not permissions.can_open_meetings(access):
        return
    slug = access.cooperation.slug
    for row in date_polls(access).filter(chosen_on__isnull=True, dropped_on__isnull=True):
        url = address("governance:date_poll", slug, row.pk)
        found = Found(_("Sondage de dates"), str(row), row.body.name, url)
        yield fold(f"{row.title} {row.body}"), found


def _consultations(access: Access) -> Iterator[Named]:
    if not permissions.can_open_meetings(access):
        return
    slug = access.cooperation.slug
    for row in consultations(access):
        url = address("governance:consultation", slug, row.pk)
        note = str(row.get_closing_display()) if row.closing else _("en cours")
        yield fold(row.question), Found(_("Consultation écrite"), row.question, note, url)


def _nominations(access: Access) -> Iterator[Named]:
    if not permissions.can_open_bodies(access):
        return
    slug = access.cooperation.slug
    for row in nominations(access):
        url = address("governance:nomination", slug, row.pk)
        yield row.folded, Found(_("Campagne de désignation"), row.title, row.body.name, url)


def _lead_partners(access: Access) -> Iterator[Named]:
    """Found by the structure, or by what it carries."""
    if not permissions.can_open_lead_partner(access):
        return
    slug = access.cooperation.slug
    for row in lead_partners(access):
        url = address("governance:lead_partner_sheet", slug, row.pk)
        found = Found(_("Chef de file"), row.subject.label, str(row.organisation), url)
        yield fold(f"{row.subject.label} {row.organisation}"), found
