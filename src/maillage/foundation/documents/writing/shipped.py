"""Which template does one start from? Ours, written from the same wording as the PDF."""

from maillage.foundation.documents.files import store
from maillage.foundation.documents.writing.blocks import read_model
from maillage.foundation.documents.writing.docx_writer import docx_template
from maillage.foundation.documents.writing.kinds import Paper
from maillage.foundation.documents.writing.odt_writer import odt_template
from maillage.foundation.documents.writing.pictures import picture_at


def shipped_template(paper: Paper, form: str, logo: str = "") -> bytes:
    """Our template of this paper, its tags still in it, as a DOCX or an ODT."""
    write = {"docx": docx_template, "odt": odt_template}[form]
    picture = picture_at(store.path_of(logo)) if logo and paper.heading.has_logo else None
    return write(paper.label, read_model(paper.model), paper.heading, picture)
