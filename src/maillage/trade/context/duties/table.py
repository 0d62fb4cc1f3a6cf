"""A list of what is due, as the import wizard and the export read it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from django.utils.translation import gettext as _

from maillage.core.money import euros_typed
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.tables.parsed_rows import Table, TableRow
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.table_import import Plain
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.context.bodies_by_name import NearestBodies, nearest_bodies
from maillage.trade.context.duties.columns import (
    ABOUT,
    ACT,
    ARTICLE,
    DONE_HOW,
    DONE_ON,
    DUE_ON,
    FUNDER,
    KIND,
    LABEL,
    OF_THE_STATE,
    OPENS_ON,
    OTHERWISE,
    OWING,
    RECEIPT,
    RESPONSIBLE,
    SCHEME,
    SPEC,
    STAKE,
    YEARLY,
    YEARLY_WORDS,
    kind_of,
)
from maillage.trade.context.duties.models import LONGEST_ABOUT, LONGEST_DUE, Duty, DutyPiece
from maillage.trade.context.duties.queries import duties, with_pieces
from maillage.trade.context.duties.rules import days_fault
from maillage.trade.context.duties.services import keep_duty
from maillage.trade.context.list_comparing import Columns, column_in, compare_links, compare_rows
from maillage.trade.context.list_joining import join_repeated
from maillage.trade.context.listed_people import full_name, people_by_name, person_among
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.queries import schemes
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    body_over,
    by_names,
    leave_crossed,
    listed_in,
    names_in,
    read_list,
)
from maillage.trade.context.value_kinds import INITIALS

VALUES: Columns = {
    "about": (ABOUT, SCHEME),
    "kind": (KIND,),
    "funder": (FUNDER,),
    "due_on": (DUE_ON,),
    "due_words": (DUE_ON,),
    "opens_on": (OPENS_ON,),
    "source_act": (ACT,),
    "article": (ARTICLE,),
    "consequence": (OTHERWISE,),
    "at_stake_cents": (STAKE,),
    "scheme": (SCHEME,),
    "done_on": (DONE_ON,),
    "done_how": (DONE_HOW,),
    "receipt_number": (RECEIPT,),
    "responsible": (RESPONSIBLE,),
}


@dataclass(slots=True)
class DutyRow(ListRow[Duty]):
    """One row: what is due, and to whom and by whom as it is written."""

    funder: str = ""
    responsible: str = ""
    owing: Sequence[str] = ()

    @property
    def fresh_owing(self) -> Sequence[Organisation]:
        """Who owes a piece for what is due already, where nobody owes one."""
        is_blank = self.existing is not None and not self.existing.pieces.all()
        return cast("Sequence[Organisation]", self.links["organisations"]) if is_blank else ()

    @property
    def is_completing(self) -> bool:
        """Whether what is due already takes something of the row."""
        return bool(self.blanks or self.fresh_owing)


@dataclass(frozen=True)
class DutiesImport(ListImport[Duty]):
    """A list of what is due understood, as the wizard reads it."""

    word = "duties"
    noun, is_feminine = "échéances", True

    def keep(self, access: Access, one: ListRow[Duty]) -> Duty:
        """The duty, written with those who owe a piece."""
        owing = cast("Sequence[Organisation]", one.links["organisations"])
        return keep_duty(access, one.record, owing)

    def complete(self, access: Access, one: ListRow[Duty], existing: Duty) -> None:
        """Fills what is blank of what is due already, and who owes a piece for it."""
        owing = one.fresh_owing if isinstance(one, DutyRow) else ()
        ListImport.complete(self, access, one, existing)
        for organisation in owing:
            DutyPiece.objects.create(duty=existing, organisation=organisation)

    def plain(self, one: ListRow[Duty]) -> Plain:
        """What is due, by field, to whom and by whom as it is written."""
        base = ListImport.plain(self, one)
        if isinstance(one, DutyRow):
            base |= {"funder": one.funder or None, "responsible": one.responsible or None}
            base |= {"owing": list(one.owing), "scheme": one.row.text(SCHEME.name) or None}
        return base | {"recurs": "yearly" if one.record.is_yearly else "none"}


def plan_duties(workbook: Workbook, answers: Answers, report: Progress) -> DutiesImport:
    """A workbook understood as a list of what is due."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    by_name = nearest_bodies(access) if access else None
    by_title = by_names(schemes(access), "title") if access else None
    exact = by_name.by_name if by_name else None
    over = {FUNDER.name: lambda words: _funder_over(words, exact)}
    read = read_list(workbook, replace(SPEC, sections=over), answers.mapping)
    nameable = Nameable(by_name, by_title, people_by_name(access) if access else None)
    existing = Existing(list(with_pieces(access, duties(access))) if access else [])
    rows = [_understood(row, nameable) for row in read.rows]
    times = Counter(_key(one.record) for one in rows)
    for one in rows:
        one.existing = existing.find(one.record, is_alone=times[_key(one.record)] == 1)
    leave_crossed(rows, {"opens_on": [OPENS_ON.name], "due_on": [DUE_ON.name]})
    why = _("Ce qui est dû est noté sans objet : l’envoi n’est pas gardé.")
    leave_crossed(rows, {"done_on": [DONE_ON.name], "waived_on": []}, lambda *_days: True, why)
    _compare(rows)
    join_repeated(rows, LABEL.name, _repeated_key, VALUES)
    report(len(rows), len(rows))
    return DutiesImport(Table(read, list[ListRow[Duty]](rows)))


def _compare(rows: Sequence[DutyRow]) -> None:
    """Says what is noted otherwise of what is due already, who owes a piece too."""
    compare_rows(rows, VALUES, {})
    for one in rows:
        if one.existing is None or one.row.is_refused:
            continue
        owing = [piece.organisation for piece in one.existing.pieces.all()]
        if owing:
            compare_links(one.row, one.links["organisations"], owing, OWING, RESPONSIBLE)
        column = column_in(one.row, YEARLY, DUE_ON)
        if one.record.is_yearly and not one.existing.is_yearly and column:
            one.row.keep(column, _("une seule fois"))


def _funder_over(words: str, by_name: Mapping[str, Organisation] | None) -> str:
    """The funder that a section names, in full or by its initials."""
    is_body = folded(words) in (by_name or {}) or INITIALS.fullmatch(words)
    return words if is_body else body_over(words)


@dataclass(frozen=True)
class Nameable:
    """What the cells may name, by name; None where no cooperation is read."""

    bodies: NearestBodies | None
    schemes: Mapping[str, Scheme] | None
    people: Mapping[str, Person] | None

    def is_body(self, row: TableRow, name: str) -> bool:
        """Whether a cell names structures: that of who is in charge may name somebody."""
        text = row.text(name)
        if name != RESPONSIBLE.name or not text:
            return bool(text)
        is_listed = self.bodies is not None and folded(text) in self.bodies.by_name
        return is_listed or (split_civility(text)[0] is None and bool(body_over(text)))

    def person(self, row: TableRow, name: str) -> Person | None:
        """Who is in charge; one that the directory does not have is said."""
        person = person_among(self.people or {}, name) if name else None
        if name and person is None and self.people is not None:
            sentence = _("« %(name)s » n’est pas dans l’annuaire : l’échéance entre sans son nom.")
            row.warn(RESPONSIBLE.name, sentence % {"name": name})
        return person


def _repeated_key(one: ListRow[Duty]) -> Sequence[object]:
    return (*_key(one.record), folded(one.record.about), one.row.text(FUNDER.name))


class Existing:
    """What is due already, by what a row says of it."""

    def __init__(self, every: Iterable[Duty]) -> None:
        self._by_key: dict[tuple[object, ...], list[Duty]] = {}
        for one in every:
            about = folded(one.about)
            is_open_ended = one.due_on is None and not one.opens_on
            for key in (_key(one), _undated(one)) if is_open_ended else (_key(one),):
                self._by_key.setdefault((*key, about), []).append(one)

    def find(self, one: Duty, *, is_alone: bool) -> Duty | None:
        """The one that a row says again: for the same thing; one noted for nothing, if alone.

        Of two that differ by whom they are due to, that of its funder.
        """
        subjects = dict.fromkeys((folded(one.about), *([""] if is_alone else [])))
        keys = [(*key, about) for key in (_key(one), _undated(one)) for about in subjects]
        every = next((self._by_key[key] for key in keys if key in self._by_key), [])
        own = [each for each in every if each.funder_id == one.funder_id]
        return next(iter([*own, *reversed(every)]), None)


def _key(one: Duty) -> tuple[str, date | str]:
    return (folded(one.label), one.due_on or folded(one.due_words))


def _undated(one: Duty) -> tuple[str, int]:
    return (folded(one.label), one.funder_id or 0)


def _funder(row: TableRow, nameable: Nameable) -> Organisation | None:
    """To whom it is due: the first that a cell names; « État – DETR » is one, with its scheme."""
    written, cell = row.read(FUNDER), row.cells.get(FUNDER.name)
    bodies: Mapping[str, Organisation] = nameable.bodies or {}
    if (match := OF_THE_STATE.fullmatch(folded(written))) and match[1] in bodies:
        return bodies[match[1]]
    funders = listed_in(row, FUNDER.name, nameable.bodies)
    is_first = cell is not None and not cell.repeated and not match
    if is_first and len(names_in(written, bodies)) > 1:
        row.warn(FUNDER.name, _("Une échéance a un seul destinataire : le premier est noté."))
    return funders[0] if funders else None


def _owing(row: TableRow, nameable: Nameable) -> tuple[Sequence[str], Sequence[Organisation]]:
    """Who owes a piece, as it is written and in the directory: a structure in charge too."""
    columns = [name for name in (OWING.name, RESPONSIBLE.name) if nameable.is_body(row, name)]
    names = [one for name in columns for one in names_in(row.text(name), nameable.bodies or {})]
    existing = [one for name in columns for one in listed_in(row, name, nameable.bodies)]
    return list(dict.fromkeys(names)), list(dict.fromkeys(existing))


def _about(row: TableRow, schemes_: Mapping[str, Scheme] | None) -> tuple[str, Sequence[Scheme]]:
    """For what it is due, and under which schemes; one unknown here is what it is due for."""
    about, written = row.read(ABOUT), row.text(SCHEME.name)
    is_listed = any(folded(one) in (schemes_ or {}) for one in names_in(written, schemes_ or {}))
    if about or is_listed or not written or len(written) > LONGEST_ABOUT:
        return about, listed_in(row, SCHEME.name, schemes_)
    if schemes_ is not None:
        words = _("« %(text)s » n’est pas un dispositif noté ici : lu comme « Pour quoi ».")
        row.inform(SCHEME.name, words % {"text": written})
    return written, []


def _understood(row: TableRow, nameable: Nameable) -> DutyRow:
    label, due = row.read(LABEL), row.read(DUE_ON)
    opens = row.read(OPENS_ON)
    if why := days_fault(opens, due):
        row.leave_out(DUE_ON.name, why)
        due = None
    about, chosen = _about(row, nameable.schemes)
    is_of_body = nameable.is_body(row, RESPONSIBLE.name)
    responsible = "" if is_of_body else row.read(RESPONSIBLE)
    if is_of_body:
        row.inform(RESPONSIBLE.name, _("Lu comme la structure qui doit une pièce."))
    values: dict[str, object] = {
        "label": label,
        "about": about,
        "kind": kind_of(f"{row.read(KIND)} {label}").value,
        "funder": _funder(row, nameable),
        "due_on": due,
        "due_words": "" if due else row.text(DUE_ON.name)[:LONGEST_DUE],
        "opens_on": opens,
        "source_act": row.read(ACT),
        "article": row.read(ARTICLE),
        "consequence": row.read(OTHERWISE),
        "at_stake_cents": row.read(STAKE),
        "scheme": chosen[0] if chosen else None,
        "done_on": row.read(DONE_ON),
        "done_how": row.read(DONE_HOW),
        "receipt_number": row.read(RECEIPT),
        "responsible": nameable.person(row, responsible),
    }
    is_yearly = row.read(YEARLY) or bool(YEARLY_WORDS.search(folded(row.text(DUE_ON.name))))
    record = Duty(**values, is_yearly=is_yearly, visibility=Visibility.TEAM)
    names, owing = _owing(row, nameable)
    result = DutyRow(row, record, values, {"organisations": owing}, funder=row.read(FUNDER))
    result.responsible, result.owing = responsible, names
    return result


def duty_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """What is due in the cooperation, in the order of these fields."""
    for one in with_pieces(access, duties(access)):
        values: dict[str, Value] = {
            LABEL.name: one.label,
            ABOUT.name: one.about,
            KIND.name: str(one.get_kind_display()),
            FUNDER.name: one.funder.name if one.funder else "",
            DUE_ON.name: one.due_on or one.due_words,
            OPENS_ON.name: one.opens_on,
            ACT.name: one.source_act,
            ARTICLE.name: one.article,
            OTHERWISE.name: one.consequence,
            STAKE.name: euros_typed(one.at_stake_cents) if one.at_stake_cents else "",
            SCHEME.name: one.scheme.title if one.scheme else "",
            OWING.name: " ; ".join(str(piece) for piece in one.pieces.all()),
            DONE_ON.name: one.done_on,
            DONE_HOW.name: one.done_how,
            RECEIPT.name: one.receipt_number,
            YEARLY.name: _("oui") if one.is_yearly else "",
            RESPONSIBLE.name: full_name(one.responsible),
        }
        yield [values.get(name, "") for name in fields]


DUTIES = Target(
    "echeances",
    "Échéances",
    SPEC.labels,
    frozenset(),
    plan_duties,
    duty_rows_out,
    rank=9,
    leads_to=leads_to_page("Ouvrir ce qui est dû", "context:duties"),
    brings="vos échéances",
    purpose="ce qui est dû à chaque financeur, par qui, pour quand, selon quel acte",
    pages={"duty": "context:duty"},
    leaf="pre.context.initiatives",
    english=DutiesImport.word,
)
