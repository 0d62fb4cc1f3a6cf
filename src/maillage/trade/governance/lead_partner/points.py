"""What do lead partners tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Turn, Upcoming, Waiting
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.words import period_words
from maillage.trade.governance import permissions
from maillage.trade.governance.lead_partner import states
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.queries import (
    lead_partners,
    leads_ending,
    leads_of_organisation,
    leads_to_keep,
)
from maillage.trade.governance.letter_contact import carriers

MOST = 12


@waits(
    rows=lambda cooperation, _today: leads_to_keep(cooperation),
    can=permissions.can_keep_lead_partner,
)
def leads_wait(access: Access, _today: date) -> list[Waiting]:
    """The subjects that nobody carries now, the lead partners that no act names; one query."""
    return [_lead_waits(access, one) for one in leads_to_keep(access.cooperation_id)[:MOST_WAITING]]


def _lead_waits(access: Access, lead: LeadPartner) -> Waiting:
    slug, values = access.cooperation.slug, {"name": lead, "about": lead.subject.label}
    if lead.is_in_force:
        return Waiting(
            _("Noter l’acte qui désigne le chef de file"),
            _("%(name)s, pour « %(about)s ».") % values,
            reverse("governance:lead_partner_edit", args=[slug, lead.pk]),
            minutes=3,
            verb=_("Noter"),
            turn=Turn.COMPLETES,
        )
    return Waiting(
        _("Dire qui prend la suite du chef de file"),
        _("%(name)s ne porte plus « %(about)s ».") % values,
        reverse("governance:lead_partner_add", args=[slug]),
        verb=_("Nommer"),
    )


@falls(
    rows=lambda cooperation, first, last: LeadPartner.objects.filter(
        subject__cooperation=cooperation, until__range=(first, last)
    ),
    can=permissions.can_open_lead_partner,
)
def leads_end(access: Access, first: date, last: date) -> list[Upcoming]:
    """The lead partners whose time ends in the period, in one query."""
    return [
        Upcoming(
            on=lead.until,
            label=_("Fin du chef de file : %(name)s") % {"name": lead},
            reason=lead.subject.label,
            url=reverse("governance:lead_partner_sheet", args=[access.cooperation.slug, lead.pk]),
        )
        for lead in leads_ending(access, first, last)[:MOST_DATES]
        if lead.until
    ]


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
    note = french.counted(len(lines), _("mission portée"), _("missions portées"))
    return lines_panel(_("Chef de file de"), lines, note)


@findable
def lead_partner_names(access: Access) -> Iterator[FoldedResult]:
    """Found by the structure, or by what it carries."""
    if not permissions.can_open_lead_partner(access):
        return
    slug = access.cooperation.slug
    for row in lead_partners(access):
        url = address("governance:lead_partner_sheet", slug, row.pk)
        result = SearchResult(_("Chef de file"), row.subject.label, str(row.organisation), url)
        yield fold(f"{row.subject.label} {row.organisation}"), result


probe(
    "construction.partnerships.lead-partner",
    load=states.load,
    reads="members",
    topics={"lead_partner", "members", "organisations"},
)(states.lead_partner)


@carriers.answer
def carriers_of_cooperation(access: Access) -> list[str]:
    """The structure that carries the cooperation itself today."""
    rows = lead_partners(access).filter(in_force(), subject__kind=SubjectKind.COOPERATION)
    return [str(one.organisation) for one in rows.order_by("pk")]
