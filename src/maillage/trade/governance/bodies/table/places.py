"""Which structure, and who in it, does a row of an officer's table name?"""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from maillage.foundation.exchange.cells.text import folded, one_line
from maillage.foundation.exchange.cleaning.functions import is_function
from maillage.foundation.exchange.cleaning.names import split_civility
from maillage.foundation.exchange.tables.parsed_rows import TableRow
from maillage.trade.governance.bodies.table.everyday_names import EverydayNames, several_words

PersonKey = tuple[str, ...]
BRACKETS = re.compile(r"\s*[(\[].*$")
# In a table of governance, what heads the column of structures under another word.
CALLED = ("commune", "intercommunality", "pilot_organisation", "pilot_person")


@dataclass(frozen=True, slots=True)
class ExistingPerson:
    """Somebody who acts in a structure; `key` is their name whatever its order."""

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


def person_key(text: str) -> PersonKey:
    """The words of a name without its civility, in no order.

    >>> person_key("Mme GABORIT Inès") == person_key("Inès Gaborit")
    True
    """
    return tuple(sorted(folded(split_civility(one_line(text))[1]).replace(",", " ").split()))


def find_place(row: TableRow, names: EverydayNames[ExistingPlace]) -> ExistingPlace | None:
    """The structure that the row names; refused when it names none, or several."""
    text = row.text("organisation_name")
    results = names.called(text)
    results = [one for one in results if not one.gone] or results
    if len(results) == 1:
        return results[0]
    if not text:
        return None
    unknown = _("Ce n’est pas un membre de la coopération : corrigez le nom, ou ajoutez-le.")
    several = several_words(one.name for one in results)
    sentence = several if results else names.with_nearest(unknown, text)
    row.refuse("organisation_name", sentence)
    return None


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


def _called_so(key: PersonKey, place: ExistingPlace) -> list[ExistingPerson]:
    """« Mme Gaborit », « I. Gaborit »: those of a structure who bear all these words."""
    words = {word for word in key if len(word.strip(".")) > 2}
    people = place.people if place.pk and words else ()
    return [one for one in people if words <= {*one.key}]


def person_by_name(
    row: TableRow, name: str, text: str, place: ExistingPlace
) -> ExistingPerson | None:
    """Who bears this name, one of those in the cell, among those who act in the structure."""
    key = person_key(without_function(text))
    existing_people = [one for one in place.people if one.key == key]
    existing_people = existing_people or _called_so(key, place)
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
