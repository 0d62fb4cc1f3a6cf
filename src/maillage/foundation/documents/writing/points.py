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
    """A paper, or one for each object of the sheet, its addresses by format, what is to verify."""

    label: str
    forms: Sequence[tuple[str, str]]
    doubts: str = ""


@panels.answer
def papers_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The papers that can be written from a sheet, in each format, and what of them is doubtful."""
    offered = [paper for paper in papers.ask() if paper.about == kind]
    if not offered:
        return ()
    access = as_access(reader)
    rows = [
        *(_paper_links(access, paper, number) for paper in offered),
        *_together_links(access, kind, number),
    ]
    context: dict[str, object] = {
        "papers": [one for one in rows if one.forms or one.doubts],
        "letterhead_url": _letterhead_url(access),
    }
    if not context["papers"]:
        return ()
    return (
        Panel(
            _("Télécharger"), "documents/parts/papers.html", context, slot="foot", on_paper=False
        ),
    )


def _paper_links(access: Access, paper: Paper, number: int) -> PaperLinks:
    """Where the paper about the object of this number is, in each format, if it has words."""
    lacking = paper.lacking(access, number) if paper.lacking else ""
    is_offered = not lacking and (paper.has_words is None or paper.has_words(access, number))
    return PaperLinks(
        paper.label,
        paper_forms(access.cooperation.slug, paper.word, number) if is_offered else [],
        paper.doubts(access, number) if paper.doubts else lacking,
    )


def _together_links(access: Access, kind: str, number: int) -> list[PaperLinks]:
    """Where the papers of every object of this sheet are, each kind in one archive."""
    slug = access.cooperation.slug
    rows = []
    for paper in papers.ask():
        if paper.together is None or paper.together.about != kind:
            continue
        together, forms = paper.together, together_forms(slug, paper.word, number)
        doubts = together.doubts(access, number) if together.doubts else ""
        numbers = together.numbers(access, number)
        if numbers or doubts:
            rows.append(PaperLinks(together.label, forms if numbers else [], doubts))
    return rows


def paper_forms(slug: str, word: str, number: int) -> list[tuple[str, str]]:
    """Each format of the paper of one object, and where it is taken away."""
    return _forms("document_written", slug, word, number)


def together_forms(slug: str, word: str, number: int) -> list[tuple[str, str]]:
    """Each format of the papers of every object of a sheet, and where their file is taken away."""
    return _forms("documents_written", slug, word, number)


def _forms(view: str, slug: str, word: str, number: int) -> list[tuple[str, str]]:
    return [
        (form.upper(), address(f"documents:{view}", slug, word, number, form)) for form in FORMS
    ]


def _letterhead_url(access: Access) -> str:
    """Where an officer says who signs; nothing once it is said, or for anybody else."""
    if not permissions.can_keep_templates(access) or queries.letterhead(access).signatory:
        return ""
    return address("documents:letterhead", access.cooperation.slug)
