"""What a structure says of a competence: each change ends what was true and opens what is."""

from dataclasses import dataclass
from datetime import date

from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.ground.directory.competence_matrix.queries import last_word
from maillage.ground.directory.records.models.organisations import Competence, Organisation


@dataclass(frozen=True, slots=True)
class Holding:
    """A competence and its state from a day on; no state when nothing is known any more."""

    domain: str
    state: str
    receiver: Organisation | None = None
    since: date | None = None

    def repeats(self, current: Competence | None) -> bool:
        """Whether this says what is already written."""
        if current is None:
            return not self.state
        receiver = self.receiver.pk if self.receiver else None
        return (self.state, receiver) == (current.state, current.holder_id)


class HoldingChangedError(Exception):
    """Somebody wrote on this competence after the form was opened; `current` is what they wrote."""

    def __init__(self, current: Competence | None) -> None:
        super().__init__(str(current))
        self.current = current


def record_holding(
    *, author: User, organisation: Organisation, holding: Holding, read: int
) -> Competence | None:
    """The dated row now true, or None when nothing is known from that day on.

    The former row ends the day the next begins; a row without beginning takes the one that is
    given. `read` is the number of the row that the form showed, 0 for none; raises
    HoldingChangedError when another has been written since that says otherwise.
    """
    with journal.write(author, workspace_id=organisation.workspace_id, topic="organisations"):
        current = last_word(organisation, holding.domain)
        if holding.repeats(current):
            return _dated(current, holding.since)
        if (current.pk if current else 0) != read:
            raise HoldingChangedError(current)
        if current is not None:
            current.until = holding.since
            current.save()
        return _opened(organisation, holding) if holding.state else None


def _dated(current: Competence | None, since: date | None) -> Competence | None:
    if current is not None and current.since is None and since is not None:
        current.since = since
        current.save()
    return current


def _opened(organisation: Organisation, holding: Holding) -> Competence:
    return Competence.objects.create(
        organisation=organisation,
        domain=holding.domain,
        state=holding.state,
        holder=holding.receiver,
        since=holding.since,
    )
