"""*Revue de projets*: every open project, the ripest first, ready to be printed and carried."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Case, Count, IntegerField, Prefetch, QuerySet, Sum, When
from django.http import HttpResponse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.money import euros_words, in_euros
from maillage.core.register import (
    Action,
    Between,
    Chip,
    Column,
    Empty,
    Register,
    Select,
    answer_register,
    rows_shown,
)
from maillage.core.register.cells import euros_cell, missing, with_note
from maillage.core.templatetags.maillage import mark
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.trade.plan import permissions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects.models import Project, ProjectBlocker
from maillage.trade.plan.linked_projects.queries import (
    blocked,
    exchanged_between,
    open_projects,
    projects,
    silent_projects,
    with_blockers,
)
from maillage.trade.plan.linked_projects.register import (
    follow_columns,
    name_columns,
    project_search,
    silent_chip,
    stage_columns,
)
from maillage.trade.plan.selection.models import FunderOpinion
from maillage.trade.plan.selection.queries import candidacies
from maillage.trade.plan.selection.words import (
    VIEW_MARKS,
    VIEW_SHAPES,
    opinion_mark,
    opinion_words,
)
from maillage.trade.plan.steps.words import blocker_words

RIPEST_FIRST = {
    ProjectPhase.READY: ("Prêts à démarrer", "Prêt à démarrer"),
    ProjectPhase.STUDY: ("À l’étude", "À l’étude"),
    ProjectPhase.IDEA: ("Idées", "Idée"),
    ProjectPhase.OPERATION: ("En opération", "En opération"),
}


@dataclass(frozen=True, slots=True)
class PhaseTotal:
    """How many projects are in a phase, what they cost when all say it, how many are stopped."""

    count: int
    cost: int | None
    blocked: int


@cooperation_page(can=permissions.can_open_plan)
def project_review(request: CooperationRequest) -> HttpResponse:
    """The register of the review, its sentence, and who is to be around the table."""
    access, today = request.access, timezone.localdate()
    register, every = _register(request, today), _reviewed(access)
    rows = rows_shown(request, register, every)
    totals = _totals(access, rows)
    opinions = _standing_opinions(rows) if access.is_in_team else []
    phase: Column[Project] = Column(
        "stade",
        _("Stade"),
        lambda row: str(row.get_phase_display()),
        cell=lambda row: _head(row.phase, totals),
    )
    return answer_register(
        request,
        replace(register, groups=(phase,)),
        every,
        template="plan/project_review.html",
        context={
            "sentence": _sentence(access, rows, totals, today),
            "here": _("Revue de projets"),
            "around": _around_the_table(rows, opinions) if access.is_in_team else (),
            "legend": _legend(opinions),
            "audience": by_access(request, page_url(request, "project_review")),
        },
        whole=True,
    )


def _reviewed(access: Access) -> QuerySet[Project]:
    """The projects that go on and that this reader may read, each with its rank."""
    ranks = [When(phase=phase, then=place) for place, phase in enumerate(RIPEST_FIRST)]
    return open_projects(projects(access)).annotate(
        ripeness=Case(*ranks, default=9, output_field=IntegerField())
    )


def _with_calls(access: Access, rows: QuerySet[Project]) -> list[Project]:
    """These projects, each with its calls, the last first, what funders say and what stops it.

    Three queries.
    """
    standing = FunderOpinion.objects.filter(replaced_at__isnull=True).select_related("funder")
    opinions = Prefetch("opinions", standing.order_by("funder__folded", "pk"))
    calls = candidacies(access).order_by("-call__scores_until", "-pk").prefetch_related(opinions)
    return list(with_blockers(access, rows.prefetch_related(Prefetch("candidacies", calls))))


def _totals(access: Access, rows: QuerySet[Project]) -> dict[str, PhaseTotal]:
    """Each phase that has a project; who reads no blocker is told of none."""
    follows = permissions.can_follow_projects(access)
    stopped = Counter(blocked(rows).order_by().values_list("phase", flat=True)) if follows else {}
    phases = rows.order_by().values("phase")
    counted = phases.annotate(n=Count("pk"), priced=Count("cost_cents"), cost=Sum("cost_cents"))
    return {
        one["phase"]: PhaseTotal(
            one["n"],
            one["cost"] if one["priced"] == one["n"] else None,
            stopped.get(one["phase"], 0),
        )
        for one in counted
    }


def _sentence(
    access: Access, rows: QuerySet[Project], totals: Mapping[str, PhaseTotal], today: date
) -> str:
    """How many projects, what they cost, how many are ready, whose holder is to be called.

    Whoever reads no exchange is told of no silence; nothing is said of no project.
    """
    count = sum(one.count for one in totals.values())
    if not count:
        return ""
    sentence = _counted(ngettext("un projet ouvert", "%(n)s projets ouverts", count), count)
    costs = [one.cost for one in totals.values()]
    if None not in costs:
        sentence += _(" pour %(sum)s") % {"sum": euros_words(sum(one or 0 for one in costs))}
    parts = [french.capital(sentence)]
    if ready := totals.get(ProjectPhase.READY):
        words = ngettext("un est dit prêt", "%(n)s sont dits prêts", ready.count)
        parts.append(_counted(words, ready.count))
    follows = permissions.can_follow_projects(access)
    if late := silent_projects(rows, today).count() if follows else 0:
        words = ngettext(
            "pour un, le porteur est à rappeler", "pour %(n)s, le porteur est à rappeler", late
        )
        parts.append(_counted(words, late))
    if stopped := sum(one.blocked for one in totals.values()):
        parts.append(_counted(ngettext("un est bloqué", "%(n)s sont bloqués", stopped), stopped))
    return " ; ".join(parts) + "."


def _counted(words: str, count: int) -> str:
    return words % {"n": french.in_words(count)}


def _head(phase: str, totals: Mapping[str, PhaseTotal]) -> str:
    total = totals[phase]
    several, one = RIPEST_FIRST[ProjectPhase(phase)]
    words = _counted(ngettext("un projet", "%(n)s projets", total.count), total.count)
    if total.cost is not None:
        words = f"{words}, {euros_words(total.cost)}"
    if total.blocked:
        stopped = ngettext("dont un bloqué", "dont %(n)s bloqués", total.blocked)
        words = f"{words}, {_counted(stopped, total.blocked)}"
    return format_html("{} <small>{}</small>", one if total.count == 1 else several, words)


def _around_the_table(
    rows: QuerySet[Project], opinions: Sequence[tuple[str, str]]
) -> list[tuple[str, str]]:
    """Who carries a project, with the person to reach; then the funders who gave an opinion."""
    carriers: dict[str, list[str]] = {}
    for one in rows.select_related("holder", "contact"):
        names = carriers.setdefault(one.holder_words, [])
        if one.contact and str(one.contact) not in names:
            names.append(str(one.contact))
    lines = [(name, french.listed(people)) for name, people in carriers.items()]
    lines += [(name, _("financeur")) for name in {one[0] for one in opinions} - carriers.keys()]
    return sorted(lines)


def _standing_opinions(rows: QuerySet[Project]) -> list[tuple[str, str]]:
    """Who pays, and what it says of one of these projects, as many times as it says it."""
    opinions = FunderOpinion.objects.filter(
        candidacy__project__in=rows.order_by().values("pk"), replaced_at__isnull=True
    )
    return list(opinions.values_list("funder__name", "opinion"))


def _legend(opinions: Sequence[tuple[str, str]]) -> list[str]:
    """The shapes of these opinions, in the order of the legend of a call."""
    shapes = {VIEW_MARKS[one] for _funder, one in opinions}
    return [shape for shape in VIEW_SHAPES if shape in shapes]


def _register(request: CooperationRequest, today: date) -> Register[Project, Project]:
    access = request.access
    follows = permissions.can_follow_projects(access)
    return Register(
        caption=_("Revue de projets"),
        noun=(_("projet"), _("projets")),
        filename="revue-de-projets",
        columns=_columns(access, today),
        read=lambda rows: _with_calls(access, rows),
        order="projet",
        row_url=lambda row: page_url(request, "project", row.pk),
        per_page=200,
        search=project_search(),
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
            lambda rows, since, until: exchanged_between(access, rows, since, until),
        )
        if follows
        else None,
        chips=(silent_chip(today), Chip("bloques", _("bloqués"), blocked)) if follows else (),
        empty=Empty(
            _("Aucun projet pour l’instant"),
            _("La revue reprend les projets ouverts : écrivez d’abord leur fiche."),
            _first_gesture(request),
            otherwise=_("Les projets que vous pouvez lire paraîtront ici."),
        ),
    )


def _first_gesture(request: CooperationRequest) -> tuple[Action, ...]:
    if not permissions.can_edit_projects(request.access):
        return ()
    return (Action(_("Ajouter un projet"), page_url(request, "project_add"), "plus", main=True),)


def _schemes(access: Access) -> tuple[tuple[str, str], ...]:
    """The contracts under which a project stands."""
    rows = projects(access).filter(scheme__isnull=False).order_by("scheme__title")
    pairs = rows.values_list("scheme", "scheme__title").distinct()
    return tuple((str(number), title) for number, title in pairs)


def _columns(access: Access, today: date) -> tuple[Column[Project], ...]:
    """What the review shows to this reader; opinions, exchanges and next steps are the team's."""
    name, holder = name_columns()
    opinions: Column[Project] = Column(
        "avis",
        _("Avis"),
        lambda row: "; ".join(f"{one.funder} : {opinion_words(one)}" for one in _opinions(row)),
        cell=lambda row: (
            format_html_join(
                mark_safe("<br>"),
                '<span class="m-nowrap">{} {}</span>',
                map(_opinion, _opinions(row)),
            )
            or missing(_("aucun avis"))
        ),
        wide=True,
        measure="word",
    )
    last, after = follow_columns(today)
    follows = permissions.can_follow_projects(access)
    return (
        replace(name, sort=("ripeness", "folded", "pk"), cell=_name_and_holder),
        replace(holder, sort=(), cell=_unshown),
        *(_stop_columns(today) if follows else ()),
        *_money_columns(),
        *(replace(one, cell=_unshown) for one in stage_columns(access)),
        *((opinions,) if access.is_in_team else ()),
        *((last, after) if follows else ()),
    )


def _unshown(_row: Project) -> str:
    """Nothing on screen, where its heading or its neighbour says it; a file says it."""
    return ""


def _name_and_holder(row: Project) -> str:
    return with_note(french.with_french_spaces(row.title), row.holder_words)


def _stop_columns(today: date) -> tuple[Column[Project], ...]:
    """What stops a project, who can lift it and by when, each in its column."""
    return (
        Column(
            "blocage",
            _("Ce qui bloque"),
            lambda row: " ".join(blocker_words(one, today) for one in row.blockers.all()),
            cell=lambda row: _stacked(french.capital(one.what) for one in row.blockers.all()),
            wide=True,
            measure="sentence",
        ),
        Column(
            "debloque",
            _("Qui peut débloquer"),
            lambda row: ", ".join(map(_who, row.blockers.all())),
            cell=lambda row: _stacked(
                with_note(_who(one), _by_when(one, today)) for one in row.blockers.all()
            ),
            wide=True,
            measure="word",
        ),
        Column(
            "pour-quand",
            _("Pour quand"),
            lambda row: ", ".join(_by_when(one, today) for one in row.blockers.all()),
            cell=_unshown,
        ),
    )


def _stacked(words: Iterable[str]) -> str:
    return format_html_join(mark_safe("<br>"), "{}", ((one,) for one in words))


def _who(one: ProjectBlocker) -> str:
    return (one.organisation.short_name or one.organisation.name) if one.organisation else one.who


def _by_when(one: ProjectBlocker, today: date) -> str:
    """Its day; since when, where nobody said a day."""
    if one.expected_on is None:
        return _("bloqué depuis le %(day)s") % {"day": french.short_date(one.since, today)}
    return _("pour le %(day)s") % {"day": french.short_date(one.expected_on, today)}


def _money_columns() -> tuple[Column[Project], ...]:
    return (
        Column(
            "cout",
            _("Coût"),
            lambda row: in_euros(row.cost_cents),
            cell=lambda row: euros_cell(row.cost_cents, ""),
            numeric=True,
        ),
        Column(
            "demande",
            _("Demandé"),
            lambda row: in_euros(_wanted(row)[0]),
            cell=lambda row: with_note(euros_cell(_wanted(row)[0], ""), _wanted(row)[1]),
            numeric=True,
        ),
    )


def _wanted(row: Project) -> tuple[int | None, str]:
    """What it asks: what its sheet says; else of the last call that has not decided, which one."""
    if row.aid_cents is None:
        for one in row.candidacies.all():
            if not one.result and one.aid_cents is not None:
                return one.aid_cents, str(one.call)
    return row.aid_cents, ""


def _opinions(row: Project) -> list[FunderOpinion]:
    every = [opinion for one in row.candidacies.all() for opinion in one.opinions.all()]
    return sorted(every, key=lambda one: (one.funder.folded, one.pk))


def _opinion(one: FunderOpinion) -> tuple[str, str]:
    """Its mark, which says its word aloud, and whose it is."""
    return mark("opinion", opinion_mark(one)), one.funder.short_name or one.funder.name
