"""Which of our words stand for those of a file?"""

import re
from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.targets.targets import WriteOrder
from maillage.foundation.journal import services as journal
from maillage.ground.directory.choices import MandateKind, OrganisationKind
from maillage.ground.directory.contact_files.table.organisation_names import name_parts
from maillage.ground.directory.contact_files.table.plan import ImportPlan
from maillage.ground.directory.contact_files.table.records import PlannedMandate, PlannedPerson
from maillage.ground.directory.records.models.notes import OrganisationNote
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.periods import last_day


class PersonRow(NamedTuple):
    """The columns of a person that a file says."""

    civility: str
    family_name: str
    given_name: str
    source: str
    informed_on: date | None


class MandateRow(NamedTuple):
    """The columns of a mandate that a file says."""

    person_id: int
    organisation_id: int
    department_id: int | None
    kind: str
    function: str
    theme: str
    body: str
    college: str
    voice: str
    notes: str
    since: date | None
    since_precision: str
    until: date | None
    until_precision: str


def person_row(planned: PlannedPerson, source: str) -> PersonRow:
    """The person as its table keeps them."""
    informed = planned.facts.get("informed_on")
    return PersonRow(
        civility=planned.civility or "",
        family_name=planned.family_name[:150],
        given_name=planned.given_name[:150],
        source=source,
        informed_on=date.fromisoformat(informed) if informed else None,
    )


def mandate_row(
    planned: PlannedMandate, person: int, organisation: int, department: int | None
) -> MandateRow:
    """The mandate as its table keeps it: « jusqu’en 2027 » holds until the end of that year."""
    notes = [planned.notes or "", *(f"{name} : {value}" for name, value in planned.details.items())]
    return MandateRow(
        person_id=person,
        organisation_id=organisation,
        department_id=department,
        kind=mandate_kind(planned.kind, planned.function or ""),
        function=(planned.function or "")[:300],
        theme=", ".join(planned.theme)[:200],
        body=(planned.body or "")[:200],
        college=(planned.college or "")[:100],
        voice=(planned.voice or "")[:40],
        notes="\n".join(note for note in notes if note),
        since=planned.since.day if planned.since else None,
        since_precision=planned.since.precision if planned.since else "day",
        until=last_day(planned.until.day, planned.until.precision) if planned.until else None,
        until_precision=planned.until.precision if planned.until else "day",
    )


def write_notes(
    plan: ImportPlan, order: WriteOrder, organisations: Mapping[str, Organisation]
) -> int:
    """Writes the notes that this cooperation has not yet; returns how many.

    `organisations` are the rows of the planned structures, by key.
    """
    wanted = {
        (organisations[planned.key].pk, str(planned.facts["notes"])): planned.source
        for planned in plan.organisations
        if planned.facts.get("notes")
    }
    if not wanted:
        return 0
    organisation_notes = OrganisationNote.objects.filter(
        cooperation=order.cooperation, organisation__in={number for number, _ in wanted}
    )
    written = set(organisation_notes.values_list("organisation_id", "text"))
    missing = {note: source for note, source in wanted.items() if note not in written}
    rows = [
        OrganisationNote(
            cooperation=order.cooperation,
            author=order.author,
            organisation_id=number,
            text=text,
            source=f"Import de {order.file_name[-150:]}, {source[-100:]}",
        )
        for (number, text), source in missing.items()
    ]
    return len(journal.bulk_create(OrganisationNote, rows))


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
    by_type = _BY_TYPE.get(folded(words))
    by_name = _BY_NAME.get(name_parts(name).kind or "")
    return by_type or by_name or OrganisationKind.OTHER


def mandate_kind(kind: str, function: str) -> MandateKind:
    """The kind of a mandate; a plain contact who holds a local elected office is elected.

    >>> mandate_kind("contact", "Maire").value, mandate_kind("contact", "DGS").value
    ('elected', 'other')
    """
    if kind in _MANDATES:
        return _MANDATES[kind]
    return MandateKind.ELECTED if _ELECTED.match(folded(function)) else MandateKind.OTHER
