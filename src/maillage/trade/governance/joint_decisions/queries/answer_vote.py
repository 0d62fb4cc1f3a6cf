"""Of which council does a link speak, and how does one reach its point of contact?"""

from django.db.models import QuerySet

from maillage.foundation.cooperations.models import AnswerLink
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.models import Contact
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation


def deliberation_of(link: AnswerLink) -> QuerySet[Deliberation]:
    """The way that the link is about, in its cooperation, while the structure is asked."""
    return Deliberation.objects.filter(
        pk=link.target, decision__cooperation=link.cooperation_id, until__isnull=True
    ).select_related("decision__cooperation", "organisation", "text")


def standing_answer(deliberation: Deliberation) -> Answer | None:
    """The answer known now."""
    return deliberation.answers.filter(replaced_at__isnull=True).first()


def contact_email(deliberation: Deliberation) -> str:
    """The address of the point of contact, or nothing."""
    known = Contact.objects.filter(person=deliberation.contact_id, kind=ContactKind.EMAIL)
    found = known.order_by("rank", "pk").values_list("value", flat=True).first()
    return found or "" if deliberation.contact_id else ""
