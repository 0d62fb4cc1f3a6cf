"""The tools of governance."""

from collections.abc import Sequence

from maillage.core.tools import Question, Tool, tools


@tools.answer
def governance_tools() -> Sequence[Tool]:
    """Each tool of governance, and the missions that it serves."""
    return (
        Tool(
            "bodies",
            "Instances",
            "governance:bodies",
            "construction",
            ("construction.partnerships.bodies", "implementation.lead.articulation-body"),
            opens=("body",),
            question=Question.WHO,
            purpose="qui siège, au nom de qui, avec quel quorum",
        ),
        Tool(
            "lead_partner",
            "Chefs de file",
            "governance:lead_partner",
            "construction",
            ("construction.partnerships.lead-partner",),
            opens=("lead_partner",),
            question=Question.WHO,
            purpose="qui porte quoi pour les autres",
        ),
        Tool(
            "meetings",
            "Séances",
            "governance:meetings",
            "construction",
            (
                "construction.partnerships.bodies",
                "implementation.lead.articulation-body",
                "implementation.move.bodies",
            ),
            opens=("meeting", "date_poll", "consultation"),
            question=Question.DECIDES,
            purpose="ordre du jour, présences, relevé",
        ),
    )


@tools.answer
def naming_tools() -> Sequence[Tool]:
    """The tool by which structures say who represents them."""
    return (
        Tool(
            "nominations",
            "Désignations",
            "governance:nominations",
            "construction",
            ("construction.partnerships.bodies",),
            opens=("nomination",),
            question=Question.WHO,
            purpose="le nom demandé à chaque structure",
        ),
    )


@tools.answer
def agreement_tools() -> Sequence[Tool]:
    """The tool of what is agreed, from its draft to its signature."""
    return (
        Tool(
            "agreements",
            "Conventions",
            "governance:agreements",
            "construction",
            ("construction.partnerships.co-build",),
            opens=(
                *("agreement", "amendments", "amendment_add", "amendment_settle"),
                *("amendment_reword", "remark_answer", "signatures_paste"),
            ),
            question=Question.PROMISES,
            purpose="du projet à la signature, et au terme",
        ),
    )


@tools.answer
def form_tools() -> Sequence[Tool]:
    """The tool that shows which legal forms a situation allows."""
    return (
        Tool(
            "legal_forms",
            "Forme juridique",
            "governance:legal_forms",
            "construction",
            ("construction.partnerships.co-build",),
            roles=frozenset({"officer", "team"}),
            opens=("form_study",),
            question=Question.DECIDES,
            purpose="les formes possibles, leurs actes, celle gardée",
        ),
    )


@tools.answer
def council_tools() -> Sequence[Tool]:
    """The tools by which the structures decide together, and by which rule."""
    return (
        Tool(
            "joint_decisions",
            "Délibérations",
            "governance:joint_decisions",
            "implementation",
            ("implementation.lead.deliberations",),
            opens=("joint_decision",),
            question=Question.DECIDES,
            purpose="le vote de chaque conseil, et ses dates",
        ),
        Tool(
            "voting_rules",
            "Règles de vote",
            "governance:voting_rules",
            "implementation",
            ("implementation.lead.decision-frame",),
            question=Question.DECIDES,
            purpose="la règle, et qui pèse vraiment",
        ),
    )


@tools.answer
def commitment_tools() -> Sequence[Tool]:
    """The tools of what is put in common and settled, and the missions that they serve."""
    return (
        Tool(
            "commitments",
            "Engagements pris",
            "governance:commitments",
            "emergence",
            ("emergence.actors.negotiate-resources", "emergence.adhesion.set-in-motion"),
            opens=("commitment",),
            question=Question.PROMISES,
            purpose="demandé, promis, confirmé, tenu",
        ),
        Tool(
            "decisions",
            "Décisions",
            "governance:decisions",
            "implementation",
            ("implementation.lead.decision-frame",),
            opens=("decision",),
            question=Question.DECIDES,
            purpose="ce qui a été tranché, où et quand",
        ),
    )


@tools.answer
def owing_tools() -> Sequence[Tool]:
    """Which question goes where, and who owes what."""
    return (
        Tool(
            "routing",
            "Politique ou technique",
            "governance:routing",
            "construction",
            ("construction.partnerships.political-technical",),
            question=Question.DECIDES,
            purpose="quelle question va devant qui",
        ),
        Tool(
            "my_commitments",
            "Qui doit quoi à qui",
            "governance:my_commitments",
            "construction",
            ("construction.support.partners", "implementation.move.set-in-motion"),
            question=Question.PROMISES,
            purpose="ce que chaque structure doit, et reçoit",
        ),
    )
