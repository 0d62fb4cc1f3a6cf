"""Who may open a page: the words after « Visible par », from the right that its door asks."""

from collections.abc import Callable, Collection
from dataclasses import replace

from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.doors import Door
from maillage.core.shell import Audience
from maillage.foundation.cooperations.choices import Role, Visibility
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.records.models import VisibleRecord
from maillage.foundation.cooperations.spaces.models import Access, Cooperation


def by_access(request: CooperationRequest, url: str) -> Audience:
    """Each their own part, among those to whom the door of this page opens; `url` names them."""
    door: Door | None = getattr(getattr(request.resolver_match, "func", None), "door", None)
    if door is None or door.can is None:
        return Audience(_("chacun selon son accès"), url)
    roles = roles_let_in(door.can, request.access.cooperation)
    return Audience(roles_words(roles), url, confidential=roles == {Role.OFFICER})


def by_part(request: CooperationRequest, url: str) -> Audience:
    """Those to whom the door opens, where a part of the page is for some of them alone."""
    every, own = by_access(request, url), _("chacun selon son accès")
    if every.label.startswith(own):
        return every
    return replace(every, label=f"{every.label}, {own}")


def by_level(request: CooperationRequest, record: VisibleRecord, url: str) -> Audience:
    """Who reads a record that has one level of readers, among those to whom its door opens."""
    if record.visibility in {Visibility.MEMBERS, Visibility.PUBLIC}:
        return by_access(request, url)
    narrow = record.visibility in {Visibility.ME, Visibility.OFFICERS}
    return Audience(str(record.get_visibility_display()), url, confidential=narrow)


def roles_let_in(can: Callable[[Access], bool], cooperation: Cooperation) -> set[Role]:
    """The roles that have this right in the cooperation."""
    return {role for role in Role if can(Access(role=role, cooperation=cooperation))}


def roles_words(roles: Collection[Role]) -> str:
    """These roles in words; « chacun selon son accès » for all of them."""
    refused = set(Role).difference(roles)
    if not refused:
        return _("chacun selon son accès")
    if refused == {Role.OBSERVER}:
        return _("chacun selon son accès, sauf les observateurs")
    team = Visibility.TEAM if Role.TEAM in roles else Visibility.OFFICERS
    others = {
        Role.ELECTED: _("les élus"),
        Role.PARTNER: _("les partenaires"),
        Role.OBSERVER: _("les observateurs"),
    }
    names = [str(team.label)] if Role.OFFICER in roles else []
    return french.listed_whole([*names, *(word for role, word in others.items() if role in roles)])
