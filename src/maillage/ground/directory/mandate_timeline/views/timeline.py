"""Who acts and acted in each structure, and whose mandate is about to end?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.register import Action, Empty
from maillage.core.timeline import Timeline, answer_timeline
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.mandate_timeline.queries import (
    MandateBar,
    TimelineChoice,
    TimelineTotals,
    mandate_bars,
    timeline_organisations,
    timeline_totals,
)
from maillage.ground.directory.mandate_timeline.views.lines import (
    organisations_timeline,
    people_timeline,
)
from maillage.ground.directory.mandate_timeline.views.words import totals_reading
from maillage.ground.directory.people.views.people import people_audience
from maillage.ground.directory.records.queries.organisations import reach
from maillage.ground.directory.records.views import page_url

EVERYWHERE = "toutes"
MOST_UNDATED = 20
KEPT = 4
Options = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Filters:
    """The two lists above the timeline, and what is chosen in each."""

    organisations: Options
    kinds: Options
    organisation: str
    kind: str

    @property
    def choice(self) -> TimelineChoice:
        """What is asked of the directory."""
        everywhere = self.organisation == EVERYWHERE
        chosen = int(self.organisation) if self.organisation and not everywhere else None
        return TimelineChoice(organisation=chosen, everywhere=everywhere, kind=self.kind)


@dataclass(frozen=True)
class MandatesRead:
    """The mandates drawn, counted, and the first of those that have no beginning."""

    timeline: Timeline
    totals: TimelineTotals
    undated: Sequence[MandateBar]
    is_empty: bool


@cooperation_page(can=permissions.can_open_people)
def mandate_timeline(request: CooperationRequest) -> HttpResponse:
    """The mandates of each structure over time, or those of one, person by person."""
    filters = read_filters(request.access, request.GET.dict())
    read = _mandates(request.access, filters.choice)
    context = {
        "filters": filters,
        "reading": totals_reading(read.totals),
        "undated": read.undated,
        "undated_others": max(0, read.totals.undated - MOST_UNDATED),
        "empty": _empty(request, filters) if read.is_empty else None,
        "audience": people_audience(request),
    }
    return answer_timeline(
        request, read.timeline, template="directory/mandate_timeline.html", context=context
    )


_read: Remembered[MandatesRead] = Remembered(KEPT)


def _mandates(access: Access, choice: TimelineChoice) -> MandatesRead:
    """What the page draws and says, read again only after a change."""
    workspace = access.cooperation.workspace_id
    return _read.of((reach(access), choice), workspace, lambda: _read_mandates(access, choice))


def _read_mandates(access: Access, choice: TimelineChoice) -> MandatesRead:
    bars = mandate_bars(access, choice)
    by_organisation = choice.organisation is None
    return MandatesRead(
        organisations_timeline(access, bars, choice)
        if by_organisation
        else people_timeline(access, bars),
        timeline_totals(bars, timezone.localdate()),
        [bar for bar in bars if bar.since is None][:MOST_UNDATED],
        is_empty=not bars,
    )


def read_filters(access: Access, asked: Mapping[str, str]) -> Filters:
    """The lists for this reader; what they do not offer is not chosen."""
    known = [(str(pk), name) for pk, name in timeline_organisations(access)]
    whole = [(EVERYWHERE, _("Toutes les structures connues"))] if access.is_in_team else []
    organisations = [*whole, *known]
    kinds = [(kind.value, str(kind.label)) for kind in MandateKind]
    return Filters(
        organisations,
        kinds,
        organisation=_offered(organisations, asked.get("structure", "")),
        kind=_offered(kinds, asked.get("qualite", "")),
    )


def _offered(options: Options, asked: str) -> str:
    return asked if asked in {value for value, _label in options} else ""


def _empty(request: CooperationRequest, filters: Filters) -> Empty:
    if filters.organisation or filters.kind:
        return Empty(
            _("Aucun mandat ne répond à ce choix"),
            _("Élargissez à toutes les qualités, ou à une autre structure."),
            (Action(_("Tout montrer"), page_url(request, "mandate_timeline"), main=True),),
        )
    return Empty(
        _("Aucun mandat pour l’instant"),
        _("Un mandat s’écrit sur la fiche d’une personne : sa structure, sa fonction, ses dates."),
        (Action(_("Ouvrir les personnes"), page_url(request, "people"), main=True),),
    )
