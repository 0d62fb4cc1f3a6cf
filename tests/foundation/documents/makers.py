"""Makes documents for tests."""

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.documents import store
from maillage.foundation.documents.models import Attachment
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


def _marked_attachment(
    *, cooperation: Cooperation, author: User, visibility: str, mark: str
) -> Attachment:
    return make_attachment(
        cooperation=cooperation, author=author, visibility=visibility, name=f"{mark}.txt"
    )


URL_ARGUMENTS = {
    "document": Argument(lambda cooperation: make_attachment(cooperation=cooperation).pk)
}
MARKED = {Attachment: _marked_attachment}
