"""Which tools exist for this reader, under which question?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.links import address
from maillage.core.tools import Question, Tool
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.profiles.first_tools import first_tools
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.search.query import Query, holds
from maillage.ground.missions.aliases import aliases
from maillage.ground.missions.mission.queries import offered_tools


@dataclass(frozen=True)
class IndexedTool:
    """A line of the index: how the tool is called here, what one finds there, its page."""

    label: str
    purpose: str
    url: str
    phase: str = ""
    is_first: bool = False


@dataclass(frozen=True)
class Group:
    """The tools that answer one question."""

    question: Question
    title: str
    tools: tuple[IndexedTool, ...]


def index(access: Access, typed: str = "") -> list[Group]:
    """The tools of this reader by question, those that what is typed finds, if anything is."""
    offered = [tool for tool in offered_tools(access) if tool.question and _answers(tool, typed)]
    lines = {tool.word: _line(access, tool) for tool in offered}
    groups = [
        Group(
            question,
            title,
            _first_ahead(lines[tool.word] for tool in offered if tool.question == question)
            + (_settings(access, typed) if question == Question.HOLDS else ()),
        )
        for question, title in _titles().items()
    ]
    return [group for group in groups if group.tools]


def tool_label(kind: str, tool: Tool) -> str:
    """What the profile calls the tool."""
    names = {first.tool: first.label for first in profile(kind).first}
    return names.get(tool.word, _(tool.label))


def to_find(groups: Iterable[Group]) -> int:
    """How many lines the groups hold."""
    return sum(len(group.tools) for group in groups)


def _first_ahead(lines: Iterable[IndexedTool]) -> tuple[IndexedTool, ...]:
    return tuple(sorted(lines, key=lambda line: not line.is_first))


def _titles() -> dict[Question, str]:
    return {
        Question.WHO: _("Qui est là ?"),
        Question.WANTS: _("Que veut chaque structure ?"),
        Question.PROMISES: _("Que s’est-on promis ?"),
        Question.DECIDES: _("Que décide-t-on ?"),
        Question.HAPPENS: _("Que se passe-t-il ?"),
        Question.HOLDS: _("Tenir la coopération"),
    }


def _line(access: Access, tool: Tool) -> IndexedTool:
    kind = access.cooperation.profile
    first = {one.tool for one in first_tools(kind, offered_tools(access))}
    return IndexedTool(
        tool_label(kind, tool),
        _(tool.purpose),
        address(tool.page, access.cooperation.slug),
        tool.phase,
        access.is_in_team and tool.word in first,
    )


def _settings(access: Access, typed: str) -> tuple[IndexedTool, ...]:
    """The pages of the portrait that are looked for by their own name."""
    slug = access.cooperation.slug
    life = IndexedTool(
        _("Vie de la coopération"),
        _("emporter, clore, quitter") if permissions.can_steer(access) else _("la quitter"),
        address("cooperations:life", slug),
    )
    settings = IndexedTool(
        _("Réglages"), _("son nom, son objet, ses dates"), address("cooperations:settings", slug)
    )
    lines = (settings, life) if permissions.can_edit_settings(access) else (life,)
    return tuple(one for one in lines if _holds(typed, (one.label, one.purpose)))


def _answers(tool: Tool, typed: str) -> bool:
    words = [word for alias in aliases() if alias.tool == tool.word for word in alias.words]
    labels = [alias.label for alias in aliases() if alias.tool == tool.word]
    return _holds(typed, (_(tool.label), _(tool.purpose), *words, *labels))


def _holds(typed: str, texts: Sequence[str]) -> bool:
    return not fold(typed) or holds(Query(typed), " ".join(texts))
