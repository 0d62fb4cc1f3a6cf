"""Which questions can be put by link? Each room says its own, and the view that asks it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpResponseBase
from django.urls import reverse

from maillage.core.points import Point
from maillage.foundation.cooperations.links.models import AnswerLink
from maillage.foundation.cooperations.links.services import answer_token


@dataclass(frozen=True)
class Question:
    """A purpose of signed links: its word, its label, and the view behind `answer_page`."""

    purpose: str
    label: str
    view: Callable[..., HttpResponseBase]


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
