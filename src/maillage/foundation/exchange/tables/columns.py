"""What does each column of this table hold, and whom does it speak of?"""

import re
from dataclasses import dataclass, replace

from maillage.core.ods_out import column_letters
from maillage.foundation.exchange.cells.text import one_line
from maillage.foundation.exchange.cells.workbook import Sheet
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.tables.ambiguity import doubt_of, guess_from_values, settle
from maillage.foundation.exchange.tables.column_context import IGNORED, ColumnContext
from maillage.foundation.exchange.tables.groups import Group, group_above, groups_of, role_of
from maillage.foundation.exchange.tables.header_rows import is_day, is_mark
from maillage.foundation.exchange.tables.headers import HeaderMatch, is_of_a_home, match_header
from maillage.foundation.exchange.tables.rows import Table
from maillage.foundation.exchange.tables.value_columns import fields_by_values
from maillage.foundation.exchange.tables.value_looks import is_person_text
from maillage.foundation.exchange.vocabulary.words import header_key, is_word, singular_key

REFUSED = ("refused_political", "refused_personal", "refused_private", "refused_helped")
_OF_STRUCTURE = frozenset(
    {"mairie", "structure", "standard", "accueil", "collectivite", "organisme", "secretariat"}
)
_ORGANISATION_TWINS = {"email": "email_organisation", "phone": "phone_organisation"}
_OFFICES = frozenset({"elected_name", "technician_name", "titulaire_name", "suppleant_name"})
_NAMES = _OFFICES | {"person_name", "family_name", "given_name"}
_OF_ACTIONS = frozenset(
    {"axis", "objective", "action_title", "pilot_organisation", "commitment_kind"}
)
_STRUCTURES = frozenset({"organisation_name", "commune"})
_OF_ANY_NAME = frozenset({"nom", "libelle", "intitule", "les", "des", "une"})
_TERMS = {"start_on": ("debut", "since"), "due_on": ("fin", "until")}
_FROM_VALUES = frozenset({"person_name", "organisation_name"})
_OFFICE_OF_ROLE = {
    "élu": "elected_name",
    "technicien": "technician_name",
    "titulaire": "titulaire_name",
    "suppléant": "suppleant_name",
}
ELSEWHERE = "ne concerne pas cet import"
_NOBODY = "Aucune personne ne s’y lit : que dit cette colonne ?"
_BY_NAME = "le nom de ce territoire est dans une autre colonne"
_FACILITY = "nom d’un équipement : lu comme une structure"
_DAY = "un jour, au-dessus de présences"
_OF_NO_USE = "code ou donnée d’un logiciel : rien à en garder"
UNKNOWN = "en-tête inconnu : à vous de dire"
CHOICE = "votre choix"
BY_VALUES = "d’après les valeurs de la colonne"
COUNTED = " valeurs sur "
BY_BOTH = "d’après le titre et les valeurs"
BY_HEADER, IN_PART = "en-tête reconnu", "en-tête reconnu en partie"
TWIN = "une autre colonne donne déjà ceci"
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_SAMPLED = 300
_NUMBER = "_number"
_OF_ONE_STRUCTURE = frozenset(
    {"address", "postcode", "city", "siren", "siret", "rna", "website", "email_organisation",
     "phone_organisation"}
)  # fmt: skip
_PLACES = frozenset({"structure", "etablissement", "entite", "creche", "ecole"})
_MEANINGLESS = ("empty", "idem", "vacant", "reference")
_SHORT_CODE = 4


@dataclass(frozen=True, slots=True)
class Column:
    """A column and its field; `slot` counts the people of a row from 1, 0 for the whole row.

    `elsewhere` is the field of what another table reads; `doubt` the question that it leaves open.
    """

    number: int
    header: str
    field: str
    slot: int = 0
    rest: str = ""
    group: Group | None = None
    rank: int | None = None
    reason: str = ""
    samples: tuple[str, ...] = ()
    elsewhere: str = ""
    doubt: str = ""
    heads_a_day: bool = False
    is_chosen: bool = False

    @property
    def tells(self) -> str:
        """The field of what the column says, whether or not this import reads it."""
        return self.elsewhere or self.field

    @property
    def is_decided(self) -> bool:
        """Whether the officer chose what the column holds, or left it as it was read."""
        return self.is_chosen or self.reason == CHOICE

    @property
    def is_guess(self) -> bool:
        """Whether its values make it what it is, more than a header that we know."""
        is_read = self.field != IGNORED and not self.is_refused
        is_by_values = self.reason in {BY_VALUES, BY_BOTH} or COUNTED in self.reason
        return is_read and not self.is_decided and is_by_values

    @property
    def waits(self) -> bool:
        """Whether the officer is asked what the column holds."""
        return bool(self.doubt) or (self.field == IGNORED and self.reason == UNKNOWN)

    @property
    def letters(self) -> str:
        return column_letters(self.number)

    @property
    def is_refused(self) -> bool:
        return self.field in REFUSED

    @property
    def is_elsewhere(self) -> bool:
        """Whether its header speaks of what another import reads."""
        return self.field == IGNORED and self.reason == ELSEWHERE

    @property
    def is_twin(self) -> bool:
        """Whether it is left aside for another column, which gives the same thing first."""
        return self.field == IGNORED and self.reason == TWIN


def columns_of(sheet: Sheet, table: Table, wanted: frozenset[str]) -> list[Column]:
    """The columns of a table in order; those whose field is not wanted are left aside."""
    groups = groups_of(sheet, table)
    announced = [
        _announced(sheet, table, groups, number) for number in _column_numbers(sheet, table)
    ]
    columns = _settled(sheet, table, [column for column in announced if column])
    remaining_columns = [
        _wanted_or_ignored(column, wanted)
        for column in _without_twins(
            _by_employer(_of_structures(_with_terms(columns, wanted)), wanted)
        )
    ]
    return _with_names(sheet, table, remaining_columns, wanted)


def _column_numbers(sheet: Sheet, table: Table) -> list[int]:
    rows = [*table.header_rows, *table.records[:_SAMPLED]]
    columns = {column for row in rows for column in sheet.rows.get(row, {})}
    return sorted(column for column in columns if table.left <= column <= table.right)


def _announced(sheet: Sheet, table: Table, groups: list[Group], number: int) -> Column | None:
    own = one_line(sheet.text(table.header_row, number))
    group = group_above(groups, number)
    if not own and group and group.left == number:
        above = match_header(group.text)
        return _column(number, one_line(group.text), above, None)
    if not own and not any(sheet.text(row, number) for row in table.records[:_SAMPLED]):
        return None
    match = match_header(own)
    if not match and _is_day_of_grid(sheet, table, number):
        return Column(number, own, "attendance", group=group, reason=_DAY, heads_a_day=True)
    if own and group and not match:
        match = _match_under(group, own, ColumnContext(values_of(sheet, table, number)))
    return _column(number, own, match, group)


def _is_day_of_grid(sheet: Sheet, table: Table, number: int) -> bool:
    day = is_day(sheet.value(table.header_row, number))
    return day and ColumnContext(values_of(sheet, table, number)).most(is_mark)


def _match_under(group: Group, own: str, context: ColumnContext) -> HeaderMatch | None:
    """What the group and a header tell together; the group alone makes names of names only."""
    match = match_header(f"{group.text} {own}")
    if not match or match.field not in _NAMES:
        return match
    by_group = set(singular_key(own).split()) <= set(match.rest.split())
    return None if by_group and not context.most(is_person_text) else match


def _column(number: int, header: str, match: HeaderMatch | None, group: Group | None) -> Column:
    if not match:
        return Column(number, header, "", group=group)
    field = match.field
    if set(match.rest.split()) & _OF_STRUCTURE or (group and group.is_structure):
        field = _ORGANISATION_TWINS.get(field, field)
    if group and group.is_structure and field in {"family_name", "person_name"}:
        field = "organisation_name"
    if group and is_of_a_home(field, group.text):
        field = "refused_personal"
    if group and field in _NAMES and _heads_funders(group):
        field = "funder"
    reason = BY_HEADER if match.exact else IN_PART
    reason = _OF_NO_USE if field == IGNORED else reason
    return Column(number, header, field, 0, match.rest, group, match.number, reason)


def _heads_funders(group: Group) -> bool:
    above = match_header(group.text)
    return above is not None and above.field == "funder"


def _settled(sheet: Sheet, table: Table, columns: list[Column]) -> list[Column]:
    fields = [column.field for column in columns]
    headers = frozenset(header_key(column.header) for column in columns)
    given = frozenset(column.rest for column in columns if column.field == "given_name")
    if not table.header_row:
        return _by_values(sheet, table, columns)
    settled: list[Column] = []
    for place, column in enumerate(columns):
        values = values_of(sheet, table, column.number)
        others = frozenset(fields[:place] + fields[place + 1 :])
        context = ColumnContext(values, others, place == 0, headers, given)
        settled.append(_settle_column(column, context))
    return settled


def _by_values(sheet: Sheet, table: Table, columns: list[Column]) -> list[Column]:
    """The columns of a list that has no header."""
    values = [values_of(sheet, table, column.number) for column in columns]
    guesses = fields_by_values([ColumnContext(texts) for texts in values])
    return [
        replace(
            column, field=field or IGNORED, reason=reason or UNKNOWN,
            samples=() if field in REFUSED else tuple(dict.fromkeys(texts))[:3],
        )
        for column, texts, (field, reason) in zip(columns, values, guesses, strict=True)
    ]  # fmt: skip


def _settle_column(column: Column, context: ColumnContext) -> Column:
    samples = tuple(dict.fromkeys(context.values))[:3]
    if not column.field:
        guess, reason = _guess(column.header, context)
        reason = reason or UNKNOWN
        hidden = guess in REFUSED
        return replace(
            column, field=guess or IGNORED, reason=reason, samples=() if hidden else samples
        )
    text = settle(header_key(column.header), column.field, context)
    if text in REFUSED:
        return replace(column, field=text)
    reason = column.reason if text == column.field else BY_VALUES
    of_whom = column.field in _OFFICES and text not in _OFFICES
    rest = singular_key(column.header) if of_whom else column.rest
    doubt = doubt_of(header_key(column.header), text, context)
    if text == IGNORED and column.field in _NAMES:
        doubt = _NOBODY
    return replace(column, field=text, rest=rest, reason=reason, samples=samples, doubt=doubt)


def _guess(header: str, context: ColumnContext) -> tuple[str | None, str]:
    """« Trésorier(ère) » above names is that of somebody; else what the values say."""
    if is_function(_IN_BRACKETS.sub("", header)) and context.most(is_person_text):
        return "person_name", "une fonction, au-dessus de noms"
    return guess_from_values(context)


def values_of(sheet: Sheet, table: Table, number: int) -> tuple[str, ...]:
    """What a column says in the rows of a table, without what tells nothing."""
    texts = (sheet.text(row, number) for row in table.records[:_SAMPLED])
    return tuple(
        text for text in texts if text and not any(is_word(kind, text) for kind in _MEANINGLESS)
    )


def _with_terms(columns: list[Column], wanted: frozenset[str]) -> list[Column]:
    """« Date début » and « Date fin », beside people and no action, are the term of a mandate."""
    fields = {column.field for column in columns}
    if not fields & _NAMES or fields & _OF_ACTIONS:
        return columns
    return [_with_term(column, wanted) for column in columns]


def _with_term(column: Column, wanted: frozenset[str]) -> Column:
    word, term = _TERMS.get(column.field, ("", ""))
    value = word and word in header_key(column.header).split()
    if not value or column.field in wanted or term not in wanted:
        return column
    return replace(column, field=term, reason="début ou fin, dans un tableau de personnes")


def _of_structures(columns: list[Column]) -> list[Column]:
    """« Tél. école » beside « École », « Mail asso » beside « Association », are its own."""
    headers = [column.header for column in columns if column.field in _STRUCTURES]
    words = {word for header in headers for word in _significant_words(header)}
    return [
        replace(column, field=_ORGANISATION_TWINS[column.field])
        if column.field in _ORGANISATION_TWINS and _is_of(column.rest, words)
        else column
        for column in columns
    ]


def _is_of(rest: str, words: set[str]) -> bool:
    """Whether the words of a header are those of the structure's, shortened or not, and no more."""
    own = _significant_words(rest)
    return bool(own) and all(
        any(min(len(one), len(other)) >= _SHORT_CODE and _opens(one, other) for other in words)
        for one in own
    )


def _opens(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _significant_words(header: str) -> list[str]:
    return [w for w in singular_key(header).split() if len(w) > 2 and w not in _OF_ANY_NAME]


def _by_employer(columns: list[Column], wanted: frozenset[str]) -> list[Column]:
    """Whoever employs somebody is where they hold their mandate, « Structure » where they work.

    Where the row also gives the address or the number of a structure, it is the one described:
    the employer is then the remark.
    """
    structures = [column for column in columns if column.field == "organisation_name"]
    employers = [c for c in structures if "employeur" in header_key(c.header).split()]
    places = [c for c in structures if header_key(c.header) in _PLACES]
    fields = {column.field for column in columns}
    if len(employers) != 1 or not places or not {"workplace"} & wanted or not fields & _NAMES:
        return columns
    aside = employers if fields & _OF_ONE_STRUCTURE else places
    return [replace(c, field="workplace", doubt="") if c in aside else c for c in columns]


def _without_twins(columns: list[Column]) -> list[Column]:
    """One structure per row: a second column of structures is left aside."""
    remaining_columns: list[Column] = []
    seen: set[str] = set()
    for column in columns:
        twin = column.field in {"organisation_name", "commune", "siren"} & seen
        in_figures = column.field == "territory" and _repeats_in_figures(column, columns)
        seen.add(column.field)
        reason = _BY_NAME if in_figures else TWIN
        aside = replace(column, field=IGNORED, reason=reason, doubt="")
        remaining_columns.append(aside if twin or in_figures else column)
    return remaining_columns


def _repeats_in_figures(column: Column, columns: list[Column]) -> bool:
    """Whether a territory is told by its number, and by its name in another column."""
    others = [other for other in columns if other.field == "territory" and other != column]
    return _is_in_figures(column) and any(not _is_in_figures(other) for other in others)


def _is_in_figures(column: Column) -> bool:
    return bool(column.samples) and all(len(text) < _SHORT_CODE for text in column.samples)


def _wanted_or_ignored(column: Column, wanted: frozenset[str]) -> Column:
    if column.field in wanted or column.field in REFUSED or column.field == IGNORED:
        return column
    return replace(column, field=IGNORED, reason=ELSEWHERE, elsewhere=column.field, doubt="")


def _with_names(
    sheet: Sheet, table: Table, columns: list[Column], wanted: frozenset[str]
) -> list[Column]:
    """« Pilote », « Équipement » head people and structures too, where no other column does."""
    fields = {column.field for column in columns}
    shown_columns: list[Column] = []
    for column in columns:
        guessed = _guessed(sheet, table, column, fields) if column.is_elsewhere else column
        shown_columns.append(guessed if guessed.field in wanted else column)
        fields.add(shown_columns[-1].field)
    return shown_columns


def _guessed(sheet: Sheet, table: Table, column: Column, others: set[str]) -> Column:
    if column.elsewhere == "service_name" and "organisation_name" not in others and column.samples:
        return replace(column, field="organisation_name", reason=_FACILITY)
    context = ColumnContext(values_of(sheet, table, column.number), frozenset(others))
    office = _OFFICE_OF_ROLE.get(role_of(column.header) or "")
    if office and context.most(is_person_text):
        return replace(column, field=office, reason="un rôle, au-dessus de noms")
    if column.elsewhere.endswith(_NUMBER) and context.most(is_person_text):
        return replace(column, field="person_name", reason=BY_VALUES)
    guess, reason = guess_from_values(context)
    return replace(column, field=guess, reason=reason) if guess in _FROM_VALUES else column


def role_of_column(column: Column) -> str | None:
    """The role told by the column's own header, else by the group above it."""
    if column.field in _OFFICES:
        return role_of(column.header)
    if column.group and not column.group.is_structure and column.group.role:
        return column.group.role
    header = column.header if column.field in {"family_name", "given_name"} else column.rest
    return role_of(header) if header else None
