"""What the rule says of a decision is kept each time something of it is written."""

from datetime import date

from django.utils import timezone

from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.queries.councils import councils_of, terms_of
from maillage.trade.governance.joint_decisions.rules import place_of
from maillage.trade.governance.joint_decisions.words.standing_words import reading_of


def keep_standing(decision: JointDecision, today: date | None = None) -> None:
    """Keeps where the decision stands today; inside the write that may have moved it.

    A reading moves by itself when a silence speaks: it is no gesture, and the journal says nothing.
    """
    day = today or timezone.localdate()
    place = place_of(terms_of(decision), councils_of([decision])[decision.pk], day)
    JointDecision.objects.filter(pk=decision.pk).update(
        standing=place.standing, reading=reading_of(place)[:300], stands_until=place.until
    )


def keep_aged_standings(today: date) -> int:
    """Reads again the decisions of which a silence has spoken since; returns how many."""
    aged = JointDecision.objects.filter(stands_until__lte=today)
    for decision in aged:
        keep_standing(decision, today)
    return len(aged)
