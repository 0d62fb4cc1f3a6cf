"""Which papers can be written from this sheet?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents import permissions
from maillage.foundation.documents.files import queries
from maillage.foundation.documents.writing.kinds import Paper, papers
from maillage.foundation.documents.writing.letters import FORMS


@dataclass(frozen=True)
class PaperLinks:
    """A paper, or one for each object of the sheet, and its addresses by format."""

    label: str
    forms: Sequence[tuple[str, str]]


@panels.answer
def papers_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The papers that can be written from a sheet, in each format; a query for officers alone."""
    offered = [paper for paper in papers.ask() if paper.about == kind]
    if not offered:
        return ()
    access = as_access(reader)
    slug = access.cooperation.slug
    context: dict[str, object] = {
        "papers": paper_links(slug, offered, number) + _together_links(slug, kind, number),
        "letterhead_url": _letterhead_url(access),
    }
    return (Panel(_("Télécharger"), "documents/parts/papers.html", context, side=True),)


def paper_links(slug: str, offered: Sequence[Paper], number: int) -> list[PaperLinks]:
    """Where each paper about the object of this number is, in each format."""
    return [
        PaperLinks(paper.label, _forms("document_written", slug, paper.word, number))
        for paper in offered
    ]


def _together_links(slug: str, kind: str, number: int) -> list[PaperLinks]:
    """Where the papers of every object of this sheet are, each kind in one archive."""
    return [
        PaperLinks(paper.together.label, _forms("documents_written", slug, paper.word, number))
        for paper in papers.ask()
        if paper.together and paper.together.about == kind
    ]


def _forms(view: str, slug: str, word: str, number: int) -> list[tuple[str, str]]:
    return [
        (form.upper(), address(f"documents:{view}", slug, word, number, form)) for form in FORMS
    ]


def _letterhead_url(access: Access) -> str:
    """Where an officer says who signs; nothing once it is said, or for anybody else."""
    if not permissions.can_keep_templates(access) or queries.letterhead(access).signatory:
        return ""
    return address("documents:letterhead", access.cooperation.slug)
