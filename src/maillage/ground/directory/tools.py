"""The tools of the directory."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools

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
            question=Question.WHO,
            purpose="chaque structure, sa fiche, qui appeler",
        ),
        Tool(
            "members",
            "Membres",
            "directory:members",
            "pre",
            ("pre.complexity.multi-partner",),
            opens=("member",),
            question=Question.WHO,
            purpose="qui est dans la coopération, à quelle place, depuis quand",
        ),
        Tool(
            "competence_matrix",
            "Compétences",
            "directory:competence_matrix",
            "pre",
            ("pre.context.publics-actors", "pre.complexity.multi-partner"),
            question=Question.WHO,
            purpose="qui détient quelle compétence, qui l’a transférée",
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
            opens=("person", "notice"),
            question=Question.WHO,
            purpose="mandats, fonctions, savoir-faire, téléphones",
        ),
        Tool(
            "mandate_timeline",
            "Mandats dans le temps",
            "directory:mandate_timeline",
            "emergence",
            ("emergence.actors.reliable-people",),
            roles=READS_PEOPLE,
            question=Question.WHO,
            purpose="qui sort quand, et ce que cela découvre",
        ),
        Tool(
            "who_to_call",
            "Qui appeler",
            "directory:who_to_call",
            "emergence",
            ("emergence.culture.mutual-knowledge",),
            roles=READS_PEOPLE,
            question=Question.WHO,
            purpose="pour quel sujet, et dans quel ordre",
        ),
    )
