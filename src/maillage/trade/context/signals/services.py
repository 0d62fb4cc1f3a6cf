"""Partner news is noted, corrected and answered; each answer follows the former."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from maillage.core.parts import set_parts
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.models import Source
from maillage.ground.actors.sources.services import keep_source
from maillage.ground.directory.models import Actor
from maillage.trade.context.signals.models import Signal, SignalAnswer

TOPIC = "signals"


def note_signal(*, author: User, signal: Signal, source: Source, actors: Iterable[Actor]) -> Signal:
    """The news, whom it concerns and where it comes from."""
    with _write(author, signal):
        signal.author = author
        signal.source = keep_source(author, signal.cooperation, source)
        signal.save()
        set_parts(signal.parties, "actor", actors)
    return signal


def edit_signal(
    *, author: User, signal: Signal, read: int, source: Source, actors: Iterable[Actor]
) -> Signal:
    """The news with its changes; StaleVersionError when version `read` is not the last."""
    with _write(author, signal):
        claim_version(signal, read)
        signal.source = keep_source(author, signal.cooperation, source, signal.source)
        signal.save()
        set_parts(signal.parties, "actor", actors)
    return signal


def answer_signal(*, author: User, signal: Signal, read: int, answer: SignalAnswer) -> SignalAnswer:
    """What is done about the news; StaleVersionError when version `read` is not the last."""
    with _write(author, signal):
        claim_version(signal, read)
        answer.signal, answer.recorded_by = signal, author
        answer.save()
        signal.answer, signal.answered_on = answer.answer, answer.on
        signal.again_on = answer.again_on
        signal.save()
    return answer


def _write(author: User, signal: Signal) -> AbstractContextManager[Change]:
    return journal.write_in(author, signal.cooperation, TOPIC)
