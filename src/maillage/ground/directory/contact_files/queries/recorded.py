"""Which rows of a file say nothing more than the directory does?"""

from collections import defaultdict
from collections.abc import Iterator

from maillage.foundation.exchange.cells.references import row_of
from maillage.ground.directory.contact_files.queries.duplicates import duplicates_of
from maillage.ground.directory.contact_files.queries.existing import DirectoryIndex
from maillage.ground.directory.contact_files.queries.matching import matches, refusal_of
from maillage.ground.directory.contact_files.table.plan import ImportPlan


def rows_recorded(
    plan: ImportPlan, index: DirectoryIndex, refused: frozenset[str]
) -> frozenset[tuple[str, int]]:
    """The rows, by sheet and number, of which everything is already on a sheet."""
    recorded: dict[tuple[str, int], bool] = defaultdict(lambda: True)
    for source, is_recorded in _read(plan, index, refused):
        recorded[row_of(source)] &= is_recorded
    return frozenset(row for row, is_recorded in recorded.items() if is_recorded)


def _read(
    plan: ImportPlan, index: DirectoryIndex, refused: frozenset[str]
) -> Iterator[tuple[str, bool]]:
    """Each structure, person and mandate by its cell, and whether the directory says it."""
    result = matches(plan, index, refused)
    changed = {one.key for one in duplicates_of(plan, index)}
    organisations = {
        one.key: result.organisations[one.key].pk
        for one in plan.organisations
        if one.key in result.organisations and refusal_of(one.source) not in changed
    }
    people = {
        one.key: result.people[one.key].pk
        for one in plan.people
        if one.key in result.people and refusal_of(one.source) not in changed
    }
    yield from ((one.source, one.key in organisations) for one in plan.organisations)
    yield from ((one.source, one.key in people) for one in plan.people)
    for one in plan.mandates:
        holder, home = people.get(one.person), organisations.get(one.organisation or "")
        yield one.source, index.has_mandate(holder, home, one)
