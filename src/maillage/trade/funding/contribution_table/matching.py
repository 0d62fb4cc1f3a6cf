"""Who pays each contribution of a table, and what is noted of it already?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.money import euros_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.contribution_table.columns import (
    CALLED,
    ORGANISATION,
    PLANNED,
    RECEIVED,
)
from maillage.trade.funding.contribution_table.joining import join_rows
from maillage.trade.funding.contribution_table.reading import ContributionRead
from maillage.trade.funding.contribution_table.receipts import compare_receipts
from maillage.trade.funding.contribution_table.two_sums import settle_together, take_sums
from maillage.trade.funding.contributions import queries
from maillage.trade.funding.contributions.choices import Origin
from maillage.trade.funding.contributions.models import Contribution
from maillage.trade.funding.contributions.queries import YearTable
from maillage.trade.funding.money_table.matching import Bodies, bodies_of


def match_contributions(
    rows: Sequence[ContributionRead], access: Access, taken: frozenset[str]
) -> list[ContributionRead]:
    """The contributions, each with who pays it and what is noted of it.

    Rows that name one structure by several writings are one contribution; a structure that is
    unknown is proposed.
    """
    bodies = bodies_of(access, taken)
    years = {one.year for one in rows if one.year is not None}
    noted = queries.year_table(access, years, timezone.localdate())
    by_body = _by_body(noted)
    _name_bodies(rows, bodies)
    for one in rows:
        one.existing = _alone(_same(one, by_body))
    joined = join_rows(rows)
    take_sums(joined, taken)
    for one in joined:
        if one.name and bodies.find(one.name) is None:
            is_taken = bodies.require(one.row, ORGANISATION.name, one.name)
            one.organisation = one.organisation if is_taken else None
        if one.organisation is not None:
            _compare(one, _same(one, by_body), noted)
            compare_receipts(one, noted, taken)
    return joined


def _name_bodies(rows: Sequence[ContributionRead], bodies: Bodies) -> None:
    """Gives to each row the structure that it names, of another cooperation where none is here."""
    by_name = dict[str, Organisation | None]()
    for one in rows:
        if one.name and (key := folded(one.name)) not in by_name:
            by_name[key] = bodies.find(one.name) or bodies.find_apart(one.name)
        one.organisation = by_name[folded(one.name)] if one.name else None


def _by_body(noted: YearTable) -> Mapping[tuple[int, int], Sequence[Contribution]]:
    """The contributions by structure and year: one that was taken over, under both structures."""
    rows: dict[tuple[int, int], list[Contribution]] = defaultdict(list)
    for (_body, year), every in noted.rows.items():
        for one in every:
            former: Contribution | None = one
            while former is not None:
                rows[former.organisation_id, year].append(one)
                former = former.taken_from
    return rows


def _same(
    one: ContributionRead, by_body: Mapping[tuple[int, int], Sequence[Contribution]]
) -> list[Contribution]:
    """The contributions noted that a row may say."""
    body = one.organisation.pk if one.organisation else 0
    rows = by_body.get((body, one.year or 0), ())
    same = [each for each in rows if one.origin in {"", each.origin}]
    same = same or [each for each in rows if each.origin == Origin.UNKNOWN]
    if len(same) > 1:
        same = [each for each in same if each.origin_text == one.precision] or same
    return same


def _alone(same: Sequence[Contribution]) -> Contribution | None:
    return same[0] if len(same) == 1 else None


def _compare(one: ContributionRead, same: Sequence[Contribution], noted: YearTable) -> None:
    """Says what is noted of it and stays; refused where it may be several contributions."""
    one.existing = one.existing or _alone(same)
    if one.existing is None and same:
        words = _(
            "Plusieurs contributions de cette structure en %(year)s : complétez-les à la main."
        )
        one.row.refuse(ORGANISATION.name, words % {"year": one.year})
    elif one.existing is not None:
        state = noted.standings[one.existing.pk]
        sums = {
            PLANNED.name: state.planned,
            CALLED.name: state.called or None,
            RECEIVED.name: state.received or None,
        }
        settle_together(one, sums)
        for name, cents in one.cents.items():
            standing = 0 if name == RECEIVED.name else sums[name]
            if standing and standing != cents:
                one.row.keep(one.keys[name], euros_words(standing))
        one.noted = {name: cents for name, cents in sums.items() if cents is not None}
        one.completes = any(cents and name not in one.noted for name, cents in one.cents.items())
        if one.existing.is_proposed and one.cents.get(CALLED.name) and not state.called:
            _ask_key(one, one.existing, state.planned)


def _ask_key(one: ContributionRead, existing: Contribution, planned: int | None) -> None:
    """Says which sharing has no frozen key yet, what its key proposes, and where it is frozen."""
    words = _(
        "Cette contribution vient du partage « %(name)s », dont aucune clé n’est figée : figez-en "
        "une, puis appelez."
    )
    name = french.inner_quotes(existing.sharing.label) if existing.sharing else ""
    parts = [words % {"name": name}]
    if planned:
        parts.append(_("La clé proposée lui donne %(sum)s.") % {"sum": euros_words(planned)})
    leads_to = f"costsharing:{existing.sharing_id}"
    one.row.refuse(one.keys[CALLED.name], " ".join(parts), leads_to)
