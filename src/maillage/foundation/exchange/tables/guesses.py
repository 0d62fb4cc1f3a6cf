"""Which columns are read without a header that we know, or could say something else as well?"""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.cells.problems import Problems, Remark, Severity
from maillage.foundation.exchange.tables.columns import BY_BOTH, BY_VALUES, IN_PART, Column
from maillage.foundation.exchange.tables.parsed_rows import TableSpec
from maillage.foundation.exchange.tables.sheets import SheetReading
from maillage.foundation.exchange.tables.signs import Values, rivals

GUESSED = {
    BY_VALUES: lazy("Reconnue d’après ses valeurs : à vérifier parmi les colonnes."),
    BY_BOTH: lazy("Reconnue d’après son titre et ses valeurs : à vérifier parmi les colonnes."),
    IN_PART: lazy("Reconnue d’après une partie de son titre : à vérifier parmi les colonnes."),
}


def report_guesses(reading: SheetReading, spec: TableSpec, problems: Problems) -> None:
    """Says of each column that no known header tells why it is read so: nothing is wrong yet."""
    for mapped in reading.tables:
        row = mapped.table.header_row
        for column in mapped.columns if row else ():
            if column.samples and (column.is_guess or _is_in_part(column, spec)):
                label = spec.labels.get(column.field, "")
                words = str(GUESSED.get(column.reason, GUESSED[BY_VALUES]))
                suggestion = _("Lue comme « %(label)s ».") % {"label": _(label)}
                remark = Remark("column_guessed", Severity.INFO, words, suggestion)
                place = reading.sheet.reference(row, column.number)
                problems.add(remark.at(place, column.header))


def _is_in_part(column: Column, spec: TableSpec) -> bool:
    """Whether only a part of its header tells a column, and no other word confirms it."""
    of = spec.signs.get(column.field)
    is_read = column.field in spec.labels and not column.is_decided
    return is_read and column.reason == IN_PART and not (of and of.heads(column.header))


def with_doubts(
    columns: Sequence[Column], spec: TableSpec, values: Values, closed: frozenset[str]
) -> list[Column]:
    """The columns, those that may as well be a field that none is being asked about."""
    results = []
    for column in columns:
        others = rivals(column, columns, spec.signs, values, closed)
        labels = [_(spec.labels[name]) for name in (column.field, *others) if name in spec.labels]
        if not others or column.doubt:
            results.append(column)
            continue
        words = _("« %(first)s » ou « %(other)s » ?")
        words %= {"first": labels[0], "other": labels[-1]}
        results.append(replace(column, doubt=words))
    return results
