"""What do calls for projects tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import Exists, F, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Upcoming, Waiting
from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.plan import permissions
from maillage.trade.plan.selection import queries, words
from maillage.trade.plan.selection.models import Ballot, CallVoice, Candidacy, ProjectCall


def _unmarked(cooperation: int, today: date) -> QuerySet[CallVoice]:
    """The voices of open calls that have still a project to mark."""
    given = Ballot.objects.filter(
        candidacy=OuterRef("pk"), voice=OuterRef(OuterRef("pk")), replaced_at__isnull=True
    )
    left = Candidacy.objects.filter(~Exists(given), call=OuterRef("call"), result="")
    rows = CallVoice.objects.filter(
        Exists(left.exclude(project__holder=OuterRef("seat__organisation"))),
        call__cooperation=cooperation,
        call__scores_until__gte=today,
        call__grid__criteria__isnull=False,
    )
    return rows.distinct()


@waits(
    rows=_unmarked,
    can=lambda access: permissions.can_mark(access) and not access.is_officer,
)
def marks_wait(access: Access, today: date) -> list[Waiting]:
    """The calls where a structure of the reader has still to mark; one query."""
    rows = _unmarked(access.cooperation_id, today).filter(pk__in=queries.own_voices(access))
    return [
        Waiting(
            *words.marking_words(one.call, one.seat),
            reverse("plan:project_call", args=[access.cooperation.slug, one.call_id]),
            verb=_("Noter"),
        )
        for one in rows.select_related("call", "seat__organisation").order_by("pk")[:MOST_WAITING]
    ]


def _undecided(cooperation: int, today: date) -> QuerySet[ProjectCall]:
    """The calls whose committee met, and of which a project has no result."""
    left = Candidacy.objects.filter(call=OuterRef("pk"), result="")
    return ProjectCall.objects.filter(Exists(left), cooperation=cooperation, decides_on__lt=today)


@waits(rows=_undecided, can=permissions.can_edit_calls)
def results_wait(access: Access, today: date) -> list[Waiting]:
    """What a committee decided and that is not noted yet."""
    rows = _undecided(access.cooperation_id, today).order_by("decides_on", "pk")
    return [
        Waiting(
            _("Noter ce que le comité a décidé : %(title)s") % {"title": one.title},
            _("Il se réunissait le %(day)s ; un projet au moins attend son résultat.")
            % {"day": french.long_date(one.decides_on)},
            reverse("plan:project_call", args=[access.cooperation.slug, one.pk]),
            verb=_("Noter les résultats"),
        )
        for one in rows[:MOST_WAITING]
        if one.decides_on
    ]


@falls(
    rows=lambda cooperation, first, last: ProjectCall.objects.filter(
        cooperation=cooperation, scores_until__range=(first, last)
    ),
    can=permissions.can_open_plan,
)
def calls_close(access: Access, first: date, last: date) -> list[Upcoming]:
    """The last days to mark, in one query."""
    rows = queries.calls(access).filter(scores_until__range=(first, last))
    return [
        Upcoming(
            on=one.scores_until,
            label=_("Dernier jour pour noter : %(title)s") % {"title": one.title},
            reason=str(one.body),
            url=reverse("plan:project_call", args=[access.cooperation.slug, one.pk]),
        )
        for one in rows.order_by("scores_until", "pk")[:MOST_DATES]
    ]


@findable
def call_names(access: Access) -> Iterator[FoldedResult]:
    """The calls that this reader may read, under their title."""
    slug = access.cooperation.slug
    for row in queries.calls(access):
        note = str(row.body)
        url = address("plan:project_call", slug, row.pk)
        yield fold(f"{row.title} {note}"), SearchResult(_("Appel à projets"), row.title, note, url)


@panels.answer
def calls_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The calls to which a project was put, on its sheet."""
    if kind != "project":
        return ()
    access = as_access(reader)
    rows = (
        queries.candidacies(access)
        .filter(project=number)
        .order_by(F("call__scores_until").desc(), "-pk")
    )
    lines = [
        Line(
            one.call.title,
            words.result_words(one) or _state_words(one),
            address("plan:candidacy", access.cooperation.slug, one.pk),
        )
        for one in rows
    ]
    return lines_panel(_("Appels"), lines)


def _state_words(one: Candidacy) -> str:
    today = timezone.localdate()
    return _("on note") if one.call.takes_marks(today) else _("le comité n’a pas encore décidé")
