"""A source is written, set aside with its reason, opened again, tied to an action."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Model

from maillage.core.versions import claim_version
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.choices import Stance
from maillage.trade.funding.funding_sources.models import FundingSource, SourceMatch
from maillage.trade.funding.writing import write_funding
from maillage.trade.plan.models import Action

Ties = Mapping[str, Iterable[Model]]


def add_source(*, access: Access, source: FundingSource, ties: Ties | None = None) -> FundingSource:
    """The source, saved in the reader's cooperation with what it is tied to."""
    with write_funding(access):
        return add_source_inside(access, source, ties or {})


def add_source_inside(access: Access, source: FundingSource, ties: Ties) -> FundingSource:
    """The same; inside journal.write only."""
    source.cooperation = access.cooperation
    source.save()
    _tie(source, ties)
    return source


def edit_source(*, access: Access, source: FundingSource, read: int, ties: Ties) -> FundingSource:
    """The source with its changes; StaleVersionError when version `read` is not the last."""
    with write_funding(access):
        claim_version(source, read)
        source.save()
        _tie(source, ties)
    return source


def _tie(source: FundingSource, ties: Ties) -> None:
    for name, records in ties.items():
        getattr(source, name).set(records)


def set_aside(*, access: Access, source: FundingSource, read: int, reason: str) -> FundingSource:
    """The source that is not for this cooperation, and why; to be studied again without a reason.

    StaleVersionError when version `read` is not the last.
    """
    with write_funding(access):
        claim_version(source, read)
        source.stance = Stance.NOT_OURS if reason else Stance.TO_STUDY
        source.stance_reason = reason
        source.save()
    return source


def open_again(
    *, access: Access, source: FundingSource, read: int, opens_on: date | None, closes_on: date
) -> FundingSource:
    """The source with the days of its next window, whose rules were read again today.

    StaleVersionError when version `read` is not the last.
    """
    with write_funding(access):
        claim_version(source, read)
        source.opens_on, source.closes_on = opens_on, closes_on
        source.save()
    return source


def keep_match(*, source: FundingSource, action: Action, on: date, note: str = "") -> SourceMatch:
    """The action that a source could serve, once; inside a write only."""
    made, _is_new = SourceMatch.objects.get_or_create(
        source=source, action=action, defaults={"chosen_on": on, "note": note}
    )
    if source.stance != Stance.OURS:
        source.stance, source.stance_reason = Stance.OURS, ""
        source.save()
    return made


def add_match(
    *, access: Access, source: FundingSource, action: Action, on: date, note: str
) -> SourceMatch:
    """The action that a source could serve, and why."""
    with write_funding(access):
        return keep_match(source=source, action=action, on=on, note=note)


def remove_match(*, access: Access, match: SourceMatch) -> None:
    """The action that a source does not serve after all."""
    with write_funding(access):
        match.delete()
