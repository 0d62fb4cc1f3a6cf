"""What surrounds every page: where the reader is, and what is one click away?"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache, partial
from typing import NamedTuple, cast

from django.conf import settings
from django.http import HttpRequest
from django.urls import ResolverMatch
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.links import address
from maillage.core.shell import Audience, PageLink, PhaseLink, Shell
from maillage.core.tools import Question, Tool
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.profiles.first_tools import first_tools
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.cooperations.room_answers.asking import waits_of_tool
from maillage.foundation.cooperations.spaces.queries import first_officer
from maillage.ground.missions import permissions
from maillage.ground.missions.mission.queries import tools_of
from maillage.ground.missions.mission_map.homes import home_of, tree_url
from maillage.ground.missions.tree import phase_of, tree

KEPT = 1_024
# What the row of tools holds at 1,280 px beside *Tous les outils*, in letters, and what stands
# between two of them.
LINE, GAP = 159, 2.1


class _Around(NamedTuple):
    """What is one click away of a page, and its tool."""

    here: Tool | None
    phases: tuple[PhaseLink, ...]
    tools: tuple[PageLink, ...]
    foot: tuple[PageLink, ...]
    way: tuple[PageLink, ...]


def shell(request: HttpRequest) -> dict[str, object]:
    """The context variable `shell`, made once if it is drawn; None before sign-in."""
    user = getattr(request, "user", None)
    if not isinstance(user, User):
        return {"shell": None}
    access = getattr(request, "access", None)
    if not isinstance(access, Access):
        return {"shell": cache(partial(_outside, user))}
    return {
        "shell": cache(partial(_inside, request, user, access)),
        "expected": _Expected(request, access),
        "to_ask": cache(partial(_officer_to_ask, access)),
    }


@dataclass(frozen=True)
class _Expected:
    """What the tool of a page calls the reader to do; asked only by a page that shows it.

    The first page of a tool shows its first line; any other, what bears on its own address alone.
    """

    request: HttpRequest
    access: Access
    do_not_call_in_templates = True

    def __call__(self) -> Waiting | None:
        """The first line of the tool, or of what the page alone shows; None without any."""
        return self._first

    @cached_property
    def _first(self) -> Waiting | None:
        match = self.request.resolver_match
        here = _tool_here(match.view_name, tools_of(self.access.role)) if match else None
        if here is None or match is None:
            return None
        lines = waits_of_tool(self.access, here.word, timezone.localdate())
        if match.view_name != here.page:
            lines = [line for line in lines if line.url.startswith(self.request.path)]
        return next(iter(lines), None)


def _officer_to_ask(access: Access) -> User | None:
    """Whom the reader asks for more than their access opens; nobody but somebody else."""
    officer = first_officer(access)
    return officer if officer and officer.pk != access.user_id else None


def _outside(user: User) -> Shell:
    return Shell(
        workspace="",
        home_url=address("missions:portfolio"),
        user_label=user.short_name,
        account_url=address("account"),
        sign_out_url=address("account_logout"),
        my_day_url="",
        search_url="",
        fictional=settings.FICTION,
        theme=user.theme,
        uses_shortcuts=user.uses_shortcuts,
    )


def _inside(request: HttpRequest, user: User, access: Access) -> Shell:
    slug = access.cooperation.slug
    match = request.resolver_match
    view_name = match.view_name if match else ""
    phase = _phase_of_page(match)
    around = _around(slug, access.role, access.cooperation.profile, view_name, phase)
    home, has_day = address(home_of(access.role), slug), permissions.has_day(access.role)
    return Shell(
        workspace=access.cooperation.workspace.name,
        cooperation=access.cooperation.name,
        home_url=home,
        map_url=tree_url(access.role, slug),
        user_label=user.short_name,
        account_url=address("account"),
        sign_out_url=address("account_logout"),
        my_day_url=address("missions:my_day", slug) if has_day else "",
        search_url=address("missions:search", slug),
        proposals_url=address("missions:search_proposals", slug),
        tools_url=address("missions:tools_index", slug),
        at_tools=view_name == "missions:tools_index",
        phases=around.phases,
        tools=around.tools,
        at_map=view_name == "missions:mission_map",
        foot=around.foot,
        way=around.way,
        audience=_audience(request, access),
        at_my_day=around.here is not None and around.here.word == "my_day",
        fictional=settings.FICTION,
        theme=user.theme,
        uses_shortcuts=user.uses_shortcuts,
        closed_since=_closed_since(access),
    )


def _closed_since(access: Access) -> str:
    closed = access.cooperation.closed_at
    return french.long_date(timezone.localdate(closed)) if closed else ""


@lru_cache(KEPT)
def _around(slug: str, role: str, kind: str, view_name: str, phase: str) -> _Around:
    """The same for all who share a role in the cooperation: worked out once for each page.

    `phase` is that of a page which belongs to no tool.
    """
    offered = tools_of(role)
    here = _tool_here(view_name, offered)
    phase = here.phase if here else phase
    tools = _tools(slug, kind, offered, here, phase)
    phases = _phases(slug, offered, phase)
    return _Around(here, phases, tools, _foot(slug, offered, here), _way(slug, kind, phases, here))


def _phase_of_page(match: ResolverMatch | None) -> str:
    """The phase of the mission that the page shows; nothing on another page."""
    leaf = match.kwargs.get("leaf", "") if match else ""
    return phase_of(leaf).slug if leaf in tree().leaves else ""


def _way(
    slug: str, kind: str, phases: Sequence[PhaseLink], here: Tool | None
) -> tuple[PageLink, ...]:
    """The phase of the tool or what keeps the cooperation going, then the tool as it is called."""
    if here is None or here.question is None:
        return ()
    names = {first.tool: first.label for first in profile(kind).first}
    label = names.get(here.word, _(here.label))
    above = tuple(PageLink(phase.label, phase.url) for phase in phases if phase.current)
    if here.question is Question.HOLDS:
        above = (
            PageLink(_("Tenir la coopération"), f"{address('missions:tools_index', slug)}#tenir"),
        )
    return (*above, PageLink(label, address(here.page, slug)))


def _tool_here(view_name: str, offered: Sequence[Tool]) -> Tool | None:
    exact = [tool for tool in offered if tool.page == view_name]
    opened = [tool for tool in offered if tool.word_of(view_name)]
    opened.sort(key=lambda tool: -len(tool.word_of(view_name)))
    return next(iter(exact or opened), None)


def _phases(slug: str, offered: Sequence[Tool], current: str) -> tuple[PhaseLink, ...]:
    first = {tool.phase: tool for tool in reversed(offered)}
    return tuple(
        PhaseLink(
            slug=phase.slug,
            label=_(phase.label),
            url=(
                address(first[phase.slug].page, slug)
                if phase.slug in first
                else address("missions:mission_map", slug) + f"?vue=colonnes#m-line-{phase.slug}"
            ),
            current=phase.slug == current,
        )
        for phase in tree().phases
    )


def _tools(
    slug: str, kind: str, offered: Sequence[Tool], here: Tool | None, phase: str
) -> tuple[PageLink, ...]:
    """The tools of the phase one is in; elsewhere the ten of the profile, always the same.

    They stand on one line: the last that have no room are under *Tous les outils*.
    """
    names = {first.tool: first.label for first in profile(kind).first}
    tool_by_word = {tool.word: tool for tool in offered}
    of_phase = [tool for tool in offered if tool.phase == phase] if phase else []
    first = first_tools(kind, offered)
    shown = of_phase or [tool_by_word[one.tool] for one in first]
    links = [
        PageLink(
            label=names.get(tool.word, _(tool.label)),
            url=address(tool.page, slug),
            current=tool is here,
        )
        for tool in shown
    ]
    return tuple(_on_one_line(links))


def _on_one_line(links: Sequence[PageLink]) -> Sequence[PageLink]:
    """Those that have room beside one another, the one where the reader is always among them."""
    current = [one for one in links if one.current]
    room = LINE - sum(len(one.label) + GAP for one in current)
    shown: list[PageLink] = []
    for one in links:
        room -= 0 if one.current else len(one.label) + GAP
        if room >= 0 or one.current:
            shown.append(one)
    return shown


def _foot(slug: str, offered: Sequence[Tool], here: Tool | None) -> tuple[PageLink, ...]:
    """The help of this page, who has an access for those who may see it, and the portrait."""
    word = here.word if here else "mission_map"
    accesses = [tool for tool in offered if tool.word == "accesses"]
    return (
        PageLink(_("Aide de cette page"), address("missions:guide", slug, word)),
        *(PageLink(_("Accès et invitations"), address(tool.page, slug)) for tool in accesses),
        PageLink(_("Portrait de la coopération"), address("cooperations:portrait", slug)),
        PageLink(_("Vie de la coopération"), address("cooperations:life", slug)),
    )


def _audience(request: HttpRequest, access: Access) -> Audience:
    """Who sees this page: what its view said of it, or each their own part."""
    page = "cooperations:accesses" if access.is_in_team else "cooperations:portrait"
    url, seen_by = address(page, access.cooperation.slug), getattr(request, "seen_by", None)
    if seen_by == Visibility.ME:
        return Audience(_("vous et personne d’autre"), url, confidential=True)
    return by_access(cast(CooperationRequest, request), url)
