"""Options and themes put to a structure are answered from an account, and seen by nobody else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.core.agenda import waiting
from maillage.core.french import of_body
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Position, Reading
from maillage.ground.directory.models import Actor, Member, Spokesperson
from maillage.trade.dialogue.models import Compromise, CompromiseOption, OptionAnswer
from maillage.trade.stakes.models import ThemeChoice
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access, make_answer_link
from tests.ground.actors.makers import make_member_actor, make_position
from tests.ground.directory.makers import make_spokesperson
from tests.ground.directory.reading import plain
from tests.trade.dialogue.makers import (
    make_compromise,
    make_compromise_option,
    make_compromise_party,
    make_option_answer,
)
from tests.trade.stakes.makers import make_theme, make_theme_choice

TODAY = timezone.localdate()
CLOSED = "Cette demande n’est plus ouverte"


@dataclass(frozen=True)
class Question:
    """A question put to a structure: where it is answered, with what, who is told, what is kept."""

    link: AnswerLink
    url: str
    answer: Mapping[str, str]
    label: str
    model: type[Reading]
    done: str
    noted: str

    def waiting(self, access: Access) -> list[str]:
        """What waits for this access."""
        return [one.label for one in waiting.ask(access, TODAY)]


def options_put(actor: Actor, count: int = 1) -> Question:
    """Options on which a neighbour, and an officer about the structure, said something."""
    place = actor.cooperation
    beside = make_member_actor(cooperation=place, name="Aubray")
    labels = ("Aux trajets", "Moitié-moitié", "Rien")[:count]
    compromise = make_compromise(cooperation=place, options=labels, actors=[actor, beside])
    for option in CompromiseOption.objects.filter(compromise=compromise):
        make_option_answer(option=option, actor=actor, stance="refusal", said="Ils bluffent.")
        make_option_answer(option=option, actor=beside, conditions="Un siège de bavard")
    option = compromise.options.get(label=labels[0])
    party = compromise.parties.get(actor=actor)
    link = make_answer_link(cooperation=place, purpose="options", target=party.pk)
    return Question(
        link,
        reverse("dialogue:option_answer", args=[place.slug, party.pk]),
        {f"stance_{option.pk}": "conditions", f"conditions_{option.pk}": "Un plafond"},
        "Dire quelles options votre structure accepte",
        OptionAnswer,
        f"Les réponses {of_body(actor)} sont notées.",
        reverse("dialogue:compromise", args=[place.slug, compromise.pk]),
    )


def themes_put(actor: Actor, count: int = 1) -> Question:
    """Themes on which an officer noted something about the structure."""
    place = actor.cooperation
    labels = ("Mobilités", "Habitat", "Eau")[:count]
    themes = [make_theme(cooperation=place, label=label) for label in labels]
    for theme in themes:
        make_theme_choice(theme=theme)
        make_position(actor=actor, subject=theme.subject, value=-4, said="Ils bluffent.")
    link = make_answer_link(cooperation=place, purpose="priorities", target=actor.pk)
    return Question(
        link,
        reverse("stakes:theme_priority_answer", args=[place.slug, actor.pk]),
        {f"value_{themes[0].pk}": "3", "said": "Un plafond", "visibility": "officers"},
        "Dire par quoi commencer, pour votre structure",
        Position,
        f"Les priorités {of_body(actor)} sont à jour.",
        reverse("stakes:theme_priority_note", args=[place.slug, actor.pk]),
    )


PUT = {"options": options_put, "themes": themes_put}


@pytest.fixture
def actor(cooperation: Cooperation) -> Actor:
    return make_member_actor(cooperation=cooperation)


@pytest.fixture(params=PUT)
def question(request: pytest.FixtureRequest, actor: Actor) -> Question:
    return PUT[request.param](actor)


@pytest.fixture
def spoken(actor: Actor) -> Access:
    access = make_access(cooperation=actor.cooperation, role="partner")
    make_spokesperson(access=access, organisation=actor.organisation)
    return access


@pytest.fixture
def partner(spoken: Access) -> Client:
    return signed_in(spoken)


def own(question: Question) -> list[Reading]:
    rows = question.model._default_manager.filter(source__kind=SourceKind.LINK)
    return list(rows.select_related("source").order_by("pk"))


def test_the_answer_is_the_structure_s_own_and_closes_the_link(
    partner: Client, spoken: Access, actor: Actor, question: Question
) -> None:
    page = partner.post(question.url, question.answer, follow=True)

    readings = own(question)
    assert question.done in plain(page.text)
    assert [(one.actor, one.author, one.visibility, one.source.who) for one in readings] == [
        (actor, spoken.user, "officers", spoken.user.name)
    ]
    assert Client().get(path_of(question.link)).status_code == 410


def test_it_waits_for_who_speaks_until_it_is_answered(
    spoken: Access, actor: Actor, question: Question
) -> None:
    officer = make_access(cooperation=actor.cooperation)
    beside = make_access(cooperation=actor.cooperation, role="partner")
    make_spokesperson(access=beside)

    assert [question.waiting(one) for one in (spoken, officer, beside)] == [
        [question.label],
        [],
        [],
    ]
    signed_in(spoken).post(question.url, question.answer)
    assert question.waiting(spoken) == []


def test_it_is_corrected_from_the_account(partner: Client, question: Question) -> None:
    partner.post(question.url, question.answer)
    page = partner.get(question.url).text
    place = next(name for name in question.answer if name[-1].isdigit()).split("_")[1]
    again = {"stance": "yes", "value": "1"}
    changed = {f"{name}_{place}": value for name, value in again.items()}

    partner.post(question.url, {**changed, "visibility": "officers", f"last_{place}": _last(page)})

    assert len(own(question)) == 2


def _last(page: str) -> str:
    return page.split('name="last_', 1)[1].split('value="', 1)[1].split('"', 1)[0]


def test_it_sees_nothing_of_what_others_said(partner: Client, question: Question) -> None:
    page = partner.get(question.url).text

    marks = ("bluffent", "bavard", "Aubray", "Vous aviez répondu")
    assert [mark for mark in marks if mark in page] == []


def test_what_came_meanwhile_loses_nothing_typed(partner: Client, question: Question) -> None:
    partner.post(question.url, question.answer)
    stale = {
        name: {"conditions": "yes", "3": "2"}.get(value, value)
        for name, value in question.answer.items()
        if not name.startswith("conditions")
    }

    page = partner.post(question.url, stale)

    assert (page.status_code, len(own(question))) == (409, 1)
    assert "Votre structure a répondu pendant que vous écriviez." in plain(page.text)


def test_an_officer_is_led_to_where_it_is_noted(officer: Client, question: Question) -> None:
    assert officer.get(question.url).headers["Location"] == question.noted
    assert own(question) == []


def test_nobody_else_answers(
    actor: Actor, spoken: Access, question: Question, sign_in: SignIn
) -> None:
    beside = make_access(cooperation=actor.cooperation, role="partner")
    make_spokesperson(access=beside)
    roles = ("team", "elected", "observer")

    assert [sign_in(role).get(question.url).status_code for role in roles] == [403] * 3
    assert signed_in(beside).post(question.url, question.answer).status_code == 404
    Spokesperson.objects.filter(access=spoken).delete()
    assert signed_in(spoken).post(question.url, question.answer).status_code == 404
    assert own(question) == []


@pytest.mark.parametrize(
    "change",
    [{"revoked_at": timezone.now()}, {"expires_at": timezone.now() - timedelta(days=1)}],
)
def test_what_was_withdrawn_or_is_over_is_not_answered(
    partner: Client, spoken: Access, question: Question, change: dict[str, object]
) -> None:
    AnswerLink.objects.update(**change)

    assert partner.post(question.url, question.answer).status_code == 404
    assert (question.waiting(spoken), own(question)) == ([], [])


def test_a_structure_that_left_is_no_longer_asked(
    partner: Client, spoken: Access, question: Question
) -> None:
    Member.objects.update(until=TODAY - timedelta(days=1))

    assert partner.post(question.url, question.answer).status_code == 404
    assert question.waiting(spoken) == []


def test_a_compromise_that_is_settled_is_no_longer_asked(
    partner: Client, spoken: Access, actor: Actor
) -> None:
    question = options_put(actor)
    Compromise.objects.update(settlement="dropped")

    assert partner.post(question.url, question.answer).status_code == 404
    assert question.waiting(spoken) == []


def test_themes_put_off_wait_for_nobody(partner: Client, spoken: Access, actor: Actor) -> None:
    question = themes_put(actor)
    ThemeChoice.objects.update(state="later")

    page = partner.post(question.url, question.answer, follow=True)

    assert CLOSED in plain(page.text)
    assert (question.waiting(spoken), own(question)) == ([], [])


def test_options_taken_away_are_shown(partner: Client, spoken: Access, actor: Actor) -> None:
    question = options_put(actor)
    CompromiseOption.objects.all().delete()

    page = partner.post(question.url, question.answer, follow=True)

    assert CLOSED in plain(page.text)
    assert question.waiting(spoken) == []


def test_what_is_kept_for_oneself_stays_so(spoken: Access, actor: Actor) -> None:
    question = options_put(actor)
    Compromise.objects.update(visibility="me")

    signed_in(spoken).post(question.url, question.answer)

    keeper = Compromise.objects.get().author
    assert [(one.author, one.visibility) for one in own(question)] == [(keeper, "me")]


def test_the_priorities_lead_there(partner: Client, actor: Actor, sign_in: SignIn) -> None:
    question = themes_put(actor)
    priorities = reverse("stakes:theme_priorities", args=[actor.cooperation.slug])

    assert question.url in partner.get(priorities).text
    assert question.url not in sign_in("partner").get(priorities).text


@pytest.mark.parametrize(("put", "queries"), [(options_put, 7), (themes_put, 8)])
@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_one_as_for_three(
    partner: Client,
    actor: Actor,
    put: Callable[[Actor, int], Question],
    queries: int,
    count: int,
) -> None:
    question = put(actor, count)
    partner.get(question.url)

    with CaptureQueriesContext(connection) as queries_context:
        assert partner.get(question.url).status_code == 200

    assert len(queries_context) == queries


@pytest.mark.parametrize("count", [1, 3])
def test_the_day_asks_as_much_for_one_structure_as_for_three(
    spoken: Access, actor: Actor, count: int
) -> None:
    for name in ("Aubray-sur-Loire", "Bourg-Vieux")[: count - 1]:
        more = make_member_actor(cooperation=actor.cooperation, name=name)
        make_spokesperson(access=spoken, organisation=more.organisation)
        make_answer_link(cooperation=more.cooperation, purpose="priorities", target=more.pk)
        option = make_compromise_option(compromise=make_compromise(cooperation=more.cooperation))
        party = make_compromise_party(compromise=option.compromise, actor=more)
        make_answer_link(cooperation=more.cooperation, purpose="options", target=party.pk)
    labels = [put(actor).label for put in PUT.values()]

    with CaptureQueriesContext(connection) as queries_context:
        names = [one.label for one in waiting.ask(spoken, TODAY)]

    assert names == [label for label in labels for _structure in range(count)]
    assert len(queries_context) == 8
