"""A structure is named to carry something for the others; that ends, and is never overwritten."""

from dataclasses import dataclass
from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import claim_version, repeats
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Subject
from maillage.ground.actors.subjects.services import open_subject
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.queries import overlapping


@dataclass(frozen=True)
class About:
    """What is carried: a subject that exists, a theme or an action by its name, or else all."""

    subject: Subject | None = None
    label: str = ""


class AlreadyCarriedError(Exception):
    """Another structure carries the subject on these days: says which, and what to do first."""

    def __init__(self, other: LeadPartner) -> None:
        super().__init__(_already_carried(other))


def _already_carried(other: LeadPartner) -> str:
    values = {"name": other.organisation, "about": other.subject.label}
    if other.until:
        return _("%(name)s est chef de file de « %(about)s » jusqu’au %(day)s.") % (
            values | {"day": french.long_date(other.until)}
        )
    return (
        _(
            "%(name)s est déjà chef de file de « %(about)s » : dites d’abord jusqu’à quand, "
            "sur sa fiche."
        )
        % values
    )


def name_lead_partner(
    *, access: Access, lead: LeadPartner, about: About, file: UploadedFile[bytes] | None = None
) -> LeadPartner:
    """The lead partner on its subject, which is opened when it is not known; sent twice, it is one.

    Raises AlreadyCarriedError when another carries it on one of these days, DocumentRefusedError,
    and keeps nothing, when the file is refused.
    """
    with journal.write_by(access, "lead_partner"):
        lead.subject = _subject(access, about)
        other = overlapping(lead, lead.subject)
        if other is not None and file is None and repeats(lead, other):
            return other
        _check_free(lead)
        _keep_act(access, lead, file)
        lead.save()
    return lead


def edit_lead_partner(
    *, access: Access, lead: LeadPartner, read: int, file: UploadedFile[bytes] | None = None
) -> LeadPartner:
    """The lead partner with its scope, act and dates; its structure and subject do not change.

    Raises StaleVersionError when version `read` is not the last, and what `name_lead_partner`
    raises.
    """
    with journal.write_by(access, "lead_partner"):
        claim_version(lead, read)
        _check_free(lead)
        _keep_act(access, lead, file)
        lead.save()
    return lead


def end_lead_partner(*, access: Access, lead: LeadPartner, read: int, on: date) -> LeadPartner:
    """The lead partner, until that day; StaleVersionError when `read` is not the last version."""
    with journal.write_by(access, "lead_partner"):
        claim_version(lead, read)
        lead.end(on)
        lead.save()
    return lead


def _subject(access: Access, about: About) -> Subject:
    """The subject carried, opened the first time it is."""
    if about.subject is not None:
        return about.subject
    kind = SubjectKind.THEME if about.label else SubjectKind.COOPERATION
    subjects = Subject.objects.filter(cooperation=access.cooperation_id, kind=kind)
    if about.label:
        subjects = subjects.filter(label__iexact=about.label)
    label = about.label or access.cooperation.name
    return subjects.first() or open_subject(
        cooperation=access.cooperation, kind=kind, label=label[:200]
    )


def _check_free(lead: LeadPartner) -> None:
    other = overlapping(lead, lead.subject)
    if other is not None:
        raise AlreadyCarriedError(other)


def _keep_act(access: Access, lead: LeadPartner, file: UploadedFile[bytes] | None) -> None:
    if file is not None:
        lead.act = attach(
            access=access,
            file=file,
            visibility=Visibility.MEMBERS,
            kind="organisation",
            number=lead.organisation_id,
        )
