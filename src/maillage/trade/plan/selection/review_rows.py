"""What does the review of projects show of each project, to this reader?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.core.register import Column
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan import permissions
from maillage.trade.plan.linked_projects.models import Exchange, Project
from maillage.trade.plan.linked_projects.queries import exchanges
from maillage.trade.plan.selection.models import Candidacy, FunderOpinion
from maillage.trade.plan.selection.queries import candidacies
from maillage.trade.plan.selection.words import opinion_words

SILENT_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A project of the review, with what this reader may read of it.

    `candidacy` is the last one on which no body has decided yet, where it says a sum.
    """

    project: Project
    last: Exchange | None
    opinions: Sequence[FunderOpinion]
    candidacy: Candidacy | None

    @property
    def pk(self) -> int:
        """The number of the project."""
        return self.project.pk

    @property
    def wanted_cents(self) -> int | None:
        """What it asks: what its sheet says, else what it asks of an open call."""
        if self.project.aid_cents is not None or self.candidacy is None:
            return self.project.aid_cents
        return self.candidacy.aid_cents


def review_rows(access: Access, rows: QuerySet[Project]) -> list[ReviewRow]:
    """These projects with their last exchange, their opinions and what they ask; three queries."""
    shown = list(rows)
    numbers = [one.pk for one in shown]
    last, answers = _last_exchanges(access, numbers), _opinions(access, numbers)
    waiting = _open_candidacies(access, numbers)
    return [
        ReviewRow(one, last.get(one.pk), answers.get(one.pk, ()), waiting.get(one.pk))
        for one in shown
    ]


def _last_exchanges(access: Access, numbers: Sequence[int]) -> dict[int, Exchange]:
    last: dict[int, Exchange] = {}
    if permissions.can_follow_projects(access):
        for exchange in exchanges(access).filter(project__in=numbers):
            last.setdefault(exchange.project_id, exchange)
    return last


def _opinions(access: Access, numbers: Sequence[int]) -> dict[int, list[FunderOpinion]]:
    answers: dict[int, list[FunderOpinion]] = {}
    if access.is_in_team:
        opinions = FunderOpinion.objects.filter(
            candidacy__project__in=numbers, replaced_at__isnull=True
        )
        for one in opinions.select_related("funder", "candidacy").order_by("funder__folded", "pk"):
            answers.setdefault(one.candidacy.project_id, []).append(one)
    return answers


def _open_candidacies(access: Access, numbers: Sequence[int]) -> dict[int, Candidacy]:
    """What each project asks of the last call that has not decided of it yet."""
    rows = candidacies(access).filter(project__in=numbers, result="", aid_cents__isnull=False)
    waiting: dict[int, Candidacy] = {}
    for one in rows.order_by("-call__scores_until", "-pk"):
        waiting.setdefault(one.project_id, one)
    return waiting


def review_columns(access: Access, today: date) -> tuple[Column[ReviewRow], ...]:
    """What the review shows to this reader; exchanges and next steps are the team's."""
    return (
        Column(
            "projet",
            _("Projet"),
            lambda row: row.project.title,
            sort=("ripeness", "folded", "pk"),
            wide=True,
            measure="name",
        ),
        Column("porteur", _("Porteur"), lambda row: row.project.holder_words),
        *_money_columns(access),
        *_opinion_columns(access),
        *(_followed_columns(access, today) if permissions.can_follow_projects(access) else ()),
    )


def _followed_columns(access: Access, today: date) -> tuple[Column[ReviewRow], ...]:
    return (
        Column(
            "echange",
            _("Dernier échange"),
            lambda row: row.last.on if row.last else None,
            cell=lambda row: _last_words(row, today),
            measure="date",
        ),
        Column(
            "ensuite",
            _("Ensuite"),
            lambda row: row.project.next_step,
            cell=lambda row: (
                with_note(row.project.next_step, _next_note(row, access))
                if row.project.next_step
                else missing(_("à dire"))
            ),
            wide=True,
        ),
        Column(
            "pour-le",
            _("Pour le"),
            lambda row: row.project.next_on,
            cell=lambda row: (
                french.short_date(row.project.next_on, today) if row.project.next_on else ""
            ),
            measure="date",
        ),
    )


def _money_columns(access: Access) -> tuple[Column[ReviewRow], ...]:
    return (
        Column(
            "cout",
            _("Coût"),
            lambda row: _euros(row.project.cost_cents),
            cell=lambda row: _sum(access, row.project.cost_cents),
            numeric=True,
        ),
        Column(
            "demande",
            _("Demandé"),
            lambda row: _euros(row.wanted_cents),
            cell=lambda row: with_note(_sum(access, row.wanted_cents), _call_words(row)),
            numeric=True,
        ),
    )


def _opinion_columns(access: Access) -> tuple[Column[ReviewRow], ...]:
    """What funders say, for those who work on the projects."""
    if not access.is_in_team:
        return ()
    return (
        Column(
            "avis",
            _("Avis"),
            lambda row: "; ".join(f"{one.funder} : {opinion_words(one)}" for one in row.opinions),
            cell=lambda row: (
                f"{french.NBSP}; ".join(_opinion(one) for one in row.opinions)
                or missing(_("aucun avis"))
            ),
            wide=True,
        ),
    )


def _opinion(one: FunderOpinion) -> str:
    name = one.funder.short_name or one.funder.name
    return french.with_french_spaces(f"{name} : {one.get_opinion_display()}")


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def _sum(access: Access, cents: int | None) -> str:
    """The sum; what is still to be said is the business of those who work on the project."""
    if cents is not None:
        return euros_words(cents)
    return missing(_("à dire")) if access.is_in_team else ""


def _call_words(row: ReviewRow) -> str:
    """The call to which it is put, where the sum is not the project's own."""
    if row.project.aid_cents is not None or row.candidacy is None:
        return ""
    return str(row.candidacy.call)


def _last_words(row: ReviewRow, today: date) -> str:
    if row.last is None:
        return missing(_("aucun échange"))
    note = _("porteur à revoir") if row.last.on < today - SILENT_FOR else ""
    return with_note(french.short_date(row.last.on, today), note)


def _next_note(row: ReviewRow, access: Access) -> str:
    return row.project.next_by if permissions.can_read_names(access) else ""
