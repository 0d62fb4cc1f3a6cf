"""Which posts are there, who holds them, and how much time does each mission have and lack?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.models import Department, Mandate, Organisation
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.queries.people import people
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.queries import OPEN, duties
from maillage.trade.plan.actions.models import Share
from maillage.trade.plan.actions.queries.actions import shares
from maillage.trade.plan.choices import Mission
from maillage.trade.plan.engineering.models import EngineeringNeed, Post, PostHolding, PostTime
from maillage.trade.plan.engineering.rules import ZERO, filled_on, is_open_on, vacant_on


def posts(access: Access) -> QuerySet[Post]:
    """The posts of the reader's cooperation, by employer, « Retz 2 » before « Retz 10 »."""
    rows = Post.objects.filter(cooperation=access.cooperation_id)
    return rows.select_related("employer", "scheme", "department", "territory").order_by(
        "employer__name__plain", "folded", "pk"
    )


def open_posts(rows: QuerySet[Post], day: date) -> QuerySet[Post]:
    """Those that exist that day."""
    return rows.filter(Q(until__isnull=True) | Q(until__gte=day))


def with_holders(access: Access, rows: QuerySet[Post]) -> QuerySet[Post]:
    """These posts with who held them, who pays them and what they carry, as the
    reader may read it; four queries more.
    """
    holdings = PostHolding.objects.select_related("person").order_by("-since", "-pk")
    carried = shares(access).select_related(None).select_related("action")
    return rows.prefetch_related(
        Prefetch("holdings", holdings),
        "funders",
        Prefetch("shares", carried.order_by("action__number", "pk")),
        "times",
    )


def with_times(rows: QuerySet[Post]) -> QuerySet[Post]:
    """These posts with what each mission takes, who held them and when; two queries more."""
    holdings = PostHolding.objects.select_related("person")
    rows = rows.select_related(None).select_related("employer")
    return rows.prefetch_related(Prefetch("holdings", holdings), "times")


def vacant_posts(rows: QuerySet[Post], day: date) -> QuerySet[Post]:
    """Those that nobody holds that day, nor in part."""
    running = PostHolding.objects.filter(
        Q(since__isnull=True) | Q(since__lte=day), Q(until__isnull=True) | Q(until__gte=day)
    )
    return open_posts(rows, day).exclude(Exists(running.filter(post=OuterRef("pk"))))


def employers(access: Access) -> list[tuple[str, str]]:
    """The employers, as the list of a register offers them."""
    rows = Organisation.objects.filter(pk__in=posts(access).order_by().values("employer"))
    return [(str(pk), name) for pk, name in rows.order_by("folded", "pk").values_list("pk", "name")]


def funders_of_posts(access: Access) -> QuerySet[Organisation]:
    """Who pays for a post of the cooperation."""
    through = Post.funders.through.objects.filter(post__cooperation=access.cooperation_id)
    return organisations(access).filter(pk__in=through.values("organisation")).order_by("folded")


def readable_people(access: Access, rows: Sequence[Post]) -> frozenset[int]:
    """Those who hold these posts and whom the reader may know by name; one query."""
    numbers = {one.person_id for post in rows for one in post.holdings.all() if one.person_id}
    return frozenset(people(access).filter(pk__in=numbers).values_list("pk", flat=True))


def shares_to_carry(access: Access) -> QuerySet[Share]:
    """The open parts of the plan that a post may carry."""
    rows = shares(access)
    return rows.order_by("action__number", "action__folded", "organisation__folded", "pk")


def departments(access: Access) -> QuerySet[Department]:
    """The services of the structures that may employ."""
    rows = Department.objects.filter(organisation__in=organisations(access).order_by())
    return rows.select_related("organisation").order_by("organisation__folded", "name", "pk")


def papers_of(access: Access, rows: Sequence[Post]) -> Mapping[str, list[Duty]]:
    """What each of these posts makes due and is still owed, by the key of its sheet; one query."""
    keys = [one.sheet_key for one in rows]
    result: dict[str, list[Duty]] = defaultdict(list)
    for duty in duties(access).filter(OPEN, origin__in=keys):
        result[duty.origin].append(duty)
    return result


def gone_holders(cooperation: int, day: date) -> QuerySet[PostHolding]:
    """Those who hold a post that day and have no mandate at its employer any more."""
    rows = PostHolding.objects.filter(
        Q(until__isnull=True) | Q(until__gte=day), post__cooperation=cooperation
    )
    every = Mandate.objects.filter(
        person=OuterRef("person"), organisation=OuterRef("post__employer")
    )
    here = every.filter(in_force(day=day))
    rows = rows.filter(Exists(every)).exclude(Exists(here))
    return rows.select_related("person", "post__employer").order_by("post__folded", "pk")


def last_mandate_end(holding: PostHolding) -> date | None:
    """The day on which their last mandate at the employer ended."""
    rows = Mandate.objects.filter(person=holding.person_id, organisation=holding.post.employer_id)
    return rows.order_by("-until").values_list("until", flat=True).first()


def needs(access: Access, year: int) -> QuerySet[EngineeringNeed]:
    """What each mission needs that year."""
    return EngineeringNeed.objects.filter(cooperation=access.cooperation_id, year=year)


@dataclass(frozen=True, slots=True)
class EmployerTime:
    """How much an employer holds, and leaves vacant."""

    name: str
    filled: Decimal
    vacant: Decimal


@dataclass(frozen=True, slots=True)
class Totals:
    """The posts that are open, what is planned and held in them, by employer."""

    posts: int
    planned: Decimal
    filled: Decimal
    holders: int
    employers: Sequence[EmployerTime]
    vacant: Sequence[Post]


def totals(rows: Sequence[Post], day: date) -> Totals:
    """What these posts, with their holders, hold that day."""
    running = [one for one in rows if is_open_on(one.since, one.until, day)]
    by_employer: dict[str, list[Post]] = defaultdict(list)
    for post in running:
        by_employer[post.employer.short_name or post.employer.name].append(post)
    holders = {
        one.person_id or -one.pk
        for post in running
        for one in post.holdings.all()
        if is_open_on(one.since, one.until, day)
    }
    return Totals(
        posts=len(running),
        planned=sum((one.fte for one in running), ZERO),
        filled=sum((filled_on(one.holdings.all(), day) for one in running), ZERO),
        holders=len(holders),
        employers=[
            EmployerTime(
                name,
                sum((filled_on(one.holdings.all(), day) for one in some), ZERO),
                sum((vacant_on(one, list(one.holdings.all()), day) for one in some), ZERO),
            )
            for name, some in by_employer.items()
        ],
        vacant=[one for one in running if vacant_on(one, list(one.holdings.all()), day)],
    )


@dataclass(frozen=True, slots=True)
class MissionLine:
    """What a mission has at each employer, in all, and what it needs; None when nobody says."""

    mission: str
    label: str
    by_employer: Mapping[str, Decimal]
    filled: Decimal
    need: EngineeringNeed | None

    @property
    def gap(self) -> Decimal | None:
        """What is missing; below zero when there is more than needed."""
        return None if self.need is None else self.need.fte - self.filled


def missions_total(lines: Sequence[MissionLine]) -> tuple[Decimal, Decimal | None]:
    """What is held for all missions, and what they need; None while a mission does not say."""
    filled = sum((one.filled for one in lines), ZERO)
    needs = [one.need.fte for one in lines if one.need is not None]
    return filled, sum(needs, ZERO) if len(needs) == len(lines) else None


def mission_lines(
    rows: Sequence[Post], every: Sequence[EngineeringNeed], day: date
) -> list[MissionLine]:
    """What is held for each mission, by employer: its time, for the part of its post held."""
    filled: dict[str, dict[str, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for post in rows:
        if not is_open_on(post.since, post.until, day):
            continue
        share = filled_on(post.holdings.all(), day) / post.fte
        for time in post.times.all():
            name = post.employer.short_name or post.employer.name
            filled[time.mission][name] += time.fte * share
    need_by_mission = {one.mission: one for one in every}
    return [
        MissionLine(
            mission.value,
            str(mission.label),
            dict(filled.get(mission.value, {})),
            sum(filled.get(mission.value, {}).values(), ZERO),
            need_by_mission.get(mission.value),
        )
        for mission in Mission
        if mission.value in filled or mission.value in need_by_mission
    ]


def times_of(post: Post) -> dict[str, Decimal]:
    """The time of each mission of a post, without its themes."""
    rows = PostTime.objects.filter(post=post, theme__isnull=True)
    return dict(rows.values_list("mission", "fte"))
