"""What do projects tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Alike, Turn, Upcoming, Waiting
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.exchange.targets.targets import imports
from maillage.foundation.search.query import SearchResult
from maillage.trade.plan import permissions
from maillage.trade.plan.linked_projects import queries, states, words
from maillage.trade.plan.linked_projects.models import Exchange, Project
from maillage.trade.plan.linked_projects.services import PROJECTS
from maillage.trade.plan.linked_projects.table import PROJECT_TABLE

MOST = 8


@waits(
    rows=lambda cooperation, today: Project.objects.filter(
        cooperation=cooperation, ended_on__isnull=True
    ),
    can=permissions.can_edit_projects,
)
def holders_wait(access: Access, today: date) -> list[Waiting]:
    """The holders to be called again, who were met once, the longest silence first; one query."""
    rows_by_holder: dict[str, list[Project]] = {}
    for one in queries.longest_silent(access, today):
        rows_by_holder.setdefault(one.holder_words, []).append(one)
    alike = Alike(
        _("%(n)s porteurs de projets à rappeler"),
        f"{reverse('plan:linked_projects', args=[access.cooperation.slug])}?a-rappeler=1&filtres=1",
        _("Voir"),
        total=len(rows_by_holder),
    )
    first = islice(rows_by_holder.values(), MOST_WAITING)
    return [_to_call(access, rows, today, alike) for rows in first]


def _to_call(access: Access, rows: Sequence[Project], today: date, alike: Alike) -> Waiting:
    """One holder, for all their silent projects: the one that has waited longest is opened."""
    one = rows[0]
    silence = {"title": french.inner_quotes(one.title), "silence": words.silence_words(one, today)}
    count = {"n": french.capital(french.in_words(len(rows)))}
    return Waiting(
        _("Rappeler %(name)s") % {"name": french.with_article(one.holder_words)},
        _("%(n)s projets, dont « %(title)s », %(silence)s.") % (silence | count)
        if len(rows) > 1
        else _("« %(title)s », %(silence)s.") % silence,
        reverse("plan:project", args=[access.cooperation.slug, one.pk]),
        verb=_("Ouvrir"),
        turn=Turn.COMPLETES,
        alike=alike,
        part=one.holder_words,
    )


@falls(
    rows=lambda cooperation, first, last: Project.objects.filter(
        cooperation=cooperation, next_on__range=(first, last)
    ),
    can=permissions.can_edit_projects,
)
def next_steps_fall(access: Access, first: date, last: date) -> list[Upcoming]:
    """The next steps of the period, in one query."""
    rows = queries.open_projects(queries.projects(access)).filter(next_on__range=(first, last))
    return [
        Upcoming(
            on=one.next_on,
            label=one.next_step or one.title,
            reason=f"{one.holder_words}, {one.title}" if one.next_step else one.holder_words,
            url=reverse("plan:project", args=[access.cooperation.slug, one.pk]),
        )
        for one in rows.order_by("next_on", "pk")[:MOST_DATES]
        if one.next_on
    ]


@panels.answer
def projects_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The projects that a structure carries, that an action comes from, that a scheme helps."""
    access = as_access(reader)
    if kind not in {"organisation", "action", "scheme"}:
        return ()
    rows = list(queries.around(access, kind, number)[:MOST])
    if not rows:
        return ()
    today = timezone.localdate()
    lines = [
        Line(
            one.title,
            _line_note(access, one, today),
            reverse("plan:project", args=[access.cooperation.slug, one.pk]),
        )
        for one in rows
    ]
    note = ngettext("un projet", "%(n)s projets", len(lines)) % {"n": french.in_words(len(lines))}
    title = _("Projets portés") if kind == "organisation" else _("Projets liés")
    return lines_panel(title, lines, note)


def _line_note(access: Access, one: Project, today: date) -> str:
    """How ripe it is, and for the team whether its holder is to be called."""
    state = _("abandonné") if one.ended_on else str(one.get_phase_display())
    silence = words.silence_words(one, today) if access.is_in_team else ""
    return ", ".join(filter(None, (state, silence)))


@findable
def project_names(access: Access) -> Iterator[FoldedResult]:
    """The projects, under their title and their holder."""
    slug = access.cooperation.slug
    for row in queries.projects(access):
        url = address("plan:project", slug, row.pk)
        result = SearchResult(
            _("Projet"), row.title, row.holder_words, url, 0 if row.is_open else 1
        )
        yield f"{row.folded} {fold(row.holder_words)}", result


visible_records.answer(lambda: (Exchange, Project))
MOVED = {PROJECTS, "imports"}
probe("implementation.move.other-projects", load=states.load, reads="team", topics=MOVED)(
    states.other_projects
)
probe("implementation.move.project-holders", load=states.load, reads="team", topics=MOVED)(
    states.project_holders
)
probe(
    "cross.silos.spread-project-mode",
    load=states.load,
    reads="team",
    topics=MOVED | {"members"},
)(states.project_mode)
imports.answer(lambda: (PROJECT_TABLE,))
