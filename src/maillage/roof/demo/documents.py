"""The papers of a story, attached as an officer would."""

from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile

from maillage.foundation.cooperations.models import Access
from maillage.foundation.documents.documents.services import attach
from maillage.foundation.documents.files.models import Letterhead
from maillage.foundation.documents.paper_templates.services import keep_letterhead
from maillage.ground.directory.models import Organisation
from maillage.roof.demo.papers import odt_of, pdf_of
from maillage.roof.demo.stories import Story, StoryDocument


def make_documents(
    *, access: Access, story: Story, organisations: Mapping[str, Organisation]
) -> None:
    """The story's documents, attached to the cooperation or to a structure."""
    for story_document in story.documents:
        place = organisations.get(story_document.on)
        attach(
            access=access,
            file=SimpleUploadedFile(story_document.name, _content(story_document)),
            visibility=story_document.readers,
            kind="organisation" if place else "",
            number=place.pk if place else None,
        )


def make_letterhead(*, access: Access, story: Story) -> None:
    """Who writes and signs the story's letters, from where."""
    letterhead = Letterhead(cooperation=access.cooperation, **story.letterhead)
    keep_letterhead(
        access=access,
        letterhead=letterhead,
        read=letterhead.version,
        logo=None,
        without_logo=True,
    )


def _content(story_document: StoryDocument) -> bytes:
    title = story_document.name.rpartition(".")[0]
    return (pdf_of if story_document.name.endswith(".pdf") else odt_of)(title, story_document.lines)
