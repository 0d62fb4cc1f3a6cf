"""Whom and what can one choose in the forms of the plan?"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet

from maillage.core.numbers import read_number
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Department, Organisation
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import SchemeState
from maillage.trade.context.models import Facility, Public, Scheme
from maillage.trade.dialogue.compromises.queries import compromises
from maillage.trade.governance.decisions.queries import decisions
from maillage.trade.governance.joint_decisions.queries.joint_decisions import joint_decisions
from maillage.trade.plan.actions.models import Action
from maillage.trade.stakes.findings.queries import findings, open_findings
from maillage.trade.stakes.models import Theme
from maillage.trade.stakes.stakes.queries import open_stakes


def organisations_to_join(
    access: Access, organisation: Organisation | None = None
) -> QuerySet[Organisation]:
    """The members, with the structure chosen until now."""
    rows = member_organisations(access)
    if organisation is not None:
        rows = rows | Organisation.objects.filter(pk=organisation.pk)
    return rows.distinct()


def departments_to_join(access: Access) -> QuerySet[Department]:
    """The services of the members."""
    rows = Department.objects.filter(organisation__in=member_organisations(access))
    return rows.select_related("organisation").order_by("organisation__folded", "name", "pk")


def coordinators(access: Access) -> QuerySet[User]:
    """The officers and the team of the cooperation, who may coordinate an action."""
    rows = User.objects.filter(
        accesses__cooperation=access.cooperation_id,
        accesses__ended_at__isnull=True,
        accesses__role__in=("officer", "team"),
    )
    return rows.order_by("name", "pk").distinct()


def territories(access: Access) -> QuerySet[Territory]:
    """Where the actions that this reader may see are."""
    rows = Action.objects.visible_to(access).values("territories")
    return Territory.objects.filter(pk__in=rows).order_by("name", "pk")


def publics(access: Access) -> QuerySet[Public]:
    """For whom the cooperation works."""
    return Public.objects.filter(cooperation=access.cooperation_id).order_by("folded", "pk")


def schemes(access: Access) -> QuerySet[Scheme]:
    """The contracts and plans for which an action may count."""
    rows = Scheme.objects.filter(cooperation=access.cooperation_id)
    return rows.exclude(state=SchemeState.REPLACED).order_by("folded", "pk")


def facilities(access: Access) -> QuerySet[Facility]:
    """Where people are received."""
    return Facility.objects.filter(cooperation=access.cooperation_id).order_by("folded", "pk")


def themes(access: Access) -> QuerySet[Theme]:
    """The themes of the cooperation."""
    return Theme.objects.filter(cooperation=access.cooperation_id)


def chosen(action: Action, name: str) -> list[int]:
    """What stands in one of the lists of an action: "publics", "themes", "schemes"…"""
    if name == "schemes":
        rows = action.counts_for.filter(until__isnull=True)
        return list(rows.values_list("scheme", flat=True))
    return list(getattr(action, name).values_list("pk", flat=True))


def numbers_of_plan(access: Access) -> list[str]:
    """The numbers that the actions of the plan bear."""
    rows = Action.objects.filter(cooperation=access.cooperation_id).exclude(number="")
    return list(rows.values_list("number", flat=True))


def origin(access: Access, source: str) -> dict[str, object]:
    """What a new action takes of the sheet from which it is made: « stake:12 »; or nothing."""
    kind, _colon, number = source.partition(":")
    if kind not in ORIGINS or read_number(number) is None:
        return {}
    record = ORIGINS[kind](access).filter(pk=number).first()
    if record is None:
        return {}
    title = getattr(record, "question", "") or str(record)
    theme = getattr(record, "theme_id", None)
    started: dict[str, object] = {"title": title[:200], "themes": [theme] if theme else []}
    return started | {kind: record.pk} if kind == "finding" else started


ORIGINS: dict[str, Callable[[Access], QuerySet[Any]]] = {
    "stake": lambda access: open_stakes(access.cooperation_id),
    "finding": lambda access: open_findings(findings(access)),
    "compromise": compromises,
    "decision": decisions,
    "jointdecision": joint_decisions,
}
