"""Past relations are told, and corrected; who tells them is kept with them."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from maillage.core.parts import set_parts
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.models import Source
from maillage.ground.actors.sources.services import keep_source
from maillage.ground.directory.models import Organisation
from maillage.trade.context.history.models import Relation

TOPIC = "history"


def record_relation(
    *, author: User, relation: Relation, source: Source, organisations: Iterable[Organisation]
) -> Relation:
    """The relation, with its structures and who tells it."""
    with _write(author, relation):
        relation.author = author
        relation.source = keep_source(author, relation.cooperation, source)
        relation.save()
        set_parts(relation.parties, "organisation", organisations)
    return relation


def edit_relation(
    *,
    author: User,
    relation: Relation,
    read: int,
    source: Source,
    organisations: Iterable[Organisation],
) -> Relation:
    """The relation with its changes; StaleVersionError when version `read` is not the last."""
    with _write(author, relation):
        claim_version(relation, read)
        relation.source = keep_source(author, relation.cooperation, source, relation.source)
        relation.save()
        set_parts(relation.parties, "organisation", organisations)
    return relation


def _write(author: User, relation: Relation) -> AbstractContextManager[Change]:
    return journal.write_in(author, relation.cooperation, TOPIC)
