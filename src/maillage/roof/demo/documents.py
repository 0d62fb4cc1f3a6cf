"""The papers of a story, attached as an officer would."""

from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.documents.services import attach
from maillage.ground.directory.models import Organisation
from maillage.roof.demo.papers import odt_of, pdf_of
from maillage.roof.demo.stories import Story, ToldDocument


def tell_documents(
    *, access: Access, story: Story, organisations: Mapping[str, Organisation]
) -> None:
    """The story's documents, attached to the cooperation or to a structure."""
    for said in story.documents:
        place = organisations.get(said.on)
        attach(
            access=access,
            file=SimpleUploadedFile(said.name, _content(said)),
            visibility=said.readers,
            kind="organisation" if place else "",
            number=place.pk if place else None,
        )


def _content(said: ToldDocument) -> bytes:
    title = said.name.rpartition(".")[0]
    return (pdf_of if said.name.endswith(".pdf") else odt_of)(title, said.lines)
