"""Where does the mission of knowing what already runs stand, once what is due is counted?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.probes import Evidence, Level, Moment, State
from maillage.foundation.cooperations.choices import Visibility
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.queries import OPEN
from maillage.trade.context.schemes import states as schemes
from maillage.trade.context.schemes.states import SchemeFacts

SEND_OR_WAIVE = lazy("L’envoyer, ou dire qu’elle est sans objet.")
SHARED = (Visibility.MEMBERS, Visibility.PUBLIC)


@dataclass(frozen=True)
class InitiativeFacts:
    """What is known of the schemes; the names of what all may read as due and past."""

    schemes: SchemeFacts
    late: Sequence[str]
    url: str


def load(moment: Moment) -> InitiativeFacts:
    """The facts of one cooperation, in six queries."""
    late = Duty.objects.filter(
        OPEN,
        cooperation=moment.cooperation_id,
        due_on__lt=moment.today,
        visibility__in=SHARED,
    )
    names = list(late.order_by("due_on", "pk").values_list("label", flat=True))
    return InitiativeFacts(
        schemes.load(moment), names, reverse("context:duties", args=[moment.slug])
    )


def initiatives(facts: InitiativeFacts) -> State:
    """To review when something due is past; else what the schemes say."""
    if not facts.late:
        return schemes.initiatives(facts.schemes)
    late_names = french.listed([f"« {french.inner_quotes(name)} »" for name in facts.late])
    reason = ngettext(
        "Une échéance est passée : %(names)s.",
        "%(n)s échéances sont passées : %(names)s.",
        len(facts.late),
    ) % {"n": french.capital(french.in_words(len(facts.late))), "names": late_names}
    evidence = (Evidence(reason, facts.url),)
    return State(Level.AGED, reason, evidence, next_step=str(SEND_OR_WAIVE), next_url=facts.url)
