"""Past relations are told, and corrected; who tells them is kept with them."""

from collections.abc import Iterable
from contextlib import AbstractContextManager

from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import Change
from maillage.ground.actors.models import Source
from maillage.ground.actors.sources.services import keep_source
from maillage.ground.directory.models import Organisation
from maillage.trade.context.history.models import Relation, RelationParty

TOPIC = "history"


def record_relation(
    *, author: User, relation: Relation, source: Source, organisations: Iterable[Organisation]
) -> Relation:
    """The relation, with its structures and who tells it."""
    with _write(author, relation):
        relation.author = author
        relation.source = keep_source(author, relation.cooperation, source)
        relation.save()
        _keep_parties(relation, organisations)
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
        _keep_parties(relation, organisations)
    return relation


def _keep_parties(relation: Relation, organisations: Iterable[Organisation]) -> None:
    wanted = {one.pk: one for one in organisations}
    for party in relation.parties.exclude(organisation__in=wanted):
        party.delete()
    numbers = set(relation.parties.values_list("organisation", flat=True))
    for number, organisation in wanted.items():
        if number not in numbers:
            RelationParty.objects.create(relation=relation, organisation=organisation)


def _write(author: User, relation: Relation) -> AbstractContextManager[Change]:
    return journal.write_in(author, relation.cooperation, TOPIC)
