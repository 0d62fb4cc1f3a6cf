"""A gesture is planned, corrected, and said to be made."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from maillage.core.parts import set_parts
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Organisation
from maillage.trade.context.act_or_wait.models import Move

TOPIC = "moves"


def plan_move(*, author: User, move: Move, organisations: Iterable[Organisation]) -> Move:
    """The gesture, and the structures that it is made towards."""
    with _write(author, move):
        move.author = author
        move.save()
        set_parts(move.parties, "organisation", organisations)
    return move


def edit_move(
    *, author: User, move: Move, read: int, organisations: Iterable[Organisation]
) -> Move:
    """The gesture with its changes; StaleVersionError when version `read` is not the last."""
    with _write(author, move):
        claim_version(move, read)
        move.save()
        set_parts(move.parties, "organisation", organisations)
    return move


def _write(author: User, move: Move) -> AbstractContextManager[Change]:
    return journal.write_in(author, move.cooperation, TOPIC)
