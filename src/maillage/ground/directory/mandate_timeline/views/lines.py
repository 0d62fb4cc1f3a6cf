"""What does the timeline of mandates draw? A line for each structure, or for each of its people."""

from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.timeline import Landmark, Line, Span, Timeline
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import MandateKind, OrganisationKind
from maillage.ground.directory.mandate_timeline.queries import MandateBar, TimelineChoice
from maillage.ground.directory.records.words import quality
from maillage.law.election_period import Election, known_elections

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
    """A line for each structure, on which each mandate bears the name of who holds it."""
    slug = access.cooperation.slug
    page = reverse("directory:mandate_timeline", args=[slug])
    return Timeline(
        caption=_("Les mandats dans le temps"),
        filename="mandats",
        line_title=_("Structure"),
        lines=[
            Line(
                own[0].organisation,
                str(OrganisationKind(own[0].place).label),
                reverse("directory:organisation", args=[slug, place]),
                spans=tuple(
                    _span(bar, since, bar.person, bar.function, quality(bar.kind, bar.civility))
                    for bar, since in _dated(own)
                ),
                whole_url=f"{page}?{urlencode({'structure': place, 'qualite': choice.kind})}",
            )
            for place, own in _grouped((bar.organisation_id, bar) for bar in bars)
        ],
        landmarks=renewals(),
        headers=(_("Fonction"), _("Qualité")),
        thicknesses=_thicknesses(),
    )


def people_timeline(access: Access, bars: Sequence[MandateBar]) -> Timeline:
    """A line for each person of one structure, on which each mandate bears its function."""
    return Timeline(
        caption=_("Les mandats dans le temps"),
        filename="mandats",
        line_title=_("Personne"),
        lines=[
            Line(
                own[-1].person,
                quality(own[-1].kind, own[-1].civility),
                reverse("directory:person", args=[access.cooperation.slug, person]),
                spans=tuple(
                    _span(bar, since, _cut(bar.function), quality(bar.kind, bar.civility))
                    for bar, since in _dated(own)
                ),
            )
            for person, own in _grouped((bar.person_id, bar) for bar in bars)
        ],
        landmarks=renewals(),
        headers=(_("Qualité"),),
        thicknesses=_thicknesses(),
    )


def renewals() -> tuple[Landmark, ...]:
    """The elections that renew local councils, as far as they are known; the month when no day is.

    Source: the elections that the rules of practice list.
    """
    return tuple(
        Landmark(day, str(RENEWING[one.election]) % {"year": day.year})
        for one in known_elections()
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


def _span(bar: MandateBar, since: date, words: str, *told: str) -> Span:
    return Span(
        since,
        bar.until,
        words or told[-1],
        thickness=THICKNESS.get(MandateKind(bar.kind), "plain"),
        told=told,
    )


def _thicknesses() -> tuple[tuple[str, str], ...]:
    return (
        ("firm", _("élu·e ou titulaire")),
        ("plain", _("technicien·ne, bénévole, autre")),
        ("worn", _("suppléant·e")),
    )


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
