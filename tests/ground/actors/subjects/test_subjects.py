"""What owns a subject opens it, and names it again when it changes its own name."""

from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.actors.models import Subject
from maillage.ground.actors.subjects.services import name_subject, open_subject


def test_a_subject_follows_the_name_of_its_owner(cooperation: Cooperation) -> None:
    with journal.write(None, workspace_id=cooperation.workspace_id, topic="decisions"):
        subject = open_subject(cooperation=cooperation, kind="decision", label="Charte")
        name_subject(subject=subject, label="Charte 2027-2030")

    assert list(Subject.objects.values_list("cooperation", "kind", "label")) == [
        (cooperation.pk, "decision", "Charte 2027-2030")
    ]
