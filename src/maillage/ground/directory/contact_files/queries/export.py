"""The directory in the officer's own columns: one row per person in their structure."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from django.db.models import Prefetch, QuerySet

from maillage.core.tables_out import Value
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import ContactKind, MandateKind
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate
from maillage.ground.directory.records.queries.organisations import organisations

Reading = Callable[[Organisation, Mandate | None], Value]
_ROLES = {
    "elected_name": MandateKind.ELECTED,
    "technician_name": MandateKind.TECHNICIAN,
    "titulaire_name": MandateKind.TITULAIRE,
    "suppleant_name": MandateKind.SUPPLEANT,
}


def exported_rows(access: Access, fields: Sequence[str]) -> Iterator[list[Value]]:
    """The values of these fields; a structure without anybody has one row of its own."""
    mandates: dict[int, list[Mandate]] = defaultdict(list)
    structures = organisations(access).prefetch_related("contacts", "departments")
    for mandate in _mandates(access):
        mandates[mandate.organisation_id].append(mandate)
    for organisation in structures.order_by("name", "pk"):
        rows: list[Mandate | None] = [*mandates.get(organisation.pk, [])] or [None]
        for row in rows:
            yield [_value(field, organisation, row) for field in fields]


def _mandates(access: Access) -> QuerySet[Mandate]:
    contacts = Prefetch("person__contacts", queryset=Contact.objects.order_by("rank", "pk"))
    seen = Mandate.objects.filter(organisation__in=organisations(access), until__isnull=True)
    ordered = seen.order_by("person__family_name", "person__given_name", "pk")
    return ordered.select_related("person", "department").prefetch_related(contacts)


def _value(field: str, organisation: Organisation, mandate: Mandate | None) -> Value:
    name, _, _slot = field.partition(":")
    reading = _READINGS.get(name)
    if reading:
        return reading(organisation, mandate)
    if name in _ROLES and mandate and mandate.kind == _ROLES[name]:
        return _full_name(mandate)
    return None


def _full_name(mandate: Mandate) -> str:
    person = mandate.person
    parts = (person.civility, person.family_name, person.given_name)
    return " ".join(part for part in parts if part)


def _of_person(name: str) -> Reading:
    def read(_organisation: Organisation, mandate: Mandate | None) -> Value:
        return getattr(mandate.person, name) if mandate else None

    return read


def _of_mandate(name: str) -> Reading:
    def read(_organisation: Organisation, mandate: Mandate | None) -> Value:
        return getattr(mandate, name) if mandate else None

    return read


def _of_structure(name: str) -> Reading:
    def read(organisation: Organisation, _mandate: Mandate | None) -> Value:
        value: Value = getattr(organisation, name)
        return value

    return read


def _contacts(kind: ContactKind, *, first: bool) -> Reading:
    def read(_organisation: Organisation, mandate: Mandate | None) -> Value:
        if mandate is None:
            return None
        names = [c.value for c in mandate.person.contacts.all() if c.kind == kind]
        return " ; ".join(names if first else names[1:])

    return read


def _own_contacts(kind: ContactKind) -> Reading:
    def read(organisation: Organisation, _mandate: Mandate | None) -> Value:
        return " ; ".join(c.value for c in organisation.contacts.all() if c.kind == kind)

    return read


def _seat(_organisation: Organisation, mandate: Mandate | None) -> Value:
    seats = {MandateKind.TITULAIRE: "titulaire", MandateKind.SUPPLEANT: "suppléant"}
    return seats.get(MandateKind(mandate.kind)) if mandate else None


_READINGS: dict[str, Reading] = {
    "organisation_name": _of_structure("name"),
    "organisation_short_name": _of_structure("short_name"),
    "organisation_type": lambda organisation, _mandate: organisation.get_kind_display(),
    "legal_form": _of_structure("legal_form"),
    "siren": _of_structure("siren"),
    "siret": _of_structure("siret"),
    "rna": _of_structure("rna"),
    "uai": _of_structure("uai"),
    "commune": _of_structure("commune"),
    "address": _of_structure("address"),
    "website": _of_structure("website"),
    "email_organisation": _own_contacts(ContactKind.EMAIL),
    "phone_organisation": _own_contacts(ContactKind.PHONE),
    "department": lambda _o, mandate: (
        mandate.department.name if mandate and mandate.department else None
    ),
    "person_name": lambda _o, mandate: _full_name(mandate) if mandate else None,
    "civility": _of_person("civility"),
    "family_name": _of_person("family_name"),
    "given_name": _of_person("given_name"),
    "informed_on": _of_person("informed_on"),
    "email": _contacts(ContactKind.EMAIL, first=True),
    "email_secondary": _contacts(ContactKind.EMAIL, first=False),
    "phone": _contacts(ContactKind.PHONE, first=True),
    "mobile": _contacts(ContactKind.PHONE, first=False),
    "function": _of_mandate("function"),
    "mandate": _of_mandate("function"),
    "titulaire_suppleant": _seat,
    "body": _of_mandate("body"),
    "college": _of_mandate("college"),
    "voice": _of_mandate("voice"),
    "theme": _of_mandate("theme"),
    "notes": _of_mandate("notes"),
    "since": _of_mandate("since"),
    "until": _of_mandate("until"),
}
