"""Papers of meetings, and their words."""

import io

import docx
import pypdf

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.models import Meeting

MEETING_PAPERS = ("convocation", "attendance_sheet", "record")


def pdf_words(content: bytes) -> str:
    """What a reader of PDF finds, on one line."""
    pages = pypdf.PdfReader(io.BytesIO(content), strict=True).pages
    return " ".join(" ".join(page.extract_text().split()) for page in pages)


def docx_words(content: bytes) -> list[str]:
    """The paragraphs, then the cells, that python-docx finds."""
    document = docx.Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [one.text for one in document.paragraphs if one.text] + cells


def written(access: Access, word: str, meeting: Meeting, form: str) -> bytes:
    """The content of one paper of the meeting."""
    paper = write_paper(access, word, meeting.pk, form)
    assert paper is not None
    return paper.content
