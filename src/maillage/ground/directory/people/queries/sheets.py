"""What is known of one person, as this reader may see it?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Prefetch, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.notices.rules import review_date
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import (
    Availability,
    Mandate,
    Person,
    Referral,
    Reliability,
    Skill,
)
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.directory.records.queries.people import mandates, people

CONTACTS = frozenset({"contact"})
PRIVATE = frozenset({"mandate", "referral", "person.source", "person.informed_how"})


@dataclass(frozen=True)
class PersonSheet:
    """A person and all that their page shows; the lists are already those of this reader."""

    person: Person
    access: Access
    mandates: Sequence[Mandate]
    skills: Sequence[Skill]
    contacts: Sequence[Contact]
    availabilities: Sequence[Availability]
    facts: int
    gestures: Sequence[Gesture]
    spoken: frozenset[int]

    @property
    def now(self) -> list[Mandate]:
        """The mandates in force."""
        return [mandate for mandate in self.mandates if mandate.is_in_force]

    @property
    def past(self) -> list[Mandate]:
        """The mandates that ended, last first."""
        return [mandate for mandate in self.mandates if not mandate.is_in_force]

    @property
    def calls(self) -> list[Referral]:
        """What one calls them for, in the first place then in the second."""
        referrals = [referral for mandate in self.now for referral in mandate.referrals.all()]
        return sorted(referrals, key=lambda referral: (referral.rank, referral.topic))

    @property
    def phones(self) -> list[str]:
        """Their telephone numbers, the surest first."""
        return [one.value for one in self.contacts if one.kind == ContactKind.PHONE]

    @property
    def emails(self) -> list[str]:
        """Their addresses, the surest first."""
        return [one.value for one in self.contacts if one.kind == ContactKind.EMAIL]

    @property
    def review_on(self) -> date | None:
        """When the record is to be reviewed; None while a mandate is in force."""
        recorded = timezone.localtime(self.person.recorded_at).date()
        ends = [mandate.until for mandate in self.mandates]
        return review_date(self.person.retained_until, ends, recorded)

    @property
    def may_edit(self) -> bool:
        """Whether this reader may correct the person and their mandates."""
        here = frozenset(mandate.organisation_id for mandate in self.now)
        return permissions.can_edit_person(self.access, here, self.spoken)


def person_sheet(access: Access, person: Person) -> PersonSheet:
    """The page of a person that this reader may see, in a constant number of queries."""
    rows = mandates(access).filter(person=person)
    times = Availability.objects.visible_to(access).filter(person=person)
    return PersonSheet(
        person=person,
        access=access,
        mandates=list(_in_order(rows)),
        skills=list(person.skills.order_by("name", "pk")),
        contacts=list(person.contacts.order_by("rank", "pk")),
        availabilities=list(
            times.filter(in_force()).select_related("confirmed_by").order_by("-since", "pk")
        ),
        facts=_facts(access, person),
        gestures=_gestures(access, person, times),
        spoken=spoken_for(access),
    )


KEPT = 128
_sheets: Remembered[PersonSheet] = Remembered(KEPT)


def person_page(access: Access, number: int) -> PersonSheet:
    """The same for the person of this number, or 404; read again only after a change."""
    return _sheets.of(
        (access.pk, access.role, number),
        access.cooperation.workspace_id,
        lambda: person_sheet(access, get_object_or_404(people(access), pk=number)),
    )


def availabilities(access: Access) -> QuerySet[Availability]:
    """The times promised now that this reader may see."""
    return (
        Availability.objects.visible_to(access)
        .filter(in_force(), person__in=people(access))
        .select_related("person")
    )


def employers(access: Access, person: Person) -> QuerySet[Organisation]:
    """The structures in which this reader sees the person act now."""
    living = mandates(access).filter(in_force(), person=person)
    return Organisation.objects.filter(pk__in=living.order_by().values("organisation"))


def visible_facts(access: Access) -> QuerySet[Reliability]:
    """The facts observed of people that this reader may see."""
    return Reliability.objects.visible_to(access).select_related("person", "author")


def reliability_facts(access: Access, person: Person, today: date) -> QuerySet[Reliability]:
    """The facts observed of this person that are not past their day, last observed first."""
    lasting = visible_facts(access).filter(person=person, expires_on__gte=today)
    return lasting.order_by("-observed_on", "-pk")


def _facts(access: Access, person: Person) -> int:
    if not permissions.can_read_reliability(access):
        return 0
    return reliability_facts(access, person, timezone.localdate()).count()


def _in_order(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    return (
        rows.select_related("organisation", "department", "person")
        .prefetch_related(Prefetch("referrals", Referral.objects.order_by("rank", "topic", "pk")))
        .order_by(F("until").desc(nulls_first=True), "body", F("since").desc(nulls_last=True), "pk")
    )


def _gestures(access: Access, person: Person, times: QuerySet[Availability]) -> list[Gesture]:
    """The changes of this person's page; outside the team only those of the card.

    Under the officers none quotes how one reaches or reached the person.
    """
    hidden = frozenset() if permissions.can_read_notes(access) else PRIVATE
    unquoted = frozenset() if permissions.can_read_former_contacts(access) else CONTACTS
    return history(access, person.sheet_key, also=[times], hidden=hidden, unquoted=unquoted)
