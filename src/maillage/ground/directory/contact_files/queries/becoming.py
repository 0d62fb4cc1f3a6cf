"""What does one row of the file become, told aloud?"""

from maillage.core.french import long_date
from maillage.foundation.exchange.cells.references import cell_position
from maillage.foundation.exchange.targets.targets import Becoming
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedMandate, PlannedPerson


def becoming_of_row(plan: ImportPlan, sheet: str, row: int) -> list[Becoming]:
    """The people of a row with their mandate and contacts, else its structure."""
    structures = {organisation.key: organisation for organisation in plan.organisations}
    people = {person.key: person for person in plan.people}
    told = []
    for mandate in plan.mandates:
        if _is_at(mandate.source, sheet, row):
            home = structures.get(mandate.organisation or "")
            told.append(_person(people[mandate.person], mandate, home.name if home else ""))
    if told:
        return told
    return [
        Becoming(organisation.name, (" · ".join([*organisation.phones, *organisation.emails]),))
        for organisation in plan.organisations
        if _is_at(organisation.source, sheet, row)
    ]


def _is_at(source: str, sheet: str, row: int) -> bool:
    name, _, cell = source.rpartition("!")
    return name == sheet and cell_position(cell)[0] == row


def _person(person: PlannedPerson, mandate: PlannedMandate, home: str) -> Becoming:
    seat = f"{mandate.kind}, {mandate.body or 'instance'}" if mandate.is_seat else ""
    place = ", ".join(part for part in (mandate.function or seat, home) if part)
    since = f"depuis le {long_date(mandate.since.day)}" if mandate.since else ""
    lines = (place, " · ".join([*person.phones, *person.emails]), since)
    return Becoming(
        f"{person.given_name} {person.family_name}".strip(), tuple(line for line in lines if line)
    )
