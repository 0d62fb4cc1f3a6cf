"""The documents: their register, one of them, its file, and the gestures that add and remove."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.messages import say, warn
from maillage.core.pace import takes_out
from maillage.core.register import Action, Column, Empty, Register, Search, answer_register
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.documents import permissions
from maillage.foundation.documents.documents.forms import AttachForm
from maillage.foundation.documents.documents.points import lock_of
from maillage.foundation.documents.documents.services import attach, remove
from maillage.foundation.documents.files import queries, store
from maillage.foundation.documents.files.downloads import download
from maillage.foundation.documents.files.models import Attachment
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.foundation.documents.files.words import PAGES, SHEETS, sheet_word, weight_word

_get_attachment = one_of(queries.documents_of)


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
        search=Search(_("Filtrer les documents"), _("Nom du fichier"), _matching),
        actions=actions,
        empty=Empty(
            _("Aucun document pour l’instant"),
            _("Joignez d’abord ce que l’on vous redemande : la convention, un compte rendu."),
            actions,
            _("Ce que l’on joindra à la coopération et à ses fiches se lira ici."),
        ),
    )


def _matching(rows: QuerySet[Attachment], typed: str) -> QuerySet[Attachment]:
    return rows.filter(name__icontains=typed)


def _columns() -> tuple[Column[DocumentRow], ...]:
    return (
        Column("nom", _("Nom"), lambda row: row.name, sort=("name",)),
        Column("fiche", _("Joint à"), lambda row: row.sheet, sort=("kind",), measure="name"),
        Column(
            "poids",
            _("Poids"),
            lambda row: row.weight,
            sort=("size",),
            numeric=True,
            measure="number",
            speaks=True,
        ),
        Column("par", _("Par"), lambda row: row.author, sort=("author__name",), quiet=True),
        Column("date", _("Joint le"), lambda row: row.added_at, sort=("-added_at",), numeric=True),
        Column("lecteurs", _("Visible par"), lambda row: row.readers),
    )


SHEET = re.compile(rf"^({'|'.join(SHEETS)})-(\d{{1,18}})$", re.ASCII)


@cooperation_page(can=permissions.can_open_documents)
def documents(request: CooperationRequest) -> HttpResponse:
    """The documents that the reader may open."""
    return answer_register(
        request,
        document_register(request.access),
        queries.documents_of(request.access),
        template="core/register.html",
        context={},
    )


@cooperation_page(can=permissions.can_attach)
def document_add(request: CooperationRequest) -> HttpResponse:
    """The form that attaches a file, to the sheet named in `?fiche=` or to the cooperation."""
    form = AttachForm(request.POST or None, request.FILES or None)
    sheet = SHEET.match(request.GET.get("fiche", ""))
    kind, number = (sheet[1], int(sheet[2])) if sheet else ("", None)
    locked = lock_of(request.access, kind, number)
    if locked:
        warn(request, locked)
        return redirect("documents:documents", request.access.cooperation.slug)
    if request.method == "POST" and form.is_valid():
        try:
            added = attach(access=request.access, kind=kind, number=number, **form.cleaned_data)
        except DocumentRefusedError as error:
            form.add_error("file", str(error))
        else:
            say(request, _("« %(name)s » est joint.") % {"name": added.name})
            return redirect("documents:document", request.access.cooperation.slug, added.pk)
    context = {"form": form, "sheet": sheet_word(kind)}
    return render(request, "documents/document_add.html", context)


@cooperation_page(can=permissions.can_open_documents)
def document(request: CooperationRequest, document: int) -> HttpResponse:
    """One document: who attached it, when, for whom, and its file to keep."""
    attachment = _get_attachment(request, document)
    context = {
        "document": attachment,
        "sheet": sheet_word(attachment.kind),
        "sheet_url": _sheet_url(request, attachment),
        "weight": weight_word(attachment.size),
        "may_remove": permissions.can_remove(request.access, attachment),
    }
    return render(request, "documents/document.html", context)


def _sheet_url(request: CooperationRequest, attachment: Attachment) -> str:
    """Where the sheet is; nothing when it is attached to the cooperation."""
    page = PAGES.get(attachment.kind)
    if page is None or attachment.number is None:
        return ""
    return reverse(page, args=[request.access.cooperation.slug, attachment.number])


@takes_out
@cooperation_page(can=permissions.can_open_documents)
def document_file(request: CooperationRequest, document: int) -> HttpResponseBase:
    """The file itself, to keep: never shown inside a page."""
    attachment = _get_attachment(request, document)
    return download(store.path_of(attachment.stored), attachment.name, attachment.media)


@cooperation_page(can=permissions.can_open_documents)
def document_remove(request: CooperationRequest, document: int) -> HttpResponse:
    """The page that asks whether the document is removed, and removes it."""
    attachment = _get_attachment(request, document)
    if not permissions.can_remove(request.access, attachment):
        warn(request, _("Ce document est retiré par qui l’a joint, ou par une chargée."))
        return redirect("documents:document", request.access.cooperation.slug, attachment.pk)
    locked = lock_of(request.access, attachment.kind, attachment.number)
    if locked:
        warn(request, locked)
        return redirect("documents:document", request.access.cooperation.slug, attachment.pk)
    if request.method == "POST":
        remove(access=request.access, attachment=attachment)
        say(request, _("Le document est retiré, et son fichier effacé."))
        return redirect("documents:documents", request.access.cooperation.slug)
    return render(request, "documents/document_remove.html", {"document": attachment})
