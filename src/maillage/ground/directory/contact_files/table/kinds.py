"""Which kind of body, and of mandate, do the words of a file say?"""

import re
from functools import lru_cache

from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.choices import MandateKind, OrganisationKind
from maillage.ground.directory.contact_files.table.elected import is_post
from maillage.ground.directory.contact_files.table.organisation_names import name_parts

_KINDS = {
    OrganisationKind.COMMUNE: ("commune", "commune_deleguee"),
    OrganisationKind.EPCI: ("cc", "ca", "metropole"),
    OrganisationKind.SYNDICATE: ("syndicat", "petr", "parc", "gal"),
    OrganisationKind.DEPARTEMENT: ("departement",),
    OrganisationKind.REGION: ("region",),
    OrganisationKind.STATE: (
        "prefecture", "ddt", "ddets", "dreal", "draaf", "drac", "ars", "dsden", "education",
    ),
    OrganisationKind.SOCIAL: ("caf", "msa", "cpam", "carsat"),
    OrganisationKind.CHAMBER: ("cci", "cma", "chambre_agriculture"),
    OrganisationKind.PUBLIC: ("college", "lycee", "ecole", "ccas", "cias", "office_tourisme"),
    OrganisationKind.ASSOCIATION: ("association", "federation", "centre_social", "mission_locale"),
    OrganisationKind.COMPANY: ("spl", "scic", "scop", "sarl"),
}  # fmt: skip
_BY_NAME = {word: kind for kind, words in _KINDS.items() for word in words}
_BY_TYPE = {
    "commune": OrganisationKind.COMMUNE,
    "commune deleguee": OrganisationKind.COMMUNE,
    "epci": OrganisationKind.EPCI,
    "intercommunalite": OrganisationKind.EPCI,
    "syndicat": OrganisationKind.SYNDICATE,
    "departement": OrganisationKind.DEPARTEMENT,
    "region": OrganisationKind.REGION,
    "etat": OrganisationKind.STATE,
    "association": OrganisationKind.ASSOCIATION,
    "entreprise": OrganisationKind.COMPANY,
    "education nationale": OrganisationKind.PUBLIC,
    "etablissement public": OrganisationKind.PUBLIC,
}
_MANDATES = {
    "élu": MandateKind.ELECTED,
    "technicien": MandateKind.TECHNICIAN,
    "titulaire": MandateKind.TITULAIRE,
    "suppléant": MandateKind.SUPPLEANT,
}
_ELECTED = re.compile(
    r"^(?:\d{1,2}(?:er|ere|re|e|eme) )?(?:maire|adjointe? (?:au|a la) maire|adjointe? aux|"
    r"conseill(?:er|ere) (?:municipale?|communautaire|departementale?|regionale?)|depute|senat)"
)


def organisation_kind(name: str, words: str) -> OrganisationKind:
    """The kind that the type column says, else the one that the name says.

    >>> organisation_kind("Caf des Hautes-Ouzes", "Institution").value
    'social'
    """
    by_name = _BY_NAME.get(name_parts(name).kind or "")
    return kind_of_type(words) or by_name or OrganisationKind.OTHER


@lru_cache(1_000)
def kind_of_type(words: str) -> OrganisationKind | None:
    """The kind that a type column says, in the usual words or in ours; None when it says none.

    >>> kind_of_type("Service de l’État").value
    'state'
    """
    written = folded(words)
    ours = (kind for kind in OrganisationKind if folded(str(kind.label)) == written)
    kind = _BY_TYPE.get(written) or next(ours, OrganisationKind.OTHER)
    return None if kind == OrganisationKind.OTHER else kind


def mandate_kind(kind: str, function: str) -> MandateKind:
    """The kind of a mandate; a plain contact holds the office or the post that the function says.

    >>> mandate_kind("contact", "Maire").value, mandate_kind("contact", "Trésorière").value
    ('elected', 'other')
    >>> mandate_kind("contact", "Coordinatrice jeunesse").value
    'technician'
    """
    if kind in _MANDATES:
        return _MANDATES[kind]
    if _ELECTED.match(folded(function)):
        return MandateKind.ELECTED
    return MandateKind.TECHNICIAN if is_post(function) else MandateKind.OTHER


def written_kind(kind: str) -> str:
    """The kind of a mandate that the file does write; empty for a plain contact."""
    return _MANDATES.get(kind, "")
