"""Makes documents for tests."""

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.documents.files import store
from maillage.foundation.documents.models import Attachment, Letterhead, Template
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.registry import Argument


def make_attachment(
    *,
    cooperation: Cooperation | None = None,
    author: User | None = None,
    visibility: str = "public",
    name: str = "Convention.txt",
    content: bytes = b"Entre les soussign\xc3\xa9s.\n",
    kind: str = "",
    number: int | None = None,
) -> Attachment:
    """A text attached to the cooperation, its file kept."""
    return Attachment.objects.create(
        cooperation=cooperation or make_cooperation(),
        author=author or make_user(),
        visibility=visibility,
        name=name,
        media="text/plain; charset=utf-8",
        size=len(content),
        stored=store.keep([content]),
        kind=kind,
        number=number,
    )


def make_letterhead(
    *, cooperation: Cooperation | None = None, sender: str = "Syndicat du Bocage"
) -> Letterhead:
    """The letterhead of the cooperation."""
    return Letterhead.objects.create(
        cooperation=cooperation or make_cooperation(),
        sender=sender,
        address="1 rue du Lavoir\n44000 Aubry",
        place="Aubry",
        signatory="La présidente",
    )


def make_template(
    *,
    cooperation: Cooperation | None = None,
    paper: str = "convocation",
    form: str = "docx",
    content: bytes = b"",
    author: User | None = None,
) -> Template:
    """A template that the cooperation gave."""
    return Template.objects.create(
        cooperation=cooperation or make_cooperation(),
        paper=paper,
        form=form,
        name=f"Notre {paper}.{form}",
        size=len(content),
        stored=store.keep([content]),
        author=author or make_user(),
    )


def _marked_attachment(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Attachment:
    return make_attachment(
        cooperation=cooperation, author=author, visibility=visibility, name=f"{mark}.txt"
    )


URL_ARGUMENTS = {
    "document": Argument(lambda cooperation: make_attachment(cooperation=cooperation).pk),
    "paper": Argument(lambda _cooperation: "convocation", common=True),
    "form": Argument(lambda _cooperation: "docx", common=True),
}
MARKED = {Attachment: _marked_attachment}
TRIED_IN_ITS_ROOM = {"documents:letterhead"}  # it is there from its first save
EDITED_ELSEWHERE = {Letterhead}  # on a page of the cooperation, whose address has no number
