"""What does this reader see of the map?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from django.utils.translation import gettext as _

from maillage.core.probes import Level, State
from maillage.core.tools import Tool
from maillage.core.tools import tools as tools_point
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.ground.missions.mission.models import Declaration
from maillage.ground.missions.permissions import can_read_state
from maillage.ground.missions.states.states import current_states
from maillage.ground.missions.tree import Leaf, tree

FRESH = timedelta(days=182)
ENDS = (".", "!", "?", "…")


@dataclass(frozen=True)
class ReadLeaf:
    """A leaf as this reader sees it.

    `state` is None where the tool does not exist yet, or where the reader may not see it
    (`closed`); `declaration` what an officer said, `is_old` when six months have passed since;
    `aside` why the leaf is not for this one.
    """

    leaf: Leaf
    tools: tuple[Tool, ...]
    state: State | None = None
    declaration: Declaration | None = None
    aside: str = ""
    closed: bool = False
    is_old: bool = False

    @property
    def say_again_on(self) -> date | None:
        """The day from which what was declared has aged."""
        return aged_from(self.declaration) if self.declaration else None

    @property
    def reason(self) -> str:
        """Why the leaf stands there, in one sentence."""
        if self.aside or self.declaration is not None:
            return self.aside or self._declared_reason
        if self.state is not None:
            return self.state.reason
        if self.closed:
            return _("Lue dans des pages qui ne vous sont pas ouvertes.")
        return self.leaf.asks

    @property
    def recorded(self) -> str:
        """Beside what is declared, what is recorded; nothing where this reader reads no state."""
        if self.declaration is None or self.state is None:
            return ""
        return _("D’après ce qui est noté ici : %(level)s. %(reason)s") % {
            "level": self.state.level.label,
            "reason": self.state.reason,
        }

    @property
    def _declared_reason(self) -> str:
        declared = self.declaration.reason.rstrip() if self.declaration else ""
        if self.recorded and not declared.endswith(ENDS):
            declared += "."
        return f"{declared} {self.recorded}".rstrip()

    @property
    def is_contradicted(self) -> bool:
        """Whether what is recorded says that what was declared is no longer so."""
        return self.declaration is not None and contradicts(self.state, self.declaration.saying)

    @property
    def next_step(self) -> str:
        """The next gesture, or nothing."""
        if self.declaration is not None and not self.is_contradicted:
            return ""
        return self.state.next_step if self.state else ""

    @property
    def mark(self) -> str:
        """The mark's word: untooled, aside, closed, or the level of the state."""
        if self.aside:
            return "aside"
        if self.declaration is not None:
            return Level.AGED if self.is_old or self.is_contradicted else self.declaration.saying
        if self.state is not None:
            return self.state.level
        return "closed" if self.closed else "untooled"


def contradicts(state: State | None, saying: str) -> bool:
    """Whether a computed state contradicts what was declared.

    Nothing recorded contradicts nothing: what is declared may have happened elsewhere. A state
    under way that asks nothing more leaves it to the officer to say that the mission is in place.
    """
    if state is None or state.level == Level.TODO:
        return False
    if saying == Level.DONE:
        return state.level == Level.AGED or bool(state.level == Level.DOING and state.next_step)
    if saying == Level.DOING:
        return state.level == Level.AGED
    return saying == Level.TODO


def aged_from(declaration: Declaration) -> date:
    """The day from which a declared state reads "à revoir": six months after it was said."""
    return declaration.declared_on + FRESH


def read_leaves(access: Access, today: date) -> dict[str, ReadLeaf]:
    """Every leaf of the map by slug, as this access reads it."""
    rows = Declaration.objects.visible_to(access).filter(ended_at__isnull=True)
    states = current_states(access.cooperation, today)
    return leaves_read(access, states, {row.leaf: row for row in rows}, today)


def leaves_read(
    access: Access,
    states: Mapping[str, State],
    row_by_leaf: Mapping[str, Declaration],
    today: date,
) -> dict[str, ReadLeaf]:
    """The same from states and declarations at hand: the one reading of the map and of the lists.

    `row_by_leaf` holds what this access may read of what is declared.
    """
    kind = profile(access.cooperation.profile)
    by_leaf = _tools_by_leaf(access)
    built = {tool.word: tool for tool in tools_point.ask()}
    return {
        slug: _read(
            leaf,
            tools=by_leaf[slug],
            state=states.get(slug),
            declaration=row_by_leaf.get(slug),
            aside=kind.aside,
            closed=not can_read_state(access.role, leaf, built),
            today=today,
        )
        for slug, leaf in tree().leaves.items()
    }


def offered_tools(access: Access) -> Sequence[Tool]:
    """The tools that this reader is offered."""
    return tools_of(access.role)


@cache
def tools_of(role: str) -> Sequence[Tool]:
    """The tools that this role is offered; every page asks for them."""
    return tuple(tool for tool in tools_point.ask() if role in tool.roles)


def _tools_by_leaf(access: Access) -> dict[str, tuple[Tool, ...]]:
    tool_by_word = {tool.word: tool for tool in offered_tools(access)}
    return {
        leaf.slug: tuple(tool_by_word[word] for word in leaf.tools if word in tool_by_word)
        for leaf in tree().leaves.values()
    }


def _read(
    leaf: Leaf,
    *,
    tools: tuple[Tool, ...],
    state: State | None,
    declaration: Declaration | None,
    aside: dict[str, str],
    closed: bool,
    today: date,
) -> ReadLeaf:
    reason = _aside_reason(leaf, declaration, aside)
    declared = (
        declaration
        if declaration is not None and declaration.saying not in {"aside", "back"}
        else None
    )
    return ReadLeaf(
        leaf=leaf,
        tools=tools,
        state=None if closed else state,
        declaration=declared,
        aside=reason,
        closed=closed,
        is_old=declared is not None and aged_from(declared) <= today,
    )


def _aside_reason(leaf: Leaf, declaration: Declaration | None, aside: dict[str, str]) -> str:
    if declaration is not None and declaration.saying == Declaration.Saying.ASIDE:
        return declaration.reason
    if declaration is not None:
        return ""
    branch = leaf.slug.rpartition(".")[0]
    return aside.get(leaf.slug) or aside.get(branch, "")


def former_declarations(access: Access, leaf: str) -> list[Declaration]:
    """What was said of the leaf before, latest first."""
    rows = Declaration.objects.visible_to(access).filter(leaf=leaf, ended_at__isnull=False)
    return list(rows.select_related("author").order_by("-ended_at", "pk")[:10])
