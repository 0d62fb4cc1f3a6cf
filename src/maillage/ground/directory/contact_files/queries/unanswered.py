"""Which structures of a file wait for an answer, and what enters without it?"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from maillage.core.french import listed
from maillage.ground.directory.contact_files.queries.existing import (
    DirectoryIndex,
    ExistingOrganisation,
)
from maillage.ground.directory.contact_files.queries.matching import (
    Match,
    candidates,
    refusal_of,
    structure_matches,
)
from maillage.ground.directory.contact_files.queries.replacements import in_full
from maillage.ground.directory.contact_files.table.identity import Identity, difference
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedOrganisation

_SHOWN = 3


def entering(
    plan: ImportPlan, index: DirectoryIndex, answers: frozenset[str]
) -> tuple[ImportPlan, tuple[str, ...]]:
    """What of the plan enters with these answers, and a sentence on each structure that waits."""
    structures = _waiting(plan, index, answers)
    remaining = _without(plan, structures) if structures else plan
    people = {one.key for one in remaining.people}
    return remaining, tuple(_sentence(plan, one, people) for one in structures)


def _waiting(
    plan: ImportPlan, index: DirectoryIndex, answers: frozenset[str]
) -> list[PlannedOrganisation]:
    """The structures that could be one of the directory, and are not answered to be new."""
    settled = structure_matches(plan, index, answers)
    holders = holders_of(plan, settled)
    return [
        one
        for one in plan.organisations
        if one.key not in settled
        and refusal_of(one.source) not in answers
        and could_be(one, index, holders)
    ]


def holders_of(plan: ImportPlan, settled: Mapping[str, Match]) -> dict[int, Identity]:
    """What tells apart the structures of the file that are matched, by the number of the sheet."""
    return {settled[one.key].pk: one.identity for one in plan.organisations if one.key in settled}


def could_be(
    planned: PlannedOrganisation, index: DirectoryIndex, holders: Mapping[int, Identity]
) -> list[ExistingOrganisation]:
    """The structures of the directory that this one could be, but those that another one is."""
    return [
        one
        for one in candidates(planned, index)
        if one.pk not in holders or not difference(planned.identity, holders[one.pk])
    ]


def _without(plan: ImportPlan, structures: Sequence[PlannedOrganisation]) -> ImportPlan:
    """The plan without these structures, nor those whom it places nowhere else."""
    keys = {one.key for one in structures}
    mandates = [one for one in plan.mandates if one.organisation not in keys]
    placed = {one.person for one in plan.mandates} - {one.person for one in mandates}
    return replace(
        plan,
        organisations=[one for one in plan.organisations if one.key not in keys],
        people=[one for one in plan.people if one.key not in placed],
        mandates=mandates,
    )


def _sentence(plan: ImportPlan, structure: PlannedOrganisation, remaining: set[str]) -> str:
    placed = {one.person for one in plan.mandates if one.organisation == structure.key}
    names = [in_full(one) for one in plan.people if one.key in placed - remaining]
    more = len(names) - _SHOWN
    shown = [*names[:_SHOWN], *([f"{more} autre{'s' * (more > 1)}"] if more > 0 else [])]
    whom = f", ni {listed(shown)}" if shown else ""
    return (
        f"« {structure.name} » n’entre pas{whom}, faute de réponse : importez à nouveau ce "
        "fichier, et dites de quelle fiche de l’annuaire il s’agit."
    )
