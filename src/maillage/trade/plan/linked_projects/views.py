"""The register of the projects of others, and the sheet of one."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.money import euros_words
from maillage.core.panels import panels
from maillage.core.register import answer_register
from maillage.core.sheet import Fact, Line, Readers, Sheet
from maillage.core.shell import Audience
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.addresses import page_url
from maillage.trade.plan.choices import ProjectPhase
from maillage.trade.plan.linked_projects import queries, words
from maillage.trade.plan.linked_projects.models import Project
from maillage.trade.plan.linked_projects.register import project_register, projects_place
from maillage.trade.plan.linked_projects.rules import is_ripening, is_silent, receipt_fault
from maillage.trade.plan.linked_projects.stages import stages_of
from maillage.trade.plan.steps.words import blocker_words


@cooperation_page(can=permissions.can_open_plan)
def linked_projects(request: CooperationRequest) -> HttpResponse:
    """The register of projects."""
    today = timezone.localdate()
    return answer_register(
        request,
        project_register(request, today),
        queries.to_call_first(queries.projects(request.access), today),
        template="core/register.html",
        context={
            "sentence": partial(_sentence, request.access),
            "audience": by_access(request, page_url(request, "linked_projects")),
        },
    )


def _sentence(access: Access) -> str:
    followed = queries.followed(access, timezone.localdate())
    return words.projects_reading(followed, is_in_team=access.is_in_team)


@cooperation_page(can=permissions.can_open_plan)
def project(request: CooperationRequest, project: int) -> HttpResponse:
    """The sheet of one project: who carries it, what was exchanged, what comes next."""
    access, today = request.access, timezone.localdate()
    rows = queries.with_ties(access, queries.projects(access))
    one = get_object_or_404(rows, pk=project)
    may_edit = permissions.can_edit_projects(access)
    gestures = _gestures(request, one) if may_edit else []
    gesture, lacks = (gestures[0] if gestures else None), words.lack_words(one) if may_edit else ""
    context = {
        "project": one,
        "sheet": _sheet(request, one),
        "lacks": "" if gesture and gesture.reason == lacks else lacks,
        "receipt": receipt_fault(one),
        "blockers": [
            (
                blocker_words(blocker, today),
                page_url(request, "project_blocker_lift", blocker.pk) if may_edit else "",
            )
            for blocker in queries.open_blockers(access).filter(project=one)
        ],
        "next_when": words.next_words(one, today),
        "exchanges": list(queries.exchanges(access).filter(project=one)),
        "stages": _stages(request, one),
        "has_file": bool(stages_of(access.cooperation.profile)),
        "tied": _tied(access, one),
        "is_in_team": access.is_in_team,
        "may_edit": may_edit,
        "may_become": _may_become(access, one),
        "gesture": gesture,
        "audience": Audience(words.readers_words(one), "#qui-voit"),
    }
    return render(request, "plan/project.html", context)


def _sheet(request: CooperationRequest, one: Project) -> Sheet:
    access = request.access
    became = actions(access).filter(pk=one.became_id).first() if one.became_id else None
    return Sheet(
        title=one.title,
        sentence=words.project_reading(
            one, is_in_team=access.is_in_team, action=became.title if became else ""
        ),
        place=projects_place(request),
        facts=tuple(_facts(access, one)),
        panels=tuple(panels.ask(access, "project", one.pk)),
        readers=(
            Readers("eye", french.capital(words.readers_words(one)), _("ce projet")),
            Readers("lock", _("L’équipe projet"), _("les échanges, le prochain pas")),
        ),
        gestures=queries.project_history(access, one),
    )


def _facts(access: Access, one: Project) -> list[Fact]:
    """What is written of it, and only that; whom to call is the team's."""
    contact = queries.readable_person(access, one.contact_id) if access.is_in_team else None
    lines = (
        (_("Où il en est"), str(one.get_phase_display())),
        (_("Porté par"), one.holder.name if one.holder else one.holder_name),
        (_("À joindre"), str(contact or "")),
        (_("Thème et communes"), words.place_words(one)),
        (_("Au titre de"), str(one.scheme or "")),
        (_("Début prévu"), french.long_date(one.starts_on) if one.starts_on else ""),
        (_("Dossier reçu le"), french.long_date(one.filed_on) if one.filed_on else ""),
        (_("Coût"), euros_words(one.cost_cents) if one.cost_cents is not None else ""),
        (_("Aide demandée"), euros_words(one.aid_cents) if one.aid_cents is not None else ""),
    )
    return [Fact(label, value) for label, value in lines if value]


def _tied(access: Access, one: Project) -> list[Line]:
    """The action that it became, then those it is tied to."""
    slug = access.cooperation.slug
    became = [*actions(access).filter(pk=one.became_id)] if one.became_id else []
    both = [(action, _("il est devenu cette action")) for action in became]
    both += [(action, "") for action in one.actions.all() if action not in became]
    return [
        Line(action.title, note, address("plan:action", slug, action.pk), "work", action.state)
        for action, note in both
    ]


def _stages(request: CooperationRequest, one: Project) -> list[tuple[str, str, str]]:
    """Each stage of its file, what is said of it, and where a mistake is taken away."""
    rows = queries.stages(request.access).filter(project=one) if queries.last_stage(one)[0] else ()
    return [
        (row.stage, words.stage_note(row), page_url(request, "project_stage_remove", row.pk))
        for row in rows
    ]


def _may_become(access: Access, one: Project) -> bool:
    return permissions.can_edit_plan(access) and one.is_open and one.became_id is None


def _ready_gesture(request: CooperationRequest, one: Project) -> Waiting:
    """To make an action of it, or first what it still lacks."""
    if lacks := words.lack_words(one):
        edit = page_url(request, "project_edit", one.pk)
        return Waiting(_("Compléter sa fiche"), lacks, edit, verb=_("Compléter"))
    return Waiting(
        _("Il est prêt"),
        _("Il a ce qu’il faut pour entrer au plan."),
        page_url(request, "project_become", one.pk),
        verb=_("En faire une action"),
    )


def _gestures(request: CooperationRequest, one: Project) -> list[Waiting]:
    """What the project calls for, the most pressing first; nothing once it is over or under way."""
    if not is_ripening(one):
        return []
    today, last = timezone.localdate(), queries.last_of(one)
    note = page_url(request, "exchange_add", one.pk)
    gestures: list[Waiting] = []
    if is_silent(one, last, today):
        gestures.append(
            Waiting(
                _("Reprendre contact") if last else _("Prendre contact"),
                french.capital(words.silence_words(one, today)) + ".",
                note,
                verb=_("Noter un échange"),
            )
        )
    if one.next_on and one.next_on < today:
        reason = _("« %(step)s » était pour le %(day)s.") % {
            "step": french.inner_quotes(one.next_step),
            "day": french.long_date(one.next_on),
        }
        gestures.append(Waiting(_("Le prochain pas est passé"), reason, note, verb=_("Le dire")))
    if one.phase == ProjectPhase.READY and _may_become(request.access, one):
        gestures.append(_ready_gesture(request, one))
    if not one.next_step:
        reason = _("Personne n’a dit ce qui vient ensuite.")
        gestures.append(Waiting(_("Dire le prochain pas"), reason, note, verb=_("Le dire")))
    return gestures
