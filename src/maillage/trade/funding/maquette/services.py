"""A version is frozen, then tied to the decision that it serves; its sums are never written."""

from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from json import dumps

from maillage.core.versions import check_is_open, claim_version
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.trade.funding.maquette.models import MaquetteRow, MaquetteVersion
from maillage.trade.funding.maquette.queries import entries
from maillage.trade.funding.maquette.readings import NAMES, Entry
from maillage.trade.funding.writing import write_funding


def freeze(*, access: Access, version: MaquetteVersion, on: date) -> MaquetteVersion:
    """The version, with all that the operations say that day; nobody's private notes in it."""
    with write_funding(access):
        copied = [one for one in entries(access) if one.level != Visibility.ME]
        version.cooperation, version.author = access.cooperation, access.user
        version.frozen_on, version.fingerprint = on, fingerprint(copied)
        version.save()
        rows = [(version.pk, *_frozen(one).values()) for one in copied]
        journal.bulk_create_parts(MaquetteRow, ("version", *NAMES), rows)
    return version


def edit_version(*, access: Access, version: MaquetteVersion, read: int) -> MaquetteVersion:
    """The version with its name and its decision; ClosedError once it serves a decision.

    StaleVersionError when version `read` is not the last.
    """
    with write_funding(access):
        check_is_open(version)
        claim_version(version, read)
        version.save(update_fields=["name", "decision", "version"])
    return version


def _frozen(one: Entry) -> dict[str, object]:
    return {name: getattr(one, name) for name in NAMES}


def fingerprint(rows: Iterable[Entry]) -> str:
    """The SHA-256 of these sums and of their words, in hexadecimal."""
    content = [_frozen(one) for one in rows]
    return sha256(dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
