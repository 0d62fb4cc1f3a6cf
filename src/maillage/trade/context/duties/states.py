"""Where does the mission of knowing what already runs stand, once what is due is counted?"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

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
    next_on: date | None = None


def load(moment: Moment) -> InitiativeFacts:
    """The facts of one cooperation, in six queries."""
    dated = Duty.objects.filter(
        OPEN,
        cooperation=moment.cooperation_id,
        due_on__isnull=False,
        visibility__in=SHARED,
    )
    rows = dated.order_by("due_on", "pk").values_list("label", "due_on")
    pairs = [(name, day) for name, day in rows if day is not None]
    return InitiativeFacts(
        schemes.load(moment),
        [name for name, day in pairs if day < moment.today],
        reverse("context:duties", args=[moment.slug]),
        next((day for _name, day in pairs if day >= moment.today), None),
    )


def initiatives(facts: InitiativeFacts) -> State:
    """To review when something due is past; else what the schemes say, until something is."""
    if not facts.late:
        state = schemes.initiatives(facts.schemes)
        ends = [day for day in (state.until, facts.next_on) if day]
        return replace(state, until=min(ends, default=None))
    late_names = french.listed([f"« {french.inner_quotes(name)} »" for name in facts.late])
    reason = ngettext(
        "Une échéance est passée : %(names)s.",
        "%(n)s échéances sont passées : %(names)s.",
        len(facts.late),
    ) % {"n": french.capital(french.in_words(len(facts.late))), "names": late_names}
    evidence = (Evidence(reason, facts.url),)
    return State(
        Level.AGED,
        reason,
        evidence,
        until=facts.next_on,
        next_step=str(SEND_OR_WAIVE),
        next_url=facts.url,
    )
