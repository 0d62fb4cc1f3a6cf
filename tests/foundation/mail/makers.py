"""Makes letters and rhythms for tests."""

from itertools import count

from maillage.foundation.mail.choices import Every, Kind
from maillage.foundation.mail.models import Enclosure, Letter, Rhythm
from maillage.foundation.mail.services import Draft, write_letter
from maillage.foundation.mail.stopping import stop_token
from tests.foundation.accounts.makers import make_user
from tests.records import create_record
from tests.registry import Argument

_number = count(1)


def make_letter(
    *,
    to: str = "nadia@retz.example.org",
    key: str = "",
    kind: str = Kind.INVITATION,
    workspace_id: int | None = None,
    text: str = "Le lien : http://testserver/x/",
) -> Letter:
    """A letter that waits."""
    return write_letter(
        Draft(
            key=key or f"letter:{next(_number)}",
            kind=kind,
            to=to,
            subject="Hélène vous invite",
            text=text,
            workspace_id=workspace_id,
        )
    )


def make_enclosure(**values: object) -> Enclosure:
    """A file that leaves with a letter: the letter A."""
    return create_record(
        Enclosure, values, letter=make_letter, name="a.pdf", media="application/pdf", content="QQ=="
    )


def make_rhythm(**values: object) -> Rhythm:
    """How often a user is reminded."""
    return create_record(Rhythm, values, user=make_user, every=Every.DAY)


URL_ARGUMENTS = {"stop": Argument(lambda cooperation: stop_token(make_user().pk), common=True)}
