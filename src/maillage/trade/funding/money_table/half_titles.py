"""What do the lines above a plan say: what it pays for, who owns it, what it costs?"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.records import cell_at
from maillage.trade.funding.money_table.columns import OWNER
from maillage.trade.funding.money_table.headings import (
    WRITTEN,
    bare_owner,
    opens_as_funder,
    owner_in,
)

Place = tuple[int, int]
OF_A_PLAN = re.compile(
    r"(?:budget|plan de financement)(?: prévisionnel)?(?: du projet| de l[’']opération)?\s*"
    r"(?::|–|—|-)?\s*(?:de la |de l[’']|du |des |de )?",
    re.IGNORECASE,
)
# What a title says beside the name of what is paid.
ASIDE = re.compile(r"\b20\d\d(?:\s?[-–/]\s?20\d\d)?\b|\b(?:HT|TTC)\b|\((?:en )?k?€?\)|\ben k?€")
NAMELESS = re.compile(
    r"(?:feuil|feuille|sheet|tableau)\s*\d*|csv|"
    r"(?:(?:plan de financement|budget|previsionnel|montants?|sommes?|section|exercice|annee|"
    r"investissements?|fonctionnement|d['’]|en\b|euros?|milliers)[\s:,.–—-]*)+"
)
# « Opération n° 3 – Manager de commerce », « Fiche n° 1 – Halle », « Projet : Halle »
RANK = re.compile(
    r"^(?:opération|projet|dossier|action|fiche(?:[ -](?:action|projet|opération))?)\s*"
    r"(?:(?:n°\s*)?\d+\s*[:–—-]|:)\s*",
    re.IGNORECASE,
)
COST = re.compile(
    r"(?:(?:co[ûu]t|budget|d[ée]pense)s?|montant(?= total| des travaux| de l[’']op| du projet))"
    r"(?: (?:totale?s?|globale?|pr[ée]visionnel(?:le)?s?|"
    r"estimée?s?|estimatif|de l[’']opération|du projet|des travaux|HT|TTC|hors taxes?))*\s*"
    r"(?:\((?:HT|TTC)\)\s*)?:\s*(?P<sum>.*\d.*)",
    re.IGNORECASE,
)


def operation_title(sheet: str, titles: Sequence[str], shared: Collection[str] = ()) -> str:
    """What the titles name: not « Plan de financement », its year nor its basis.

    One that says so, « Opération : », comes first, then what is under the name of a structure and
    « Plan de financement »; what is `shared` by several plans, folded, names none of them.
    """
    marked = [text for text in titles if names_one(text)]
    own = [text for text in titles if folded(text) not in shared]
    for text in [*marked, *_under_plan(own), *own, sheet, *titles]:
        if name := _name(text):
            return name[:160]
    return ""


def rests_on_sheet(sheet: str, titles: Sequence[str], shared: Collection[str]) -> bool:
    """Whether the name of the sheet names what is paid, what stands above it being `shared`."""
    names = {_name(text) for text in titles} - {""}
    return bool(names) and operation_title("", titles, shared) != operation_title(
        sheet, titles, shared
    )


def names_one(text: str) -> bool:
    """Whether a line says that it names what is paid: « Opération : », « Fiche n° 1 – ».

    >>> names_one("Projet : halle"), names_one("Projets 2026")
    (True, False)
    """
    return RANK.match(text) is not None


def whole_cost(text: str) -> str:
    """The sum that a line says to be the whole cost; nothing for any other line.

    >>> whole_cost("Coût prévisionnel HT : 735 000 €"), whole_cost("Budget : 2026")
    ('735 000 €', '')
    """
    match = COST.fullmatch(text.strip())
    return match["sum"] if match and not re.fullmatch(r"20\d\d", match["sum"]) else ""


def lines_above(sheet: Sheet, places: Iterable[Place]) -> Iterator[tuple[Place, str]]:
    """Each text above a table with its cell; two cells may be a label and what it says.

    They are alone on their row, and the first ends by « : » or says with the other what is paid,
    who owns it or what it costs: « Opération », « Halle ».
    """
    by_row: dict[int, list[int]] = {}
    for row, column in places:
        by_row.setdefault(row, []).append(column)
    for row, columns in by_row.items():
        texts = [sheet.text(row, column) for column in columns]
        label = " : ".join([texts[0].rstrip(" :"), *texts[1:]])
        if len(texts) == len("ab") and (texts[0].endswith(":") or _is_label(label)):
            yield (row, columns[1]), label
        else:
            yield from zip([(row, column) for column in columns], texts, strict=True)


def _is_label(line: str) -> bool:
    return names_one(line) or bool(owner_in(line)) or bool(whole_cost(line))


def titles_and_owner(sheet: Sheet, places: Iterable[Place], row: TableRow) -> tuple[list[str], str]:
    """What stands above a table, and who owns what it tells, whose cell joins those of the row."""
    titles, owner = [], ""
    for place, text in lines_above(sheet, places):
        if who := owner_in(text):
            owner, *measures = bare_owner(who)
            row.cells[OWNER.name] = cell_at(sheet, place)
            titles += measures
        else:
            titles.append(text)
    return titles, owner


def _under_plan(titles: Sequence[str]) -> Sequence[str]:
    """What stands under a bare « Plan de financement », itself under no more than structures."""
    for number, text in enumerate(titles):
        if OF_A_PLAN.match(text) and not _name(text):
            return titles[number + 1 :] if all(map(opens_as_funder, titles[:number])) else ()
    return ()


def _name(text: str) -> str:
    """What a line names, without what is said beside; nothing for one that names nothing."""
    if whole_cost(text) or WRITTEN.match(folded(text)):
        return ""
    bare = ASIDE.sub(" ", OF_A_PLAN.sub(" ", ASIDE.sub(" ", RANK.sub("", text))))
    left = " ".join(bare.split()).strip(" :–—-,()")
    return "" if NAMELESS.fullmatch(folded(left)) else left
