"""What do the links of actions tell on the pages of the other tools?"""

from collections.abc import Iterator, Sequence

from django.db.models import Model
from django.utils.translation import gettext as _

from maillage.core.fragments import Fragment, fragments
from maillage.core.links import address
from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.trade.plan import permissions
from maillage.trade.plan.actions.models import Action
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.choices import ActionLinkKind, ActionState
from maillage.trade.plan.links.models import ActionLink
from maillage.trade.plan.links.queries import action_decisions, links_of

ACTION_PAGE = "plan:action"
DECISIONS = {"decision": "decision", "jointdecision": "joint_decision"}
BECOMES_ACTION = {"stake", "compromise", "finding", *DECISIONS}
ANSWERED = {"finding": "finding", "facility": "facilities"}


@fragments.answer
def links_of_an_action(reader: Reader, page: str, record: Model | None) -> list[Fragment]:
    """The decisions and the actions to which an action is tied, on its sheet; two queries."""
    if page != ACTION_PAGE or not isinstance(record, Action):
        return []
    access = as_access(reader)
    may_edit = permissions.can_edit_action(access, record.coordinator_id)
    lines = [*_decisions(access, record, may_edit), *_links(access, record, may_edit)]
    return [Fragment("plan/parts/links.html", {"lines": lines})] if lines else []


def _decisions(
    access: Access, action: Action, may_edit: bool
) -> Iterator[tuple[str, str, str, str]]:
    slug = access.cooperation.slug
    for one in action_decisions(access).filter(action=action):
        page = "decision" if one.decision_id else "joint_decision"
        number = one.decision_id or one.joint_decision_id or 0
        title = one.decision.question if one.decision else ""
        remove = address("plan:action_decision_remove", slug, one.pk) if may_edit else ""
        yield _("dépend de"), title or str(one), address(f"governance:{page}", slug, number), remove


def _links(access: Access, action: Action, may_edit: bool) -> Iterator[tuple[str, str, str, str]]:
    slug = access.cooperation.slug
    for link in links_of(access, action):
        other = link.other if link.one == action else link.one
        remove = address("plan:action_link_remove", slug, link.pk) if may_edit else ""
        words = _link_words(link, action, other)
        title = f"{other.number} {other}".strip()
        yield words, title, address("plan:action", slug, other.pk), remove


def _link_words(link: ActionLink, action: Action, other: Action) -> str:
    if link.kind == ActionLinkKind.COMPLEMENTS:
        return _("complète")
    if link.kind == ActionLinkKind.APART:
        return _("ne fait pas double emploi avec")
    if other.state == ActionState.DROPPED:
        return _("remplace")
    return _("remplacée par") if action.state == ActionState.DROPPED else _("à réunir avec")


def _tied(access: Access, kind: str, number: int) -> list[Action]:
    """The actions that depend on a decision, or answer what this sheet is about; one query."""
    if kind in DECISIONS:
        rows = action_decisions(access).filter(**{DECISIONS[kind]: number})
        return [one.action for one in rows.order_by("action__order", "pk")]
    if kind in ANSWERED:
        return list(actions(access).filter(**{ANSWERED[kind]: number}))
    return []


@panels.answer
def actions_of_a_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The actions that depend on a decision; on what may become one, the gesture."""
    if kind not in BECOMES_ACTION | ANSWERED.keys():
        return ()
    access = as_access(reader)
    slug = access.cooperation.slug
    lines = [
        Line(
            label=one.title,
            note=str(one.get_state_display()),
            url=address("plan:action", slug, one.pk),
            family="work",
            value=one.state,
        )
        for one in _tied(access, kind, number)
    ]
    title = _("Plan d’action")
    if lines:
        depend, answer = _("Les actions qui en dépendent"), _("Les actions qui y répondent")
        title = answer if kind in ANSWERED else depend
    if kind in BECOMES_ACTION and permissions.can_edit_plan(access):
        url = address("plan:action_add", slug)
        lines.append(Line(_("En faire une action"), url=f"{url}?de={kind}:{number}"))
    return lines_panel(title, lines)
