"""Which papers can be written from this sheet?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.panels import Panel, panels
from maillage.core.points import Reader
from maillage.foundation.cooperations.spaces.readers import as_access
from maillage.foundation.documents.writing.kinds import Paper, papers
from maillage.foundation.documents.writing.letters import FORMS


@dataclass(frozen=True)
class PaperLinks:
    """A paper and its addresses, by format."""

    label: str
    forms: Sequence[tuple[str, str]]


@panels.answer
def papers_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The papers that can be written from a sheet, in each format; no query."""
    offered = [paper for paper in papers.ask() if paper.about == kind]
    if not offered:
        return ()
    slug = as_access(reader).cooperation.slug
    context: dict[str, object] = {"papers": paper_links(slug, offered, number)}
    return (Panel(_("Télécharger"), "documents/parts/papers.html", context, side=True),)


def paper_links(slug: str, offered: Sequence[Paper], number: int) -> list[PaperLinks]:
    """Where each paper about the object of this number is, in each format."""
    return [
        PaperLinks(
            paper.label,
            [
                (
                    form.upper(),
                    address("documents:document_written", slug, paper.word, number, form),
                )
                for form in FORMS
            ],
        )
        for paper in offered
    ]
