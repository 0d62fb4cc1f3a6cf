"""Two people answer the same thing at once: one answer stands, the other person reads which.

On PostgreSQL they write from two connections, held until both are writing. SQLite writes one
transaction at a time: the second, whose page was opened before, comes after the first.
"""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.db.models import Model, UniqueConstraint
from django.test import Client

from maillage.foundation.cooperations.questions.points import questions
from maillage.foundation.cooperations.records.models import Gathered, Replaceable
from maillage.ground.actors.models import Reading
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.registry import own_models
from tests.reliability.answer_places import FIRST, LAST, LINK, RECIPIENT, Recorded, Side, Way
from tests.reliability.forms_on_pages import Page, PostedForm, posted_forms
from tests.reliability.recorded_answers import NO_ANSWER, RECORDED
from tests.reliability.simultaneous import ON_SERVER, Post, at_once

pytestmark = pytest.mark.django_db(transaction=ON_SERVER)
Ways = tuple[Way, Way]
PART = re.compile(r"^p\d+-")


def pairs_of_ways() -> Iterator[tuple[Recorded, Ways]]:
    """Each answer, by two people on one page, then on two pages when it has two."""
    for recorded in RECORDED:
        for way in recorded.ways:
            yield recorded, (way, way)
        if len(recorded.ways) == 2:
            yield recorded, (recorded.ways[0], recorded.ways[1])


def name_of(recorded: Recorded, ways: Ways) -> str:
    """How the case is called."""
    return "-".join([recorded.model, *dict.fromkeys(f"{way.name}, {way.role}" for way in ways)])


PAIRS = {name_of(*pair): pair for pair in pairs_of_ways()}
ALONE = {name: pair for name, pair in PAIRS.items() if len(set(pair[1])) == 1}


@pytest.mark.parametrize(("recorded", "ways"), PAIRS.values(), ids=PAIRS)
def test_of_two_answers_one_stands_and_the_second_is_reported(
    recorded: Recorded, ways: Ways
) -> None:
    posts = opened(recorded, ways, recorded.sides)
    before = recorded.rows.count()

    pages = at_once(posts, recorded.rows.model)

    refused = [page.status_code not in (200, 302) for page in pages]
    assert recorded.rows.count() - before == (recorded.together or 1)
    assert sum(refused) == (0 if recorded.together else 1), [page.status_code for page in pages]
    if not recorded.together:
        second = refused.index(True)
        words, standing = in_words(pages[second]), recorded.sides[1 - second].reads
        assert standing.lower() in words.lower() or "votre réponse est enregistrée" in words
        text = unescape(pages[second].text)
        assert [word for word in recorded.sides[second].words if word not in text] == []


@pytest.mark.parametrize(("recorded", "ways"), ALONE.values(), ids=ALONE)
def test_an_answer_sent_twice_stands_once(recorded: Recorded, ways: Ways) -> None:
    post, _other = opened(recorded, ways, (recorded.sides[0], recorded.sides[0]))
    before = recorded.rows.count()

    pages = at_once([post, post], recorded.rows.model)
    first, second = (page.status_code for page in pages)
    is_refused = ways[0].wants_change and not ON_SERVER
    assert (first in (200, 302), second) == (True, 422 if is_refused else first)
    assert recorded.rows.count() - before == 1


BY_LINK = {
    way.name: (recorded, way)
    for recorded in RECORDED
    for way in recorded.ways
    if way.name.startswith(LINK)
}


@pytest.mark.parametrize(("recorded", "way"), BY_LINK.values(), ids=BY_LINK)
def test_a_link_types_the_name_of_nobody(recorded: Recorded, way: Way) -> None:
    place = make_cooperation()
    page = Client().get(way.url(place, recorded.about(place)))

    main = unescape(page.text).partition("<main")[2].partition("<form")
    filled = [one.value for form in posted_forms(page.text) for one in form.controls.values()]
    assert page.status_code == 200
    assert (RECIPIENT in main[0], RECIPIENT in filled) == (False, False)


def in_words(page: Page) -> str:
    """What the page says, as one reads it."""
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", page.text)).split())


def opened(recorded: Recorded, ways: Ways, sides: tuple[Side, Side]) -> list[Post]:
    """What two people are about to send, each from their page."""
    place = make_cooperation()
    accesses = [make_access(cooperation=place, role=way.role) for way in ways]
    numbers = recorded.about(place)
    urls = {way: way.url(place, numbers) for way in ways}
    clients = [signed_in(access) for access in accesses]
    return [
        ready(client, urls[way], side)
        for client, way, side in zip(clients, ways, sides, strict=True)
    ]


def ready(client: Client, url: str, side: Side) -> Post:
    """The page of this address, opened and filled, about to be sent."""
    page = client.get(url)
    assert page.status_code == 200, (url, page.status_code)
    form = next(one for one in posted_forms(page.text) if typed(one, side))
    sent = {name: one.value for name, one in form.controls.items() if one.value}
    return lambda: client.post(form.action or url, sent | typed(form, side))


def typed(form: PostedForm, side: Side) -> dict[str, str]:
    """What the side types in this form, by control, also of a part of it: « p12-mark_3 »."""
    text_by_name = {}
    for name, control in form.controls.items():
        own = PART.sub("", name)
        for field, value in side.typed.items():
            if own == field or (field[-1] in "-_" and own.startswith(field)):
                offered = [one for one in control.offered if one]
                text_by_name[name] = (
                    offered[{FIRST: 0, LAST: -1}[value]] if value in (FIRST, LAST) else value
                )
    return text_by_name


def is_answer(model: type[Model]) -> bool:
    """Whether the rows of this model are answers, or one of them stands at a time."""
    standing = [
        one
        for one in model._meta.constraints
        if isinstance(one, UniqueConstraint) and one.condition is not None
    ]
    names = {field.name for field in model._meta.concrete_fields}
    says_by_whom = names & {"recorded_by", "told_by"}
    return bool(standing or says_by_whom) or issubclass(model, (Gathered, Replaceable, Reading))


def test_every_recorded_answer_is_given_twice_here() -> None:
    names = {recorded.model for recorded in RECORDED}

    answers = {model._meta.label for model in own_models() if is_answer(model)}

    assert answers - names == set(NO_ANSWER)
    assert names & set(NO_ANSWER) == set()


def test_every_question_put_by_link_is_answered_twice_here() -> None:
    values = {way.name.removeprefix(LINK) for one in RECORDED for way in one.ways}

    assert {one.purpose for one in questions.ask()} - values == {"agenda"}  # it is only read
