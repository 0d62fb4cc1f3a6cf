"""Which structure does this row name, and what does it tell of it?"""

import re
from functools import lru_cache

from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.codes import (
    read_count,
    read_insee,
    read_postcode,
    read_siren,
)
from maillage.foundation.exchange.tables.records import RecordCell
from maillage.foundation.exchange.tables.slots import Slot
from maillage.foundation.exchange.vocabulary.words import singular_key
from maillage.ground.directory.contact_files.table.mentions import OrganisationMention
from maillage.ground.directory.contact_files.table.organisation_names import (
    NameParts,
    commune_name,
    is_individual,
    name_parts,
    names_one_body,
)
from maillage.ground.directory.contact_files.table.row_cells import RowCells
from maillage.ground.directory.records.rules import RNA, UAI

_DELEGATED = re.compile(r"^(.*?)\s*\((commune (?:d[ée]l[ée]gu[ée]e|associ[ée]e))\)$", re.IGNORECASE)
_COUNTED = re.compile(r"\s*\(\d[^)]*\)$")
_SEVERAL = re.compile(r"\s*[/;\n,]\s*|\s+(?:et|&)\s+")
_PART = re.compile(r"\s*\n\s*|\s+[–—-]\s+")
_SERVICE = re.compile(r"(?:service|direction|pole|unite|antenne|cellule|bureau)\b")
_TOWN = re.compile(r"^(.*?)[\s,;–-]*\b(\d{5})\s+(\D+)$")
_PLAIN_FACTS = (
    ("organisation_type", "type"),
    ("organisation_short_name", "short_name"),
    ("legal_form", "legal_form"),
    ("intercommunality", "intercommunality"),
    ("territory", "territory"),
    ("website", "website"),
)
_ONE_EACH = ("address", "website", "postcode")
_CODES = {
    "rna": (RNA, "Numéro RNA illisible : W et neuf chiffres sont attendus. Laissé vide."),
    "uai": (UAI, "Code UAI illisible : sept chiffres et une lettre sont attendus. Laissé vide."),
}
_OF_THE_COMMUNE = frozenset({"commune", "mairie", "municipal"})
_OF_COMMUNES = frozenset({None, "commune", "commune_deleguee"})
# The SIREN of a commune begins with 21; none begins with 0.
_NOT_OF_A_COMMUNE = re.compile(r"(?!21)[1-9]")
Facts = dict[str, str | int | None]


def organisations_of(row: RowCells) -> list[OrganisationMention]:
    """The structures of a record, from its own column or from its commune; often one alone.

    Where a cell names several, what the row says of its structure is said of the first.
    """
    by_commune = not row.mapped.has("organisation_name")
    cell = row.of_row("commune" if by_commune else "organisation_name")
    if cell is None:
        return []
    if not by_commune and is_individual(cell.text):
        row.remark(
            cell, "individual_member", Severity.WARNING,
            "Membre à titre personnel : aucune structure créée, la personne tient sa place.",
        )  # fmt: skip
        return []
    mentions = [_by_commune(row, cell)] if by_commune else _by_name(row, cell)
    first = mentions[0]
    first.facts |= _facts(row)
    cells = {name: row.of_row(name) for name in _ONE_EACH}
    first.places = {n: cell.place for n, cell in cells.items() if cell and not cell.repeated}
    department = row.of_row("department")
    if department:
        first.department = one_line(department.text)
    for mention in mentions:
        mention.in_seats = row.mapped.has_seats
    return mentions


def commune_of_slot(row: RowCells, slot: Slot) -> OrganisationMention | None:
    """The commune of a row that names another structure, where its elected people act there.

    « Élue à la culture (commune) », beside a library and its commune.
    """
    words = set(singular_key(slot.label).split())
    cell = row.of_row("commune")
    if cell is None or slot.role != "élu" or not words & _OF_THE_COMMUNE:
        return None
    return _by_commune(row, cell) if row.mapped.has("organisation_name") else None


def lacks_its_name(row: RowCells) -> bool:
    """Whether the row gives the number of a body that it does not name, but for its commune.

    Nothing of such a row is the commune's: it is told at the number, and left aside. Where the
    row names who is elected or sits, it does speak of the commune, and the number alone is wrong.
    """
    number, commune = _number_of_another(row), row.of_row("commune")
    if number is None or commune is None:
        return False
    if row.mapped.has_seats or any(slot.role == "élu" for slot in row.mapped.slots):
        message = "Ce numéro n’est pas celui d’une commune (21…) : laissé vide."
        row.remark(number, "number_of_another", Severity.ERROR, message)
        return False
    row.remark(
        number, "structure_unnamed", Severity.ERROR,
        f"Ce numéro n’est pas celui de la commune ({one_line(commune.text)}), et rien ne nomme sa "
        "structure : ligne laissée de côté. À l’étape des colonnes, dites laquelle porte le nom de "
        "la structure, ou ajoutez une colonne « Structure ».",
    )  # fmt: skip
    return True


def _number_of_another(row: RowCells) -> RecordCell | None:
    """The number of the row, when only a commune stands for its structure and it is not its own."""
    commune = row.of_row("commune")
    if commune is None or row.mapped.has("organisation_name"):
        return None
    if name_parts(commune.text).kind not in _OF_COMMUNES:
        return None
    return next(filter(_is_of_no_commune, row.all_of_row("siret", "siren", *_CODES)), None)


def _is_of_no_commune(cell: RecordCell) -> bool:
    code = _written_code(cell)
    if RNA.fullmatch(code) or UAI.fullmatch(code):
        return True
    return bool(_NOT_OF_A_COMMUNE.match(read_siren(cell.text).siren or ""))


@lru_cache(10_000)
def _bodies(text: str) -> tuple[str, ...]:
    """« Mairie de Vaux / CC du Val »: each part opens with the word of a body; else the whole."""
    parts = tuple(_SEVERAL.split(text)) if _SEVERAL.search(text) else ()
    several = len(parts) > 1 and all(map(_names_a_body, parts))
    return tuple(map(one_line, parts)) if several else (one_line(text),)


def _names_a_body(text: str) -> bool:
    parts = name_parts(text)
    return parts.kind is not None and (bool(parts.core) or names_one_body(parts.kind))


@lru_cache(10_000)
def _body_and_service(text: str) -> tuple[str, str | None]:
    """« Hôpital de Vaux », then « Service de nuit » on a line of its own or after a dash."""
    body, *rest = _PART.split(text)
    if len(rest) == 1 and body and _SERVICE.match(folded(rest[0])) and not _names_a_body(rest[0]):
        return one_line(body), one_line(rest[0])
    return one_line(text), None


def _by_name(row: RowCells, cell: RecordCell) -> list[OrganisationMention]:
    body, service = _body_and_service(cell.text)
    names = (body,) if service else _bodies(cell.text)
    if service and not cell.repeated:
        message = "Deux parties dans la cellule : la structure, puis son service."
        row.remark(cell, "organisation_and_department", Severity.INFO, message, service)
    if len(names) > 1 and not cell.repeated:
        row.remark(
            cell, "several_organisations", Severity.WARNING,
            "Plusieurs structures dans une cellule : autant de fiches, et un mandat dans chacune. "
            "Numéro, adresse et coordonnées vont à la première.",
        )  # fmt: skip
    mentions = [
        OrganisationMention(cell.place, row.sheet.name, name, name, row.row, repeated=cell.repeated)
        for name in names
    ]
    first, commune = mentions[0], row.of_row("commune")
    first.department = service
    if row.mapped.has("commune"):
        first.facts["commune"] = one_line(commune.text) if commune else None
    if commune and name_parts(first.name) == NameParts("commune", ""):
        first.name = commune_name(one_line(commune.text))
        message = f"« {first.raw} » : la commune de la ligne, {first.name}."
        row.remark(cell, "town_hall", Severity.INFO, message, first.name)
    return mentions


def _by_commune(row: RowCells, cell: RecordCell) -> OrganisationMention:
    raw = _COUNTED.sub("", one_line(cell.text))  # « Vaux (2 sièges) »
    mention = OrganisationMention(
        cell.place, row.sheet.name, raw, commune_name(raw), row.row, by_commune=True
    )
    delegated = _DELEGATED.match(raw)
    mention.repeated = cell.repeated
    if delegated:
        mention.name = raw
        mention.facts = {"type": delegated[2].capitalize(), "commune": delegated[1]}
    elif mention.name != raw:
        mention.facts = {"type": "Commune", "commune": raw}
    return mention


def _facts(row: RowCells) -> Facts:
    facts: Facts = {}
    for field, name in _PLAIN_FACTS:
        if field in row.mapped.of_row:
            cell = row.of_row(field)
            facts[name] = one_line(cell.text) if cell else None
    if facts.get("type") is None:
        facts.pop("type", None)
    if _number_of_another(row) is None:
        facts |= _numbers(row) | _codes(row)
    return facts | _insee(row) | _population(row) | _postal(row)


def _numbers(row: RowCells) -> Facts:
    facts: Facts = {}
    for field in ("siren", "siret"):
        cell = row.of_row(field)
        if cell is None:
            continue
        reading = read_siren(cell.text)
        if reading.refusal:
            row.remark(cell, "siren_checksum", Severity.ERROR, reading.refusal)
            continue
        facts["siren"] = reading.siren
        if reading.siret:
            facts["siret"] = reading.siret
        _remark_number(
            row, cell, field, reading.siret, reading.siren, restored=reading.zeros_restored
        )
    return facts


def _codes(row: RowCells) -> Facts:
    facts: Facts = {}
    for field, (shape, refusal) in _CODES.items():
        cell = row.of_row(field)
        if cell is None:
            continue
        code = _written_code(cell)
        if shape.fullmatch(code):
            facts[field] = code
        else:
            row.remark(cell, f"{field}_unreadable", Severity.WARNING, refusal)
    return facts


def _written_code(cell: RecordCell) -> str:
    return "".join(cell.text.split()).upper()


def _remark_number(
    row: RowCells,
    cell: RecordCell,
    field: str,
    siret: str | None,
    siren: str | None,
    *,
    restored: bool,
) -> None:
    if field == "siren" and siret:
        message = "SIRET à 14 chiffres dans une colonne SIREN : SIREN déduit."
        row.remark(cell, "siret_in_siren", Severity.INFO, message, siren)
    if restored:
        message = "Zéros initiaux perdus par le tableur : rétablis, la clé de contrôle est juste."
        row.remark(cell, "siren_leading_zero", Severity.INFO, message, siren)


def _insee(row: RowCells) -> Facts:
    cell = row.of_row("insee_code")
    if cell is None:
        return {"insee_code": None} if row.mapped.has("insee_code") else {}
    code = read_insee(cell.text)
    if code is None:
        message = "Code INSEE absent ou illisible : cinq caractères sont attendus. Laissé vide."
        row.remark(cell, "insee_unreadable", Severity.WARNING, message)
    return {"insee_code": code}


def _population(row: RowCells) -> Facts:
    cell = row.of_row("population")
    if cell is None:
        return {"population": None} if row.mapped.has("population") else {}
    count = read_count(cell.text)
    if count is None:
        message = "Population illisible : écrivez un nombre entier. Laissée vide."
        row.remark(cell, "population_unreadable", Severity.WARNING, message)
    return {"population": count}


def _postal(row: RowCells) -> Facts:
    lines = [line for cell in row.all_of_row("address", "address_2") for line in _lines(cell)]
    facts = _address(row, ", ".join(lines)) if lines else {}
    city = row.of_row("city")
    for cell in (row.of_row("postcode"), city):
        code, rest = read_postcode(cell.text) if cell else (None, "")
        if code:
            facts["postcode"] = code
        if rest and (cell is city or code):
            facts["city"] = rest
    return facts


def _address(row: RowCells, address: str) -> Facts:
    """The address, without the town that ends it when no column gives the town."""
    town = _TOWN.match(address)
    if town is None or row.mapped.has("postcode") or row.mapped.has("city"):
        return {"address": address}
    facts: Facts = {"address": town[1]} if town[1] else {}
    return facts | {"postcode": town[2], "city": town[3]}


def _lines(cell: RecordCell) -> list[str]:
    return [one_line(line).rstrip(",") for line in cell.text.splitlines() if line.strip()]
