"""Conflicts are opened, followed step by step, and ended."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.models import Source
from maillage.ground.directory.models import Actor
from maillage.trade.dialogue.conflicts.models import Conflict, ConflictHeat, Party

TOPIC = "conflicts"


def open_conflict(*, author: User, conflict: Conflict, parties: Iterable[Actor]) -> Conflict:
    """The conflict, and the structures that it opposes."""
    with write_conflict(author, conflict):
        conflict.author = author
        conflict.save()
        for actor in parties:
            Party(conflict=conflict, actor=actor).save()
    return conflict


def edit_conflict(*, author: User, conflict: Conflict, read: int) -> Conflict:
    """The conflict with its changes; StaleVersionError when version `read` is not the last."""
    with write_conflict(author, conflict):
        claim_version(conflict, read)
        conflict.save()
    return conflict


def add_party(*, author: User, party: Party) -> Party:
    """One more party, and what matters to it."""
    with write_conflict(author, party.conflict):
        party.save()
    return party


def edit_party(*, author: User, party: Party, read: int) -> Party:
    """What matters to a party; StaleVersionError when version `read` is not the last."""
    with write_conflict(author, party.conflict):
        claim_version(party, read)
        party.save()
    return party


def remove_party(*, author: User, party: Party) -> None:
    """The party is no party any more; the history says it was."""
    with write_conflict(author, party.conflict):
        party.delete()


def record_heat(*, author: User, heat: ConflictHeat, source: Source) -> ConflictHeat:
    """How hot the conflict is on a day, after what was known."""
    with write_conflict(author, heat.conflict):
        if source._state.adding:
            source.cooperation, source.author = heat.conflict.cooperation, author
            source.visibility = heat.conflict.visibility
            source.save()
        heat.source, heat.recorded_by = source, author
        heat.save()
    return heat


def write_conflict(author: User, conflict: Conflict) -> AbstractContextManager[Change]:
    """One gesture on a conflict."""
    return journal.write_in(author, conflict.cooperation, TOPIC)
