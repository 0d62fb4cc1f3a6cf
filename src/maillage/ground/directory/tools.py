"""The tools of the directory."""

from collections.abc import Sequence

from maillage.core.tools import Tool, tools

READS_PEOPLE = frozenset({"officer", "team", "elected", "partner"})


@tools.answer
def directory_tools() -> Sequence[Tool]:
    """Each tool of the directory, and the missions that it serves."""
    return (*_of_organisations(), *_of_people())


def _of_organisations() -> tuple[Tool, ...]:
    return (
        Tool(
            "organisations",
            "Structures",
            "directory:organisations",
            "pre",
            (
                "pre.context.publics-actors",
                "pre.complexity.multi-partner",
                "construction.support.partners",
            ),
            opens=("organisation",),
        ),
        Tool(
            "members",
            "Membres",
            "directory:members",
            "pre",
            ("pre.complexity.multi-partner",),
            opens=("member",),
        ),
        Tool(
            "competence_matrix",
            "Compétences",
            "directory:competence_matrix",
            "pre",
            ("pre.context.publics-actors", "pre.complexity.multi-partner"),
        ),
    )


def _of_people() -> tuple[Tool, ...]:
    return (
        Tool(
            "people",
            "Personnes",
            "directory:people",
            "emergence",
            ("emergence.actors.skills", "emergence.actors.reliable-people"),
            roles=READS_PEOPLE,
            opens=("person",),
        ),
        Tool(
            "mandate_timeline",
            "Mandats dans le temps",
            "directory:mandate_timeline",
            "emergence",
            ("emergence.actors.reliable-people",),
            roles=READS_PEOPLE,
        ),
        Tool(
            "who_to_call",
            "Qui appeler",
            "directory:who_to_call",
            "emergence",
            ("emergence.culture.mutual-knowledge",),
            roles=READS_PEOPLE,
        ),
    )
