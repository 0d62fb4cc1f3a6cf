"""The ten posts of the CTG: five point ten full-time equivalents, one of them vacant."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from maillage.foundation.cooperations.models import Access
from maillage.ground.directory.choices import MandateKind
from maillage.ground.directory.models import Mandate, Organisation, Person
from maillage.ground.directory.people.services import Around, Calls, add_mandate, add_person
from maillage.ground.directory.records.services import Reach
from maillage.trade.context.duties.services import Sending, send_duty
from maillage.trade.context.models import Duty, Scheme
from maillage.trade.plan.engineering.models import EngineeringNeed, Post
from maillage.trade.plan.engineering.queries import shares_to_carry
from maillage.trade.plan.engineering.services import (
    PostTies,
    add_post,
    arrive,
    keep_need,
    leave,
    set_times,
)

LEAD, COORDINATE, WATCH, FUND, TELL = "lead", "coordinate", "watch", "fund", "tell"


@dataclass(frozen=True)
class StoryPost:
    """A post: its employer, its time, who holds it since when, who pays, what it is for."""

    title: str
    employer: str
    fte: str
    holder: tuple[str, str]
    since: date
    funders: tuple[str, ...]
    actions: tuple[str, ...]
    times: Mapping[str, str]
    until: date | None = None


POSTS = (
    StoryPost(
        "Pilotage de la CTG",
        "cc",
        "0.80",
        ("Nora", "Bellanger"),
        date(2024, 2, 1),
        ("caf", "msa"),
        (),
        {LEAD: "0.60", FUND: "0.20"},
    ),
    StoryPost(
        "Petite enfance, guichet",
        "cc",
        "0.50",
        ("Oriane", "Daguenet"),
        date(2024, 9, 2),
        ("caf",),
        ("1", "2", "6"),
        {COORDINATE: "0.40", WATCH: "0.10"},
    ),
    StoryPost(
        "Enfance et mercredis",
        "cc",
        "0.60",
        ("Théo", "Marsac"),
        date(2022, 9, 1),
        ("caf",),
        ("7", "8", "9"),
        {COORDINATE: "0.45", FUND: "0.10", TELL: "0.05"},
    ),
    StoryPost(
        "Accès aux droits",
        "cc",
        "0.50",
        ("Anaïs", "Laubretière"),
        date(2024, 3, 4),
        ("caf",),
        ("24", "25"),
        {COORDINATE: "0.45", WATCH: "0.05"},
        until=date(2026, 8, 31),
    ),
    StoryPost(
        "Relais de la Plaine",
        "Mareil-en-Plaine",
        "0.50",
        ("Justine", "Boisgontier"),
        date(2025, 1, 6),
        ("caf", "msa"),
        ("1", "4"),
        {COORDINATE: "0.45", WATCH: "0.05"},
    ),
    StoryPost(
        "Périscolaire",
        "sivom",
        "0.50",
        ("Jérôme", "Marchesseau"),
        date(2023, 5, 2),
        ("caf",),
        ("7", "9"),
        {COORDINATE: "0.40", WATCH: "0.05", FUND: "0.05"},
    ),
    StoryPost(
        "Jeunesse",
        "Valmorin",
        "0.50",
        ("Karim", "Fontvieille"),
        date(2026, 9, 14),
        ("caf",),
        ("7", "9", "11"),
        {COORDINATE: "0.40", TELL: "0.10"},
    ),
    StoryPost(
        "Enfance et jeunesse",
        "Brolles",
        "0.40",
        ("Maud", "Oriot"),
        date(2023, 9, 4),
        ("caf",),
        ("7", "8", "10"),
        {COORDINATE: "0.35", WATCH: "0.05"},
    ),
    StoryPost(
        "Parentalité",
        "Centre social L’Escale",
        "0.40",
        ("Sonia", "Terrien"),
        date(2024, 3, 4),
        ("caf", "dept"),
        ("13", "14", "15", "16", "17"),
        {COORDINATE: "0.40"},
    ),
    StoryPost(
        "Vie sociale",
        "Centre social L’Escale",
        "0.40",
        ("Léo", "Rabouan"),
        date(2024, 3, 4),
        ("caf", "dept"),
        ("18", "19", "20", "21", "22", "23"),
        {COORDINATE: "0.30", WATCH: "0.10"},
    ),
)
NEEDS = {LEAD: "0.70", COORDINATE: "3.30", WATCH: "0.60", FUND: "0.40", TELL: "0.20"}


def make_posts(*, access: Access, organisations: Mapping[str, Organisation], today: date) -> None:
    """The posts of the CTG, those who hold them, and what the missions need this year and next."""
    scheme = Scheme.objects.filter(cooperation=access.cooperation, is_own=True).first()
    for one in POSTS:
        _make_post(access, one, organisations, scheme)
    for year in (today.year, today.year + 1):
        for mission, fte in NEEDS.items():
            need = EngineeringNeed(
                mission=mission, year=year, fte=Decimal(fte), source="convention, article 7"
            )
            keep_need(access=access, need=need)


def _make_post(
    access: Access,
    one: StoryPost,
    organisations: Mapping[str, Organisation],
    scheme: Scheme | None,
) -> None:
    employer = organisations[one.employer]
    carried = shares_to_carry(access).filter(organisation=employer, action__number__in=one.actions)
    post = add_post(
        access=access,
        post=Post(
            title=one.title,
            employer=employer,
            fte=Decimal(one.fte),
            scheme=scheme,
            since=date(2022, 1, 1) if one.since.year < 2024 else date(2024, 1, 1),
        ),
        ties=PostTies([organisations[key] for key in one.funders], carried),
    )
    times = {mission: Decimal(fte) for mission, fte in one.times.items()}
    set_times(access=access, post=post, read=post.version, times=times)
    holding = arrive(
        access=access,
        post=post,
        person=_person(access, one, employer),
        fte=Decimal(one.fte),
        since=one.since,
    )
    if one.until:
        leave(access=access, holding=holding, read=holding.version, on=one.until)
    else:
        _declared(access, post)


def _declared(access: Access, post: Post) -> None:
    """The arrivals of the past were declared when they came; those of this autumn are still due."""
    for duty in Duty.objects.filter(origin=post.sheet_key, due_on__lt=date(2026, 9, 1)):
        sending = Sending((duty.due_on or date.max) - timedelta(days=9), "espace partenaire")
        send_duty(access=access, duty=duty, read=duty.version, sending=sending)


def _person(access: Access, one: StoryPost, employer: Organisation) -> Person:
    given, family = one.holder
    workspace = access.cooperation.workspace
    person = Person.objects.filter(
        workspace=workspace, given_name=given, family_name=family
    ).first()
    if person is None:
        person = Person(workspace=workspace, given_name=given, family_name=family)
        around = Around(reach=Reach(emails=(), phones=()), skills=[])
        add_person(author=access.user, person=person, around=around)
        mandate = Mandate(
            person=person,
            organisation=employer,
            kind=MandateKind.TECHNICIAN,
            function=one.title,
            since=one.since,
            until=one.until,
        )
        add_mandate(author=access.user, mandate=mandate, calls=Calls(first=(), second=()))
    return person
