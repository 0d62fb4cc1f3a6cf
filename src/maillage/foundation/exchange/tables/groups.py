"""Which words stand above several columns at once?"""

import re
from dataclasses import dataclass, replace

from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.tables.headers import match_header
from maillage.foundation.exchange.tables.rows import Table
from maillage.foundation.exchange.tables.value_looks import has_legal_word
from maillage.foundation.exchange.vocabulary.words import header_key, singular_key, with_words_apart

_ROLE_FIELDS = {
    "elected_name": "élu",
    "technician_name": "technicien",
    "titulaire_name": "titulaire",
    "suppleant_name": "suppléant",
}
_ROLE_WORDS = (
    (re.compile(r"\btitulaires?\b"), "titulaire"),
    (re.compile(r"\bsuppleant|\bremplacant"), "suppléant"),
    (re.compile(r"\belue?s?\b"), "élu"),
    (re.compile(r"\btechnicien|\btechnique|\bagents?\b"), "technicien"),
)
_STRUCTURE = frozenset(
    {"organisation_name", "commune", "siren", "address", "territory", "organisation_type"}
)
_OF_SOMEBODY = frozenset({"civility", "given_name", "function"})
_PLAIN_ROLES = frozenset(
    {"elu", "elue", "technicien", "technicienne", "technique", "agent", "titulaire", "suppleant",
     "suppleante", "remplacant"}
)  # fmt: skip
_PLAIN_PEOPLE = frozenset(
    {"contact", "contacts", "referent", "referente", "representant", "correspondant", "membre"}
)
# « Référent » is anybody; « Référent enfance » is what somebody does.
_REFERENTS = frozenset({"referent", "referente", "correspondant"})
_NAMED = re.compile(
    r"^(?:noms?|prénoms?)\s+(?:(?:et\s+)?prénoms?\s+)?(?:(?:du|de la|des)\s+|de l['’]\s*)?",
    re.IGNORECASE,
)
_AFTER = re.compile(r"\s+[–—/-]\s+")


@dataclass(frozen=True, slots=True)
class Group:
    """A header above a range of columns, bounds included.

    `is_open` says that nothing shows where the last one ends: it runs to the end of the sheet;
    `holds_structure` that its columns are those of a structure, whatever its words.
    """

    text: str
    row: int
    left: int
    right: int
    is_open: bool = False
    holds_structure: bool = False

    @property
    def role(self) -> str | None:
        return role_of(self.text)

    @property
    def is_structure(self) -> bool:
        """Whether its columns are of a structure: not « Élue à la culture (commune) »."""
        match = match_header(self.text)
        by_word = match is not None and match.field in _STRUCTURE and not self.role
        return self.holds_structure or by_word


def role_of(text: str) -> str | None:
    """élu, technicien, titulaire or suppléant when the header says so."""
    key = header_key(text)
    for pattern, role in _ROLE_WORDS:
        if pattern.search(key):
            return role
    match = match_header(text)
    return _ROLE_FIELDS.get(match.field) if match else None


def function_in_header(text: str) -> str | None:
    """The function that a header names, « Maire » or « Secrétaire de mairie »; not a bare role.

    >>> function_in_header("Nom du maire"), function_in_header("Élu·e référent·e")
    ('Maire', None)
    """
    match = match_header(text)
    words = set(singular_key(text).split())
    if _PLAIN_ROLES & words:
        return None
    bare = _NAMED.sub("", _spelled(text))
    if not match:
        return bare if is_function(bare) else None
    of_a_matter = bool(_REFERENTS & words and match.rest) and not has_legal_word(match.rest)
    if (
        match.field == "person_name"
        and not of_a_matter
        and (_PLAIN_PEOPLE & words or not is_function(bare))
    ):
        return None
    if match.field == "function" and is_function(bare):  # « Salarié(e) – poste »
        return _AFTER.split(bare)[0]
    if match.field not in {"elected_name", "technician_name", "person_name"}:
        return None
    return bare[:1].upper() + bare[1:]


def _spelled(text: str) -> str:
    """A header as a person writes it: « NomMaire » and « nom_maire » are « Nom maire »."""
    apart = with_words_apart(text).strip()
    return text.strip() if apart == text.strip() else apart.lower()


def groups_of(sheet: Sheet, table: Table) -> list[Group]:
    """The groups above a table, the nearest line last."""
    groups: list[Group] = []
    for row in table.group_rows:
        merged = {area.left: area for area in sheet.merged_at(row)}
        starts = sorted(sheet.rows[row])
        for left, following in zip(starts, [*starts[1:], sheet.last_column + 1], strict=True):
            is_open = False
            if left in merged:
                right = merged[left].right
            elif merged and any(area.right > area.left for area in merged.values()):
                right = left
            else:
                right = following - 1
                is_open = following > sheet.last_column
            groups.append(Group(sheet.text(row, left), row, left, right, is_open))
    return _with_structures(sheet, table, groups)


def _with_structures(sheet: Sheet, table: Table, groups: list[Group]) -> list[Group]:
    """« Bibliothèque » over a name and a commune, beside « Responsable »: what is described."""
    fields = [_fields_under(sheet, table, group) for group in groups]
    of_people = [bool(_OF_SOMEBODY & one) for one in fields]
    return [
        replace(
            group,
            holds_structure=bool(_STRUCTURE & own)
            and not is_somebody
            and not group.role
            and any(of_people),
        )
        for group, own, is_somebody in zip(groups, fields, of_people, strict=True)
    ]


def _fields_under(sheet: Sheet, table: Table, group: Group) -> set[str]:
    """What the headers of the columns of a group announce; of a group of one column, nothing."""
    if group.right == group.left or group.is_open:
        return set()
    texts = (sheet.text(table.header_row, n) for n in range(group.left, group.right + 1))
    return {match.field for text in texts if text and (match := match_header(text))}


def group_above(groups: list[Group], column: int) -> Group | None:
    """The nearest group that covers a column."""
    return next((group for group in reversed(groups) if group.left <= column <= group.right), None)
