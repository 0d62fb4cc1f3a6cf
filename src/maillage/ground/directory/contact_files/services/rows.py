"""Which of our words stand for those of a file?"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from maillage.foundation.exchange.targets.targets import WriteOrder
from maillage.foundation.journal import services as journal
from maillage.ground.directory.choices import NOTED_AS_LEFT
from maillage.ground.directory.contact_files.table.kinds import mandate_kind
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedMandate, PlannedPerson
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.organisations import Organisation
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
    notes = [NOTED_AS_LEFT if planned.has_left else "", planned.written_notes]
    notes += (f"{name} : {value}" for name, value in planned.details.items())
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


def write_notes(
    plan: ImportPlan, order: WriteOrder, organisations: Mapping[str, Organisation]
) -> int:
    """Writes the notes that this cooperation has not yet; returns how many.

    `organisations` are the rows of the planned structures, by key.
    """
    wanted = {
        (organisations[planned.key].pk, str(planned.facts["notes"])): planned.source
        for planned in plan.organisations
        if planned.facts.get("notes")
    }
    if not wanted:
        return 0
    organisation_notes = OrganisationNote.objects.filter(
        cooperation=order.cooperation, organisation__in={number for number, _ in wanted}
    )
    written = set(organisation_notes.values_list("organisation_id", "text"))
    missing = {note: source for note, source in wanted.items() if note not in written}
    rows = [
        OrganisationNote(
            cooperation=order.cooperation,
            author=order.author,
            organisation_id=number,
            text=text,
            source=f"Import de {order.file_name[-150:]}, {source[-100:]}",
        )
        for (number, text), source in missing.items()
    ]
    return len(journal.bulk_create(OrganisationNote, rows))
