"""Which values of somebody's sheet could those of the file replace?"""

from collections.abc import Iterable
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.contact_files.queries.existing import ExistingPerson
from maillage.ground.directory.contact_files.table.records import PlannedPerson

_MOBILE = ("06", "07", "+336", "+337")


class Replacement(NamedTuple):
    """A value of a sheet, and the one of the file that stands where it stood."""

    kind: str
    existing: str
    read: str


def replaced_contacts(planned: PlannedPerson, existing: ExistingPerson) -> list[Replacement]:
    """The address, the fixed number and the mobile that changed, where each is the only one."""
    groups = (
        ("email", planned.emails, existing.emails),
        *(
            ("phone", _phones(planned.phones, is_mobile), _phones(existing.phones, is_mobile))
            for is_mobile in (False, True)
        ),
    )
    return [
        Replacement(kind, next(iter(has)), read[0])
        for kind, read, has in groups
        if len(read) == len(has) == 1 and read[0] not in has
    ]


def _phones(numbers: Iterable[str], is_mobile: bool) -> list[str]:
    return [one for one in numbers if one.startswith(_MOBILE) is is_mobile]


def is_renamed(existing: ExistingPerson, planned: PlannedPerson) -> bool:
    """Whether one given name goes with a family name that holds the other, or with one address.

    « VAUDELIN » and « VAUDELIN-ROCHE », or « Carole VAUDELIN » and « Carole ROCHE » of one address.
    """
    given = folded(planned.given_name)
    if len(given.strip(".")) < 2 or given != folded(existing.given_name):
        return False
    names = [set(folded(one.family_name).split()) for one in (existing, planned)]
    return names[0] < names[1] or names[1] < names[0] or bool({*planned.emails} & existing.emails)


def in_full(one: PlannedPerson | ExistingPerson) -> str:
    """The given name, then the family name."""
    return f"{one.given_name} {one.family_name}".strip()
