"""A post is written, somebody arrives, somebody leaves; what the funder must be told is due."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.versions import claim_version
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.foundation.journal import services as journal
from maillage.ground.directory.models import Organisation, Person
from maillage.trade.context.choices import DutyKind
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.services import Origin, keep_origin
from maillage.trade.plan.actions.models import Share
from maillage.trade.plan.engineering.models import EngineeringNeed, Post, PostHolding, PostTime
from maillage.trade.plan.engineering.rules import vacant_on, vacant_since
from maillage.trade.stakes.models import Theme

POSTS = "posts"
VACANCY = lazy("Déclarer la vacance : %(post)s")
DEPARTURE = lazy("Déclarer le départ : %(post)s")
TO_DECLARE, CAUGHT_UP = timedelta(days=30), timedelta(days=7)
Times = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class PostTies:
    """Who pays a post, which parts of the plan it carries, which themes it serves."""

    funders: Iterable[Organisation] = ()
    shares: Iterable[Share] = ()
    themes: Iterable[Theme] = ()


def add_post(*, access: Access, post: Post, ties: PostTies) -> Post:
    """The post, with who pays it and what it carries."""
    with journal.write_by(access, POSTS):
        return keep_post(access, post, ties)


def edit_post(*, access: Access, post: Post, read: int, ties: PostTies) -> Post:
    """The post with its changes; StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, POSTS):
        claim_version(post, read)
        return keep_post(access, post, ties)


def keep_post(access: Access, post: Post, ties: PostTies) -> Post:
    """The post, written with its links; inside journal.write only."""
    post.cooperation = access.cooperation
    post.save()
    post.funders.set(ties.funders)
    post.shares.set(ties.shares)
    post.themes.set(ties.themes)
    return post


def set_times(*, access: Access, post: Post, read: int, times: Times) -> Post:
    """The post, whose time goes to these missions; a mission without time is taken away."""
    with journal.write_by(access, POSTS):
        claim_version(post, read)
        post.save()
        existing = {one.mission: one for one in post.times.filter(theme__isnull=True)}
        for mission, fte in times.items():
            row = existing.pop(mission, None) or PostTime(post=post, mission=mission)
            row.fte = fte
            row.save()
        for row in existing.values():
            row.delete()
    return post


def arrive(*, access: Access, post: Post, person: Person, fte: Decimal, since: date) -> PostHolding:
    """Who holds the post from that day; the arrival is then to be declared to the funder."""
    with journal.write_by(access, POSTS):
        holding = PostHolding.objects.create(post=post, person=person, fte=fte, since=since)
        _declare(access, post, _("Déclarer l’arrivée : %(post)s"), since)
    return holding


def leave(*, access: Access, holding: PostHolding, read: int, on: date) -> PostHolding:
    """The holding, ended on that day; the vacancy, or the departure, is then to be declared."""
    with journal.write_by(access, POSTS):
        claim_version(holding, read)
        holding.until = on
        holding.save()
        post = holding.post
        rest = list(post.holdings.all())
        is_vacant = vacant_on(post, rest, on + timedelta(days=1)) > 0
        label = VACANCY if is_vacant else DEPARTURE
        _declare(access, post, str(label), on)
    return holding


def end_post(*, access: Access, post: Post, read: int, on: date) -> Post:
    """The post, which is no more after that day; those who hold it leave it then."""
    with journal.write_by(access, POSTS):
        claim_version(post, read)
        post.until = on
        post.save()
        for holding in post.holdings.filter(until__isnull=True):
            holding.until = max(on, holding.since or on)
            holding.save()
    return post


def declare_vacancies(today: date) -> int:
    """How many vacancies of a month were just made due, of those whose end was written ahead."""
    last = today - TO_DECLARE
    ended = PostHolding.objects.filter(until__range=(last - CAUGHT_UP, last))
    rows = Post.objects.filter(pk__in=ended.values("post")).select_related("cooperation__workspace")
    return sum(_declare_vacancy(one, today) for one in rows.prefetch_related("holdings"))


def _declare_vacancy(post: Post, today: date) -> bool:
    holdings = list(post.holdings.all())
    since = vacant_since(post, holdings, today)
    if since is None or since > today - TO_DECLARE + timedelta(days=1):
        return False
    left_on = since - timedelta(days=1)
    declared = Duty.objects.filter(
        origin=post.sheet_key, kind=DutyKind.DECLARATION, due_on=left_on + TO_DECLARE
    )
    officers = Access.objects.filter(
        cooperation=post.cooperation_id, role=Role.OFFICER, ended_at__isnull=True
    )
    access = officers.select_related("user", "cooperation__workspace").order_by("pk").first()
    if access is None or post.cooperation.is_closed or declared.exists():
        return False
    with journal.write_by(access, POSTS):
        _declare(access, post, str(VACANCY), left_on)
    return True


def _declare(access: Access, post: Post, label: str, since: date) -> None:
    """What its employer must tell the first of its funders within a month."""
    funder = post.funders.order_by("folded", "pk").first()
    origin = Origin(
        key=post.sheet_key,
        kind=DutyKind.DECLARATION,
        label=(label % {"post": french.inner_quotes(post.title)})[:160],
        due_on=since + TO_DECLARE,
        scheme=post.scheme_id,
        funder=funder.pk if funder else None,
        owed_by=post.employer_id,
    )
    keep_origin(access.cooperation, access.user, origin)


def keep_need(*, access: Access, need: EngineeringNeed, read: int | None = None) -> EngineeringNeed:
    """The need; StaleVersionError when version `read` is not the last."""
    with journal.write_by(access, POSTS):
        if read is not None:
            claim_version(need, read)
        need.cooperation = access.cooperation
        need.save()
    return need
