"""Which people may this reader see, and through which of their mandates?"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    prefetch_related_objects,
)

from maillage.core import french
from maillage.core.folded import MOST_WORDS, begun_first, fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import ContactKind, MandateKind
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate, Person, Skill
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import memberships, reach
from maillage.ground.directory.records.words import quality


def people(access: Access) -> QuerySet[Person]:
    """The workspace's people for whoever works on the cooperation; nobody for an observer.

    Others see the people who act now in its member structures.
    """
    if not permissions.can_open_people(access):
        return Person.objects.none()
    rows = Person.objects.filter(workspace=access.cooperation.workspace_id)
    if access.is_in_team:
        return rows
    here = mandates(access).filter(in_force(), person=OuterRef("pk"))
    return rows.filter(Exists(here))


def mandates(access: Access) -> QuerySet[Mandate]:
    """The mandates that this reader may see: outside the team, those in member structures."""
    if not permissions.can_open_people(access):
        return Mandate.objects.none()
    rows = Mandate.objects.filter(person__workspace=access.cooperation.workspace_id)
    if access.is_in_team:
        return rows
    place = memberships(access).filter(organisation=OuterRef("organisation"))
    return rows.filter(Exists(place))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the register reads them: their mandate in force, or the last that ended."""

    pk: int
    name: str
    function: str
    organisation: str
    quality: str
    others: int
    skills: str
    since: date | None
    phone: str
    email: str


def person_rows(access: Access, page: QuerySet[Person]) -> list[PersonRow]:
    """The rows of one page, in four queries."""
    shown = page.prefetch_related(
        Prefetch("mandates", by_freshness(mandates(access)), to_attr="seen_mandates"),
        Prefetch("skills", Skill.objects.order_by("name", "pk"), to_attr="seen_skills"),
        Prefetch("contacts", Contact.objects.order_by("rank", "pk"), to_attr="seen_contacts"),
    )
    return [_row(person) for person in shown]


def by_freshness(rows: QuerySet[Mandate]) -> QuerySet[Mandate]:
    """The mandates in force first, functions before seats, then the last that ended."""
    return rows.select_related("organisation").order_by(
        F("until").desc(nulls_first=True), "body", F("since").desc(nulls_last=True), "pk"
    )


def _row(person: Person) -> PersonRow:
    rows: Sequence[Mandate] = getattr(person, "seen_mandates", [])
    skills: Sequence[Skill] = getattr(person, "seen_skills", [])
    contacts: Sequence[Contact] = getattr(person, "seen_contacts", [])
    living = [mandate for mandate in rows if mandate.is_in_force]
    main = next(iter(living or rows), None)
    same = [one for one in living if main and one.organisation_id == main.organisation_id]
    kinds = dict.fromkeys(quality(one.kind, person.civility) for one in same or rows[:1])
    return PersonRow(
        pk=person.pk,
        name=person.sorted_name,
        function=main.function if main else "",
        organisation=str(main.organisation) if main else "",
        quality=", ".join(kinds),
        others=len({one.organisation_id for one in living}) - 1,
        skills=", ".join(skill.name for skill in skills),
        since=main.since if main else None,
        phone=_first(contacts, ContactKind.PHONE),
        email=_first(contacts, ContactKind.EMAIL),
    )


def _first(contacts: Sequence[Contact], kind: str) -> str:
    return next((contact.value for contact in contacts if contact.kind == kind), "")


def answering_to(access: Access, rows: QuerySet[Person], typed: str) -> QuerySet[Person]:
    """The people of whom each word typed is in the name, a function, a structure or a skill.

    Nobody is found by a mandate that the reader may not see.
    """
    for word in fold(typed).split()[:MOST_WORDS]:
        by_word = Q(folded__contains=word)
        act = mandates(access).filter(by_word | Q(organisation__folded__contains=word))
        know = Skill.objects.filter(by_word, person__workspace=access.cooperation.workspace_id)
        acting, knowing = Q(pk__in=act.values("person")), Q(pk__in=know.values("person"))
        rows = rows.filter(by_word | acting | knowing)
    return rows


def people_matching(access: Access, typed: str, most: int) -> list[Person]:
    """The people who answer to the words, `most` at most, those whose name begins so first.

    Each has `seen_mandates`, the first before the others; in three queries.
    """
    rows = people(access).only("given_name", "family_name")
    answering = answering_to(access, rows, typed).order_by("folded", "pk")
    matching_people = begun_first(rows, answering, typed, most)
    seen = Prefetch("mandates", by_freshness(mandates(access)), to_attr="seen_mandates")
    prefetch_related_objects(matching_people, seen)
    return matching_people


def acting_in(rows: QuerySet[Person], organisation: str) -> QuerySet[Person]:
    """The people who act now in this structure."""
    return rows.filter(
        Exists(
            Mandate.objects.filter(in_force(), person=OuterRef("pk"), organisation__pk=organisation)
        )
    )


def acting_as(access: Access, rows: QuerySet[Person], kind: str) -> QuerySet[Person]:
    """The people whom this reader sees act now in this quality."""
    return rows.filter(Exists(_shared_mandates(access).filter(in_force(), kind=kind)))


def _shared_mandates(access: Access) -> QuerySet[Mandate]:
    """Inside a question on people that this reader sees: the mandates of one that they see too."""
    rows = Mandate.objects.all() if access.is_in_team else mandates(access)
    return rows.filter(person=OuterRef("pk"))


def with_mandate(rows: QuerySet[Person]) -> QuerySet[Person]:
    """The people who act somewhere now."""
    return rows.filter(Exists(Mandate.objects.filter(in_force(), person=OuterRef("pk"))))


@dataclass(frozen=True, slots=True)
class PeopleTotals:
    """What the register says in a sentence."""

    people: int
    organisations: int
    unskilled: int
    uninformed: int
    without_suppleant: int

    @property
    def people_words(self) -> str:
        """How many people act now, as a sentence begins."""
        return french.in_words(self.people, feminine=True).capitalize()

    @property
    def organisations_words(self) -> str:
        """In how many structures, inside a sentence."""
        return french.in_words(self.organisations, feminine=True)

    @property
    def suppleant_words(self) -> str:
        """How many structures have a titulaire and no suppleant, as a sentence begins."""
        return french.in_words(self.without_suppleant, feminine=True).capitalize()

    @property
    def uninformed_words(self) -> str:
        """How many people were not told that they are in the file, as a sentence begins."""
        return french.in_words(self.uninformed, feminine=True).capitalize()

    @property
    def unskilled_words(self) -> str:
        """How many people have no skill on their page, as a sentence begins."""
        return french.in_words(self.unskilled, feminine=True).capitalize()


_totals: Remembered[PeopleTotals] = Remembered()


def people_totals(access: Access) -> PeopleTotals:
    """The totals over what this reader may see, in three queries after a change, in one before."""
    workspace = access.cooperation.workspace_id
    return _totals.of(reach(access), workspace, lambda: _count_totals(access))


def _count_totals(access: Access) -> PeopleTotals:
    seen = mandates(access).filter(in_force())
    exists = Exists(Skill.objects.filter(person=OuterRef("pk")))
    values = with_mandate(people(access)).aggregate(
        people=Count("pk"),
        unskilled=Count("pk", filter=~Q(exists)),
        uninformed=Count("pk", filter=Q(informed_on__isnull=True)),
    )
    peopled = Organisation.objects.filter(Exists(seen.filter(organisation=OuterRef("pk"))))
    return PeopleTotals(
        people=values["people"],
        organisations=peopled.count(),
        unskilled=values["unskilled"],
        uninformed=values["uninformed"],
        without_suppleant=_without_suppleant(seen).count(),
    )


def _without_suppleant(seen: QuerySet[Mandate]) -> QuerySet[Organisation]:
    def some(kind: str) -> Exists:
        return Exists(seen.filter(organisation=OuterRef("pk"), kind=kind))

    return Organisation.objects.filter(some(MandateKind.TITULAIRE), ~some(MandateKind.SUPPLEANT))


_peopled: Remembered[list[tuple[str, str]]] = Remembered()


def peopled_organisations(access: Access) -> list[tuple[str, str]]:
    """The structures where somebody acts now, as the register's list offers them."""
    workspace = access.cooperation.workspace_id
    return _peopled.of(reach(access), workspace, lambda: _list_peopled(access))


def _list_peopled(access: Access) -> list[tuple[str, str]]:
    living = mandates(access).filter(in_force(), organisation=OuterRef("pk"))
    organisations = Organisation.objects.filter(Exists(living)).order_by("folded", "pk")
    rows = list(organisations.values_list("pk", "name", "short_name"))
    bearers = Counter(short for _pk, _name, short in rows)
    return [(str(pk), short if bearers[short] == 1 and short else name) for pk, name, short in rows]


def acting_places(access: Access, person: Person) -> frozenset[int]:
    """The structures in which this reader sees the person act now."""
    living = mandates(access).filter(in_force(), person=person)
    return frozenset(living.values_list("organisation", flat=True))
