"""What do slips tell on the pages of the other tools?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.agenda import MOST_ALIKE, MOST_WAITING, Alike, Waiting
from maillage.core.fragments import Fragment, fragments
from maillage.core.links import address
from maillage.core.points import Reader
from maillage.core.probes import probe
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.room_answers.agenda import waits
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.choices import OPEN_STATES
from maillage.trade.plan.slips import states
from maillage.trade.plan.slips.queries import Slip, hold_ups_of, slips, slips_to_see
from maillage.trade.plan.slips.words import (
    awaiting_words,
    delay_words,
    end_name,
    hold_ups_sentence,
    others_words,
    seen_words,
    slip_sentence,
    structure_name,
    waiting_name,
    waiting_part,
)
from maillage.trade.plan.steps.models import Dependency
from maillage.trade.plan.steps.services import STEPS
from maillage.trade.plan.steps.views.sheet import drawn_steps
from maillage.trade.plan.writing import ACTIONS, SHARES

# How many waits stand in view, and up to how many the others are folded under them.
MOST_SHOWN, MOST_FOLDED = 8, 40
ACTION_PAGE, PLAN_PAGE = "plan:action", "plan:actions"


@waits(
    rows=lambda cooperation, _today: Dependency.objects.filter(
        before_action__cooperation=cooperation,
        before_action__state__in=OPEN_STATES,
        after_action__state__in=OPEN_STATES,
    ),
    can=permissions.can_take_part,
    tool="actions",
)
def slips_wait(access: Access, today: date) -> list[Waiting]:
    """The slips that nobody has seen: for officers, for who waits, and for who is awaited."""
    unseen = [one for one in slips(access, today) if one.is_unseen]
    if access.is_officer:
        alike = Alike(
            _("%(n)s attentes à signaler"),
            f"{address('plan:actions', access.cooperation.slug)}#m-hold-ups",
            _("Les voir"),
            total=len(unseen),
        )
        return [_to_warn(access, one, alike) for one in unseen[:MOST_ALIKE]]
    spoken = spoken_for(access)
    waiting = [_to_see(access, one) for one in unseen if one.after.structure.pk in spoken]
    awaited = [_to_hasten(access, one) for one in unseen if one.before.structure.pk in spoken]
    return [*waiting, *awaited][:MOST_WAITING]


def see_url(access: Access, one: Slip) -> str:
    """Where one says to have seen it; another address when it has grown by a week."""
    url = address("plan:slip_see", access.cooperation.slug, one.dependency)
    return f"{url}?semaines={one.days // 7}"


def _to_warn(access: Access, one: Slip, alike: Alike | None = None) -> Waiting:
    part = waiting_part(one)
    return Waiting(
        _("Prévenir %(part)s") % {"part": part},
        delay_words(one),
        see_url(access, one),
        verb=_("Prévenir"),
        alike=alike,
        part=part,
    )


def _to_see(access: Access, one: Slip) -> Waiting:
    return Waiting(
        _("Votre étape attendra : %(title)s") % {"title": one.after.title},
        slip_sentence(one),
        see_url(access, one),
        verb=_("Dire que c’est vu"),
    )


def _to_hasten(access: Access, one: Slip) -> Waiting:
    return Waiting(
        _("Vous faites attendre %(who)s : %(title)s")
        % {"who": waiting_name(one), "title": one.before.title},
        slip_sentence(one),
        address("plan:action", access.cooperation.slug, one.before.action.pk),
        verb=_("Voir ce qui attend"),
    )


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A wait under the register: its sentence, who has seen it, where one says so."""

    slip: Slip
    sentence: str
    seen: str
    url: str

    @property
    def structure(self) -> str:
        """Who makes the other wait."""
        return structure_name(self.slip.before.structure)

    @property
    def waits(self) -> str:
        """Who waits, and to do what."""
        return waiting_part(self.slip)

    @property
    def ends(self) -> list[tuple[str, int]]:
        """The actions of both ends, each once, by name and number of its sheet."""
        ends = (self.slip.before, self.slip.after)
        return list({one.action.pk: (end_name(one), one.action.pk) for one in ends}.values())


@fragments.answer
def hold_ups_of_the_plan(reader: Reader, page: str, _record: Model | None) -> list[Fragment]:
    """Who makes whom wait, under the register of the plan; nothing where nothing slips."""
    if page != PLAN_PAGE:
        return []
    access, today = as_access(reader), timezone.localdate()
    rows = slips(access, today)
    if not rows:
        return []
    first, *_others = hold_ups = hold_ups_of(rows)
    axis, steps = drawn_steps(access, first.action, today)
    shown = rows if len(rows) <= MOST_FOLDED else rows[:MOST_SHOWN]
    lines = [SlipLine(one, *line) for one, line in zip(shown, _lines(access, shown), strict=True)]
    # One row too many takes less room than the words that fold it.
    in_view = len(lines) if len(lines) <= MOST_SHOWN + 1 else MOST_SHOWN
    values = {
        "sentence": hold_ups_sentence(hold_ups),
        "gesture": _("Prévenir") if access.is_officer else _("Dire que c’est vu"),
        "action": first.action,
        "url": address("plan:action", access.cooperation.slug, first.action.pk),
        "axis": axis,
        "steps": steps,
        "awaiting": awaiting_words(first),
        "lines": lines[:in_view],
        "folded": lines[in_view:],
        "more": others_words(len(rows) - len(shown)),
    }
    return [Fragment("plan/parts/hold_ups.html", values)]


@fragments.answer
def slips_of_an_action(reader: Reader, page: str, record: Model | None) -> list[Fragment]:
    """What slips because of another structure, on the sheet of either action; once each."""
    if page != ACTION_PAGE or not isinstance(record, Action):
        return []
    access, today = as_access(reader), timezone.localdate()
    rows = [one for one in slips(access, today) if record.pk in one.actions]
    lines = list(_lines(access, rows))
    make_line = _to_warn if permissions.can_edit_action(access, record.coordinator_id) else _to_see
    to_do = [make_line(access, one) for one, line in zip(rows, lines, strict=True) if line[-1]]
    values = {"lines": [line for line in lines if not line[-1]], "to_do": to_do}
    return [Fragment("plan/parts/slips.html", values)] if lines else []


def _lines(access: Access, rows: Sequence[Slip]) -> Iterator[tuple[str, str, str]]:
    """Each slip: its sentence, who has seen it, where one says to have seen it."""
    seeable = {one.dependency for one in slips_to_see(access, rows)} if rows else frozenset()
    for one in rows:
        to_see = one.is_unseen and one.dependency in seeable
        yield slip_sentence(one), seen_words(one), see_url(access, one) if to_see else ""


probe(
    "implementation.move.synchronise",
    load=states.load,
    reads="team",
    topics={ACTIONS, SHARES, STEPS},
)(states.synchronised)
