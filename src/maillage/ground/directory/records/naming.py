"""How does a form ask for a structure or a person of the directory?"""

from collections.abc import Sequence

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.translation import gettext as _

from maillage.core.record_by_name import RecordByNameField
from maillage.ground.directory.choices import OrganisationKind
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.models.periods import in_force


class OrganisationField(RecordByNameField[Organisation]):
    """One structure, told from another of its name by its seat or its kind."""

    def listed(self, records: Sequence[Organisation]) -> list[tuple[object, str]]:
        """Them as options, as a register sorts them: neither accents nor capitals count."""
        return super().listed(sorted(records, key=lambda one: one.folded))

    def note_of(self, record: Organisation) -> str:
        """Where the structure has its seat, else what it is."""
        return record.commune or str(OrganisationKind(record.kind).label)


class PersonField(RecordByNameField[Person]):
    """One person, told from another of their name by what they do and where."""

    def matching(self, typed: str) -> list[Person]:
        """The people who answer to the name, with their mandates of today; in four queries."""
        people = super().matching(typed)
        mandates = Mandate.objects.filter(in_force()).select_related("organisation")
        prefetch_related_objects(people, Prefetch("mandates", mandates, to_attr="held"))
        return people

    def note_of(self, record: Person) -> str:
        """What the person does today, and in which structure."""
        mandates: list[Mandate] = getattr(record, "held", [])
        lines = [", ".join(filter(None, (one.function, str(one.organisation)))) for one in mandates]
        return " ; ".join(lines) or _("sans mandat aujourd’hui")
