"""What do slips tell on the pages of the other tools?"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
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
from maillage.trade.plan.slips.queries import Slip, slips, slips_to_see
from maillage.trade.plan.slips.words import seen_words, slip_sentence
from maillage.trade.plan.steps.models import Dependency
from maillage.trade.plan.steps.services import STEPS
from maillage.trade.plan.writing import ACTIONS, SHARES

ACTION_PAGE = "plan:action"


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
            _("%(n)s glissements pas encore vus"),
            address("plan:actions", access.cooperation.slug),
            _("Les voir"),
        )
        return [_to_tell(access, one, alike) for one in unseen[:MOST_ALIKE]]
    spoken = spoken_for(access)
    waiting = [_to_see(access, one) for one in unseen if one.after.structure.pk in spoken]
    awaited = [_to_hasten(access, one) for one in unseen if one.before.structure.pk in spoken]
    return [*waiting, *awaited][:MOST_WAITING]


def see_url(access: Access, one: Slip) -> str:
    """Where one says to have seen it; another address when it has grown by a week."""
    url = address("plan:slip_see", access.cooperation.slug, one.dependency)
    return f"{url}?semaines={one.days // 7}"


def _name(one: Slip) -> str:
    structure = one.after.structure
    return french.with_article(structure.short_name or structure.name)


def _to_tell(access: Access, one: Slip, alike: Alike) -> Waiting:
    part = _("%(who)s : %(title)s") % {"who": _name(one), "title": one.after.title}
    return Waiting(
        _("Prévenir %(part)s") % {"part": part},
        slip_sentence(one),
        see_url(access, one),
        verb=_("Noter que c’est vu"),
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
        % {"who": _name(one), "title": one.before.title},
        slip_sentence(one),
        address("plan:action", access.cooperation.slug, one.before.action.pk),
        verb=_("Voir ce qui attend"),
    )


@fragments.answer
def slips_of_an_action(reader: Reader, page: str, record: Model | None) -> list[Fragment]:
    """What slips because of another structure, on the sheet of either action."""
    if page != ACTION_PAGE or not isinstance(record, Action):
        return []
    lines = list(_lines(as_access(reader), record))
    return [Fragment("plan/parts/slips.html", {"lines": lines})] if lines else []


def _lines(access: Access, action: Action) -> Iterator[tuple[str, str, str]]:
    """Each slip of an action: its sentence, who has seen it, where one says to have seen it."""
    today = timezone.localdate()
    own = [one for one in slips(access, today) if action in (one.before.action, one.after.action)]
    seeable = {one.dependency for one in slips_to_see(access, today)} if own else frozenset()
    for one in own:
        to_see = one.is_unseen and one.dependency in seeable
        yield slip_sentence(one), seen_words(one), see_url(access, one) if to_see else ""


probe(
    "implementation.move.synchronise",
    load=states.load,
    reads="team",
    topics={ACTIONS, SHARES, STEPS},
)(states.synchronised)
