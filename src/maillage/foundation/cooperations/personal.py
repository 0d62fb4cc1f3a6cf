"""What do cooperations hold of a person? Links sent to them, and words that may name them."""

from collections.abc import Sequence

from django.utils import timezone

from maillage.core.personal import Room, Somebody, nothing_exported, personal
from maillage.foundation.cooperations.models import AnswerLink, Cooperation, Invitation
from maillage.foundation.journal.erasable import each_line, mask_texts

LINKS = ((Invitation, "name"), (AnswerLink, "recipient"))


@personal.answer
def cooperations_room() -> Sequence[Room]:
    """Their links are in the answers that they gave; public words are told nowhere else."""
    return (Room(nothing_exported, _forget),)


def _forget(somebody: Somebody) -> None:
    """A link that waits for them is withdrawn; their name and address go from all of them."""
    rows = Cooperation.objects.filter(workspace=somebody.workspace_id)
    mask_texts(rows, ("purpose", "closing_reason"), somebody, each_line)
    for model, name in LINKS:
        links = model.objects.filter(cooperation__workspace=somebody.workspace_id)
        waiting = links.filter(revoked_at__isnull=True, used_at__isnull=True)
        numbers = somebody.numbers_naming(waiting, name, "email")
        for link in waiting.filter(pk__in=numbers):
            link.revoked_at = timezone.now()
            link.save()
        mask_texts(links, (name, "email"), somebody)
