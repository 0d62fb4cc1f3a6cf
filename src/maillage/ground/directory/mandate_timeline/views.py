"""Who acts and acted in each structure, and whose mandate is about to end?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.first_rows import first_rows
from maillage.core.register import Action, Empty
from maillage.core.timeline import Landmark, Line, Span, Timeline, answer_timeline
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import MandateKind, OrganisationKind
from maillage.ground.directory.mandate_timeline.queries import (
    MandateBar,
    PlaceLine,
    TimelineChoice,
    TimelineTotals,
    ending_bars,
    mandate_bars,
    place_lines,
    timeline_organisations,
    timeline_totals,
)
from maillage.ground.directory.people.views.people import people_audience
from maillage.ground.directory.records.queries.organisations import reach
from maillage.ground.directory.records.views import page_url
from maillage.ground.directory.records.words import quality
from maillage.law.election_period import Election, listed_elections


@dataclass(frozen=True, slots=True)
class TimelineReading:
    """The sentence at the top of the page, and its end in bold."""

    sentence: str
    stress: str = ""


def totals_reading(totals: TimelineTotals, bars: Sequence[MandateBar]) -> TimelineReading:
    """What runs, who leaves first, and what has no date."""
    if not totals.running:
        return TimelineReading(_("Qui agit, qui a agi, et qui s’en va."))
    running = _running(totals)
    count = french.in_words(totals.organisations, feminine=True)
    plural = "s" if totals.organisations > 1 else ""
    places = _("dans %(places)s") % {"places": _(f"{count} structure{plural}")}
    ending = _ending(totals, bars)
    sentence = f"{running} {places} ; {ending}."
    return TimelineReading(sentence[:1].upper() + sentence[1:], _undated(totals.undated))


def _running(totals: TimelineTotals) -> str:
    """How many mandates run, and how many functions that are no mandate."""
    mandates = totals.running - totals.acting
    parts = [
        ngettext("%(n)s mandat", "%(n)s mandats", mandates) % {"n": french.in_words(mandates)},
        ngettext("%(n)s fonction", "%(n)s fonctions", totals.acting)
        % {"n": french.in_words(totals.acting, feminine=True)},
    ]
    words = _(" et ").join(
        part for part, n in zip(parts, (mandates, totals.acting), strict=True) if n
    )
    return ngettext("%(what)s est en cours", "%(what)s sont en cours", totals.running) % {
        "what": words
    }


def _ending(totals: TimelineTotals, bars: Sequence[MandateBar]) -> str:
    """Whose mandate ends first, and when; several that end that day are counted."""
    if not bars:
        return _("aucune fin n’est écrite")
    day = bars[0].until
    first = [bar for bar in bars if bar.until == day]
    values = {
        "count": french.in_words(len(first)),
        "of": french.of_body(first[0].person),
        "day": french.long_date(day) if day else "",
    }
    if len(first) > 1:
        return _("%(count)s finissent d’abord, le %(day)s") % values
    if totals.running == 1:
        return _("fin le %(day)s") % values
    return _("la première fin écrite est celle %(of)s, le %(day)s") % values


def _undated(count: int) -> str:
    if not count:
        return ""
    sentence = ngettext("Une date de début manque.", "%(count)s dates de début manquent.", count)
    return sentence % {"count": french.in_words(count).capitalize()}


RENEWING = {
    "municipal": lazy("municipales %(year)s"),
    "departmental_regional": lazy("départementales et régionales %(year)s"),
}
THICKNESS = {
    MandateKind.ELECTED: "firm",
    MandateKind.TITULAIRE: "firm",
    MandateKind.SUPPLEANT: "worn",
}
LONGEST = 80


def organisations_timeline(
    access: Access, bars: Sequence[MandateBar], choice: TimelineChoice
) -> Timeline:
    """A line for each structure, on which each mandate bears the name of whoever holds it."""
    slug = access.cooperation.slug
    page = reverse("directory:mandate_timeline", args=[slug])
    return Timeline(
        caption=_("Mandats et fonctions dans le temps"),
        filename="mandats",
        line_title=_("Structure"),
        words_title=_("Personne"),
        list_title=_("Un par un"),
        lines=[
            Line(
                own[0].organisation,
                str(OrganisationKind(own[0].place).label),
                reverse("directory:organisation", args=[slug, place]),
                spans=tuple(
                    _span(
                        bar,
                        since,
                        bar.person,
                        bar.function,
                        quality(bar.kind, bar.civility),
                        point=_person_until(bar),
                    )
                    for bar, since in _dated(own)
                ),
                whole_url=f"{page}?{urlencode({'structure': place, 'qualite': choice.kind})}",
            )
            for place, own in _grouped((bar.organisation_id, bar) for bar in bars)
        ],
        landmarks=renewals(),
        headers=(_("Fonction"), _("Qualité")),
        thicknesses=_thicknesses(),
        is_points=True,
    )


def people_timeline(access: Access, bars: Sequence[MandateBar]) -> Timeline:
    """A line for each person of one structure, on which each mandate bears its function."""
    return Timeline(
        caption=_("Mandats et fonctions dans le temps"),
        filename="mandats",
        line_title=_("Personne"),
        words_title=_("Fonction"),
        list_title=_("Un par un"),
        lines=[
            Line(
                own[-1].person,
                quality(own[-1].kind, own[-1].civility),
                reverse("directory:person", args=[access.cooperation.slug, person]),
                spans=tuple(
                    _span(
                        bar,
                        since,
                        french.shortened(bar.function, LONGEST),
                        quality(bar.kind, bar.civility),
                    )
                    for bar, since in _dated(own)
                ),
            )
            for person, own in _grouped((bar.person_id, bar) for bar in bars)
        ],
        landmarks=renewals(),
        headers=(_("Qualité"),),
        thicknesses=_thicknesses(),
        is_points=True,
    )


def renewals() -> tuple[Landmark, ...]:
    """The elections that renew local councils, as far as they are known; the month when no day is.

    Source: the elections that the rules of practice list.
    """
    return tuple(
        Landmark(day, str(RENEWING[one.election]) % {"year": day.year})
        for one in listed_elections()
        if one.election in RENEWING and (day := _day_of(one))
    )


def _day_of(election: Election) -> date | None:
    return election.polls[0] if election.polls else election.month_of_poll


def _grouped(bars: Iterable[tuple[int, MandateBar]]) -> list[tuple[int, list[MandateBar]]]:
    """The bars by structure or person, those without any known beginning left out."""
    groups: dict[int, list[MandateBar]] = {}
    for key, bar in bars:
        if bar.since is not None:
            groups.setdefault(key, []).append(bar)
    return list(groups.items())


def _dated(bars: Iterable[MandateBar]) -> list[tuple[MandateBar, date]]:
    return [(bar, bar.since) for bar in bars if bar.since is not None]


def _span(bar: MandateBar, since: date, words: str, *lines: str, point: str = "") -> Span:
    return Span(
        since,
        bar.until,
        words or lines[-1],
        thickness=THICKNESS.get(MandateKind(bar.kind), "plain"),
        details=lines,
        point=point,
    )


def _person_until(bar: MandateBar) -> str:
    """Who holds the mandate and until which year: a line has several of them."""
    return f"{bar.person}, {bar.until.year}" if bar.until else bar.person


def _thicknesses() -> tuple[tuple[str, str], ...]:
    return (
        ("firm", _("mandat électif ou titulaire")),
        ("plain", _("poste technique, bénévole, autre")),
        ("worn", _("suppléance")),
    )


EVERYWHERE = "toutes"
MOST_UNDATED = 20
LEAVING = 8
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
    ending: Sequence[MandateBar]
    places: Sequence[PlaceLine]
    undated: Sequence[MandateBar]
    is_empty: bool


@cooperation_page(can=permissions.can_open_people)
def mandate_timeline(request: CooperationRequest) -> HttpResponse:
    """The mandates of each structure over time, or those of one, person by person."""
    filters = read_filters(request.access, request.GET.dict())
    read = _mandates(request.access, filters.choice)
    context = {
        "filters": filters,
        "reading": totals_reading(read.totals, read.ending),
        "leaving": read.ending[:LEAVING],
        "leaving_others": max(0, len(read.ending) - LEAVING),
        "places": first_rows(request, read.places),
        "endings": any(one.ending for one in read.places),
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
    bars, today = mandate_bars(access, choice), timezone.localdate()
    by_organisation = choice.organisation is None
    return MandatesRead(
        organisations_timeline(access, bars, choice)
        if by_organisation
        else people_timeline(access, bars),
        timeline_totals(bars, today),
        ending_bars(bars, today),
        place_lines(bars, today) if by_organisation else [],
        [bar for bar in bars if bar.since is None][:MOST_UNDATED],
        is_empty=not bars,
    )


def read_filters(access: Access, parameters: Mapping[str, str]) -> Filters:
    """The lists for this reader; what they do not offer is not chosen."""
    pairs = [(str(pk), name) for pk, name in timeline_organisations(access)]
    whole = [(EVERYWHERE, _("Toutes les structures connues"))] if access.is_in_team else []
    organisations = [*whole, *pairs]
    kinds = [(kind.value, str(kind.label)) for kind in MandateKind]
    return Filters(
        organisations,
        kinds,
        organisation=_offered(organisations, parameters.get("structure", "")),
        kind=_offered(kinds, parameters.get("qualite", "")),
    )


def _offered(options: Options, requested: str) -> str:
    return requested if requested in {value for value, _label in options} else ""


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
