"""The tables of what a paste is understood as: what each operation costs, and who pays it."""

from collections.abc import Sequence

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.french import capital
from maillage.core.money import euros_words
from maillage.foundation.exchange.targets.targets import TableRead
from maillage.trade.funding.choices import WITHOUT_FUNDER, Section
from maillage.trade.funding.money_table.matching import FROM_OWNER
from maillage.trade.funding.money_table.rows import LineRead, Operation
from maillage.trade.funding.money_table.writing import NO_ITEM

Cells = tuple[str, ...]


def tables_shown(rows: Sequence[Operation]) -> list[TableRead]:
    """Each cost, then each line with the structure that its name became; none of nothing."""
    costs = [(one, cost) for one in rows for cost in one.costs]
    lines = [(one, line) for one in rows for line in one.lines]
    heads = (_("Opération"), _("Maître d’ouvrage"))
    years = (_("Année"), _("Section"))
    spent = _table(
        _("Ce que ça coûte"),
        2,
        (*heads, _("Poste"), *years, _("Montant")),
        [
            (
                *_of(one),
                cost.label or NO_ITEM,
                *_when(cost.year, cost.section),
                euros_words(cost.cents),
            )
            for one, cost in costs
        ],
        sum(cost.cents for _one, cost in costs),
    )
    who = (_("Dans votre tableau"), _("Devient"), _("Au titre de"))
    paid = _table(
        _("Qui paie"),
        1,
        (heads[0], *who, *years, _("État"), _("Montant")),
        [_line(*one) for one in lines],
        sum(line.most for _one, line in lines if not line.is_left_out),
    )
    return [one for one in (spent, paid) if one.rows]


def _of(one: Operation) -> Cells:
    """Its name, and who owns it as it is understood."""
    return one.title, str(one.organisation or one.owner or _("à dire"))


def _line(one: Operation, line: LineRead) -> Cells:
    amount = euros_words(line.most)
    return (
        one.title,
        line.funder,
        _payer(one, line),
        line.scheme,
        *_when(line.year, line.section),
        str(line.state.label),
        _("non repris : %(sum)s") % {"sum": amount} if line.is_left_out else amount,
    )


def _payer(one: Operation, line: LineRead) -> str:
    if line.kind in FROM_OWNER:
        return str(one.organisation or one.owner or _("le maître d’ouvrage"))
    if line.kind in WITHOUT_FUNDER:
        return capital(str(line.kind.label))
    if line.organisation is not None:
        return str(line.organisation)
    return line.funder if line.is_fresh else _("à préciser")


def _when(year: int | None, section: str) -> tuple[str, str]:
    """The year, said to be this one where the table says none; the section."""
    unsaid = _("%(year)s, non dite") % {"year": timezone.localdate().year}
    return str(year or unsaid), capital(str(Section(section).label)) if section else ""


def _table(label: str, heads: int, headers: Cells, rows: Sequence[Cells], total: int) -> TableRead:
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
        euros_words(total),
    )
