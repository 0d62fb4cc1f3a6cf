"""What does the plan tell on the pages of the other rooms?"""

from collections.abc import Iterator, Sequence
from datetime import date

from django.db.models import F, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import (
    MANY,
    MOST_ALIKE,
    MOST_DATES,
    MOST_WAITING,
    Alike,
    Upcoming,
    Waiting,
)
from maillage.core.happenings import Happening, happenings
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.core.sheet import Line, short_list
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.models import visible_records
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.room_answers.names import FoldedResult, findable
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.search.query import SearchResult
from maillage.trade.context.childcare.checks import scheme_checks
from maillage.trade.context.publics.queries import PublicAction, public_actions
from maillage.trade.plan import permissions
from maillage.trade.plan.actions import states
from maillage.trade.plan.actions.childcare import plan_answers
from maillage.trade.plan.actions.models import Action, ProgressNote, Share, ShareAnswer
from maillage.trade.plan.actions.portrait import portrait_panels
from maillage.trade.plan.actions.queries import actions as queries
from maillage.trade.plan.actions.queries.actions import short_name
from maillage.trade.plan.actions.words import (
    again_words,
    late_words,
    part_mark,
    ready_letters_words,
    refused_words,
    silence_words,
    slip_words,
)
from maillage.trade.plan.choices import OPEN_STATES, ActionState
from maillage.trade.plan.writing import ACTIONS, SHARES

MOST, MOST_ON_PAPER = 12, 5


@waits(
    rows=lambda cooperation, today: (
        queries.unanswered(_shares(cooperation)) | queries.to_follow(_shares(cooperation), today)
    ),
    can=permissions.can_take_part,
)
def parts_wait(access: Access, today: date) -> list[Waiting]:
    """Silent parts to follow for officers; for spokespersons, the parts proposed to them."""
    slug = access.cooperation.slug
    if access.is_officer:
        rows = queries.to_follow(queries.shares(access), today)
        first = list(queries.with_letters(access, rows)[:MOST_ALIKE])
        kinds = _alike(access, rows, first)
        return [_to_follow(slug, one, kinds[getattr(one, "is_ready", False)]) for one in first]
    return [
        Waiting(
            _("Dire si vous prenez votre part"),
            f"{one.action} : {one.does}" if one.does else str(one.action),
            reverse("plan:share_answer", args=[slug, one.pk]),
            minutes=2,
            verb=_("Répondre"),
        )
        for one in queries.to_answer(access)[:MOST_WAITING]
    ]


def _alike(access: Access, rows: QuerySet[Share], first: Sequence[Share]) -> dict[bool, Alike]:
    """The one gesture on the parts to recall, and the one on those whose letter is ready."""
    total = getattr(first[0], "silent_count", 0) if first else 0
    ready = getattr(first[0], "ready_count", 0) if first else 0
    letters = queries.letters_ready(access, rows) if ready else 0
    url = reverse("plan:who_does_what", args=[access.cooperation.slug])
    return {
        False: Alike(
            _("%(n)s parts sans réponse depuis deux mois"),
            f"{url}#m-findings",
            _("Les relancer"),
            total=total - ready,
        ),
        True: Alike(
            ready_letters_words(letters, ready),
            f"{url}#m-relances",
            ngettext("L’ouvrir", "Les ouvrir", letters),
            total=ready,
            least=1,
        ),
    }


@waits(
    rows=lambda cooperation, today: queries.behind(
        _shares(cooperation).filter(person__isnull=False), today
    ),
    can=permissions.can_take_part,
)
def own_parts_wait(access: Access, today: date) -> list[Waiting]:
    """What slips or is late in the reader's own name; officers follow the whole plan already."""
    if access.is_officer:
        return []
    alike = Alike(
        _("%(n)s fiches à votre nom glissent ou sont en retard"),
        f"{reverse('plan:actions', args=[access.cooperation.slug])}?miennes=1&filtres=1",
        _("Les voir"),
        least=MANY,
    )
    rows = queries.own_parts_behind(access, today)[:MOST_ALIKE]
    return [_own_part(access, one, today, alike) for one in rows]


def _own_part(access: Access, one: Share, today: date, alike: Alike) -> Waiting:
    action = one.action
    late = late_words(action.state, action.due_on, today) or slip_words(action.days_slipping)
    words = {"late": late, "of": french.of_body(one), "role": one.get_role_display()}
    return Waiting(
        _("Suivre « %(title)s »") % {"title": french.inner_quotes(action.title)},
        french.capital(_("%(late)s ; la part %(of)s (%(role)s) est à votre nom.") % words),
        reverse("plan:action", args=[access.cooperation.slug, action.pk]),
        verb=_("Voir la fiche"),
        alike=alike,
        part=action.title,
    )


def _to_follow(slug: str, one: Share, alike: Alike) -> Waiting:
    if getattr(one, "is_refused", False):
        part = f"{french.with_article(short_name(one))} : {one.action}"
        return Waiting(
            _("Revoir une part refusée, %(part)s") % {"part": part},
            refused_words(one),
            _share_add(slug, one),
            verb=_("La proposer à un autre"),
        )
    if one.asked_on is None:
        return Waiting(
            _("Redemander sa part %(to)s : %(title)s")
            % {"to": french.to_body(short_name(one)), "title": one.action},
            again_words(one),
            reverse("plan:share_ask", args=[slug, one.pk]),
            verb=_("Demander par lien"),
        )
    return _silent(slug, one, one.asked_on, alike)


def _share_add(slug: str, one: Share) -> str:
    return reverse("plan:share_add", args=[slug, one.action_id]) + f"?role={one.role}"


def _silent(slug: str, one: Share, asked_on: date, alike: Alike) -> Waiting:
    """« Relancer le Département : un bus des droits »."""
    part = f"{french.with_article(short_name(one))} : {one.action}"
    return Waiting(
        _("Relancer %(what)s") % {"what": part},
        silence_words(asked_on),
        reverse("plan:share_ask", args=[slug, one.pk]),
        verb=_("Relancer par lien"),
        alike=alike,
        part=part,
    )


@falls(
    rows=lambda cooperation, first, last: Action.objects.filter(
        cooperation=cooperation, state__in=OPEN_STATES, due_on__range=(first, last)
    ),
    can=permissions.can_open_plan,
)
def actions_end(access: Access, first: date, last: date) -> list[Upcoming]:
    """The actions planned to end in the period, in one query."""
    slug = access.cooperation.slug
    rows = queries.actions(access).filter(state__in=OPEN_STATES, due_on__range=(first, last))
    return [
        Upcoming(
            on=one.due_on,
            label=_("Fin prévue : %(title)s") % {"title": one.title},
            reason=_("plan d’action"),
            url=reverse("plan:action", args=[slug, one.pk]),
        )
        for one in rows.order_by("due_on", "pk")[:MOST_DATES]
        if one.due_on
    ]


def _shares(cooperation: int) -> QuerySet[Share]:
    return Share.objects.filter(action__cooperation=cooperation, until__isnull=True)


@happenings.answer
def plan_moved(reader: Reader, first: date, last: date) -> Sequence[Happening]:
    """What was answered to the parts, and where the actions came, in two queries."""
    access = as_access(reader)
    slug, readable = access.cooperation.slug, Action.objects.visible_to(access)
    answers = ShareAnswer.objects.filter(share__action__in=readable, told_on__range=(first, last))
    news = ProgressNote.objects.filter(action__in=readable, on__range=(first, last))
    return [
        *(
            Happening(
                one.told_on,
                _("%(who)s : part %(answer)s, %(title)s")
                % {
                    "who": short_name(one.share),
                    "answer": one.get_answer_display(),
                    "title": one.share.action,
                },
                reverse("plan:action", args=[slug, one.share.action_id]),
            )
            for one in answers.select_related("share__action", "share__organisation")
        ),
        *(
            Happening(
                one.on,
                f"{one.action} : {one.get_state_display()}",
                reverse("plan:action", args=[slug, one.action_id]),
            )
            for one in news.exclude(state="").select_related("action")
        ),
    ]


@panels.answer
def plan_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The parts of a structure, of a person, the actions of a contract; two queries at most."""
    access = as_access(reader)
    if kind == "day" and number == access.pk and access.role == Role.ELECTED:
        return _plan_panels(access)
    if kind == "elected_sheet":
        return (_piloted_panel(access, number),)
    if kind == "scheme":
        rows = queries.actions(access).filter(
            counts_for__scheme=number, counts_for__until__isnull=True
        )
        every = reverse("plan:actions", args=[access.cooperation.slug])
        lines = _action_lines(access, rows, f"{every}?dispositif={number}&filtres=1")
        return lines_panel(_("Les actions qui comptent pour lui"), lines)
    if kind not in {"organisation", "person"}:
        return ()
    own = {kind: number}
    parts = list(queries.open_parts(access).filter(**own)[: MOST + 1])
    lines = [_part_line(access, one) for one in parts[:MOST]]
    return lines_panel(_("Ses parts dans le plan"), lines, _parts_words(len(parts)))


@panels.answer
def plan_on_portrait(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """Where the plan is, and each of its axes, on the portrait; one query after a change."""
    access = as_access(reader)
    if kind != "cooperation" or number != access.cooperation_id:
        return ()
    return portrait_panels(access, timezone.localdate())


def _parts_words(count: int) -> str:
    """« quatre parts »; past what a sheet shows, how many it shows, and that there are others."""
    words = french.counted(min(count, MOST), _("part"), _("parts"))
    return _("%(shown)s, et d’autres") % {"shown": words} if count > MOST else words


def _plan_panels(access: Access) -> Sequence[Panel]:
    """What the plan does now, what slips first, then the first to end; nothing without a plan."""
    rows = queries.actions(access).filter(state__in=OPEN_STATES).exclude(state=ActionState.TALK)
    rows = rows.order_by("-slip", F("due_on").asc(nulls_last=True), "order", "pk")
    lines = [_plan_line(access, one) for one in rows]
    if not lines:
        return ()
    every = reverse("plan:actions", args=[access.cooperation.slug])
    short = short_list(lines, MOST_ON_PAPER, url=every)
    return (Panel(_("Où en est le plan d’action"), "core/parts/short_list.html", {"short": short}),)


def _plan_line(access: Access, one: Action) -> Line:
    late = late_words(one.state, one.due_on, timezone.localdate())
    if not one.days_slipping and not late:
        return _piloted_line(access, one)
    label = f"{one.number}. {one.title}" if one.number else one.title
    slip = slip_words(one.days_slipping)
    return _line(access, one, label, str(one.get_state_display()), late, slip)


def _piloted_panel(access: Access, number: int) -> Panel:
    """The open actions that the structure carries, the first to end first."""
    rows = queries.piloted_by(queries.actions(access), number)
    every = reverse("plan:actions", args=[access.cooperation.slug])
    short = short_list(
        [_piloted_line(access, one) for one in rows],
        MOST_ON_PAPER,
        url=f"{every}?structure={number}&filtres=1",
        empty=_("Aucune, parmi les actions que vous lisez."),
    )
    return Panel(
        _("Les actions ouvertes qu’elle pilote"), "core/parts/short_list.html", {"short": short}
    )


def _piloted_line(access: Access, one: Action) -> Line:
    due = _("fin prévue le %(day)s") % {"day": french.long_date(one.due_on)} if one.due_on else ""
    label = f"{one.number}. {one.title}" if one.number else one.title
    return _line(access, one, label, str(one.get_state_display()), due)


def _line(access: Access, one: Action, label: str, *note: str) -> Line:
    url = address("plan:action", access.cooperation.slug, one.pk)
    return Line(label, ", ".join(filter(None, note)), url, "work", one.state)


def _action_lines(access: Access, rows: QuerySet[Action], every: str) -> list[Line]:
    """The first ones, and where all of them are when there are more."""
    shown = list(rows[: MOST + 1])
    lines = [
        _line(access, one, one.title, one.number, str(one.get_state_display()))
        for one in shown[:MOST]
    ]
    return [*lines, Line(_("Toutes ces actions"), url=every)] if shown[MOST:] else lines


def _part_line(access: Access, one: Share) -> Line:
    answer = next(iter(getattr(one, "standing", ())), None)
    return Line(
        label=one.action.title,
        note=", ".join(filter(None, (str(one.get_role_display()), one.does))),
        url=reverse("plan:action", args=[access.cooperation.slug, one.action_id]),
        family="part",
        value=part_mark(one, answer),
    )


@public_actions.answer
def actions_of_publics(access: Access) -> list[PublicAction]:
    """The open actions of each public, in the order of the plan, in one query."""
    rows = queries.actions(access).filter(state__in=OPEN_STATES, publics__isnull=False)
    slug = access.cooperation.slug
    return [
        PublicAction(
            public,
            f"{number}. {title}" if number else title,
            address("plan:action", slug, pk),
        )
        for public, number, title, pk in rows.order_by("order", "pk").values_list(
            "publics", "number", "title", "pk"
        )
    ]


@findable
def action_names(access: Access) -> Iterator[FoldedResult]:
    """The actions, under their number and their words."""
    slug = access.cooperation.slug
    for row in queries.actions(access):
        note = ", ".join(filter(None, (row.number, str(row.get_state_display()))))
        url = address("plan:action", slug, row.pk)
        tier = 0 if row.is_open else 1
        yield row.folded, SearchResult(_("Fiche action"), row.title, note, url, tier)


visible_records.answer(lambda: (Action,))
scheme_checks.answer_for(__name__, plan_answers)
MOVED = {ACTIONS, SHARES}
probe("implementation.lead.action-plan", load=states.load, reads="team", topics=MOVED)(
    states.plan_structured
)
probe("implementation.sustain.jointly", load=states.load_joint, reads="team", topics=MOVED)(
    states.carried_jointly
)
probe("emergence.actors.work-together", load=states.load_joint, reads="team", topics=MOVED)(
    states.working_together
)
