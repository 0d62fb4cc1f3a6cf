"""What does a file say of a person and of a mandate, column by column?"""

from datetime import date
from typing import NamedTuple

from maillage.ground.directory.contact_files.services.words import mandate_kind
from maillage.ground.directory.contact_files.table.records import PlannedMandate, PlannedPerson
from maillage.ground.directory.records.models.periods import last_day


class PersonRow(NamedTuple):
    """The columns of a person that a file says."""

    civility: str
    family_name: str
    given_name: str
    source: str
    informed_on: date | None


class MandateRow(NamedTuple):
    """The columns of a mandate that a file says."""

    person_id: int
    organisation_id: int
    department_id: int | None
    kind: str
    function: str
    theme: str
    body: str
    college: str
    voice: str
    notes: str
    since: date | None
    since_precision: str
    until: date | None
    until_precision: str


def person_row(planned: PlannedPerson, source: str) -> PersonRow:
    """The person as its table keeps them."""
    informed = planned.facts.get("informed_on")
    return PersonRow(
        civility=planned.civility or "",
        family_name=planned.family_name[:150],
        given_name=planned.given_name[:150],
        source=source,
        informed_on=date.fromisoformat(informed) if informed else None,
    )


def mandate_row(
    planned: PlannedMandate, person: int, organisation: int, department: int | None
) -> MandateRow:
    """The mandate as its table keeps it: « jusqu’en 2027 » holds until the end of that year."""
    notes = [planned.notes or "", *(f"{name} : {value}" for name, value in planned.details.items())]
    return MandateRow(
        person_id=person,
        organisation_id=organisation,
        department_id=department,
        kind=mandate_kind(planned.kind, planned.function or ""),
        function=(planned.function or "")[:300],
        theme=", ".join(planned.theme)[:200],
        body=(planned.body or "")[:200],
        college=(planned.college or "")[:100],
        voice=(planned.voice or "")[:40],
        notes="\n".join(note for note in notes if note),
        since=planned.since.day if planned.since else None,
        since_precision=planned.since.precision if planned.since else "day",
        until=last_day(planned.until.day, planned.until.precision) if planned.until else None,
        until_precision=planned.until.precision if planned.until else "day",
    )
