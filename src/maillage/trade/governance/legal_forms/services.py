"""A situation is studied, corrected, and a legal form is kept for it, with its reason."""

from collections.abc import Mapping
from contextlib import AbstractContextManager

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.legal_forms.models import FormStudy, StudyMember

TOPIC = "form_studies"
Members = Mapping[Organisation, str]  # each with its kind in law, blank when its record says it


def add_study(*, access: Access, study: FormStudy, members: Members) -> FormStudy:
    """The study, with its structures; the team reads it, and nobody beyond."""
    with _write(access):
        study.cooperation, study.author = access.cooperation, access.user
        study.visibility = Visibility.TEAM
        study.save()
        _keep_members(study, members)
    return study


def edit_study(*, access: Access, study: FormStudy, read: int, members: Members) -> FormStudy:
    """The study with its changes; StaleVersionError when version `read` is not the last."""
    with _write(access):
        claim_version(study, read)
        study.save()
        _keep_members(study, members)
    return study


def keep_form(*, access: Access, study: FormStudy, read: int) -> FormStudy:
    """The study with the form kept, its reason, its day, and by whom; or with none any more.

    StaleVersionError when version `read` is not the last.
    """
    author: User | None = access.user if study.chosen else None
    with _write(access):
        claim_version(study, read)
        study.chosen_by = author
        study.save()
    return study


def remove_study(*, access: Access, study: FormStudy) -> None:
    """Removes the study with its structures; an agreement that came of it no longer names it."""
    with _write(access):
        for agreement in study.agreements.all():
            agreement.study = None
            agreement.save()
        study.delete()


def _keep_members(study: FormStudy, members: Members) -> None:
    recorded = {one.organisation_id: one for one in StudyMember.objects.filter(study=study)}
    for number, member in recorded.items():
        if number not in {one.pk for one in members}:
            member.delete()
    for organisation, kind in members.items():
        member = recorded.get(organisation.pk) or StudyMember(
            study=study, organisation=organisation
        )
        if member.pk is None or member.kind != kind:
            member.kind = kind
            member.save()


def _write(access: Access) -> AbstractContextManager[Change]:
    return journal.write(
        access.user,
        workspace_id=access.cooperation.workspace_id,
        cooperation_id=access.cooperation_id,
        topic=TOPIC,
    )
