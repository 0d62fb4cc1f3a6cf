"""*Revue de projets*: every open project, the ripest first, ready to be printed and carried."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

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
    rows_shown,
)
from maillage.core.shell import Audience
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects.models import Project
from maillage.trade.plan.linked_projects.queries import exchanges, projects
from maillage.trade.plan.selection.models import FunderOpinion
from maillage.trade.plan.selection.review_rows import (
    SILENT_FOR,
    ReviewRow,
    review_columns,
    review_rows,
)

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
    register, every = _register(request, today), reviewed_projects(access)
    rows = rows_shown(request, register, every)
    totals = _totals(rows)
    return answer_register(
        request,
        replace(register, groups=_groups(totals)),
        every,
        template="plan/project_review.html",
        context={
            "sentence": _sentence(access, rows, totals, today),
            "around": _around_the_table(rows) if access.is_in_team else (),
            "audience": Audience(_("chacun selon son accès"), page_url(request, "project_review")),
        },
        whole=True,
    )


@dataclass(frozen=True, slots=True)
class PhaseTotal:
    """How many projects are in a phase, and what they cost when all say it."""

    count: int
    cost: int | None


def _totals(rows: QuerySet[Project]) -> dict[str, PhaseTotal]:
    phases = rows.order_by().values("phase")
    counted = phases.annotate(n=Count("pk"), priced=Count("cost_cents"), cost=Sum("cost_cents"))
    return {
        one["phase"]: PhaseTotal(one["n"], one["cost"] if one["priced"] == one["n"] else None)
        for one in counted
    }


def _sentence(
    access: Access, rows: QuerySet[Project], totals: Mapping[str, PhaseTotal], today: date
) -> str:
    """How many projects, what they cost, how many are ready, how many holders are silent.

    Whoever reads no exchange is told of no silence; nothing is said of no project.
    """
    count = sum(one.count for one in totals.values())
    if not count:
        return ""
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
    follows = permissions.can_follow_projects(access)
    if late := silent(access, rows, today).count() if follows else 0:
        parts.append(
            ngettext(
                "un n’a aucun échange noté depuis trois mois",
                "%(n)s n’ont aucun échange noté depuis trois mois",
                late,
            )
            % {"n": french.in_words(late)}
        )
    return " ; ".join(parts) + "."


def _around_the_table(rows: QuerySet[Project]) -> list[tuple[str, str]]:
    """Who carries a project, with the person to reach; then the funders who gave an opinion."""
    carriers: dict[str, list[str]] = {}
    for one in rows.select_related("holder", "contact"):
        names = carriers.setdefault(one.holder_words, [])
        if one.contact and str(one.contact) not in names:
            names.append(str(one.contact))
    opinions = FunderOpinion.objects.filter(
        candidacy__project__in=rows.order_by().values("pk"), replaced_at__isnull=True
    )
    funders = opinions.values_list("funder__name", flat=True)
    lines = [(name, french.listed(people)) for name, people in carriers.items()]
    lines += [(name, _("financeur")) for name in set(funders) - carriers.keys()]
    return sorted(lines)


def _register(request: CooperationRequest, today: date) -> Register[Project, ReviewRow]:
    access = request.access
    follows = permissions.can_follow_projects(access)
    return Register(
        caption=_("Revue de projets"),
        noun=(_("projet"), _("projets")),
        filename="revue-de-projets",
        columns=review_columns(access, today),
        read=lambda rows: review_rows(access, rows),
        order="projet",
        row_url=lambda row: page_url(request, "project", row.pk),
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
        between=_between(access) if follows else None,
        chips=_chips(access, today) if follows else (),
        empty=Empty(
            _("Aucun projet pour l’instant"),
            _("La revue reprend les projets ouverts : écrivez d’abord leur fiche."),
            otherwise=_("Les projets que vous pouvez lire paraîtront ici."),
        ),
    )


def _between(access: Access) -> Between[Project]:
    return Between(
        "echanges",
        _("Échanges du"),
        _("au"),
        lambda rows, since, until: _exchanged(access, rows, since, until),
    )


def _chips(access: Access, today: date) -> tuple[Chip[Project], ...]:
    return (Chip("a-revoir", _("porteur à revoir"), lambda rows: silent(access, rows, today)),)


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
