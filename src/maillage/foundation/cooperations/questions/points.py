"""Which questions can be put by link? Each room says its own, and the view that asks it."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model
from django.http import HttpResponseBase
from django.urls import reverse
from django.utils import timezone

from maillage.core.points import Point
from maillage.foundation.cooperations.links.models import AnswerLink
from maillage.foundation.cooperations.links.services import answer_token


@dataclass(frozen=True)
class Question:
    """A purpose of signed links: its word, its label, and the view behind `answer_page`.

    `days` gives, by the number of each link, the last day on which its answer serves, when it is
    not that on which the link closes; `sheet` the address of what a link is about, "" when it is
    no more. `record` is the model of which each link asks about one; `awaits` whether its links ask
    for an answer of which no room tells that it is awaited. `several` is the label of those that
    ask about several objects, where it is another.
    """

    purpose: str
    label: str
    view: Callable[..., HttpResponseBase]
    days: Callable[[Sequence[AnswerLink]], Mapping[int, date]] | None = None
    sheet: Callable[[AnswerLink], str] | None = None
    record: type[Model] | None = None
    awaits: bool = True
    several: str = ""


questions: Point[[], Question] = Point("answers")


def question(purpose: str) -> Question | None:
    """The question of this purpose, or None when no room asks it."""
    return next(
        (
            existing_question
            for existing_question in questions.ask()
            if existing_question.purpose == purpose
        ),
        None,
    )


def path_of(link: AnswerLink) -> str:
    """The path of the page that asks this link's question."""
    return reverse("cooperations:answer", args=[link.purpose, answer_token(link)])


def sheet_of(link: AnswerLink) -> str:
    """The address of what the link is about, when its question says it."""
    one = question(link.purpose)
    return one.sheet(link) if one and one.sheet else ""


def gone_links(links: Iterable[AnswerLink], now: datetime) -> frozenset[int]:
    """The numbers of the links that would open and ask about what is no more; a query a purpose."""
    targets: dict[str, dict[int, int]] = defaultdict(dict)
    for link in links:
        if link.used_at is None and link.revoked_at is None and link.expires_at > now:
            targets[link.purpose][link.pk] = link.target
    gone: set[int] = set()
    for one in questions.ask():
        if one.record and (wanted := targets.get(one.purpose)):
            rows = one.record._base_manager.filter(pk__in=set(wanted.values()))
            existing = set(rows.values_list("pk", flat=True))
            gone |= {number for number, target in wanted.items() if target not in existing}
    return frozenset(gone)


def last_days(links: Iterable[AnswerLink]) -> Mapping[int, date]:
    """Until which day the answer of each link serves: its question says it, or the link closes."""
    by_purpose: dict[str, list[AnswerLink]] = defaultdict(list)
    days = {}
    for link in links:
        by_purpose[link.purpose].append(link)
        days[link.pk] = timezone.localtime(link.expires_at).date()
    for one in questions.ask():
        if one.days and (rows := by_purpose.get(one.purpose)):
            for number, day in one.days(rows).items():
                days[number] = min(day, days[number])
    return days
