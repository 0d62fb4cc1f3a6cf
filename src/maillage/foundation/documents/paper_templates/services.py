"""A letterhead is kept; a template is given, checked, replaced, or put aside for ours."""

from contextlib import AbstractContextManager

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.files import queries, store
from maillage.foundation.documents.files.models import Letterhead, Template
from maillage.foundation.documents.files.rules import (
    DocumentRefusedError,
    extension_of,
    room_fault,
    safe_name,
    weight_fault,
)
from maillage.foundation.documents.files.services import stored_name
from maillage.foundation.documents.writing.kinds import Paper
from maillage.foundation.documents.writing.letters import TEMPLATE_FORMS, fields_of, samples_of
from maillage.foundation.documents.writing.office import checked_template
from maillage.foundation.documents.writing.pictures import drawn_picture
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change

HEAVIEST_LOGO = 1_000_000


class ReplacedTemplateError(Exception):
    """Another template was given, or put aside, since the page was opened."""


def give_template(
    *, access: Access, paper: Paper, file: UploadedFile[bytes], read: dict[str, int]
) -> Template:
    """The template, in use from now on; the one that it replaces is kept.

    `read` says by format the number of the template that the giver saw in use, 0 for ours. Raises
    DocumentRefusedError or TemplateProblemsError when it cannot be used, ReplacedTemplateError when
    another one came meanwhile: nothing is kept then.
    """
    form = extension_of(file.name or "")
    _check(file, form)
    file.seek(0)
    checked_template(file.read(), form, fields_of(paper), samples_of(paper))
    given = Template(
        cooperation=access.cooperation,
        paper=paper.word,
        form=form,
        name=safe_name(file.name or ""),
        size=file.size or 0,
        author=access.user,
    )
    given.stored = stored_name(file)
    try:
        _replace(access, given, read.get(form, 0))
    except BaseException:
        store.forget(given.stored)
        raise
    return given


def _check(file: UploadedFile[bytes], form: str) -> None:
    if form not in TEMPLATE_FORMS:
        raise DocumentRefusedError(_("Un modèle est un fichier DOCX ou ODT."))
    if not file.size:
        raise DocumentRefusedError(_("Ce fichier est vide."))
    if why := weight_fault(file.size):
        raise DocumentRefusedError(why)


def _replace(access: Access, given: Template, read: int) -> None:
    with _written(access):
        _end_in_use(access, given.paper, given.form, read)
        weight = queries.weight_of(access.cooperation_id) + given.size
        if why := room_fault(weight, settings.DOCUMENTS_QUOTA):
            raise DocumentRefusedError(why)
        given.save()


def put_back(*, access: Access, paper: Paper, form: str, read: int) -> None:
    """Ours is in use again; the cooperation's own template is kept among the past ones.

    ReplacedTemplateError when number `read` is not the one in use.
    """
    with _written(access):
        _end_in_use(access, paper.word, form, read)


def _end_in_use(access: Access, paper: str, form: str, read: int) -> None:
    """Ends the template in use, if it is the one that was read."""
    template = queries.template_in_use(access, paper, form)
    if (template.pk if template else 0) != read:
        raise ReplacedTemplateError
    if template:
        template.ended_at = timezone.now()
        template.save(update_fields=["ended_at"])


def keep_letterhead(
    *,
    access: Access,
    letterhead: Letterhead,
    read: int,
    logo: UploadedFile[bytes] | None,
    without_logo: bool,
) -> Letterhead:
    """The letterhead as typed, with its logo; StaleVersionError when another was saved meanwhile.

    DocumentRefusedError when the logo is none.
    """
    former = letterhead.logo
    stored = _stored_logo(logo) if logo else "" if without_logo else former
    try:
        with _written(access):
            record, _new = Letterhead.objects.get_or_create(cooperation=access.cooperation)
            letterhead.pk, letterhead.logo = record.pk, stored
            claim_version(letterhead, read)
            letterhead.save(force_update=True)
    except BaseException:
        if stored != former:
            store.forget(stored)
        raise
    if former and stored != former:
        store.forget(former)
    return letterhead


def _stored_logo(logo: UploadedFile[bytes]) -> str:
    if (logo.size or 0) > HEAVIEST_LOGO:
        raise DocumentRefusedError(_("Ce logo pèse plus de 1 Mo : réduisez-le."))
    logo.seek(0)
    drawn_picture(logo.read())
    return stored_name(logo)


def _written(access: Access) -> AbstractContextManager[Change]:
    return journal.write_by(access, "documents")
