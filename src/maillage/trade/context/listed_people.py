"""Who a cell of a list names: a person of the directory, by a name or an initial."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.cleaning.people_cells import split_contacts
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.foundation.exchange.tables.value_looks import has_legal_word
from maillage.foundation.exchange.vocabulary.words import WAITED, is_word
from maillage.ground.directory.models import Person
from maillage.ground.directory.records.queries.people import people

BRACKETS = re.compile(r"\s?\([^()]*\)$")
AND = re.compile(r"\s?[/;+&]\s?|\set\s")
INITIAL = re.compile(r"(\w)\. ?(.+)")
NO_SERVICE = re.compile(
    r"^(?:service|services|pole|direction|equipe|cellule|unite|mairie|postes?)\b"
)


def people_by_name(access: Access | None) -> dict[str, Person]:
    """The people by « Prénom NOM » and « NOM Prénom »."""
    result: dict[str, Person] = {}
    for one in people(access) if access else ():
        result.setdefault(folded(f"{one.given_name} {one.family_name}"), one)
        result.setdefault(folded(f"{one.family_name} {one.given_name}"), one)
    return result


def someone_in(row: TableRow, name: str) -> str:
    """The name that a cell gives, without its civility; a service or a body is asked about."""
    text = split_contacts(row.text(name))[0]
    if not text or is_word("vacant", text) or WAITED.search(folded(text)):
        return ""
    first, *others = AND.split(BRACKETS.sub("", text))
    if others:
        row.warn(name, _("Plusieurs noms : seul le premier est lu."))
    head, _comma, beside = first.partition(", ")
    civility, bare = split_civility(head.strip() if is_function(beside) else first.strip())
    is_body = has_legal_word(bare) or NO_SERVICE.match(folded(bare))
    if is_function(bare) and not is_body:
        row.inform(name, _("Une fonction sans nom : la case est laissée."))
        return ""
    if is_body or (civility is None and len(bare.split()) == 1):
        row.warn(name, _("Un nom et un prénom sont attendus : la case est laissée."))
        return ""
    return bare


def full_name(person: Person | None) -> str:
    """« Prénom NOM », as a table says who somebody is; nothing of nobody."""
    return f"{person.given_name} {person.family_name}".strip() if person else ""


def person_among(records: Mapping[str, Person], text: str) -> Person | None:
    """Who bears this name, in full or by an initial that only one of them has."""
    key = folded(text)
    if key in records:
        return records[key]
    match = INITIAL.fullmatch(key)
    if match is None:
        return None
    results = {
        one
        for one in records.values()
        if folded(one.family_name) == match[2] and folded(one.given_name).startswith(match[1])
    }
    return results.pop() if len(results) == 1 else None
