"""What does a table of bodies and seats say, row by row, and what has to be looked at?"""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from maillage.core.days import FURTHEST_SEAT_YEARS, far_fault
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.sheets import Mapping
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.ground.directory.contact_files.table.organisation_names import is_individual
from maillage.trade.governance.bodies.rules import colleges_fault, holder_fault
from maillage.trade.governance.bodies.table.body_names import (
    bodies_called,
    body_head,
    is_called,
    is_of_one_kind,
    several_bodies_words,
)
from maillage.trade.governance.bodies.table.colleges import (
    college_core,
    college_head,
    voice_in_section,
)
from maillage.trade.governance.bodies.table.columns import (
    BODY,
    COLLEGE,
    GIVEN,
    KIND,
    ROLE,
    SINCE,
    SPEC,
    STRUCTURE,
    SUPPLEANT,
    SUPPLEANT_GIVEN,
    TITULAIRE,
    VOICE,
    WEIGHT,
    kind_of_body,
)
from maillage.trade.governance.bodies.table.holders import holders_of, role_of
from maillage.trade.governance.bodies.table.places import (
    Enter,
    ExistingPlace,
    find_place,
    person_by_name,
    person_key,
)
from maillage.trade.governance.bodies.table.rows import (
    BodyTable,
    ExistingBodies,
    ExistingBody,
    ExistingSeat,
    Key,
    SeatRow,
    pair,
)
from maillage.trade.governance.choices import BodyKind, HolderKind, Voice


def read_body_table(
    workbook: Workbook, existing_bodies: ExistingBodies, mapping: Mapping | None, today: date
) -> BodyTable:
    """The table of a workbook, compared with the bodies and seats that are known."""
    heads = {
        "body": body_head(existing_bodies.bodies, existing_bodies.own_words),
        "organisation_name": existing_bodies.names.head,
        "college": college_head(existing_bodies.bodies),
        "voice": voice_in_section,
    }
    spec = SPEC.fitted(
        "body",
        lambda text: is_called(text, existing_bodies.bodies, existing_bodies.own_words),
    )
    names = existing_bodies.names
    spec = spec.shown_by_values("organisation_name", lambda text: bool(names.called(text)))
    read = read_rows(workbook, spec, mapping, heads)
    bodies = {folded(one.name): one for one in existing_bodies.bodies}
    rows = [_understood(row, existing_bodies, bodies) for row in read.rows]
    join_suppleants(rows)
    seats = [one for one in rows if one.lead is None]
    pair(seats, existing_bodies.seats)
    _refuse_repeated(seats)
    for one in seats:
        _check(one, today)
        _check_body(one, bodies)
    return BodyTable(read, rows, bodies, existing_bodies.newcomers)


def join_suppleants(rows: Sequence[SeatRow]) -> None:
    """Gives the row of a suppléant alone to the seat of its structure that stands over it.

    As many seats on end as suppléants under them are paired in order; a suppléant over every seat
    goes to the first.
    """
    of_structures: dict[Key, list[SeatRow]] = {}
    for one in rows:
        if one.key and one.key[1] and not (one.is_suppleant and one.row.is_refused):
            of_structures.setdefault(one.key, []).append(one)
    for entries in of_structures.values():
        runs = [[*run] for _kind, run in groupby(entries, lambda one: one.is_suppleant)]
        if runs[0][0].is_suppleant and len(runs) > 1:
            _join(runs[0], runs[1][:1])
        for seats, deputies in pairwise(runs):
            if not seats[0].is_suppleant:
                _join(deputies, seats if len(seats) == len(deputies) else seats[-1:])


def _join(deputies: Sequence[SeatRow], seats: Sequence[SeatRow]) -> None:
    leads = [*seats] if len(seats) == len(deputies) else [*seats] * len(deputies)
    for one, lead in zip(deputies, leads, strict=True):
        one.lead = lead
        lead.suppleants = tuple(dict.fromkeys((*lead.suppleants, *one.suppleants)))


def _understood(
    row: TableRow, existing_bodies: ExistingBodies, bodies: dict[str, ExistingBody]
) -> SeatRow:
    seat_row = SeatRow(
        row,
        body=_body_name(row, existing_bodies, bodies),
        kind=row.read(KIND),
        organisation=row.read(STRUCTURE),
        college=row.read(COLLEGE),
        voice=row.read(VOICE),
        weight=row.read(WEIGHT),
        since=row.read(SINCE),
        is_suppleant=role_of(row.read(ROLE)) == HolderKind.SUPPLEANT,
    )
    _read_people(seat_row, existing_bodies)
    return seat_row


def _body_name(
    row: TableRow, existing_bodies: ExistingBodies, bodies: dict[str, ExistingBody]
) -> str:
    """The name of the body as it is known, or as the table writes it first."""
    text = row.read(BODY)
    results = bodies_called(text, list(bodies.values()), existing_bodies.own_words)
    if len(results) > 1:
        row.refuse("body", several_bodies_words(results))
    elif not results and len(text) == 1:
        row.refuse("body", str(BODY.required))
    return results[0].name if results else text


def _read_people(row: SeatRow, existing_bodies: ExistingBodies) -> None:
    """Which structure has the seat and who holds it; without structure, who sits in their name."""
    kind = HolderKind.SUPPLEANT if row.is_suppleant else HolderKind.TITULAIRE
    given = row.row.read(GIVEN)
    first = holders_of(f"{_lines(row.row, TITULAIRE.name)} {given}".strip(), kind)
    deputy = f"{_lines(row.row, SUPPLEANT.name)} {row.row.read(SUPPLEANT_GIVEN)}".strip()
    second = holders_of(deputy, HolderKind.SUPPLEANT)
    titulaires = first.titulaires + second.titulaires
    row.place = _place(row, existing_bodies, titulaires)
    if row.place is None:
        return
    enter = existing_bodies.newcomers.enter
    # One of several of the cell of suppléants, where a word says that somebody is titulaire.
    column = TITULAIRE.name if first.titulaires else SUPPLEANT.name
    people = [person_by_name(row.row, column, name, row.place, enter) for name in titulaires[:1]]
    row.titulaire = next(iter(people), None)
    if len(titulaires) > 1:
        sentence = _("Un siège a un titulaire : %(name)s est gardé. Écrivez un siège par ligne.")
        row.row.warn(TITULAIRE.name, sentence % {"name": titulaires[0]})
    if not row.place.pk:
        if row.titulaire is None:
            row.row.refuse(TITULAIRE.name, _("Ajoutez d’abord cette personne à l’annuaire."))
        return
    _read_suppleants(row, row.place, (first.suppleants, second.suppleants), enter)


def _read_suppleants(
    row: SeatRow, place: ExistingPlace, names: tuple[Sequence[str], Sequence[str]], enter: Enter
) -> None:
    beside, own = names
    pairs = [(TITULAIRE.name, name) for name in beside] + [(SUPPLEANT.name, name) for name in own]
    people = [person_by_name(row.row, column, name, place, enter) for column, name in pairs]
    row.suppleants = tuple({one.pk: one for one in people if one is not None}.values())


def _lines(row: TableRow, name: str) -> str:
    cell = row.cells.get(name)
    return cell.text if cell else ""


def _place(
    row: SeatRow, existing_bodies: ExistingBodies, titulaires: Sequence[str]
) -> ExistingPlace | None:
    """The structure of the row; for a name alone, one's own, unless one acts in that above."""
    cell = row.row.cells.get(STRUCTURE.name)
    if not row.organisation and not titulaires:
        row.row.refuse(STRUCTURE.name, _("Dites quelle structure tient ce siège."))
        return None
    if not row.organisation or is_individual(row.organisation):
        row.organisation = ""
        return existing_bodies.own_place
    place = find_place(row.row, existing_bodies.names)
    if cell is None or not cell.repeated or place is None or not titulaires:
        return place
    acts = any(one.key == person_key(titulaires[0]) for one in place.people)
    everybody = existing_bodies.own_place
    if acts or all(one.key != person_key(titulaires[0]) for one in everybody.people):
        return place
    row.organisation = ""
    return everybody


def _refuse_repeated(rows: Sequence[SeatRow]) -> None:
    first: dict[object, int] = {}
    for one in rows:
        same = (one.key, one.college, one.titulaire, one.suppleants)
        if one.key is not None and one.existing is None and same in first:
            one.row.refuse_repeated(first[same], "organisation_name", "body")
        first.setdefault(same, one.row.row)


def _check(one: SeatRow, today: date) -> None:
    if one.place and one.place.gone and one.existing is None:
        one.row.refuse("organisation_name", one.place.gone)
    existing_since = one.existing.since if one.existing else None
    why = far_fault(one.since, today, FURTHEST_SEAT_YEARS)
    if why and one.since != existing_since:
        one.row.refuse("since", why)
    _remark_both(one)
    if one.existing is not None:
        _remark_differences(one, one.existing)


def _remark_both(one: SeatRow) -> None:
    """Nobody sits twice at one seat, unless they are noted so."""
    if one.titulaire in one.suppleants and one.titulaire in one.joining:
        one.row.warn(SUPPLEANT.name, _("Titulaire et en suppléance à la fois : titulaire gardé."))
        one.suppleants = tuple(person for person in one.suppleants if person != one.titulaire)


def _remark_differences(one: SeatRow, existing_seat: ExistingSeat) -> None:
    """Each cell that says other than what is known, which stays."""
    one.row.compare("college", one.college, existing_seat.college)
    if one.voice and one.voice != existing_seat.voice:
        one.row.keep("voice", str(Voice(existing_seat.voice).label))
    one.row.compare("weight", one.weight, existing_seat.weight)
    if one.nominee is not None:
        if why := holder_fault(one.since, existing_seat.since):
            one.row.refuse("since", why)
    elif (
        one.titulaire and existing_seat.titulaire and one.titulaire.pk != existing_seat.titulaire.pk
    ):
        sentence = _("%(name)s tient ce siège : dites depuis quand cela change, après sa date.")
        one.row.warn("titulaire_name", sentence % {"name": existing_seat.titulaire.name})
    else:
        one.row.compare("since", one.since, existing_seat.since)


def _check_body(one: SeatRow, bodies: dict[str, ExistingBody]) -> None:
    """The body of the row, made when nobody knows it, and its colleges."""
    if one.row.is_refused:
        return
    body = bodies.get(folded(one.body))
    if body is None:
        kind = one.kind or kind_of_body(one.body) or BodyKind.POLITICAL.value
        _remark_like(one, bodies.values())
        body = ExistingBody(None, one.body, kind, is_open_to_colleges=True)
        bodies[folded(one.body)] = body
    elif one.kind and one.kind != body.kind:
        one.row.keep("body_kind", str(BodyKind(body.kind).label))
    _check_college(one, body)


def _remark_like(one: SeatRow, bodies: Iterable[ExistingBody]) -> None:
    """Says that a body will be made beside one of its kind."""
    like = [body.name for body in bodies if body.pk and is_of_one_kind(body.name, one.body)]
    if like:
        sentence = _(
            "Une instance de plus, à côté de « %(name)s » : si c’est elle, écrivez ce nom."
        )
        one.row.warn("body", sentence % {"name": like[0]})


def _check_college(one: SeatRow, body: ExistingBody) -> None:
    is_recorded = one.existing is not None and bool(one.existing.college)
    cores = {college_core(name): name for name in body.colleges}
    one.college = cores.get(college_core(one.college), one.college)
    if not one.college or one.college in body.colleges or is_recorded:
        return
    if not body.is_open_to_colleges:
        sentence = _("Ce collège n’est pas de cette instance : corrigez, ou ajoutez-le à sa fiche.")
        one.row.refuse("college", sentence)
    elif why := colleges_fault(len(body.colleges) + 1):
        one.row.refuse("college", why)
    else:
        body.colleges.append(one.college)
