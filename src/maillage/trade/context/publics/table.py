"""A list of publics, as the import wizard and the export read it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.numbers import read_number
from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Workbook
from maillage.foundation.exchange.cleaning.amounts import read_amount
from maillage.foundation.exchange.tables.parsed_rows import Field, Table, TableRow, TableSpec, words
from maillage.foundation.exchange.tables.table_reading import read_rows
from maillage.foundation.exchange.targets.progress import Progress
from maillage.foundation.exchange.targets.queries import reader_of
from maillage.foundation.exchange.targets.targets import Answers, Target, leads_to_page
from maillage.ground.actors.models import Subject
from maillage.ground.territories.models import Territory
from maillage.trade.context.choosing import territories_to_offer, themes_to_offer
from maillage.trade.context.list_comparing import Columns, compare_rows
from maillage.trade.context.publics.models import MOST_PEOPLE, OLDEST_COUNT, Public
from maillage.trade.context.publics.queries import publics, with_communes
from maillage.trade.context.publics.services import keep_public
from maillage.trade.context.small_lists import (
    ListImport,
    ListRow,
    by_names,
    listed_in,
    refuse_repeated,
)


def whole_number(row: TableRow, name: str) -> int | None:
    """The number of a cell; refused when it is none that can count people."""
    text = row.text(name)
    amount = read_amount(text) if text else None
    number = amount.quantity if amount else None
    if text and (number is None or number != int(number) or not 0 <= number <= MOST_PEOPLE):
        row.refuse(name, _("Ce n’est pas un nombre de personnes : écrivez par exemple 713."))
        return None
    return None if number is None else int(number)


def year_of(row: TableRow, name: str) -> int | None:
    """The year of a cell, not to come; refused when it is none."""
    text = row.text(name)
    if not text:
        return None
    year = read_number(text) or 0
    if OLDEST_COUNT <= year <= timezone.localdate().year:
        return year
    row.refuse(name, _("Écrivez l’année du comptage en quatre chiffres, par exemple 2024."))
    return None


LABEL = Field("publics", "Public", words(160), lazy("Dites de quel public il s’agit."))
THEME = Field("theme", "Thème", words())
GROUND = Field("commune", "Communes", words(), others=("territory",))
SIZE = Field("quantity", "Nombre", whole_number, others=("population", "enrolled"))
YEAR = Field("schedule", "Année", year_of, others=("funding_year",))
SOURCE = Field("contact_source", "Source", words(200))
SPEC = TableSpec((LABEL, THEME, GROUND, SIZE, YEAR, SOURCE), frozenset({LABEL.name}))
VALUES: Columns = {"size": (SIZE,), "year": (YEAR,), "source": (SOURCE,)}


@dataclass(frozen=True)
class PublicsImport(ListImport[Public]):
    """A list of publics understood, as the wizard reads it."""

    word = "publics"
    noun = "publics"

    def keep(self, access: Access, one: ListRow[Public]) -> Public:
        """The public, written with its communes."""
        areas = [area for area in one.links["territories"] if isinstance(area, Territory)]
        return keep_public(access.cooperation, one.record, areas)


def plan_publics(workbook: Workbook, answers: Answers, report: Progress) -> PublicsImport:
    """A workbook understood as a list of publics."""
    access = reader_of(answers.cooperation_id, answers.author_id)
    read = read_rows(workbook, SPEC, answers.mapping)
    themes = by_names(themes_to_offer(access) if access else (), "label")
    grounds = by_names(territories_to_offer(access) if access else (), "name")
    same = {(folded(one.label), one.theme_id): one for one in (publics(access) if access else ())}
    rows = [_understood(row, themes, grounds) for row in read.rows]
    for one in rows:
        one.existing = same.get((folded(one.record.label), one.record.theme_id))
    compare_rows(rows, VALUES, {"territories": (GROUND,)})
    refuse_repeated(rows, LABEL.name)
    report(len(rows), len(rows))
    return PublicsImport(Table(read, rows))


def _understood(
    row: TableRow, themes: Mapping[str, Subject], grounds: Mapping[str, Territory]
) -> ListRow[Public]:
    chosen = listed_in(row, THEME.name, themes)
    values: dict[str, object] = {
        "label": row.read(LABEL),
        "theme": chosen[0] if chosen else None,
        "size": row.read(SIZE),
        "year": row.read(YEAR),
        "source": row.read(SOURCE),
    }
    links = {"territories": listed_in(row, GROUND.name, grounds)}
    return ListRow(row, Public(**values), values, links)


def public_rows_out(access: Access, fields: Sequence[str]) -> Iterable[Sequence[Value]]:
    """The publics of the cooperation, in the order of these fields."""
    for one in with_communes(publics(access)):
        values: dict[str, Value] = {
            LABEL.name: one.label,
            THEME.name: str(one.theme or ""),
            GROUND.name: " ; ".join(sorted(str(area) for area in one.territories.all())),
            SIZE.name: one.size,
            YEAR.name: one.year,
            SOURCE.name: one.source,
        }
        yield [values.get(name, "") for name in fields]


PUBLICS = Target(
    "publics",
    "Publics",
    SPEC.labels,
    frozenset(),
    plan_publics,
    public_rows_out,
    rank=8,
    leads_to=leads_to_page("Ouvrir les publics", "context:publics"),
    brings="vos publics",
    purpose="pour qui l’on travaille, où, combien, comptés par qui",
    pages={"public": "context:public"},
    leaf="pre.context.publics-actors",
)
