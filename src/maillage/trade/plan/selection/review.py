"""*Revue de projets*: every open project, the ripest first, ready to be printed and carried."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, QuerySet, Sum, When
from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import holds_words
from maillage.core.money import euros_words
from maillage.core.register import (
    Between,
    Chip,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
)
from maillage.core.register.cells import missing, with_note
from maillage.core.shell import Audience
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects.models import Exchange, Project
from maillage.trade.plan.linked_projects.queries import exchanges, projects
from maillage.trade.plan.selection.models import FunderOpinion
from maillage.trade.plan.selection.words import opinion_words

SILENT_FOR = timedelta(days=90)
RIPEST_FIRST = (
    ProjectPhase.READY,
    ProjectPhase.STUDY,
    ProjectPhase.IDEA,
    ProjectPhase.OPERATION,
)
HEADS = {
    ProjectPhase.READY: ("Prêts à démarrer", "Prêt à démarrer"),
    ProjectPhase.STUDY: ("À l’étude", "À l’étude"),
    ProjectPhase.IDEA: ("Idées", "Idée"),
    ProjectPhase.OPERATION: ("En opération", "En opération"),
}


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A project of the review, its last exchange and the opinions that this reader may read."""

    project: Project
    last: Exchange | None
    opinions: Sequence[FunderOpinion]

    @property
    def pk(self) -> int:
        """The number of the project."""
        return self.project.pk


def reviewed_projects(access: Access) -> QuerySet[Project]:
    """The projects that go on and that this reader may read, each with its rank."""
    rows = projects(access).filter(ended_on__isnull=True)
    ranks = [When(phase=phase, then=place) for place, phase in enumerate(RIPEST_FIRST)]
    return rows.annotate(ripeness=Case(*ranks, default=9, output_field=IntegerField()))


def silent(access: Access, rows: QuerySet[Project], today: date) -> QuerySet[Project]:
    """Those with whose holder nothing was exchanged for three months."""
    recent = exchanges(access).filter(project=OuterRef("pk"), on__gte=today - SILENT_FOR)
    return rows.filter(~Exists(recent.order_by()))


@cooperation_page(can=permissions.can_open_plan)
def project_review(request: CooperationRequest) -> HttpResponse:
    """The register of the review, its sentence, and who is to be around the table."""
    access, today = request.access, timezone.localdate()
    totals = _totals(access)
    return answer_register(
        request,
        _register(request, today, totals),
        reviewed_projects(access),
        template="plan/project_review.html",
        context={
            "sentence": _sentence(access, totals, today),
            "around": _around_the_table(access) if access.is_in_team else (),
            "audience": Audience(_("chacun selon son accès"), page_url(request, "project_review")),
        },
    )


@dataclass(frozen=True, slots=True)
class PhaseTotal:
    """How many projects are in a phase, and what they cost when all say it."""

    count: int
    cost: int | None


def _totals(access: Access) -> dict[str, PhaseTotal]:
    rows = reviewed_projects(access).order_by().values("phase")
    counted = rows.annotate(n=Count("pk"), priced=Count("cost_cents"), cost=Sum("cost_cents"))
    return {
        one["phase"]: PhaseTotal(one["n"], one["cost"] if one["priced"] == one["n"] else None)
        for one in counted
    }


def _sentence(access: Access, totals: Mapping[str, PhaseTotal], today: date) -> str:
    """How many projects, what they cost, how many are ready, how many holders are silent."""
    count = sum(one.count for one in totals.values())
    sentence = french.capital(
        ngettext("un projet suit son cours", "%(n)s projets suivent leur cours", count)
        % {"n": french.in_words(count)}
    )
    costs = [one.cost for one in totals.values()]
    if None not in costs:
        sentence += _(" pour %(sum)s") % {"sum": euros_words(sum(one or 0 for one in costs))}
    parts = [sentence]
    if ready := totals.get(ProjectPhase.READY):
        parts.append(
            ngettext("un est prêt", "%(n)s sont prêts", ready.count)
            % {"n": french.in_words(ready.count)}
        )
    if late := silent(access, reviewed_projects(access), today).count():
        parts.append(
            ngettext(
                "un est sans échange depuis trois mois",
                "%(n)s sont sans échange depuis trois mois",
                late,
            )
            % {"n": french.in_words(late)}
        )
    return " ; ".join(parts) + "."


def _around_the_table(access: Access) -> list[tuple[str, str]]:
    """Who carries a project, with the person to reach; then the funders who gave an opinion."""
    carriers: dict[str, list[str]] = {}
    rows = reviewed_projects(access).select_related("holder", "contact")
    for one in rows:
        names = carriers.setdefault(one.holder_words, [])
        if one.contact and str(one.contact) not in names:
            names.append(str(one.contact))
    opinions = FunderOpinion.objects.filter(
        candidacy__project__in=reviewed_projects(access).values("pk"), replaced_at__isnull=True
    )
    funders = opinions.values_list("funder__name", flat=True)
    lines = [(name, french.listed(people)) for name, people in carriers.items()]
    lines += [(name, _("financeur")) for name in set(funders) - carriers.keys()]
    return sorted(lines)


def _rows(access: Access, rows: QuerySet[Project]) -> list[ReviewRow]:
    shown = list(rows)
    numbers = [one.pk for one in shown]
    last: dict[int, Exchange] = {}
    for exchange in exchanges(access).filter(project__in=numbers):
        last.setdefault(exchange.project_id, exchange)
    answers: dict[int, list[FunderOpinion]] = {}
    if access.is_in_team:
        opinions = FunderOpinion.objects.filter(
            candidacy__project__in=numbers, replaced_at__isnull=True
        )
        for one in opinions.select_related("funder", "candidacy").order_by("funder__folded", "pk"):
            answers.setdefault(one.candidacy.project_id, []).append(one)
    return [ReviewRow(one, last.get(one.pk), answers.get(one.pk, ())) for one in shown]


def _register(
    request: CooperationRequest, today: date, totals: Mapping[str, PhaseTotal]
) -> Register[Project, ReviewRow]:
    access = request.access
    return Register(
        caption=_("Revue de projets"),
        noun=(_("projet"), _("projets")),
        filename="revue-de-projets",
        columns=_columns(access, today),
        groups=_groups(totals),
        read=lambda rows: _rows(access, rows),
        order="projet",
        per_page=200,
        search=Search(
            _("Chercher un projet"),
            _("Projet, porteur"),
            lambda rows, typed: rows.filter(holds_words(typed, "folded")),
        ),
        selects=(
            Select(
                "contrat",
                _("Contrat"),
                _("Tous les contrats"),
                _schemes(access),
                lambda rows, chosen: rows.filter(scheme=int(chosen)),
            ),
        ),
        between=Between(
            "echanges",
            _("Échanges du"),
            _("au"),
            lambda rows, since, until: _exchanged(access, rows, since, until),
        ),
        chips=(Chip("a-revoir", _("porteur à revoir"), lambda rows: silent(access, rows, today)),),
        empty=Empty(
            _("Aucun projet pour l’instant"),
            _("La revue reprend les projets ouverts : écrivez d’abord leur fiche."),
            otherwise=_("Les projets que vous pouvez lire paraîtront ici."),
        ),
    )


def _groups(totals: Mapping[str, PhaseTotal]) -> tuple[Column[ReviewRow], ...]:
    return (
        Column(
            "stade",
            _("Stade"),
            lambda row: str(row.project.get_phase_display()),
            cell=lambda row: _head(row.project.phase, totals),
        ),
    )


def _schemes(access: Access) -> tuple[tuple[str, str], ...]:
    """The contracts under which a project stands."""
    rows = projects(access).filter(scheme__isnull=False).order_by("scheme__title")
    pairs = rows.values_list("scheme", "scheme__title").distinct()
    return tuple((str(number), title) for number, title in pairs)


def _exchanged(
    access: Access, rows: QuerySet[Project], since: date | None, until: date | None
) -> QuerySet[Project]:
    """What changed since the former review: the projects with an exchange between two days."""
    between = exchanges(access).filter(project=OuterRef("pk")).order_by()
    if since:
        between = between.filter(on__gte=since)
    if until:
        between = between.filter(on__lte=until)
    return rows.filter(Exists(between))


def _head(phase: str, totals: Mapping[str, PhaseTotal]) -> str:
    total = totals[phase]
    several, one = HEADS[ProjectPhase(phase)]
    words = ngettext("un projet", "%(n)s projets", total.count) % {
        "n": french.in_words(total.count)
    }
    if total.cost is not None:
        words = f"{words}, {euros_words(total.cost)}"
    return format_html("{} <small>{}</small>", one if total.count == 1 else several, words)


def _columns(access: Access, today: date) -> tuple[Column[ReviewRow], ...]:
    return (
        Column(
            "projet",
            _("Projet"),
            lambda row: row.project.title,
            cell=lambda row: with_note(row.project.title, row.project.holder_words),
            sort=("ripeness", "folded", "pk"),
            wide=True,
            measure="name",
        ),
        Column("porteur", _("Porteur"), lambda row: row.project.holder_words, quiet=True),
        *_money_columns(),
        *_opinion_columns(access),
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
            cell=lambda row: with_note(
                row.project.next_step or _("à dire"), _next_note(row, access, today)
            ),
            wide=True,
        ),
        Column("pour-le", _("Pour le"), lambda row: row.project.next_on, quiet=True),
    )


def _money_columns() -> tuple[Column[ReviewRow], ...]:
    return (
        Column(
            "cout",
            _("Coût"),
            lambda row: _euros(row.project.cost_cents),
            cell=lambda row: _sum(row.project.cost_cents),
            numeric=True,
        ),
        Column(
            "demande",
            _("Demandé"),
            lambda row: _euros(row.project.aid_cents),
            cell=lambda row: _sum(row.project.aid_cents),
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
                " ; ".join(_opinion(one) for one in row.opinions) or missing(_("aucun avis"))
            ),
            wide=True,
        ),
    )


def _opinion(one: FunderOpinion) -> str:
    name = one.funder.short_name or one.funder.name
    return f"{name} : {one.get_opinion_display()}"


def _euros(cents: int | None) -> float | None:
    return None if cents is None else cents / 100


def _sum(cents: int | None) -> str:
    return missing(_("à dire")) if cents is None else euros_words(cents)


def _last_words(row: ReviewRow, today: date) -> str:
    if row.last is None:
        return missing(_("aucun échange"))
    note = _("porteur à revoir") if row.last.on < today - SILENT_FOR else ""
    return with_note(french.short_date(row.last.on, today), note)


def _next_note(row: ReviewRow, access: Access, today: date) -> str:
    one = row.project
    who = one.next_by if permissions.can_read_names(access) else ""
    when = _("pour le %s") % french.short_date(one.next_on, today) if one.next_on else ""
    return ", ".join(filter(None, (who, when)))
