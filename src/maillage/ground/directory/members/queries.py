"""Who is in the cooperation, who weighs on it, and who speaks for whom?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.folded import fold
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import MemberKind, OrganisationKind
from maillage.ground.directory.records.models.members import Actor, Member, Spokesperson
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.queries.people import people, with_mandate
from maillage.ground.directory.records.words import period_words

INTERCOMMUNALITIES = ("cc ", "ca ", "communaute ", "metropole ")


@dataclass(frozen=True, slots=True)
class MemberRow:
    """A membership as the register reads it; no contact for whoever reads nothing of people."""

    pk: int
    organisation: str
    kind: str
    period: str
    since: date | None
    contact: str
    speakers: int


def members(access: Access) -> QuerySet[Member]:
    """Every membership of the reader's cooperation, past ones too."""
    return Member.objects.filter(cooperation=access.cooperation_id).select_related(
        "organisation", "contact"
    )


def member_rows(access: Access, page: QuerySet[Member]) -> list[MemberRow]:
    """The rows of one page, in two queries."""
    rows = list(page)
    speakers = _speakers(access, [member.organisation_id for member in rows])
    reads_people = permissions.can_open_people(access)
    return [
        MemberRow(
            pk=member.pk,
            organisation=str(member.organisation),
            kind=str(member.get_kind_display()),
            period=period_words(member),
            since=member.since,
            contact=str(member.contact) if member.contact and reads_people else "",
            speakers=speakers.get(member.organisation_id, 0),
        )
        for member in rows
    ]


def _speakers(access: Access, organisations: list[int]) -> dict[int, int]:
    """How many open accesses of this cooperation speak for each of these structures."""
    rows = Spokesperson.objects.filter(
        organisation__in=organisations,
        access__cooperation=access.cooperation_id,
        access__ended_at__isnull=True,
    )
    return dict(rows.order_by().values_list("organisation").annotate(Count("pk")))


@dataclass(frozen=True, slots=True)
class MemberTotals:
    """What the register says in a sentence."""

    full: int
    fullfunder: int
    associate: int
    funder: int
    observer: int
    without_contact: int

    @property
    def all(self) -> int:
        """How many members there are, of every kind."""
        return self.full + self.fullfunder + self.associate + self.funder + self.observer

    @property
    def sentence(self) -> str:
        """The members of each kind: "six signataires, deux associées et un financeur"."""
        sentences = [
            _counted(self.full, _("une signataire"), _("signataires")),
            _counted(
                self.fullfunder, _("une signataire qui finance"), _("signataires qui financent")
            ),
            _counted(self.associate, _("une associée"), _("associées")),
            _counted(self.funder, _("un financeur"), _("financeurs")),
            _counted(self.observer, _("une observatrice"), _("observatrices")),
        ]
        parts = [part for part in sentences if part]
        text = " et ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else parts[0]
        return text[:1].upper() + text[1:]

    @property
    def contact_words(self) -> str:
        """How many members have no point of contact."""
        return french.in_words(self.without_contact)


def _counted(count: int, one: str, several: str) -> str:
    if count > 1:
        return f"{french.in_words(count)} {several}"
    return one if count else ""


def member_totals(access: Access) -> MemberTotals:
    """The memberships in force by kind, in one query."""
    living = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    counts = {kind.value: Count("pk", filter=Q(kind=kind)) for kind in MemberKind}
    values = living.aggregate(**counts, without_contact=Count("pk", filter=Q(contact__isnull=True)))
    return MemberTotals(**values)


def actors(access: Access) -> QuerySet[Actor]:
    """Who weighs on the cooperation: structures, people, named groups."""
    rows = Actor.objects.filter(cooperation=access.cooperation_id)
    if not permissions.can_open_people(access):
        rows = rows.filter(person__isnull=True)
    return rows.select_related("organisation", "person").order_by(
        "group", "person__folded", "organisation__folded", "pk"
    )


def other_actors(access: Access) -> QuerySet[Actor]:
    """The people and groups among them, and the structures that are not members."""
    living = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    return actors(access).exclude(organisation__in=living.values("organisation"))


def speaking_accesses(access: Access) -> QuerySet[Access]:
    """The open accesses that may speak for structures, with those they speak for."""
    rows = Spokesperson.objects.select_related("organisation").order_by(
        "organisation__folded", "pk"
    )
    return (
        Access.objects.filter(
            cooperation=access.cooperation_id,
            ended_at__isnull=True,
            role__in=(Role.PARTNER, Role.ELECTED, Role.TEAM),
        )
        .select_related("user", "cooperation")
        .prefetch_related(Prefetch("spokespersons", rows))
        .order_by("user__name__plain", "pk")
    )


def speakers_for(access: Access, member: Member) -> list[str]:
    """The names of the users who speak for this member."""
    rows = Spokesperson.objects.filter(
        organisation=member.organisation_id,
        access__cooperation=access.cooperation_id,
        access__ended_at__isnull=True,
    ).select_related("access__user")
    return [str(row.access.user) for row in rows]


def contacts_in(member: Member) -> QuerySet[Person]:
    """The people who act now in the member's structure: one of them is its point of contact."""
    return (
        Person.objects.filter(in_force("mandates__"), mandates__organisation=member.organisation_id)
        .distinct()
        .order_by("family_name", "given_name", "pk")
    )


def own_structure(access: Access) -> list[Organisation]:
    """The intercommunality whose name the workspace bears, not saved, if the directory lacks it."""
    workspace = access.cooperation.workspace
    name = fold(workspace.name)
    if not name.startswith(INTERCOMMUNALITIES):
        return []
    own = Organisation(workspace=workspace, name=workspace.name, kind=OrganisationKind.EPCI)
    rows = Organisation.objects.filter(workspace=workspace, kind=own.kind)
    names = {fold(one) for pair in rows.values_list("name", "short_name") for one in pair}
    return [] if name in names else [own]


def acting_by_organisation(organisations: Sequence[Organisation]) -> dict[int, list[Mandate]]:
    """Who acts now in each of these structures, in the order of their names; one query."""
    acting: dict[int, list[Mandate]] = {}
    rows = Mandate.objects.filter(in_force(), organisation__in=organisations)
    for one in rows.select_related("person").order_by(
        "person__family_name", "person__given_name", "pk"
    ):
        if one.organisation_id is not None:
            acting.setdefault(one.organisation_id, []).append(one)
    return acting


@dataclass(frozen=True, slots=True)
class PortraitMember:
    """A member as the portrait names it; no contact for whoever reads nothing of people."""

    organisation_id: int
    name: str
    kind: str
    contact_id: int | None
    contact: str


def portrait_members(access: Access) -> list[PortraitMember]:
    """The memberships in force, in the order of the structures' names, in one query."""
    reads_people = permissions.can_open_people(access)
    living = members(access).filter(in_force()).order_by("organisation__folded", "pk")
    return [
        PortraitMember(
            organisation_id=member.organisation_id,
            name=str(member.organisation),
            kind=member.kind,
            contact_id=member.contact_id if reads_people else None,
            contact=str(member.contact) if member.contact and reads_people else "",
        )
        for member in living
    ]


def actorless_organisations(access: Access) -> QuerySet[Organisation]:
    """The living structures that are not among the actors of the reader's cooperation."""
    rows = Actor.objects.filter(cooperation=access.cooperation_id, organisation=OuterRef("pk"))
    return organisations(access).filter(~Exists(rows), ended_on__isnull=True)


def actorless_people(access: Access) -> QuerySet[Person]:
    """The people in office who are not among the actors of the reader's cooperation."""
    rows = Actor.objects.filter(cooperation=access.cooperation_id, person=OuterRef("pk"))
    return with_mandate(people(access)).filter(~Exists(rows))
