"""Which structure, and who in it, does a row of an officer's table name?"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames, several_words

PersonKey = tuple[str, ...]
BRACKETS = re.compile(r"\s*[(\[].*$")
OPENS_OFFICE = re.compile(r"^(?:(?:le|la)\s+|l['’]\s*)", re.IGNORECASE)
OF_WHAT = frozenset({"de", "du", "des", "aux", "à"})
WORDS_OF_A_NAME, LEAST_OF_A_NAME = 2, 3
# In a table of governance, what heads the column of structures under another word.
CALLED = ("commune", "intercommunality", "pilot_organisation", "pilot_person")


@dataclass(frozen=True, slots=True)
class ExistingPerson:
    """Somebody who acts in a structure; `key` is their name whatever its order.

    A number below zero is that of somebody whom the table brings in.
    """

    pk: int
    key: PersonKey
    name: str


@dataclass(frozen=True, slots=True)
class ExistingPlace:
    """A structure of the cooperation; `gone` says why nothing more begins there."""

    pk: int
    name: str
    short_name: str
    gone: str
    people: tuple[ExistingPerson, ...] = ()


Enter = Callable[[TableRow, str, str, ExistingPlace], ExistingPerson | None]


def _nobody_enters(
    _row: TableRow, _name: str, _text: str, _place: ExistingPlace
) -> ExistingPerson | None:
    return None


def person_key(text: str) -> PersonKey:
    """The words of a name without its civility, in no order.

    >>> person_key("Mme GABORIT Inès") == person_key("Inès Gaborit")
    True
    """
    return tuple(sorted(folded(split_civility(one_line(text))[1]).replace(",", " ").split()))


def find_place(row: TableRow, names: EverydayNames[ExistingPlace]) -> ExistingPlace | None:
    """The structure that the row names; refused when it names none, or several."""
    text = row.text("organisation_name")
    results = names.called(text) or names.called_in(text, _people_of)
    results = [one for one in results if not one.gone] or results
    if len(results) == 1:
        if not names.called(text):
            row.warn("organisation_name", _("Lu %(name)s.") % {"name": results[0].name})
        return results[0]
    if not text:
        return None
    unknown = _("Ce n’est pas un membre de la coopération : corrigez le nom, ou ajoutez-le.")
    several = several_words(one.name for one in results)
    sentence = several if results else names.with_nearest(unknown, text)
    row.refuse("organisation_name", sentence)
    return None


def _people_of(place: ExistingPlace) -> list[PersonKey]:
    return [one.key for one in place.people]


def find_person(row: TableRow, name: str, place: ExistingPlace) -> ExistingPerson | None:
    """Who is named in this cell, among those who act in the structure; said when nobody is."""
    text = row.text(name)
    return person_by_name(row, name, text, place) if text else None


def without_function(text: str) -> str:
    """A name without what follows it.

    >>> without_function("Paul RENAUD, adjoint au maire"), without_function("RENAUD, Paul (maire)")
    ('Paul RENAUD', 'RENAUD, Paul')
    """
    bare = BRACKETS.sub("", text)
    name, _comma, rest = bare.partition(",")
    says_function = rest.strip()[:1].islower() or is_function(rest.strip())
    return name if len(name.split()) > 1 and says_function else bare


def name_alone(text: str) -> str:
    """A name without the office before it nor what follows; nothing when only an office is said.

    >>> name_alone("Mme la Vice-Présidente Élise M."), name_alone("M. le Sous-Préfet")
    ('Élise M.', '')
    """
    bare = without_function(text).strip()
    _civility, rest = split_civility(one_line(bare))
    opened = OPENS_OFFICE.sub("", rest)
    if not is_function(opened) or (opened == rest and len(opened.split()) == WORDS_OF_A_NAME):
        return bare
    words = opened.split()[1:]
    while words and (words[0][0].islower() or is_function(words[0])):
        words = words[2 if words[0] in OF_WHAT else 1 :]
    return " ".join(words)


def _called_so(key: PersonKey, place: ExistingPlace) -> list[ExistingPerson]:
    """« Mme Gaborit », « I. Gaborit », « Inès G. »: those of a structure whom all this may name."""
    words = {word for word in key if not _is_initial(word)}
    starts = [word[0] for word in key if _is_initial(word)]
    people = place.people if place.pk and words else ()
    return [
        one
        for one in people
        if words <= {*one.key} and _begin(starts, [word for word in one.key if word not in words])
    ]


def _is_initial(word: str) -> bool:
    return len(word.strip(".")) < LEAST_OF_A_NAME


def _begin(starts: Sequence[str], words: Sequence[str]) -> bool:
    """Whether each initial begins one of these words."""
    return all(any(word.startswith(start) for word in words) for start in starts)


def person_by_name(
    row: TableRow, name: str, text: str, place: ExistingPlace, enter: Enter = _nobody_enters
) -> ExistingPerson | None:
    """Who bears this name, one of those in the cell, among those who act in the structure.

    `enter` is whom the table brings there, when nobody acts there by that name.
    """
    key = person_key(name_alone(text))
    if not key:
        row.warn(name, _("Une fonction sans nom : le siège reste à pourvoir."))
        return None
    existing_people = [one for one in place.people if one.key == key]
    if not existing_people:
        existing_people = _called_so(key, place)
        if len(existing_people) == 1 and any(map(_is_initial, key)):
            row.warn(name, _("Lu %(name)s.") % {"name": existing_people[0].name})
    if not existing_people and (newcomer := enter(row, name, text, place)):
        return newcomer
    if len(existing_people) == 1:
        return existing_people[0]
    sentence = (
        _("Plusieurs personnes y portent ce nom : choisissez sur la fiche, après l’import.")
        if existing_people
        else _(
            "Personne de ce nom n’agit dans cette structure : ajoutez son mandat dans "
            "l’annuaire, puis importez de nouveau. Le reste de la ligne entre."
        )
    )
    row.warn(name, sentence)
    return None
