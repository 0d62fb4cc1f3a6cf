"""Subjects are opened and named by what they are the subject of."""

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.models import Subject


def open_subject(*, cooperation: Cooperation, kind: str, label: str) -> Subject:
    """The subject of what its owner is writing; inside the owner's write."""
    return Subject.objects.create(cooperation=cooperation, kind=kind, label=label)


def name_subject(*, subject: Subject, label: str) -> Subject:
    """The subject under the name of its owner; inside the owner's write."""
    if subject.label != label:
        subject.label = label
        subject.save()
    return subject
