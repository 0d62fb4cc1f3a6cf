"""Whom does one call for what, across structures?"""

from collections.abc import Callable, Hashable
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q, QuerySet

from maillage.core import french
from maillage.core.folded import MOST_WORDS, fold
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory.choices import ContactKind
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.people import Referral
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import memberships, reach
from maillage.ground.directory.records.queries.people import mandates


@dataclass(frozen=True, slots=True)
class CallRow:
    """A topic, who is called for it and how; `rank` is 1 in the first place."""

    pk: int
    topic: str
    rank: int
    person_id: int
    person: str
    function: str
    organisation: str
    department: str
    phone: str
    email: str


def calls(access: Access) -> QuerySet[Referral]:
    """The topics of the mandates in force that this reader may see."""
    living = Referral.objects.filter(in_force("mandate__"))
    if access.is_in_team:
        return living.filter(mandate__person__workspace=access.cooperation.workspace_id)
    return living.filter(mandate__in=mandates(access))


def calls_in_members(access: Access, rows: QuerySet[Referral]) -> QuerySet[Referral]:
    """The topics of the mandates held in member structures."""
    return rows.filter(mandate__organisation__in=memberships(access).values("organisation"))


def call_rows(page: QuerySet[Referral]) -> list[CallRow]:
    """The rows of one page, in two queries."""
    shown = page.select_related(
        "mandate__person", "mandate__organisation", "mandate__department"
    ).prefetch_related(
        Prefetch("mandate__person__contacts", Contact.objects.order_by("rank", "pk"))
    )
    return [_row(referral) for referral in shown]


def _row(referral: Referral) -> CallRow:
    mandate = referral.mandate
    reach = list(mandate.person.contacts.all())
    return CallRow(
        pk=referral.pk,
        topic=referral.topic,
        rank=referral.rank,
        person_id=mandate.person_id,
        person=str(mandate.person),
        function=mandate.function,
        organisation=str(mandate.organisation),
        department=str(mandate.department or ""),
        phone=next((one.value for one in reach if one.kind == ContactKind.PHONE), ""),
        email=next((one.value for one in reach if one.kind == ContactKind.EMAIL), ""),
    )


def calls_about(rows: QuerySet[Referral], typed: str) -> QuerySet[Referral]:
    """The topics where each word is in the topic, the person, the function or the structure."""
    for word in fold(typed).split()[:MOST_WORDS]:
        rows = rows.filter(
            Q(folded__contains=word)
            | Q(mandate__folded__contains=word)
            | Q(mandate__person__folded__contains=word)
            | Q(mandate__organisation__folded__contains=word)
        )
    return rows


@dataclass(frozen=True, slots=True)
class CallTotals:
    """What the page says in a sentence."""

    topics: int
    people: int
    organisations: int

    @property
    def topics_words(self) -> str:
        """How many topics, as a sentence begins."""
        return french.in_words(self.topics).capitalize()

    @property
    def people_words(self) -> str:
        """How many people to call, inside a sentence."""
        return french.in_words(self.people, feminine=True)

    @property
    def organisations_words(self) -> str:
        """In how many structures, inside a sentence."""
        return french.in_words(self.organisations, feminine=True)


_totals: Remembered[CallTotals] = Remembered()


def call_totals(access: Access, *, of_members_alone: bool) -> CallTotals:
    """How many topics, people and structures this reader finds, in one query after a change."""
    workspace = access.cooperation.workspace_id
    return _totals.of(reach(access), workspace, lambda: _count_totals(access, of_members_alone))


_counts: Remembered[int] = Remembered()


def count_calls(access: Access, narrowing: Hashable, count: Callable[[], int]) -> int:
    """How many topics the register holds once narrowed, remembered until a change."""
    return _counts.of((reach(access), narrowing), access.cooperation.workspace_id, count)


def _count_totals(access: Access, of_members_alone: bool) -> CallTotals:
    rows = calls(access)
    if of_members_alone:
        rows = calls_in_members(access, rows)
    values = rows.aggregate(
        topics=Count("folded", distinct=True),
        people=Count("mandate__person", distinct=True),
        organisations=Count("mandate__organisation", distinct=True),
    )
    return CallTotals(**values)
