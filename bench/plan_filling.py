"""What plan is measured? Actions with their parts, steps and waits, posts, facilities, findings."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.choices import Means, Visibility
from maillage.foundation.cooperations.models import Cooperation
from maillage.foundation.journal import services as journal
from maillage.ground.actors.choices import SubjectKind
from maillage.ground.actors.models import Subject
from maillage.ground.directory.models import Organisation, Person
from maillage.ground.territories.models import Territory
from maillage.trade.context.choices import FacilityKind
from maillage.trade.context.models import Duty, Facility
from maillage.trade.plan.choices import ActionState, ShareAnswerKind, ShareRole
from maillage.trade.plan.models import (
    Action,
    ActionStep,
    Dependency,
    Objective,
    Post,
    PostHolding,
    Share,
    ShareAnswer,
)
from maillage.trade.plan.steps.services import recompute_plan
from maillage.trade.stakes.models import Finding

MANY = 100
# actions, facilities, duties, posts, findings
SIZES = {"demo": (30, 12, 8, 6, 10), "large": (2_000, 5_000, 500, 300, 300)}
STEPS, SHARES = 10, 6
# How many actions wait for one another in a row: at the large size, five hundred steps.
CHAINS = {"demo": 3, "large": 50}
FAMILIES_OF_ROLES = (ShareRole.PILOT, *[ShareRole.CONTRIBUTOR] * 3, *[ShareRole.FUNDER] * 2)
STATES = (ActionState.RUNNING, ActionState.READY, ActionState.TALK)


def fill_plan(
    author: User, cooperation: Cooperation, organisations: Sequence[Organisation]
) -> None:
    """Make the plan of these structures, nine or many; inside a write of this author."""
    size = "demo" if len(organisations) < MANY else "large"
    actions, facilities, duties, posts, findings = SIZES[size]
    made = _fill_actions(author, cooperation, actions)
    _fill_shares(author, made, organisations)
    _fill_steps(made, CHAINS[size])
    recompute_plan(cooperation)
    communes = list(Territory.objects.order_by("pk")[: len(organisations)])
    kinds = FacilityKind.values
    rows = (
        Facility(
            cooperation=cooperation,
            kind=kinds[number % len(kinds)],
            name=f"Lieu d’accueil {number}",
            commune=communes[number % len(communes)],
            manager=organisations[number % len(organisations)],
            places=10 + number % 40,
        )
        for number in range(facilities)
    )
    journal.bulk_create(Facility, rows)
    own = {"cooperation": cooperation, "author": author, "visibility": Visibility.MEMBERS}
    journal.bulk_create(
        Duty,
        (
            Duty(
                label=f"Bilan {number}",
                funder=organisations[number % len(organisations)],
                due_on=_day(number % 700 - 100),
                **own,
            )
            for number in range(duties)
        ),
    )
    journal.bulk_create(
        Finding,
        (
            Finding(statement=f"Il manque {number} places d’accueil.", **own)
            for number in range(findings)
        ),
    )
    _fill_posts(cooperation, organisations, posts)


def _fill_actions(author: User, cooperation: Cooperation, count: int) -> list[Action]:
    objectives = [
        Objective(cooperation=cooperation, title=f"Objectif {n}", number=f"{n}", place=n, rank=n)
        for n in range(1, count // 15 + 1)
    ]
    objectives = journal.bulk_create(Objective, objectives)
    titles = [f"Ouvrir le lieu d’accueil numéro {number}" for number in range(count)]
    subjects = journal.bulk_create(
        Subject,
        (Subject(cooperation=cooperation, kind=SubjectKind.ACTION, label=one) for one in titles),
    )
    rows = (
        Action(
            cooperation=cooperation,
            author=author,
            visibility=Visibility.MEMBERS,
            subject=subject,
            objective=objectives[number % len(objectives)],
            number=f"{number}",
            title=subject.label,
            state=STATES[number % len(STATES)],
            state_on=_day(-number % 300),
            start_on=_day(number % 200 - 100),
            due_on=_day(number % 500 + 120),
        )
        for number, subject in enumerate(subjects)
    )
    return journal.bulk_create(Action, rows)


def _fill_shares(
    author: User, actions: Sequence[Action], organisations: Sequence[Organisation]
) -> None:
    rows = (
        Share(
            action=action,
            organisation=organisations[(action.pk + 7 * turn) % len(organisations)],
            role=FAMILIES_OF_ROLES[turn],
            asked_on=_day(-60),
            since=_day(-60),
        )
        for action in actions
        for turn in range(SHARES)
    )
    shares = journal.bulk_create(Share, rows)
    answers = (
        ShareAnswer(
            share=share,
            answer=ShareAnswerKind.REFUSED if share.pk % 9 == 0 else ShareAnswerKind.ACCEPTED,
            means=Means.PHONE,
            told_on=_day(-30),
            recorded_by=author,
        )
        for share in shares
        if share.pk % 3
    )
    journal.bulk_create(ShareAnswer, answers)


def _fill_steps(actions: Sequence[Action], chain: int) -> None:
    steps = journal.bulk_create(ActionStep, _steps(actions))
    after = pairwise(steps)
    waits = (
        Dependency(
            before_action_id=before.action_id,
            before_step=before,
            after_action_id=step.action_id,
            after_step=step,
        )
        for place, (before, step) in enumerate(after)
        if place % STEPS == STEPS - 1 and (place + 1) % (chain * STEPS)
    )
    journal.bulk_create(Dependency, waits)


def _steps(actions: Sequence[Action]) -> Iterator[ActionStep]:
    for action in actions:
        for place in range(1, STEPS + 1):
            yield ActionStep(
                action=action,
                place=place,
                title=f"Étape {place}",
                start_on=_day(place * 10 - 20),
                due_on=_day(place * 10 + action.pk % 30),
            )


def _fill_posts(
    cooperation: Cooperation, organisations: Sequence[Organisation], count: int
) -> None:
    people = list(Person.objects.order_by("pk")[:count])
    posts = journal.bulk_create(
        Post,
        (
            Post(
                cooperation=cooperation,
                title=f"Poste {number}",
                employer=organisations[number % len(organisations)],
                fte=Decimal("0.5"),
                since=_day(-400),
            )
            for number in range(count)
        ),
    )
    holdings = (
        PostHolding(post=post, person=person, fte=Decimal("0.5"), since=_day(-300))
        for post, person in zip(posts[::2], people, strict=False)
    )
    journal.bulk_create(PostHolding, holdings)


def _day(days: int) -> date:
    return date.today() + timedelta(days=days)
