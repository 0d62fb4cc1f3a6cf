"""Which gesture does a decision, or one of its councils, call for, and on which page?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.agenda import Waiting
from maillage.foundation.cooperations.models import Access
from maillage.trade.governance import permissions
from maillage.trade.governance.joint_decisions.queries.joint_decisions import DecisionSheet
from maillage.trade.governance.joint_decisions.words.steps import ACT_PAGE, Due


@dataclass(frozen=True, slots=True)
class ShownDue:
    """A gesture to do, and where; or whose vote `is_awaited`."""

    label: str
    reason: str
    mark: str
    url: str
    verb: str
    is_awaited: bool


VERBS = {
    "joint_decision_send": lazy("Noter l’envoi"),
    "joint_decision_council_edit": lazy("Noter la séance"),
    "joint_decision_answer": lazy("Noter sa réponse"),
    "joint_decision_council": lazy("Lire sa réserve"),
    "joint_decision_succeed": lazy("Passer la question"),
    "joint_decision_leave": lazy("Ne plus l’appeler"),
    ACT_PAGE: lazy("Noter l’acte"),
}


def shown_due(access: Access, one: Due) -> ShownDue:
    """The gesture with its address."""
    deliberation = one.path.deliberation
    to_all = one.page == "joint_decision_send"
    number = deliberation.decision_id if to_all else deliberation.pk
    url = reverse(f"governance:{one.page}", args=[access.cooperation.slug, number])
    return ShownDue(one.label, one.reason, one.mark, url, str(VERBS[one.page]), one.is_awaited)


def awaited(waits: Sequence[ShownDue]) -> Waiting | None:
    """Whose vote is awaited and when, where that is all: it leads nowhere."""
    first = next(iter(waits), None)
    return Waiting(first.label, first.reason, "") if first and first.is_awaited else None


def lacking(access: Access, sheet: DecisionSheet) -> Waiting | None:
    """What the decision lacks before anything can be asked of a council: its text, its councils."""
    decision = sheet.decision
    if not permissions.can_keep_decisions(access):
        return None
    if not sheet.texts:
        label, reason, page, verb = (
            _("Son texte"),
            _("C’est lui que chaque conseil vote, sans le changer."),
            "joint_decision_text_add",
            _("Ajouter une version du texte"),
        )
    elif not sheet.paths:
        label, reason, page, verb = (
            _("Qui décide"),
            _("Chaque structure appelée à répondre a ici son chemin."),
            "joint_decision_councils_add",
            _("Dire quelles structures répondent"),
        )
    else:
        return None
    url = reverse(f"governance:{page}", args=[access.cooperation.slug, decision.pk])
    return Waiting(label, reason, url, verb=verb)
