"""When a header can mean several things, what do its values say?"""

import re
from collections.abc import Callable

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.remarks import is_sentence, mentions_somebody, opens_with
from maillage.foundation.exchange.tables.column_context import IGNORED, ColumnContext
from maillage.foundation.exchange.tables.lone_names import (
    doubt_on_names,
    settle_lone_name,
    settle_structure,
)
from maillage.foundation.exchange.tables.neighbours import RULES_OF_FIELDS, RULES_OF_HEADERS
from maillage.foundation.exchange.tables.value_looks import (
    has_address,
    has_legal_word,
    has_no_digit,
    has_no_letter,
    has_phone,
    is_amount,
    is_bare_address,
    is_civility,
    is_party,
    is_period,
    is_person_text,
    is_working_time,
    names_and_reaches,
    opens_as_structure,
    opens_with_a_year_or_a_day,
    reaches,
)
from maillage.foundation.exchange.vocabulary.words import is_word

_SERVICE = re.compile(r"\b(?:service|direction|pole|unite|mission|cellule|bureau)\b")
_PLACE = re.compile(
    r"\b(?:nord|sud|est|ouest|centre|canton|quartier|secteur|bassin|zone|vallee|pays|val|rural|"
    r"urbain|saint|sainte)\b|\d"
)
_SOME = 0.2
_ACTIONS = frozenset({"action_title", "axis", "objective"})
_SENSITIVITIES = frozenset({"normal", "normale", "prive", "personnel", "confidentiel"})
_STRUCTURES = frozenset({"organisation_name", "commune"})

_NAMES = frozenset({"person_name", "elected_name", "technician_name", "family_name"})


def settle(key: str, field: str, context: ColumnContext) -> str:
    """The field of a column once its values are read; the announced one when they say nothing."""
    rule = _RULES.get(key) or _RULES_OF_FIELDS.get(field)
    settled = rule(field, context) if rule else field
    if settled == "function":
        settled = _function(key, context)
    if settled == "territory" and context.most(is_amount):
        return "funder"
    if settled in {"function", "mandate", "status"}:
        settled = _role_column(settled, context)
    if settled == "mandate":
        settled = _mandate(key, context)
    if settled in _NAMES and _is_of_the_same(key, context):
        return "family_name"
    if settled in _NAMES:
        settled = _names_of_people(key, settled, context)
    if settled == "organisation_name":
        settled = settle_structure(key, context)
    if settled == "insee_code":
        return _insee_code(context)
    if settled in {"address", "person_name", "theme"} and context.most(is_bare_address):
        return "contact_details" if any(map(has_phone, context.values)) else "email"
    return "person_name" if settled == "theme" and context.most(names_and_reaches) else settled


def _is_of_the_same(key: str, context: ColumnContext) -> bool:
    """« Nom directeur » beside « Prénom directeur »: one person in two columns."""
    beside = " ".join(word for word in key.split() if word != "nom")
    return beside != key and beside in context.given - {""}


def _dates(field: str, context: ColumnContext) -> str:
    """Sentences are no dates; nor is a column of ends that also tells who came."""
    others = {"since": "leaving", "until": "coming"}[field]
    has_others = context.share(lambda text: opens_with(others, text)) > 0.2
    return "notes" if has_others or context.most(is_sentence) else field


def _function(key: str, context: ColumnContext) -> str:
    """« Titre » may be a civility, « Poste » a telephone; « Salarié – poste » is somebody."""
    if context.most(is_civility):
        return "civility"
    if context.most(has_phone):
        return "phone"
    is_of_somebody = _lacks_people(context) or is_function(key)
    somebody = is_of_somebody and context.most(is_person_text)
    return "person_name" if somebody else "function"


def _names_of_people(key: str, field: str, context: ColumnContext) -> str:
    """The same field, unless most values name nobody: structures, numbers, yes and no."""
    if key.startswith("nom") and context.most(opens_as_structure):
        return IGNORED if "organisation_name" in context.others else "organisation_name"
    if context.most(has_no_letter):
        return guess_from_values(context)[0] or IGNORED
    return IGNORED if context.most(_is_yes_or_no) else field


def doubt_of(key: str, field: str, context: ColumnContext) -> str:
    """The question that the values of a column leave open, in French; '' when they leave none."""
    if field == "mandate" and context.share(is_period) > _SOME:
        return "Un mandat, ou sa durée ?"
    if key == "siege" and field == "address" and context.share(has_no_digit) > _SOME:
        return "Une adresse, ou un siège ?"
    return doubt_on_names(key, field, context)


def guess_from_values(context: ColumnContext) -> tuple[str | None, str]:
    """A field for a column whose header says nothing, and the reason in French."""
    tests: tuple[tuple[str, Callable[[str], bool], str], ...] = (
        ("refused_political", is_party, "des étiquettes politiques"),
        ("person_name", names_and_reaches, "des noms avec leur adresse ou leur numéro"),
        ("email", has_address, "des adresses"),
        ("phone", has_phone, "des numéros à dix chiffres"),
        ("civility", is_civility, "des civilités"),
        ("function", is_function, "des fonctions connues"),
        ("fte", is_working_time, "des temps de travail"),
        ("notes", mentions_somebody, "des arrivées ou des départs"),
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


def _names_beside(field: str, context: ColumnContext) -> str:
    """« Destinataires du mail », copied as a mail program writes them: people and addresses."""
    return "person_name" if context.most(names_and_reaches) else field


def _where_one_works(field: str, context: ColumnContext) -> str:
    """« Lieu d’exercice » names structures where no other column does."""
    names = _lacks_structure(context) and context.most(opens_as_structure)
    return "organisation_name" if names else field


def _lacks_structure(context: ColumnContext) -> bool:
    """Whether other columns name people, and none the structures where they act."""
    return bool(_NAMES & context.others) and not _STRUCTURES & context.others


def _lacks_people(context: ColumnContext) -> bool:
    return not _NAMES & context.others


_LACKED: dict[str, Callable[[ColumnContext], bool]] = {
    "organisation_name": _lacks_structure,
    "person_name": _lacks_people,
    "fte": lambda context: not _lacks_people(context),
}


def _role_column(field: str, context: ColumnContext) -> str:
    if context.most(lambda text: is_word("titulaire", text) or is_word("suppleant", text)):
        return "titulaire_suppleant"
    if context.most(lambda text: is_word("elected", text) or is_word("technician", text)):
        return "elected_or_technician"
    return field


def _mandate(key: str, context: ColumnContext) -> str:
    """« Mandat / durée » that holds periods says when, never that everybody is elected."""
    if context.most(opens_with_a_year_or_a_day) or context.most(is_period):
        return "since"
    return "notes" if {"duree", "periode"} & set(key.split()) else "mandate"


def _insee_code(context: ColumnContext) -> str:
    """Names of communes, numbers of départements and postcodes are no INSEE codes."""
    if context.most(has_no_digit):
        return "commune"
    if context.most(lambda text: len(text) < 4):
        return "territory"
    codes = [text for text in context.values if len(text) == 5]
    is_post = len(set(codes)) > 3 and all(text.endswith("0") for text in codes)
    return "postcode" if is_post else "insee_code"


def _sector(field: str, context: ColumnContext) -> str:
    """« Secteur » is a place, unless no value reads as one: Culture, Emploi."""
    return field if context.most(_is_place) else "theme"


def _services(_field: str, context: ColumnContext) -> str:
    return "department" if context.most(_is_service) else "service_kind"


def _dates_of_actions(field: str, context: ColumnContext) -> str:
    """« Date de début » of an action is no beginning of a mandate."""
    if not _ACTIONS & context.others:
        return _dates(field, context)
    return "start_on" if field == "since" else "due_on"


def _is_yes_or_no(text: str) -> bool:
    return is_word("yes", text) or is_word("no", text)


def _is_service(text: str) -> bool:
    return bool(_SERVICE.search(folded(text)))


def _is_place(text: str) -> bool:
    return bool(_PLACE.search(folded(text)))


def _full_name(field: str, context: ColumnContext) -> str:
    """« Name » beside « Last Name » repeats it."""
    if "family_name" in context.others:
        return "other_name"
    return settle_lone_name(field, context)


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
    return IGNORED if _ACTIONS & context.others else field


def _sensitivity(field: str, context: ColumnContext) -> str:
    """The « Sensibilité » of a message, which a mail program writes for each contact."""
    return IGNORED if context.most(lambda text: folded(text) in _SENSITIVITIES) else field


def _title(field: str, context: ColumnContext) -> str:
    return "action_title" if {"axis", "objective"} & context.others else field


def _contact(_field: str, context: ColumnContext) -> str:
    addresses = sum(map(has_address, context.values))
    phones = sum(map(has_phone, context.values))
    if not context.most(reaches) or context.most(names_and_reaches):
        return "person_name"
    if addresses and phones:
        return "contact_details"
    return "email" if addresses else "phone"


def _departement(_field: str, context: ColumnContext) -> str:
    return "department" if context.most(_is_service) else "territory"


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
    if context.most(_is_yes_or_no):
        return "presence_status"
    return "status"


def _territoire(field: str, context: ColumnContext) -> str:
    names = _STRUCTURES & context.others
    return field if names or context.most(has_no_letter) else "organisation_name"


def _collectivite(field: str, context: ColumnContext) -> str:
    few = len(set(context.values)) * 2 < len(context.values)
    return "college" if few and "organisation_name" in context.others else field


def _seat(field: str, context: ColumnContext) -> str:
    """« Siège » is where a structure is, or who sits as titulaire or suppléant."""
    role = _role_column("status", context)
    return field if role == "status" else role


def _site(_field: str, context: ColumnContext) -> str:
    return "website" if context.most(lambda text: "." in text and " " not in text) else "department"


def _participants(_field: str, context: ColumnContext) -> str:
    counted = context.most(lambda text: text.isdecimal() or is_word("present", text))
    return "attendance" if counted else "person_name"


_RULES: dict[str, Callable[[str, ColumnContext], str]] = {
    **RULES_OF_HEADERS,
    "nom": settle_lone_name,
    "noms": settle_lone_name,
    "name": _full_name,
    "secteur": _sector,
    "secteurs": _sector,
    "date de debut": _dates_of_actions,
    "date de fin": _dates_of_actions,
    "fin": _dates_of_actions,
    "services": _services,
    "nom de naissance": _other_name,
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
    "siege": _seat,
    "participants": _participants,
    "participant": _participants,
}
_RULES_OF_FIELDS: dict[str, Callable[[str, ColumnContext], str]] = {
    **RULES_OF_FIELDS,
    "address": _where_one_works,
    "workplace": _where_one_works,
    "email": _names_beside,
    "intercommunality": _territoire,
    "since": _dates,
    "until": _dates,
}
