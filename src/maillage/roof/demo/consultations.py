"""One written consultation in progress: most seats have answered, on the telephone or by mail."""

from collections.abc import Sequence
from datetime import date, timedelta

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means
from maillage.trade.governance.choices import Choice, DecisionRule
from maillage.trade.governance.consultations.services import (
    ConsultationAnswer,
    open_consultation,
    record_opinion,
)
from maillage.trade.governance.models import Body, Consultation

ANSWERS = (Choice.FOR, Choice.FOR, Choice.ABSTAINS, "", Choice.AGAINST)
CALLS = {
    "cls": ("de l’ARS", "sur la santé mentale"),
    "ctg": ("de la Caf", "sur l’accueil du mercredi"),
}
CALL = ("de la Région", "sur les haies")
CONTEXT = (
    "L’appel à projets %s se ferme avant la prochaine séance.\n"
    "Répondre n’engage aucune dépense : le plan de financement viendra devant l’instance."
)


def make_consultation(*, author: User, bodies: Sequence[Body], today: date) -> Consultation:
    """A question to the first body, open for a week more."""
    who, what = CALLS.get(bodies[0].cooperation.profile, CALL)
    consultation = open_consultation(
        author=author,
        consultation=Consultation(
            body=bodies[0],
            question=f"Répondre à l’appel à projets {who} {what} ?",
            context=CONTEXT % who,
            rule=DecisionRule.WEIGHTED_SEATS,
            closes_on=today + timedelta(days=7),
        ),
    )
    for rank, consulted_seat in enumerate(consultation.asked.order_by("pk")):
        choice = ANSWERS[rank % len(ANSWERS)]
        if choice:
            answer = ConsultationAnswer(
                choice=choice,
                words="",
                means=Means.PHONE if rank % 2 else Means.MAIL,
                informant=str(consulted_seat.person or "secrétariat"),
                day=today - timedelta(days=1),
            )
            record_opinion(author=author, consulted_seat=consulted_seat, answer=answer)
    return consultation
