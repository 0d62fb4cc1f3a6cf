"""Schemes are written, corrected, replaced by another."""

from collections.abc import Iterable, Mapping

from django.db.models import Model

from maillage.core.terms import Term, terms
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.trade.context.choices import SchemeState
from maillage.trade.context.schemes.models import Scheme

TOPIC = "schemes"
Links = Mapping[str, Iterable[Model]]


def add_scheme(*, access: Access, scheme: Scheme, links: Links) -> Scheme:
    """The scheme, with its parties, its territories and its themes."""
    with journal.write_by(access, TOPIC):
        keep_scheme(access, scheme, links)
    return scheme


def edit_scheme(*, access: Access, scheme: Scheme, read: int, links: Links) -> Scheme:
    """The scheme with its changes; StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, TOPIC):
        claim_version(scheme, read)
        keep_scheme(access, scheme, links)
    return scheme


def keep_scheme(access: Access, scheme: Scheme, links: Links) -> Scheme:
    """The scheme, written with its links; inside journal.write only.

    What its end makes due is written too, when it is the cooperation's own.
    """
    scheme.cooperation = access.cooperation
    scheme.save()
    for name, records in links.items():
        getattr(scheme, name).set(records)
    is_running = scheme.is_own and scheme.state == SchemeState.IN_FORCE
    last = scheme.end_on if is_running else None
    terms.ask(access, Term(scheme.sheet_key, scheme.pk, scheme.title, last))
    return scheme
