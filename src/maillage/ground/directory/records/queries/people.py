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
from maillage.ground.directory.records.models.members import Actor
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate, Person, Skill
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import (
    elsewhere,
    member_organisations,
    memberships,
    reach,
    spoken_organisations,
)
from maillage.ground.directory.records.words import quality, until_words


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


def own_person(access: Access) -> int | None:
    """The number of the person that the reader is, by the address of their account.

    None when nobody that they may see has it, or several do.
    """
    address = access.user.email.lower()
    rows = Contact.objects.filter(kind=ContactKind.EMAIL, value=address, person__in=people(access))
    numbers = set(rows.values_list("person", flat=True)[:2])
    return numbers.pop() if len(numbers) == 1 else None


def people_to_name(access: Access) -> QuerySet[Person]:
    """The same, in the order of a list to choose from."""
    return people(access).order_by("family_name", "given_name", "pk")


def mandates(access: Access) -> QuerySet[Mandate]:
    """The mandates that this reader may see: outside the team, those in member structures."""
    if not permissions.can_open_people(access):
        return Mandate.objects.none()
    rows = Mandate.objects.filter(person__workspace=access.cooperation.workspace_id)
    if access.is_in_team:
        return rows
    place = memberships(access).filter(organisation=OuterRef("organisation"))
    return rows.filter(Exists(place))


def concerned_people(access: Access) -> QuerySet[Person]:
    """Those of them who do not act, or have not acted, for other cooperations alone."""
    acts = Mandate.objects.filter(person=OuterRef("pk"))
    beside = elsewhere(access, "organisation")
    weighs = Actor.objects.filter(cooperation=access.cooperation_id, person=OuterRef("pk"))
    is_of_others = Exists(acts.filter(beside)) & ~Exists(acts.filter(~beside))
    return people(access).exclude(is_of_others & ~Exists(weighs))


def of_members(access: Access, rows: QuerySet[Person]) -> QuerySet[Person]:
    """The people who act now in a structure that is a member of the cooperation."""
    place = memberships(access).filter(organisation=OuterRef("organisation"))
    acts = Mandate.objects.filter(in_force(), Exists(place), person=OuterRef("pk"))
    return rows.filter(Exists(acts))


@dataclass(frozen=True, slots=True)
class PersonRow:
    """A person as the register reads them: their mandate in force, or the last that ended.

    `ended` says until when, of who acts nowhere any more.
    """

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
    ended: str = ""


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
        ended="" if living or not main else _ended(main),
    )


def _ended(mandate: Mandate) -> str:
    return until_words(mandate.until, mandate.until_precision) if mandate.until else ""


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
    return rows.filter(acts_now())


def without_mandate(rows: QuerySet[Person]) -> QuerySet[Person]:
    """The people who act nowhere now."""
    return rows.filter(~acts_now())


def acts_now() -> Exists:
    """Inside a question on people: whether they act somewhere now."""
    return Exists(Mandate.objects.filter(in_force(), person=OuterRef("pk")))


def namesake_in(organisation: Organisation, family_name: str, given_name: str) -> Person | None:
    """Who bears this name and acts in the structure now, or did and acts nowhere any more.

    None for who left it for another: what the structure says of them is no longer theirs.
    """
    rows = Person.objects.filter(
        workspace=organisation.workspace_id,
        family_name__iexact=family_name,
        given_name__iexact=given_name,
        mandates__organisation=organisation,
    )
    here = Mandate.objects.filter(in_force(), person=OuterRef("pk"), organisation=organisation)
    return rows.filter(Q(Exists(here)) | ~acts_now()).first()


@dataclass(frozen=True, slots=True)
class PeopleTotals:
    """What the register says in a sentence."""

    people: int
    unattached: int
    organisations: int
    unskilled: int
    uninformed: int
    without_suppleant: int

    @property
    def people_words(self) -> str:
        """How many people act now, as a sentence begins."""
        return french.in_words(self.people, feminine=True).capitalize()

    @property
    def all(self) -> int:
        """How many people there are, with those who act nowhere now."""
        return self.people + self.unattached

    @property
    def all_words(self) -> str:
        """How many people there are, as a sentence begins."""
        return french.in_words(self.all, feminine=True).capitalize()

    @property
    def unattached_words(self) -> str:
        """How many people act nowhere now, inside a sentence."""
        return french.in_words(self.unattached, feminine=True)

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


@dataclass(frozen=True, slots=True)
class PeopledPlace:
    """A structure where somebody acts now: its number, its name, whether it is a member."""

    pk: int
    name: str
    is_member: bool


_peopled: Remembered[list[PeopledPlace]] = Remembered()


def peopled_places(access: Access) -> list[PeopledPlace]:
    """The structures where this reader sees somebody act now, in the order of their names."""
    workspace = access.cooperation.workspace_id
    return _peopled.of(reach(access), workspace, lambda: _list_peopled(access))


def begins_with_members(access: Access, places: Sequence[PeopledPlace]) -> bool:
    """Whether lists of people begin with those of the members: who sees others has the choice."""
    return access.is_in_team and any(one.is_member for one in places)


def _list_peopled(access: Access) -> list[PeopledPlace]:
    living = mandates(access).filter(in_force(), organisation=OuterRef("pk"))
    place = memberships(access).filter(organisation=OuterRef("pk"))
    organisations = Organisation.objects.filter(Exists(living)).order_by("folded", "pk")
    rows = list(organisations.values_list("pk", "name", "short_name", Exists(place)))
    bearers = Counter(short for _pk, _name, short, _place in rows)
    return [
        PeopledPlace(pk, short if bearers[short] == 1 and short else name, is_member)
        for pk, name, short, is_member in rows
    ]


_totals: Remembered[PeopleTotals] = Remembered()


def people_totals(access: Access, *, of_members_alone: bool) -> PeopleTotals:
    """The totals over what this reader may see, in three queries after a change, in one before."""
    workspace = access.cooperation.workspace_id
    return _totals.of(reach(access), workspace, lambda: _count_totals(access, of_members_alone))


def _count_totals(access: Access, of_members_alone: bool) -> PeopleTotals:
    """Who acts now, of the members alone or of all; who is uninformed or unattached, of all."""
    seen, listed = mandates(access).filter(in_force()), with_mandate(people(access))
    if of_members_alone:
        seen = seen.filter(organisation__in=memberships(access).values("organisation"))
        listed = of_members(access, people(access))
    skills = Skill.objects.filter(person=OuterRef("pk"))
    acting = listed.aggregate(people=Count("pk"), unskilled=Count("pk", filter=~Q(Exists(skills))))
    near = concerned_people(access).aggregate(
        unattached=Count("pk", filter=~Q(acts_now())),
        uninformed=Count("pk", filter=Q(informed_on__isnull=True)),
    )
    return PeopleTotals(**acting, **near, **_count_places(seen))


def _count_places(seen: QuerySet[Mandate]) -> dict[str, int]:
    """In how many structures these mandates are, and how many have a titulaire alone."""

    def some(**kind: str) -> Exists:
        return Exists(seen.filter(organisation=OuterRef("pk"), **kind))

    alone = Q(some(kind=MandateKind.TITULAIRE)) & ~Q(some(kind=MandateKind.SUPPLEANT))
    return Organisation.objects.filter(some()).aggregate(
        organisations=Count("pk"), without_suppleant=Count("pk", filter=alone)
    )


def own_organisations(access: Access) -> list[Organisation]:
    """The structures for which the reader speaks; otherwise the members where they act themselves.

    Somebody is known by the address of their account, when the directory has it.
    """
    spoken = spoken_organisations(access)
    if spoken:
        return spoken
    own = Contact.objects.filter(kind=ContactKind.EMAIL, value__iexact=access.user.email)
    acts = mandates(access).filter(in_force(), person__in=own.values("person"))
    rows = member_organisations(access).filter(pk__in=acts.values("organisation"))
    return list(rows.order_by("folded", "pk"))


def acting_places(access: Access, person: Person) -> frozenset[int]:
    """The structures in which this reader sees the person act now."""
    living = mandates(access).filter(in_force(), person=person)
    return frozenset(living.values_list("organisation", flat=True))
