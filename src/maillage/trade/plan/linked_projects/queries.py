"""Which projects does this access read, and what was last exchanged on each?"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Exists, F, OuterRef, Prefetch, Q, QuerySet, Subquery, When

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.directory.models import Person, Spokesperson
from maillage.ground.directory.records.queries.people import people
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.linked_projects.models import (
    Exchange,
    Project,
    ProjectBlocker,
    ProjectStage,
)
from maillage.trade.plan.linked_projects.rules import is_silent, silent_ones


@dataclass(frozen=True, slots=True)
class Followed:
    """How many projects are open, of how many holders; how many wait for a call, of each."""

    projects: int
    holders: int
    to_call: int
    silent: Mapping[str, int]


def readable_projects(access: Access) -> QuerySet[Project]:
    """What this access reads; and, of what the team prepares, what is carried by its structures."""
    carried = Q(
        cooperation=access.cooperation_id,
        visibility=Visibility.TEAM,
        holder__in=Spokesperson.objects.filter(access=access.pk).values("organisation"),
    )
    read = Project.objects.visible_to(access)
    return read if access.is_in_team else Project.objects.filter(carried | Q(pk__in=read))


def projects(access: Access) -> QuerySet[Project]:
    """The projects that this access reads, with their holder, their theme, their scheme, the day
    of the last exchange that it reads and the last stage of their file.
    """
    last = Exchange.objects.visible_to(access).filter(project=OuterRef("pk")).order_by("-on", "-pk")
    stage = ProjectStage.objects.filter(project=OuterRef("pk")).order_by("-on", "-pk")
    rows = readable_projects(access).annotate(
        last_on=Subquery(last.values("on")[:1]),
        last_means=Subquery(last.values("means")[:1]),
        file_stage=Subquery(stage.values("stage")[:1]),
        file_stage_on=Subquery(stage.values("on")[:1]),
    )
    rows = rows.select_related("holder", "theme", "scheme", "became")
    return rows.order_by("folded", "pk")


def open_projects(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Those that nobody gave up."""
    return rows.filter(ended_on__isnull=True)


def silent_projects(rows: QuerySet[Project], today: date) -> QuerySet[Project]:
    """Those whose holder is to be called again."""
    return rows.filter(silent_ones(today))


def to_call_first(rows: QuerySet[Project], today: date) -> QuerySet[Project]:
    """The same rows, each with its rank: those whose holder is to be called come first.

    Those without an exchange stand together: before all when one is awaited, else after all.
    """
    silent, never = silent_ones(today), Q(last_on__isnull=True)
    ranks = When(silent & never, then=0), When(silent, then=1), When(never, then=3)
    return rows.annotate(call_rank=Case(*ranks, default=2))


def longest_silent(access: Access, today: date) -> QuerySet[Project]:
    """Those whose holder was met and is to be called again, the longest silence first."""
    rows = silent_projects(projects(access), today).filter(Q(last_on__isnull=False))
    return rows.order_by(F("last_on").asc(), "pk")


def without_next(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Those that still ripen and of which nobody says what comes next."""
    return open_projects(rows).filter(next_step="").exclude(phase="operation")


def with_ties(access: Access, rows: QuerySet[Project]) -> QuerySet[Project]:
    """These projects with their communes and the actions tied to them that this access reads;
    two queries more.
    """
    return rows.prefetch_related("territories", Prefetch("actions", actions(access)))


def exchanges(access: Access) -> QuerySet[Exchange]:
    """The exchanges that this access reads, latest first, on projects that it reads."""
    readable = readable_projects(access)
    rows = Exchange.objects.visible_to(access).filter(project__in=readable)
    return rows.select_related("person", "author").order_by("-on", "-pk")


def stages(access: Access) -> QuerySet[ProjectStage]:
    """The stages of the files of the projects that this access reads, the last first."""
    rows = ProjectStage.objects.filter(project__in=readable_projects(access))
    return rows.select_related("project", "decision").order_by("-on", "-pk")


def last_stage(project: Project) -> tuple[str, date | None]:
    """The last stage of its file and its day, on a row of `projects`; nothing before any."""
    return getattr(project, "file_stage", None) or "", getattr(project, "file_stage_on", None)


def open_blockers(access: Access) -> QuerySet[ProjectBlocker]:
    """What still stops the projects that this access follows: the team's alone."""
    rows = ProjectBlocker.objects.filter(
        project__in=readable_projects(access), lifted_on__isnull=True
    )
    return (rows if access.is_in_team else rows.none()).select_related("organisation", "project")


def with_blockers(access: Access, rows: QuerySet[Project]) -> QuerySet[Project]:
    """These projects with what stops them; one query more."""
    return rows.prefetch_related(Prefetch("blockers", open_blockers(access)))


def blocked(rows: QuerySet[Project]) -> QuerySet[Project]:
    """Those that something stops."""
    stopped = ProjectBlocker.objects.filter(project=OuterRef("pk"), lifted_on__isnull=True)
    return rows.filter(Exists(stopped))


def exchanged_between(
    access: Access, rows: QuerySet[Project], since: date | None, until: date | None
) -> QuerySet[Project]:
    """What changed between two days: the projects with an exchange that this access reads."""
    between = exchanges(access).filter(project=OuterRef("pk")).order_by()
    if since:
        between = between.filter(on__gte=since)
    if until:
        between = between.filter(on__lte=until)
    return rows.filter(Exists(between))


def followed(access: Access, today: date) -> Followed:
    """The open projects counted, with those of which the holder is to be called; one query."""
    rows = list(open_projects(projects(access)))
    silent = [one.holder_words for one in rows if is_silent(one, last_of(one), today)]
    holders = {one.holder_words for one in rows}
    return Followed(len(rows), len(holders), len(silent), dict(sorted(Counter(silent).items())))


def last_of(project: Project) -> date | None:
    """The day of its last exchange, on a row of `projects`."""
    return getattr(project, "last_on", None)


def readable_person(access: Access, number: int | None) -> Person | None:
    """The person, when the reader may know them by name."""
    return people(access).filter(pk=number).first() if number else None


def project_history(access: Access, project: Project) -> Sequence[Gesture]:
    """The gestures made on a project, for the team; its exchanges are told where they stand."""
    if not access.is_in_team:
        return ()
    hidden = frozenset({"exchange"})
    return history(access, project.sheet_key, hidden=hidden)


def around(access: Access, kind: str, number: int) -> QuerySet[Project]:
    """The projects that a sheet of another room shows: a structure's, an action's, a scheme's."""
    paths = {
        "organisation": Q(holder=number),
        "action": Q(became=number) | Q(actions=number),
        "scheme": Q(scheme=number),
    }
    return projects(access).filter(paths[kind]).distinct()
