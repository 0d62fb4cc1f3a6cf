"""Publics are written and corrected, each with where they live."""

from collections.abc import Iterable

from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.territories.models import Territory
from maillage.trade.context.publics.models import Public

TOPIC = "publics"


def add_public(*, access: Access, public: Public, territories: Iterable[Territory]) -> Public:
    """The public, with its communes."""
    with journal.write_by(access, TOPIC):
        keep_public(access.cooperation, public, territories)
    return public


def edit_public(
    *, access: Access, public: Public, read: int, territories: Iterable[Territory]
) -> Public:
    """The public with its changes; StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, TOPIC):
        claim_version(public, read)
        keep_public(access.cooperation, public, territories)
    return public


def keep_public(
    cooperation: Cooperation, public: Public, territories: Iterable[Territory]
) -> Public:
    """The public, written with its communes; inside journal.write only."""
    public.cooperation = cooperation
    public.save()
    public.territories.set(territories)
    return public
