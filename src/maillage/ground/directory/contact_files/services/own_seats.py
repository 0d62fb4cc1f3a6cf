"""Who sits in their own name? Their sheet says it beside the source, as no structure does."""

from collections.abc import Iterable, Mapping

from django.db.models import QuerySet

from maillage.foundation.exchange.targets.targets import Leftover
from maillage.ground.directory.contact_files.table.records import PlannedMandate
from maillage.ground.directory.records.models.people import Person
from maillage.ground.directory.records.words import since_words, until_words

_LONGEST_SOURCE = 300


def write_own_seats(
    mandates: Iterable[PlannedMandate], people: Mapping[str, Person], sheets: QuerySet[Person]
) -> tuple[Leftover, ...]:
    """Keeps on the sheet of each person the seats held without a structure; returns who and where.

    `people` are the rows of the planned people, by key; `sheets` those of the workspace. A seat
    said twice is kept once.
    """
    own = [mandate for mandate in mandates if mandate.organisation is None]
    read = sheets.in_bulk({people[mandate.person].pk for mandate in own})
    lines: list[Leftover] = []
    for mandate in own:
        person = read[people[mandate.person].pk]
        _keep(person, seat_in_words(mandate))
        lines.append(Leftover(_reported(person, mandate), f"person:{person.pk}"))
    return tuple(lines)


def seat_in_words(mandate: PlannedMandate) -> str:
    """All that the file says of a seat, in one sentence without its full stop."""
    since, until = mandate.since, mandate.until
    parts = (
        mandate.kind if _is_own(mandate) else "",
        mandate.function,
        mandate.body,
        mandate.college,
        f"voix {mandate.voice}" if mandate.voice else "",
        since_words(since.day, since.precision) if since else "",
        until_words(until.day, until.precision) if until else "",
        ", ".join(mandate.theme),
        *(f"{name} : {value}" for name, value in mandate.details.items()),
        mandate.written_notes,
    )
    head = "Siège à titre personnel" if _is_own(mandate) else "Sans structure dans le fichier"
    words = ", ".join(part for part in parts if part)
    return f"{head} : {words}" if words else head


def _is_own(mandate: PlannedMandate) -> bool:
    """Whether the file says that somebody sits, or acts, in their own name."""
    return mandate.is_seat or mandate.in_own_name or bool(mandate.body)


def _keep(person: Person, seat: str) -> None:
    if seat not in person.source:
        person.source = f"{seat}. {person.source}"[:_LONGEST_SOURCE]
        person.version += 1
        person.save()


def _reported(person: Person, mandate: PlannedMandate) -> str:
    if not _is_own(mandate):
        return f"{person} est sans structure dans le fichier."
    seat = ", ".join(part for part in (mandate.body or "instance", mandate.college) if part)
    return f"{person} siège à titre personnel ({seat})."
