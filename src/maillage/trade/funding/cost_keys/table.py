"""The table of values: one line for each structure, as a spreadsheet gives and takes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from maillage.core.folded import fold
from maillage.core.money import euros_typed, read_cents
from maillage.trade.funding.cost_keys.choices import Measure
from maillage.trade.funding.cost_keys.models import SharingMember
from maillage.trade.funding.cost_keys.queries import SharingSheet
from maillage.trade.funding.cost_keys.readings import Criterion

TAB = "\t"
MOST_VALUE = Decimal(10) ** 12


@dataclass
class TypedTable:
    """What a table of values holds: by criterion and structure, and what each paid, or would."""

    values: dict[tuple[int, int], Decimal | None] = field(default_factory=dict)
    sums: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)


def table_heads(sheet: SharingSheet) -> list[str]:
    """The heads of the table: the structure, what it paid, alone, then each criterion."""
    counted = [one.label for one in sheet.criteria if one.kind != Measure.EQUAL]
    return [_("Structure"), was_head(sheet), _("Seule"), *counted]


def was_head(sheet: SharingSheet) -> str:
    """« Part de 2026 »: what it was to pay the year before, whatever came of it."""
    return _("Part de %(year)s") % {"year": sheet.sharing.year - 1}


def table_text(sheet: SharingSheet) -> str:
    """The table as it is saved, its cells parted by tabs."""
    rows = [table_heads(sheet)]
    for member in sheet.members:
        sums = [
            "" if one is None else euros_typed(one)
            for one in (member.was_cents, member.alone_cents)
        ]
        values = [one.values.get(member.pk) for one in _counted(sheet)]
        rows.append([str(member), *sums, *("" if one is None else _typed(one) for one in values)])
    return "\n".join(TAB.join(row) for row in rows)


def read_table(text: str, sheet: SharingSheet) -> TypedTable:
    """What the pasted table says.

    Its columns are read by their heads, its lines by the name of the structure; what it does not
    speak of stays. Raises ValidationError that names the first cell that cannot be read.
    """
    rows = [_cells(line) for line in text.splitlines() if line.strip()]
    if not rows:
        raise ValidationError(_("Collez au moins la ligne des titres et une structure."))
    columns = _columns(rows[0], sheet)
    members = {fold(name): one for one in sheet.members for name in _names(one)}
    table = TypedTable()
    for row in rows[1:]:
        member = members.get(fold(row[0]))
        if member is None:
            words = _("« %(name)s » n’est pas une structure de ce partage.")
            raise ValidationError(words % {"name": row[0][:80]})
        sums = {"was": member.was_cents, "alone": member.alone_cents}
        for place, target in columns.items():
            cell = row[place].strip() if place < len(row) else ""
            if isinstance(target, str):
                sums[target] = _sum(cell, row[0])
            else:
                table.values[target, member.pk] = _value(cell, row[0])
        table.sums[member.pk] = (sums["was"], sums["alone"])
    return table


def _counted(sheet: SharingSheet) -> Sequence[Criterion]:
    return [one for one in sheet.read.criteria if one.kind != Measure.EQUAL]


def _typed(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _cells(line: str) -> list[str]:
    mark = TAB if TAB in line else ";"
    return line.split(mark)


def _names(member: SharingMember) -> Sequence[str]:
    body = member.organisation
    return [one for one in (body.name, body.short_name) if one]


def _columns(heads: Sequence[str], sheet: SharingSheet) -> Mapping[int, str | int]:
    targets: dict[str, str | int] = {fold(was_head(sheet)): "was", fold(_("Seule")): "alone"}
    targets |= {fold(one.label): one.pk for one in sheet.criteria if one.kind != Measure.EQUAL}
    # An equal part has nothing to be typed: its column, which the sheet shows, is passed over.
    equal = {fold(one.label) for one in sheet.criteria if one.kind == Measure.EQUAL}
    columns: dict[int, str | int] = {}
    for place, head in enumerate(heads[1:], 1):
        if not head.strip() or fold(head) in equal:
            continue
        if fold(head) not in targets:
            words = _("La colonne « %(head)s » n’est pas un critère : ajoutez-le d’abord.")
            raise ValidationError(words % {"head": head.strip()[:80]})
        columns[place] = targets[fold(head)]
    return columns


def _sum(cell: str, who: str) -> int | None:
    if not cell:
        return None
    try:
        return read_cents(cell)
    except ValidationError as error:
        raise ValidationError(f"{who} : {error.messages[0]}") from None


def _value(cell: str, who: str) -> Decimal | None:
    if not cell:
        return None
    text = "".join(cell.split()).replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(-1)
    if not value.is_finite() or not 0 <= value < MOST_VALUE:
        words = _("%(who)s : « %(cell)s » n’est pas une valeur. Écrivez un nombre, zéro ou plus.")
        raise ValidationError(words % {"who": who, "cell": cell[:40]})
    return value.quantize(Decimal("0.0001"))
