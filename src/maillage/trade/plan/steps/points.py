"""What do steps tell on the pages of the other tools?"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Model, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import MOST_DATES, MOST_WAITING, Upcoming, Waiting
from maillage.core.chores import chores
from maillage.core.fragments import Fragment, fragments
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.cooperations.room_answers.agenda import falls, waits
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import OPEN_STATES
from maillage.trade.plan.steps.models import ActionStep
from maillage.trade.plan.steps.queries import datable_steps, late_steps, steps
from maillage.trade.plan.steps.services import recompute_plan
from maillage.trade.plan.steps.views.sheet import shown_steps

ACTION_PAGE = "plan:action"


@fragments.answer
def steps_of_an_action(reader: Reader, page: str, record: Model | None) -> list[Fragment]:
    """The steps of an action on its sheet."""
    if page != ACTION_PAGE or not isinstance(record, Action):
        return []
    shown = shown_steps(as_access(reader), record, timezone.localdate())
    return [Fragment("plan/parts/steps.html", {"shown": shown, "unbegun": shown.unbegun})]


@waits(
    rows=lambda cooperation, today: late_steps(
        ActionStep.objects.filter(action__cooperation=cooperation), today
    ),
    can=permissions.can_take_part,
    tool="actions",
)
def steps_wait(access: Access, today: date) -> list[Waiting]:
    """The steps whose day has passed, for those who may say when they will end; one query."""
    rows = late_steps(datable_steps(access), today).order_by("due_on", "pk")
    return [
        Waiting(
            _("Dire où en est une étape : %(title)s") % {"title": one},
            _("Elle était attendue le %(day)s, dans « %(action)s ».")
            % {
                "day": french.long_date(one.announced_on or one.due_on or today),
                "action": french.inner_quotes(str(one.action)),
            },
            address("plan:step_date", access.cooperation.slug, one.pk),
            verb=_("La dater"),
        )
        for one in rows[:MOST_WAITING]
    ]


@falls(
    rows=lambda cooperation, first, last: ActionStep.objects.filter(
        action__cooperation=cooperation, due_on__range=(first, last), done_on__isnull=True
    ),
    can=permissions.can_open_plan,
)
def steps_end(access: Access, first: date, last: date) -> Sequence[Upcoming]:
    """The steps that others wait for and that are to end in the period; one query."""
    awaited = Q(is_fixed=True) | Q(followers__isnull=False)
    rows = steps(access).filter(
        awaited,
        due_on__range=(first, last),
        done_on__isnull=True,
        action__state__in=OPEN_STATES,
    )
    return [
        Upcoming(
            on=one.due_on or first,
            label=_("Étape prévue : %(title)s") % {"title": one},
            reason=str(one.action),
            url=address("plan:action", access.cooperation.slug, one.action_id),
        )
        for one in rows.distinct().order_by("due_on", "pk")[:MOST_DATES]
    ]


@chores.answer
def dates_of_the_day(now: datetime) -> list[str]:
    """What is possible is computed again once a day, for each plan that has steps."""
    today = timezone.localdate(now)
    stale = Cooperation.objects.filter(
        pk__in=ActionStep.objects.filter(
            done_on__isnull=True, action__state__in=OPEN_STATES, possible_on__lt=today
        ).values("action__cooperation")
    )
    return [_("%(count)s dates possibles relues") % {"count": recompute_plan(one)} for one in stale]
