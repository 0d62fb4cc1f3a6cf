"""A row of findings, and what becomes of one that gives one more number of the same finding."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Field, words
from maillage.trade.context.list_comparing import compare_value
from maillage.trade.context.small_lists import ListRow
from maillage.trade.stakes.findings.figures_table import FIGURE, is_same
from maillage.trade.stakes.findings.models import Finding, FindingFigure

LONGEST_SOURCE, BETWEEN = 200, " ; "
SOURCE = Field("contact_source", "Source", words(LONGEST_SOURCE))
Verdicts = Mapping[str, tuple[str, str]]


@dataclass(slots=True)
class FindingRow(ListRow[Finding]):
    """One row: the finding, its numbers, what each structure says of it by its name."""

    verdicts: Verdicts = field(default_factory=dict)
    figures: list[FindingFigure] = field(default_factory=list)


def check_figures(one: FindingRow) -> None:
    """A number of a finding that is there already is added on its own sheet."""
    standing = list(one.existing.figures.all()) if one.existing else []
    if one.existing and any(not any(is_same(new, old) for old in standing) for new in one.figures):
        one.row.leave_out(
            FIGURE.name, _("Ce constat est déjà posé : ajoutez ce chiffre sur sa page.")
        )


def compare_sources(rows: Sequence[FindingRow]) -> None:
    """Says the sources of each known finding where its row says another one."""
    for one in rows:
        if one.existing and one.record.source not in one.existing.source.split(BETWEEN):
            compare_value(one, "source", SOURCE)


def with_more_figures(rows: Sequence[FindingRow]) -> list[FindingRow]:
    """The rows, those that give one more number of a finding above being read with it."""
    first: dict[str, FindingRow] = {}
    results = []
    for one in rows:
        above = first.setdefault(folded(one.record.statement), one)
        is_more = above is not one and one.figures and not one.verdicts
        if not is_more or any(is_same(new, old) for new in one.figures for old in above.figures):
            results.append(one)
            continue
        above.figures += one.figures
        _add_source(above, one)
        one.row.inform(
            FIGURE.name,
            _("Un chiffre de plus du constat de la ligne %(n)s.") % {"n": above.row.row},
        )
    return results


def _add_source(above: FindingRow, one: FindingRow) -> None:
    """Adds the source of one more number to that of the finding, which has room for both.

    What a known finding has stays, which is said already.
    """
    if above.existing and above.existing.source:
        return
    every = [*above.record.source.split(BETWEEN), one.record.source]
    sources = [*dict.fromkeys(filter(None, every))]
    both = BETWEEN.join(sources)
    if both == above.record.source:
        return
    if len(both) <= LONGEST_SOURCE:
        above.record.source, above.values = both, {**above.values, "source": both}
        one.row.warn(
            SOURCE.name, _("Source ajoutée à celle du constat : « %(all)s ».") % {"all": both}
        )
    else:
        one.row.leave_out(
            SOURCE.name, _("Ce constat a déjà une source : notez celle-ci sur sa page.")
        )
