"""What the register of documents shows."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.register import Action, Column, Empty, Register, Search
from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents import permissions
from maillage.foundation.documents.files.models.attachments import Attachment
from maillage.foundation.documents.files.words import sheet_word, weight_word


@dataclass(frozen=True)
class DocumentRow:
    """One document, as the register shows it."""

    pk: int
    name: str
    sheet: str
    weight: str
    author: str
    added_at: datetime
    readers: str


def document_rows(rows: QuerySet[Attachment]) -> list[DocumentRow]:
    """The rows of one page, in one query."""
    return [
        DocumentRow(
            pk=one.pk,
            name=one.name,
            sheet=sheet_word(one.kind),
            weight=weight_word(one.size),
            author=one.author.short_name,
            added_at=one.added_at,
            readers=one.get_visibility_display(),
        )
        for one in rows
    ]


def document_register(access: Access) -> Register[Attachment, DocumentRow]:
    """The documents that the reader may open."""
    slug = access.cooperation.slug
    add = Action(
        _("Joindre un document"), reverse("documents:document_add", args=[slug]), "plus", main=True
    )
    actions = (add,) if permissions.can_attach(access) else ()
    return Register(
        caption=_("Documents"),
        noun=(_("document"), _("documents")),
        filename="documents",
        columns=_columns(),
        read=document_rows,
        order="date",
        row_url=lambda row: reverse("documents:document", args=[slug, row.pk]),
        search=Search(_("Filtrer les documents"), _("Nom du fichier"), _named),
        actions=actions,
        empty=Empty(
            _("Aucun document pour l’instant"),
            _("Joignez d’abord ce que l’on vous redemande : la convention, un compte rendu."),
            actions,
            _("Ce que l’on joindra à la coopération et à ses fiches se lira ici."),
        ),
    )


def _named(rows: QuerySet[Attachment], typed: str) -> QuerySet[Attachment]:
    return rows.filter(name__icontains=typed)


def _columns() -> tuple[Column[DocumentRow], ...]:
    return (
        Column("nom", _("Nom"), lambda row: row.name, sort=("name",)),
        Column("fiche", _("Joint à"), lambda row: row.sheet, sort=("kind",)),
        Column("poids", _("Poids"), lambda row: row.weight, sort=("size",), numeric=True),
        Column("par", _("Par"), lambda row: row.author, sort=("author__name",), quiet=True),
        Column("date", _("Joint le"), lambda row: row.added_at, sort=("-added_at",), numeric=True),
        Column("lecteurs", _("Visible par"), lambda row: row.readers, quiet=True),
    )
