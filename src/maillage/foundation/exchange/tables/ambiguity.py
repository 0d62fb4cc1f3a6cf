"""When a header can mean several things, what do its values say?"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import civility_of
from maillage.foundation.exchange.cleaning.people_cells import split_contacts
from maillage.foundation.exchange.cleaning.phones import read_phones
from maillage.foundation.exchange.vocabulary.words import given_names, is_word

_LEGAL = re.compile(
    r"\b(?:commune|ville|mairie|cc|ca|cu|communaute|agglo\w*|metropole|departement|conseil|region|"
    r"syndicat|petr|pnr|parc|association|asso|caf|msa|cci|cma|chambre|sarl|sas|scic|scop|spl|sivom|"
    r"sivu|smictom|sictom|centre|college|lycee|ecole|ehpad|ccas|cias|mission|office|ddt|ddtm|dreal|ars|prefecture|"
    r"agence|federation|fondation|etat|creche|multi accueil|mediatheque|mjc|cpam|cpts|udaf|foyer)\b"
)
_SERVICE = re.compile(r"\b(?:service|direction|pole|unite|mission|cellule|bureau)\b")
_PARTIES = frozenset(
    {"se", "lr", "ps", "rn", "lfi", "dvd", "dvg", "dvc", "eelv", "pcf", "modem", "ren", "re",
     "lrem", "udi", "rec", "ump", "prg", "npa", "lo", "exd", "exg", "div"}
)  # fmt: skip
_ACTIONS = frozenset({"action_title", "axis", "objective"})
_SENSITIVITIES = frozenset({"normal", "normale", "prive", "personnel", "confidentiel"})
_STRUCTURES = frozenset({"organisation_name", "commune"})
_NAMES = frozenset({"person_name", "elected_name", "technician_name", "family_name"})
_PERSON = re.compile(
    r"^(?:M\.|Mme|M |Mr|Monsieur|Madame|Mlle)|^[A-ZÀ-Ý'’-]{3,}\s+[A-ZÀ-Ý][a-zà-ÿ-]+$"
)


@dataclass(frozen=True, slots=True)
class ColumnContext:
    """What stands around a column: its values without empty ones, the other fields, its rank."""

    values: tuple[str, ...]
    others: frozenset[str] = frozenset()
    is_first: bool = False

    def most(self, test: Callable[[str], bool]) -> bool:
        """Whether a test holds for more than half of the values."""
        return bool(self.values) and sum(map(test, self.values)) * 2 > len(self.values)


def settle(key: str, field: str, context: ColumnContext) -> str:
    """The field of a column once its values are read; the announced one when they say nothing."""
    rule = _RULES.get(key) or _RULES_OF_FIELDS.get(field)
    settled = rule(field, context) if rule else field
    if settled == "function" and context.most(_is_civility):
        return "civility"
    if settled in {"function", "mandate", "status"}:
        settled = _role_column(settled, context)
    if settled == "mandate" and context.most(_opens_with_a_year_or_a_day):
        return "since"
    if settled in _NAMES and context.most(_has_no_letter):
        return guess_from_values(context)[0] or "ignored"
    if settled == "organisation_name" and context.most(is_person_text):
        return "organisation_name" if "person_name" in context.others else "person_name"
    if settled in {"address", "person_name", "theme"} and context.most(_is_bare_address):
        return "contact_details" if any(map(_has_phone, context.values)) else "email"
    return "person_name" if settled == "theme" and context.most(_names_and_reaches) else settled


def guess_from_values(context: ColumnContext) -> tuple[str | None, str]:
    """A field for a column whose header says nothing, and the reason in French."""
    tests: tuple[tuple[str, Callable[[str], bool], str], ...] = (
        ("refused_political", _is_party, "des étiquettes politiques"),
        ("email", _has_address, "des adresses"),
        ("phone", _has_phone, "des numéros à dix chiffres"),
        ("civility", _is_civility, "des civilités"),
        ("function", is_function, "des fonctions connues"),
        ("person_name", is_person_text, "des noms de personnes"),
        ("organisation_name", has_legal_word, "des noms de structures"),
    )
    for field, test, kind in tests:
        if field in _LACKED and not _LACKED[field](context):
            continue
        alike = sum(map(test, context.values))
        if alike >= 2 and alike * 10 >= len(context.values) * 7:
            return field, f"{alike} valeurs sur {len(context.values)} sont {kind}"
    return None, ""


def _lacks_structure(context: ColumnContext) -> bool:
    """Whether other columns name people, and none the structures where they act."""
    return bool(_NAMES & context.others) and not _STRUCTURES & context.others


def _lacks_people(context: ColumnContext) -> bool:
    return not _NAMES & context.others


_LACKED = {"organisation_name": _lacks_structure, "person_name": _lacks_people}


def _role_column(field: str, context: ColumnContext) -> str:
    if context.most(lambda text: is_word("titulaire", text) or is_word("suppleant", text)):
        return "titulaire_suppleant"
    if context.most(lambda text: is_word("elected", text) or is_word("technician", text)):
        return "elected_or_technician"
    return field


def _name(field: str, context: ColumnContext) -> str:
    if field == "organisation_name":
        return field
    if "given_name" in context.others:
        return "family_name"
    if context.is_first and context.most(has_legal_word):
        return "organisation_name"
    return "person_name"


def _other_name(field: str, context: ColumnContext) -> str:
    """The name of birth, or shown by a mail program, is nobody's second name beside the name."""
    return "other_name" if "family_name" in context.others else field


def _in_charge(field: str, context: ColumnContext) -> str:
    """Who answers for an action is not who answers for a structure."""
    return "pilot_person" if _ACTIONS & context.others else field


def _union(field: str, context: ColumnContext) -> str:
    """« Syndicat » is the union of somebody, which is refused, or the structure of the row."""
    names = _STRUCTURES & context.others
    return field if names or not context.most(has_legal_word) else "organisation_name"


def _of_somebody(field: str, context: ColumnContext) -> str:
    """What is thought of somebody is refused; beside actions, it is of the action."""
    return "ignored" if _ACTIONS & context.others else field


def _sensitivity(field: str, context: ColumnContext) -> str:
    """The « Sensibilité » of a message, which a mail program writes for each contact."""
    return "ignored" if context.most(lambda text: folded(text) in _SENSITIVITIES) else field


def _title(field: str, context: ColumnContext) -> str:
    return "action_title" if {"axis", "objective"} & context.others else field


def _contact(_field: str, context: ColumnContext) -> str:
    addresses = sum(map(_has_address, context.values))
    phones = sum(map(_has_phone, context.values))
    if not context.most(_reaches) or context.most(_names_and_reaches):
        return "person_name"
    if addresses and phones:
        return "contact_details"
    return "email" if addresses else "phone"


def _departement(_field: str, context: ColumnContext) -> str:
    return (
        "department"
        if context.most(lambda text: bool(_SERVICE.search(folded(text))))
        else "territory"
    )


def _service(field: str, context: ColumnContext) -> str:
    return "service_name" if "capacity" in context.others else field


def _unite(field: str, context: ColumnContext) -> str:
    return "unit" if "quantity" in context.others else field


def _statut(_field: str, context: ColumnContext) -> str:
    role = _role_column("status", context)
    if role != "status":
        return role
    if context.most(lambda text: folded(text) in {"public", "prive", "associatif", "mixte"}):
        return "organisation_type"
    if context.most(lambda text: is_word("yes", text) or is_word("no", text)):
        return "presence_status"
    return "status"


def _territoire(field: str, context: ColumnContext) -> str:
    names = _STRUCTURES & context.others
    return field if names or context.most(_has_no_letter) else "organisation_name"


def _collectivite(field: str, context: ColumnContext) -> str:
    few = len(set(context.values)) * 2 < len(context.values)
    return "college" if few and "organisation_name" in context.others else field


def _site(_field: str, context: ColumnContext) -> str:
    return "website" if context.most(lambda text: "." in text and " " not in text) else "department"


def _participants(_field: str, context: ColumnContext) -> str:
    counted = context.most(lambda text: text.isdecimal() or is_word("present", text))
    return "attendance" if counted else "person_name"


_RULES: dict[str, Callable[[str, ColumnContext], str]] = {
    "nom": _name,
    "noms": _name,
    "nom de naissance": _other_name,
    "name": _other_name,
    "full name": _other_name,
    "display name": _other_name,
    "nom complet": _other_name,
    "nom a afficher": _other_name,
    "nom affiche": _other_name,
    "responsable": _in_charge,
    "syndicat": _union,
    "syndicats": _union,
    "synd": _union,
    "sensibilite": _sensitivity,
    "appreciation": _of_somebody,
    "appreciations": _of_somebody,
    "jugement": _of_somebody,
    "orientation politique": _of_somebody,
    "orientations politiques": _of_somebody,
    "titre": _title,
    "contact": _contact,
    "contacts": _contact,
    "coordonnees": _contact,
    "departement": _departement,
    "service": _service,
    "statut": _statut,
    "unite": _unite,
    "territoire": _territoire,
    "territoires": _territoire,
    "collectivite": _collectivite,
    "site": _site,
    "participants": _participants,
    "participant": _participants,
}
_RULES_OF_FIELDS: dict[str, Callable[[str, ColumnContext], str]] = {"intercommunality": _territoire}


def has_legal_word(text: str) -> bool:
    """Whether a text holds a word that only names of structures hold."""
    return bool(_LEGAL.search(folded(text)))


def is_person_text(text: str) -> bool:
    """Whether a text reads as the name of somebody."""
    return bool(_PERSON.match(text) or _has_given_name(text)) and not has_legal_word(text)


def _has_given_name(text: str) -> bool:
    """« Anne LE GOFF, Luc GRAND »: a frequent given name at an end of the first name."""
    words = re.split(r"[,;/\n]", text)[0].split()
    ends = {folded(word).partition(" ")[0] for word in (*words[:1], *words[-1:])}
    return 2 <= len(words) <= 4 and bool(ends & given_names())


def _opens_with_a_year_or_a_day(text: str) -> bool:
    return bool(re.match(r"(?:depuis\s+)?\d{2}", folded(text)))


def _is_civility(text: str) -> bool:
    return civility_of(text) is not None


def _has_no_letter(text: str) -> bool:
    return not any(map(str.isalpha, text))


def _is_party(text: str) -> bool:
    return folded(text).rstrip("*. ") in _PARTIES


def _has_address(text: str) -> bool:
    return "@" in text


def _has_phone(text: str) -> bool:
    return bool(read_phones(text).numbers)


def _names_and_reaches(text: str) -> bool:
    """A name, with its address or number in the same cell."""
    return _reaches(text) and len(split_contacts(text)[0].split()) >= 2


def _is_bare_address(text: str) -> bool:
    """An address alone, not one written beside a name."""
    return _has_address(text) and len(split_contacts(text)[0].split()) < 2


def _reaches(text: str) -> bool:
    return _has_address(text) or _has_phone(text)
