"""Mandates begin and end; none is overwritten, none is deleted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.ground.directory.records.models.people import Mandate, Referral

FIRST, SECOND = 1, 2


@dataclass(frozen=True)
class Calls:
    """What one calls the holder of a mandate for, in the first place and in the second."""

    first: Sequence[str] = ()
    second: Sequence[str] = ()


def add_mandate(*, author: User, mandate: Mandate, calls: Calls) -> Mandate:
    """The mandate; those that the person holds elsewhere are left as they are."""
    with journal.write(author, workspace_id=mandate.person.workspace_id, topic="people"):
        mandate.save()
        _keep_calls(mandate, calls)
    return mandate


def edit_mandate(*, author: User, mandate: Mandate, read: int, calls: Calls) -> Mandate:
    """The mandate, corrected; StaleVersionError when version `read` is not the last."""
    with journal.write(author, workspace_id=mandate.person.workspace_id, topic="people"):
        claim_version(mandate, read)
        mandate.save()
        _keep_calls(mandate, calls)
    return mandate


def end_mandate(*, author: User, mandate: Mandate, read: int, on: date) -> Mandate:
    """The mandate, ended that day; StaleVersionError when version `read` is not the last."""
    with journal.write(author, workspace_id=mandate.person.workspace_id, topic="people"):
        claim_version(mandate, read)
        mandate.end(on)
        mandate.save()
    return mandate


def _keep_calls(mandate: Mandate, calls: Calls) -> None:
    wanted = dict.fromkeys(calls.second, SECOND) | dict.fromkeys(calls.first, FIRST)
    for referral in mandate.referrals.all():
        rank = wanted.pop(referral.topic, None)
        if rank is None:
            referral.delete()
        elif rank != referral.rank:
            referral.rank = rank
            referral.save()
    for topic, rank in wanted.items():
        Referral.objects.create(mandate=mandate, topic=topic, rank=rank)
