"""On which date can the meeting be held, with those who must be there?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

YES, MAYBE, NO = "yes", "maybe", "no"


@dataclass(frozen=True)
class Invited:
    """A person asked for a date, for a structure and, where one counts a quorum, a body."""

    name: str
    structure: str
    body: str = ""
    required: bool = False


@dataclass(frozen=True)
class DateReading:
    """One date: whether it can be kept, who says what, what stands in the way.

    `missing` are required persons who have not said yes; `short` gives, per body without its
    quorum, how many yes are lacking; `absent` the structures where nobody said yes or maybe.
    """

    date: str
    possible: bool
    yes: int
    maybe: int
    missing: tuple[str, ...]
    short: tuple[tuple[str, int], ...]
    absent: tuple[str, ...]


def date_poll(
    dates: Sequence[str],
    invited: Sequence[Invited],
    answers: Mapping[str, Mapping[str, str]],
    quorums: Mapping[str, int] | None = None,
) -> tuple[DateReading, ...]:
    """Dates from the best to the worst.

    First those where all required persons say yes and each body has its quorum of yes; then the
    fewest required persons missing, the fewest yes lacking to quorums, the most yes, the fewest
    structures absent, the most maybe, and the order given. `answers[person][date]` is `yes`,
    `maybe` or `no`; no answer is neither.

    En clair : « À cette date, les indispensables sont là et le quorum est atteint. »

    >>> people = [Invited("Ana", "Nort", required=True), Invited("Luc", "Blain")]
    >>> poll = date_poll(["lundi", "mardi"], people,
    ...                  {"Ana": {"mardi": "yes"}, "Luc": {"lundi": "yes"}})
    >>> [(row.date, row.possible, row.absent) for row in poll]
    [('mardi', True, ('Blain',)), ('lundi', False, ('Nort',))]
    >>> date_poll([], people, {}), date_poll(["lundi"], [], {})[0].possible
    ((), True)

    Raises ValueError for a person who is not invited, a date not proposed, an unknown answer or
    the quorum of a body without anyone.
    """
    _check(dates, invited, answers, quorums or {})
    rows = [_reading(date, invited, answers, quorums or {}) for date in dates]
    return tuple(sorted(rows, key=_preference))


def _reading(
    date: str,
    invited: Sequence[Invited],
    answers: Mapping[str, Mapping[str, str]],
    quorums: Mapping[str, int],
) -> DateReading:
    words_by_name = {person.name: answers.get(person.name, {}).get(date) for person in invited}
    coming = [person for person in invited if words_by_name[person.name] == YES]
    bodies = [person.body for person in coming]
    missing = tuple(p.name for p in invited if p.required and words_by_name[p.name] != YES)
    short = tuple(
        (body, quorum - bodies.count(body))
        for body, quorum in quorums.items()
        if bodies.count(body) < quorum
    )
    present = {p.structure for p in invited if words_by_name[p.name] in (YES, MAYBE)}
    structures = dict.fromkeys(person.structure for person in invited)
    return DateReading(
        date=date,
        possible=not missing and not short,
        yes=len(coming),
        maybe=list(words_by_name.values()).count(MAYBE),
        missing=missing,
        short=short,
        absent=tuple(name for name in structures if name not in present),
    )


def _preference(row: DateReading) -> tuple[int, int, int, int, int]:
    lacking = sum(lack for _body, lack in row.short)
    return len(row.missing), lacking, -row.yes, len(row.absent), -row.maybe


def _check(
    dates: Sequence[str],
    invited: Sequence[Invited],
    answers: Mapping[str, Mapping[str, str]],
    quorums: Mapping[str, int],
) -> None:
    names, bodies = {person.name for person in invited}, {person.body for person in invited}
    for name, given in answers.items():
        if name not in names:
            raise ValueError(f"« {name} » a répondu sans être parmi les personnes invitées.")
        for date, answer in given.items():
            if date not in dates:
                raise ValueError(f"{name} : la date « {date} » n’est pas proposée.")
            if answer not in (YES, MAYBE, NO):
                raise ValueError(f"{name}, {date} : « {answer} » inconnu ; yes, maybe, no.")
    for body in quorums:
        if body not in bodies:
            raise ValueError(f"Quorum de « {body} » : personne n’est invité pour cette instance.")
