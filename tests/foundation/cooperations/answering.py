"""A structure answers by the link that it received, without account."""

from collections.abc import Mapping

from django.test import Client

from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.questions.points import path_of
from tests.ground.directory.reading import plain


def answer_by_link(link: AnswerLink, typed: Mapping[str, object]) -> tuple[int, str]:
    """What the page says when this is sent."""
    page = Client().post(path_of(link), typed)
    return page.status_code, plain(page.text).replace("\u00a0", " ")
