"""Where do the missions about questions and the frame of decisions stand?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.trade.governance.decisions.queries import RouteCounts, route_counts


@dataclass(frozen=True)
class QuestionFacts:
    """The counts of the register of questions, and the pages that show them."""

    counts: RouteCounts
    routing_url: str
    decisions_url: str


def load(moment: Moment) -> QuestionFacts:
    """The facts of one cooperation, in one query."""
    return QuestionFacts(
        counts=route_counts(moment.cooperation_id),
        routing_url=reverse("governance:routing", args=[moment.slug]),
        decisions_url=reverse("governance:decisions", args=[moment.slug]),
    )


def questions_routed(facts: QuestionFacts) -> State:
    """In place when each open question has its nature and its competent body."""
    counts, url = facts.counts, facts.routing_url
    if not counts.all:
        return State(
            Level.TODO,
            _("Aucune question n’est notée."),
            next_step=_("Noter une question qui revient, et dire qui la tranche."),
            next_url=url,
        )
    evidence = (Evidence(_("Politique ou technique"), url),)
    if counts.unsaid:
        reason = ngettext(
            "Une question ouverte n’est dite ni politique ni technique.",
            "%(n)s questions ouvertes ne sont dites ni politiques ni techniques.",
            counts.unsaid,
        )
        return State(
            Level.DOING,
            reason % {"n": french.in_words(counts.unsaid, feminine=True).capitalize()},
            evidence,
            next_step=_("Dire de chacune ce qui relève des personnes élues."),
            next_url=url,
        )
    if counts.bodiless:
        return State(
            Level.DOING,
            _("Une question ouverte, au moins, n’a pas d’instance compétente."),
            evidence,
            next_step=_("Dire quelle instance la tranche."),
            next_url=url,
        )
    return State(
        Level.DONE,
        _("Chaque question ouverte a sa nature et son instance.") if counts.open else none_open(),
        evidence,
    )


def frame_shared(facts: QuestionFacts) -> State:
    """In place when the rule of each open decision is known."""
    counts, url = facts.counts, facts.decisions_url
    if not counts.all:
        return State(
            Level.TODO,
            _("Aucune décision n’est au registre."),
            next_step=_("Noter une première question, et la règle qui la tranche."),
            next_url=url,
        )
    evidence = (Evidence(_("Décisions"), url),)
    if counts.ruleless:
        reason = ngettext(
            "Une question ouverte n’a pas de règle connue.",
            "%(n)s questions ouvertes n’ont pas de règle connue.",
            counts.ruleless,
        )
        return State(
            Level.DOING,
            reason % {"n": french.in_words(counts.ruleless, feminine=True).capitalize()},
            evidence,
            next_step=_("Écrire la règle, ou celle de son instance."),
            next_url=url,
        )
    return State(
        Level.DONE,
        _("La règle de chaque question ouverte est connue.") if counts.open else none_open(),
        evidence,
    )


def none_open() -> str:
    """That every question of the register is closed."""
    return _("Aucune question n’est ouverte.")
