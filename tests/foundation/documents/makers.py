"""Makes documents for tests."""

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.documents.files import store
from maillage.foundation.documents.models import Attachment, Letterhead, Template
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_cooperation
from tests.records import create_record
from tests.registry import Argument


def make_attachment(
    *, content: bytes = b"Entre les soussign\xc3\xa9s.\n", **values: object
) -> Attachment:
    """A text attached to the cooperation, its file kept."""
    return create_record(
        Attachment,
        values,
        cooperation=make_cooperation,
        author=make_user,
        visibility="public",
        name="Convention.txt",
        media="text/plain; charset=utf-8",
        size=len(content),
        stored=store.keep([content]),
    )


def make_letterhead(**values: object) -> Letterhead:
    """The letterhead of the cooperation."""
    return create_record(
        Letterhead,
        values,
        cooperation=make_cooperation,
        sender="Syndicat du Bocage",
        address="1 rue du Lavoir\n44000 Aubry",
        place="Aubry",
        signatory="La présidente",
    )


def make_template(
    *, paper: str = "convocation", form: str = "docx", content: bytes = b"", **values: object
) -> Template:
    """A template that the cooperation gave."""
    return create_record(
        Template,
        values,
        cooperation=make_cooperation,
        paper=paper,
        form=form,
        name=f"Notre {paper}.{form}",
        size=len(content),
        stored=store.keep([content]),
        author=make_user,
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
