"""« Nom », alone above a column: the name of somebody, or of a structure?"""

from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.tables.column_context import ColumnContext
from maillage.foundation.exchange.tables.value_looks import (
    has_legal_word,
    is_person_text,
    opens_as_structure,
    parts_of,
)

# What is written of structures alone, whatever their names look like.
_NUMBERS = frozenset({"siren", "siret", "rna", "uai", "legal_form"})
# What is rather written of structures, when the names do not read as those of people.
_KINDS = frozenset(
    {"organisation_type", "website", "network_name", "opening_hours", "email_organisation",
     "phone_organisation", "service_kind", "label"}
)  # fmt: skip
_OF_SOMEBODY = frozenset({"civility", "function", "mandate", "titulaire_suppleant", "informed_on"})
_PEOPLE = frozenset(
    {"person_name", "family_name", "elected_name", "technician_name", "titulaire_name",
     "suppleant_name", "pilot_person"}
)  # fmt: skip
_SURE = 0.6
_SOME = 0.25
_WORDS_OF_STRUCTURES = frozenset(
    {"structure", "etablissement", "organisme", "association", "ecole", "college", "entreprise",
     "societe", "raison", "denomination", "beneficiaire", "creche", "asso"}
)  # fmt: skip


def settle_lone_name(field: str, context: ColumnContext) -> str:
    """What « Nom » names: its neighbours say it first, then all its values."""
    if field in {"organisation_name", "funder"}:
        return field
    if has_own_given_name(context):
        return "family_name"
    if "organisation_name" in context.others:
        return "person_name"
    if _names_structures(context):
        return "organisation_name"
    return "person_name"


def has_own_given_name(context: ColumnContext) -> bool:
    """Whether a column of given names goes with a bare « Nom », and not with a fuller one."""
    return any(
        not words or not {f"nom {words}", f"nom du {words}"} & context.headers
        for words in context.given
    )


def _names_structures(context: ColumnContext) -> bool:
    if context.most(has_legal_word):
        return True
    if _OF_SOMEBODY & context.others:
        return False
    if _NUMBERS & context.others:
        return True
    apart = bool(_KINDS & context.others) or (context.is_first and bool(_PEOPLE & context.others))
    return apart and not context.most(is_person_text)


def settle_structure(header: str, context: ColumnContext) -> str:
    """A column of structures, unless its values are people and nothing else says structures.

    Schools, halls and associations bear names of people: the word above them decides. « Maire,
    Commune de Vaux » is a function that also names a structure.
    """
    if "function" not in context.others and context.most(_is_function_somewhere):
        return "function"
    if not context.most(is_person_text) or _NUMBERS & context.others:
        return "organisation_name"
    if _WORDS_OF_STRUCTURES & set(header.split()) or "person_name" in context.others:
        return "organisation_name"
    return "person_name"


def _is_function_somewhere(text: str) -> bool:
    parts = parts_of(text)
    return any(map(is_function, parts)) and any(map(opens_as_structure, parts))


def doubt_on_names(header: str, field: str, context: ColumnContext) -> str:
    """The question to ask of a column of names whose values leave a doubt, in French, or ''."""
    if field == "organisation_name":
        is_sure = _NUMBERS & context.others or context.share(is_person_text) < _SOME
        return "" if is_sure else "Des structures, ou des personnes ?"
    if field != "person_name" or header not in LONE_NAMES or _OF_SOMEBODY & context.others:
        return ""
    is_sure = not context.values or context.share(is_person_text) >= _SURE
    return "" if is_sure else "Des personnes, ou des structures ?"


LONE_NAMES = frozenset({"nom", "noms", "name"})
