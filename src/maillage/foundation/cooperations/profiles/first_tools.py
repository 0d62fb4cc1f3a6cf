"""Which ten tools stay in sight in this kind of cooperation, among those that exist?"""

from collections.abc import Sequence
from functools import cache

from maillage.core.tools import Tool
from maillage.foundation.cooperations.profiles.rules import FirstTool, Profile, profile

MOST = 10
# What completes the ten of a profile, some of which are still to come.
NEXT = (
    "people",
    "commitments",
    "bodies",
    "who_to_call",
    "themes",
    "my_commitments",
    "decisions",
    "heading",
    "positions",
    "signals",
    "history",
    "members",
)


@cache
def first_tools(key: str, offered: Sequence[Tool]) -> tuple[FirstTool, ...]:
    """The ten first of this profile among `offered`: its own, then others that it keeps.

    What serves only missions that the profile puts aside is never among them.
    """
    kind = profile(key)
    tool_by_word = {tool.word: tool for tool in offered}
    own = [first for first in kind.first if first.tool in tool_by_word]
    taken = {first.tool for first in own}
    others = [
        FirstTool(tool.word, tool.label, tool.purpose)
        for tool in (tool_by_word[word] for word in NEXT if word in tool_by_word)
        if tool.word not in taken and _is_for(kind, tool)
    ]
    return (*own, *others)[:MOST]


def to_come(key: str, existing: Sequence[Tool]) -> tuple[FirstTool, ...]:
    """The first tools of this profile that do not exist yet."""
    words = {tool.word for tool in existing}
    return tuple(first for first in profile(key).first if first.tool not in words)


def _is_for(kind: Profile, tool: Tool) -> bool:
    """Whether the profile keeps the tool, and a mission that it serves."""
    if any(tool.word in one.tools for one in kind.put_aside):
        return False
    aside = kind.aside
    return any(leaf not in aside and leaf.rpartition(".")[0] not in aside for leaf in tool.missions)
