"""Subjects are opened and named by what they are the subject of."""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Cooperation
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.subjects.models import Subject


def open_subject(*, cooperation: Cooperation, kind: str, label: str) -> Subject:
    """The subject of what its owner is writing; inside the owner's write."""
    return Subject.objects.create(cooperation=cooperation, kind=kind, label=label)


def name_subject(*, subject: Subject, label: str) -> Subject:
    """The subject under the name of its owner; inside the owner's write."""
    if subject.label != label:
        subject.label = label
        subject.save()
    return subject


def cooperation_subject(*, cooperation: Cooperation) -> Subject:
    """The subject that the cooperation itself is, opened at its first use; inside a write."""
    subject, _made = Subject.objects.get_or_create(
        cooperation=cooperation,
        kind=SubjectKind.COOPERATION,
        defaults={"label": _("La coopération elle-même")},
    )
    return subject
