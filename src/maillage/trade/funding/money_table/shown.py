"""The tables of what a paste is understood as: what each operation costs, and who pays it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.french import capital
from maillage.core.money import euros_words
from maillage.foundation.exchange.cells.problems import Problem, Severity
from maillage.foundation.exchange.cells.references import row_of
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.targets.targets import TableRead
from maillage.trade.funding.choices import FROM_OWNER, WITHOUT_FUNDER, Section
from maillage.trade.funding.money_table.columns import ITEM
from maillage.trade.funding.money_table.rows import NO_ITEM, CostRead, Entry, LineRead, Operation

Cells = tuple[str, ...]
MOST_NOTES = 3
BESIDE = {
    Entry.THERE: lazy("déjà là : %(sum)s"),
    Entry.OPEN: lazy("à trancher : %(sum)s"),
    Entry.ASIDE: lazy("non repris : %(sum)s"),
}
REFUSED = lazy("à corriger : %(sum)s")
TO_CORRECT = lazy("à corriger")
WAITS = lazy("en attente : %(sum)s")
Sum = CostRead | LineRead


def tables_shown(rows: Sequence[Operation], problems: Sequence[Problem]) -> list[TableRead]:
    """Each cost, then each line with the structure that its name became; none of nothing.

    What does not come in is there too, and is said so: its sum is not in the total.
    """
    wrong = frozenset(one.cell for one in problems if one.severity is Severity.ERROR)
    costs = [(one, cost) for one in rows for cost in (*one.costs, *one.unread_costs)]
    lines = [(one, line) for one in rows for line in (*one.lines, *one.unread)]
    heads = (_("Opération"), _("Maître d’ouvrage"))
    years = (_("Année"), _("Section"))
    spent = _table(
        _("Ce que ça coûte"),
        2,
        (*heads, _("Poste"), *years, _("Montant")),
        [(*_of(one), cost.label or str(NO_ITEM), *_tail(one, cost, wrong)) for one, cost in costs],
        _total(costs),
    )
    who = (_("Dans votre tableau"), _("Devient"), _("Au titre de"))
    paid = _table(
        _("Qui paie"),
        1,
        (heads[0], *who, *years, _("État"), _("Montant")),
        [_line(*one, wrong) for one in lines],
        _total(lines),
    )
    paid = replace(paid, notes=tuple(_unpaid(rows)))
    first, *others = [one for one in (spent, paid) if one.rows] or [spent]
    remarked = (*_units(problems), *_refused(rows, problems))
    first = replace(first, notes=(*first.notes, *_other_owners(rows)), remarked=remarked)
    return [first, *others] if first.rows else []


def _of(one: Operation) -> Cells:
    """Its name, and who owns it as it is understood."""
    return one.title, str(one.organisation or one.owner or _("à dire"))


def _line(one: Operation, line: LineRead, wrong: frozenset[str]) -> Cells:
    *when, amount = _tail(one, line, wrong)
    payer = _payer(one, line)
    return (one.title, line.funder, payer, line.scheme, *when, str(line.state.label), amount)


def _tail(one: Operation, sum_: Sum, wrong: frozenset[str]) -> Cells:
    """The year and the section of a sum, then what becomes of it; `wrong` cells are to correct."""
    return *_when(sum_), _amount(one, sum_, wrong)


def _cents(sum_: Sum) -> int:
    return sum_.most if isinstance(sum_, LineRead) else sum_.cents


def _entry(one: Operation, sum_: Sum) -> Entry:
    is_out = one.row.is_refused or (isinstance(sum_, LineRead) and sum_.is_left_out)
    return Entry.ASIDE if is_out else sum_.entry


def _amount(one: Operation, sum_: Sum, wrong: frozenset[str]) -> str:
    if sum_.is_unread:
        return str(TO_CORRECT)
    amount, entry = euros_words(_cents(sum_)), _entry(one, sum_)
    is_out = one.row.is_refused and sum_.entry != Entry.ASIDE
    words = _out_words(one, sum_, wrong) if is_out else BESIDE.get(entry)
    words = BESIDE[Entry.OPEN] if one.asks else words
    return str(words) % {"sum": amount} if words else amount


def _out_words(one: Operation, sum_: Sum, wrong: frozenset[str]) -> Promise:
    """To correct, or waiting for what another sum of the operation has to correct."""
    others = (other for other in one.sums if other is not sum_)
    waits = not _is_wrong(sum_, wrong) and any(_is_wrong(other, wrong) for other in others)
    return WAITS if waits else REFUSED


def _is_wrong(sum_: Sum, wrong: frozenset[str]) -> bool:
    """Whether a cell that it is read in is to correct; what a row costs is not who pays it."""
    cells = dict(sum_.row.cells)
    if isinstance(sum_, LineRead):
        cells.pop(ITEM.name, None)
    return any(cell.place in wrong for cell in cells.values())


def waiting_words(rows: Sequence[Operation], problems: Sequence[Problem]) -> str:
    """How much of what is right stays out, for another row of its operation is to correct."""
    wrong = frozenset(one.cell for one in problems if one.severity is Severity.ERROR)
    out = [one for one in rows if one.row.is_refused and not one.asks]
    left = [
        _cents(sum_)
        for one in out
        for sum_ in one.sums
        if sum_.entry != Entry.ASIDE and _out_words(one, sum_, wrong) is WAITS
    ]
    words = _("%(sum)s attendent qu’une autre ligne de leur opération soit corrigée.")
    return words % {"sum": euros_words(sum(left))} if sum(left) else ""


def _total(sums: Sequence[tuple[Operation, Sum]]) -> str:
    """The sum of what comes in; said to be only that where something does not."""
    entering = [sum_ for one, sum_ in sums if _entry(one, sum_) == Entry.NEW]
    total = euros_words(sum(map(_cents, entering)))
    return total if len(entering) == len(sums) else _("%(sum)s à entrer") % {"sum": total}


def _units(problems: Sequence[Problem]) -> list[str]:
    """In which unit sums are read, and under which headings."""
    headings: dict[str, list[str]] = defaultdict(list)
    for one in problems:
        if one.code == "amount_times":
            headings[one.message].append(f"« {one_line(str(one.raw))} »")
    return [
        f"{french.listed([*dict.fromkeys(names)])} : {words[:1].lower()}{words[1:]}"
        for words, names in headings.items()
    ]


def _refused(rows: Sequence[Operation], problems: Sequence[Problem]) -> list[str]:
    """Which operations do not come in; why, where it is one reason, or how many rows."""
    out = [one for one in rows if one.row.is_refused and one.title]
    if not out:
        return []
    words = ngettext("%(names)s n’entre pas encore.", "%(names)s n’entrent pas encore.", len(out))
    names = french.listed([f"« {french.inner_quotes(one.title)} »" for one in out])
    places = {(one.row.sheet, one.row.row) for one in out} | {at for one in out for at in one.rows}
    errors = [one for one in problems if one.severity is Severity.ERROR]
    wrong = [one for one in errors if row_of(one.cell) in places]
    questions = list(dict.fromkeys(one.asks for one in out if one.asks))
    reasons = [*(one.message for one in wrong), *questions]
    number = len({row_of(one.cell) for one in wrong})
    if number > 1:
        to_correct = _("%(n)s lignes sont à corriger.")
        reasons = [
            to_correct % {"n": french.capital(french.in_words(number, feminine=True))},
            *questions,
        ]
    return [" ".join([words % {"names": names}, *(reasons if len(reasons) == 1 else [])])]


def _other_owners(rows: Sequence[Operation]) -> list[str]:
    """Which plans keep their owner where the file says another; how many beyond a few."""
    others = list({one.title: one for one in rows if one.keeps_owner}.values())
    if len(others) > MOST_NOTES:
        words = _(
            "Dans %(n)s plans, le fichier dit un autre maître d’ouvrage : chacun garde le sien."
        )
        return [words % {"n": french.in_words(len(others))}]
    words = _("« %(name)s » : le fichier dit « %(read)s », le plan garde %(owner)s.")
    return [
        words
        % {
            "name": french.inner_quotes(one.title),
            "read": french.inner_quotes(one.owner),
            "owner": french.with_article(str(one.organisation)),
        }
        for one in others
    ]


def _unpaid(rows: Sequence[Operation]) -> list[str]:
    """What new plans lack because who pays it is not in the directory; all told beyond a few."""
    new = [one for one in rows if one.existing is None and not one.row.is_refused]
    left = {one.title: sum_ for one in new if (sum_ := _left_out(one))}
    if len(left) > MOST_NOTES:
        words = _("Dans %(n)s plans, %(sum)s non repris resteront à trouver.")
        total = euros_words(sum(left.values()))
        return [words % {"n": french.in_words(len(left)), "sum": total}]
    words = _("« %(name)s » : %(sum)s non repris resteront à trouver.")
    return [
        words % {"name": french.inner_quotes(title), "sum": euros_words(sum_)}
        for title, sum_ in left.items()
    ]


def _left_out(one: Operation) -> int:
    """What nobody pays of a plan for want of who does, in cents; no more than what it lacks."""
    left = sum(line.most for line in one.lines if line.is_left_out)
    paid = sum(line.most for line in one.lines if line.enters and not line.ended)
    return max(min(left, one.cost - paid), 0)


def _payer(one: Operation, line: LineRead) -> str:
    if line.kind in FROM_OWNER:
        return str(one.organisation or one.owner or _("le maître d’ouvrage"))
    if line.kind in WITHOUT_FUNDER:
        return capital(str(line.kind.label))
    if line.organisation is not None:
        return str(line.organisation)
    return line.funder if line.is_fresh else _("à préciser")


def _when(sum_: Sum) -> Cells:
    """The year, said to be this one where the table says none and it comes in; the section."""
    this_year = _("%(year)s, non dite") % {"year": timezone.localdate().year}
    year = this_year if sum_.entry in {Entry.NEW, Entry.OPEN} and not sum_.stands else _("non dite")
    section = capital(str(Section(sum_.section).label)) if sum_.section else ""
    return str(sum_.year or year), section


def _table(
    label: str,
    heads: int,
    headers: Cells,
    rows: Sequence[Cells],
    total: str,
) -> TableRead:
    """The columns in which something stands; what one operation says of itself is its title."""
    alone = heads if len({row[0] for row in rows}) == 1 else 0
    shown = [column for column in range(alone, len(headers)) if any(row[column] for row in rows)]
    of_one = f"{label} : « {french.inner_quotes(rows[0][0])} »" if alone else label
    if alone > 1:
        of_one = _("%(label)s, maître d’ouvrage %(owner)s") % {
            "label": of_one,
            "owner": rows[0][1],
        }
    return TableRead(
        of_one,
        tuple(headers[column] for column in shown),
        tuple(tuple(row[column] for column in shown) for row in rows),
        total,
    )
