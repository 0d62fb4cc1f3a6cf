"""Which seats of a single holder would a file give while somebody else of the directory has it?"""

from collections.abc import Iterator

from maillage.core.french import listed
from maillage.foundation.exchange.cells.problems import Problem, Severity
from maillage.ground.directory.contact_files.queries.existing import DirectoryIndex
from maillage.ground.directory.contact_files.queries.matching import Matches
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.single_seats import single_seat


def seats_taken(plan: ImportPlan, index: DirectoryIndex, result: Matches) -> Iterator[Problem]:
    """One suggestion for each seat that another person holds now, at the cell that gives it."""
    for mandate in plan.mandates:
        home = result.organisations.get(mandate.organisation or "")
        seat = single_seat(mandate.function or "")
        if home is None or not seat or mandate.until or mandate.has_left:
            continue
        match = result.people.get(mandate.person)
        holders = [
            f"{one.given_name} {one.family_name}".strip()
            for one in index.holders.get((home.pk, seat), [])
            if match is None or one.pk != match.pk
        ]
        if holders:
            name = index.organisations[home.pk].name
            message = (
                f"{name} a déjà {seat} : {listed(list(dict.fromkeys(holders)))}. Les deux mandats "
                "seront en cours : terminez l’ancien sur sa fiche s’il a pris fin."
            )
            yield Problem(
                "seat_taken", Severity.WARNING, mandate.source, mandate.function, message, None
            )
