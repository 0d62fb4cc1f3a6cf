"""Who carries what for the others, and what does each one lack?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from maillage.core.folded import holds_words
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.records.history import history
from maillage.foundation.journal.queries import Gesture
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Subject
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.directory.models import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance.lead_partner.models import LeadPartner

UNNAMED = Q(act_number="", act__isnull=True)


@dataclass(frozen=True, slots=True)
class LeadRow:
    """A lead partner as the register reads it."""

    pk: int
    about: str
    kind: str
    organisation: str
    act: str
    since: date | None
    until: date | None


@dataclass(frozen=True)
class LeadSheet:
    """What is known of one lead partner; those before and after it on the same subject."""

    lead: LeadPartner
    is_member: bool
    others: Sequence[LeadPartner]
    gestures: Sequence[Gesture] = field(default_factory=tuple)


def lead_partners(access: Access) -> QuerySet[LeadPartner]:
    """Every lead partner of the reader's cooperation, past ones too."""
    rows = LeadPartner.objects.filter(subject__cooperation=access.cooperation_id)
    return rows.select_related("subject__cooperation", "organisation__successor", "act")


def matching_leads(rows: QuerySet[LeadPartner], typed: str) -> QuerySet[LeadPartner]:
    """Those whose structure bears these words, or whose subject holds them as typed."""
    return rows.filter(
        holds_words(typed, "organisation__folded") | Q(subject__label__icontains=typed)
    )


def lead_rows(page: QuerySet[LeadPartner]) -> list[LeadRow]:
    """The rows of one page, in one query."""
    return [
        LeadRow(
            pk=one.pk,
            about=one.subject.label,
            kind=str(one.subject.get_kind_display()),
            organisation=one.organisation.name,
            act=one.act_number or (one.act.name if one.act else ""),
            since=one.since,
            until=one.until,
        )
        for one in page
    ]


def lead_totals(access: Access) -> tuple[int, int]:
    """How many lead partners are in force, and how many of them are named by no act; one query."""
    rows = lead_partners(access).filter(in_force())
    totals = rows.aggregate(count=Count("pk"), unnamed=Count("pk", filter=UNNAMED))
    return totals["count"], totals["unnamed"]


def lead_sheet(access: Access, lead: LeadPartner) -> LeadSheet:
    """The sheet of a lead partner, in three queries."""
    places = Member.objects.filter(in_force(), cooperation=access.cooperation_id)
    return LeadSheet(
        lead=lead,
        is_member=places.filter(organisation=lead.organisation_id).exists(),
        others=list(
            lead_partners(access)
            .filter(subject=lead.subject_id)
            .exclude(pk=lead.pk)
            .order_by("since", "pk")
        ),
        gestures=history(access, lead.sheet_key),
    )


def subjects_to_carry(access: Access) -> QuerySet[Subject]:
    """What a structure may carry besides the whole cooperation: decisions, stakes, themes."""
    return subjects(access).exclude(kind=SubjectKind.COOPERATION)


def overlapping(lead: LeadPartner, subject: Subject) -> LeadPartner | None:
    """Another lead partner of the subject on one of its days, or None; a last day is free."""
    rows = LeadPartner.objects.filter(subject=subject).exclude(pk=lead.pk)
    if lead.until:
        rows = rows.filter(Q(since__isnull=True) | Q(since__lt=lead.until))
    if lead.since:
        rows = rows.filter(Q(until__isnull=True) | Q(until__gt=lead.since))
    return rows.select_related("organisation", "subject").order_by("since", "pk").first()


def leads_of_organisation(access: Access, organisation: int) -> list[LeadPartner]:
    """What a structure carries or carried, in one query, what it carries now first."""
    rows = lead_partners(access).filter(organisation=organisation)
    return list(rows.order_by(F("until").desc(nulls_first=True), "subject__label", "pk"))


def leads_to_keep(cooperation_id: int) -> QuerySet[LeadPartner]:
    """Those in force that no act names, and those that ended and that nobody follows."""
    rows = LeadPartner.objects.filter(subject__cooperation=cooperation_id)
    later = LeadPartner.objects.filter(subject=OuterRef("subject"))
    followed = Exists(later.filter(in_force() | Q(until__gt=OuterRef("until"))))
    partners = rows.filter(Q(in_force()) & UNNAMED | ~Q(in_force()) & ~Q(followed))
    return partners.select_related("subject", "organisation").order_by(
        F("until").asc(nulls_last=True), "pk"
    )


def leads_ending(access: Access, first: date, last: date) -> QuerySet[LeadPartner]:
    """The lead partners whose time ends in the period."""
    return lead_partners(access).filter(until__range=(first, last)).order_by("until", "pk")


@dataclass(frozen=True, slots=True)
class LeadFact:
    """A lead partner as the mission reads it."""

    about: str
    organisation: str
    is_whole: bool
    has_act: bool
    is_member: bool
    until: date | None


def lead_facts(cooperation_id: int) -> list[LeadFact]:
    """The lead partners of a cooperation, past ones too, in one query."""
    place = Member.objects.filter(
        in_force(), cooperation=cooperation_id, organisation=OuterRef("organisation")
    )
    rows = LeadPartner.objects.filter(subject__cooperation=cooperation_id)
    partners = rows.annotate(is_member=Exists(place)).select_related("subject", "organisation")
    return [
        LeadFact(
            about=one.subject.label,
            organisation=one.organisation.short_name or one.organisation.name,
            is_whole=one.subject.kind == SubjectKind.COOPERATION,
            has_act=one.has_act,
            is_member=one.is_member,
            until=one.until,
        )
        for one in partners.order_by("pk")
    ]
