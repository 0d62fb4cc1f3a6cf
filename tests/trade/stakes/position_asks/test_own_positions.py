"""A structure gives its own positions from an account, and never sees what others said of it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from maillage.core import french
from maillage.core.agenda import waiting
from maillage.core.french import of_body
from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.ground.actors.choices import SourceKind
from maillage.ground.actors.models import Position
from maillage.ground.directory.models import Actor, Member, Spokesperson
from maillage.trade.stakes.models import PositionAsk, Stake
from tests.conftest import SignIn, signed_in
from tests.forms_on_pages import sent_by
from tests.foundation.cooperations.makers import make_access, make_answer_link
from tests.ground.actors.makers import make_member_actor, make_position, make_posture, make_source
from tests.ground.directory.makers import make_spokesperson
from tests.trade.stakes.makers import make_position_ask, make_stake
from tests.trade.stakes.stake_pages.test_stakes import plain, url

TODAY = timezone.localdate()
CLOSED = "Cette demande n’est plus ouverte"


@pytest.fixture
def stake(cooperation: Cooperation) -> Stake:
    return make_stake(cooperation=cooperation)


@pytest.fixture
def actor(cooperation: Cooperation) -> Actor:
    return make_member_actor(cooperation=cooperation)


@pytest.fixture
def ask(stake: Stake, actor: Actor) -> PositionAsk:
    return put(make_position_ask(actor=actor, stakes=[stake]))


@pytest.fixture
def spoken(actor: Actor) -> Access:
    """A partner who speaks for the structure."""
    access = make_access(cooperation=actor.cooperation, role="partner")
    make_spokesperson(access=access, organisation=actor.organisation)
    return access


@pytest.fixture
def partner(spoken: Access) -> Client:
    return signed_in(spoken)


def put(ask: PositionAsk) -> PositionAsk:
    make_answer_link(cooperation=ask.cooperation, purpose="positions", target=ask.pk)
    return ask


def address(ask: PositionAsk) -> str:
    return url(ask.cooperation, "position_answer", ask.pk)


def reply(stake: Stake, value: str = "-2", last: str = "0", **more: str) -> dict[str, str]:
    return {
        f"value_{stake.pk}": value,
        f"words_{stake.pk}": "La clé pèse sur nos projets.",
        f"last_{stake.pk}": last,
        "visibility": "members",
    } | more


def test_the_answer_is_the_structure_s_own_and_closes_the_link(
    partner: Client, spoken: Access, stake: Stake, ask: PositionAsk
) -> None:
    answer = partner.post(address(ask), reply(stake), follow=True)

    position = Position.objects.select_related("source").get()
    assert f"Les positions {of_body(ask.actor)} sont à jour." in plain(answer.text)
    assert (position.value, position.visibility, position.author, position.source.kind) == (
        -2,
        "members",
        spoken.user,
        SourceKind.LINK,
    )
    assert position.source.who == spoken.user.name
    assert Client().get(path_of(AnswerLink.objects.get())).status_code == 410
    assert list(Change.objects.filter(topic="positions").values_list("author_id", "via")) == [
        (spoken.user_id, "")
    ]


def test_it_is_corrected_as_often_as_needed(
    partner: Client, stake: Stake, ask: PositionAsk
) -> None:
    partner.post(address(ask), reply(stake))
    first = Position.objects.get()

    page = partner.get(address(ask))
    again = partner.post(address(ask), reply(stake, "1", str(first.pk)))

    assert "Vous aviez répondu le" in plain(page.text)
    assert "La clé pèse sur nos projets." in page.text
    assert again.status_code == 302
    assert list(Position.objects.order_by("pk").values_list("value", flat=True)) == [-2, 1]


def test_what_was_collected_and_is_not_touched_is_no_answer(
    partner: Client, actor: Actor, stake: Stake
) -> None:
    other = make_stake(cooperation=actor.cooperation, label="Haies")
    phone = make_source(cooperation=actor.cooperation, kind=SourceKind.PHONE, who="la mairie")
    collected = make_position(
        actor=actor, subject=stake.subject, value=-2, source=phone, visibility="officers"
    )
    ask = put(make_position_ask(actor=actor, stakes=[stake, other]))
    form = sent_by(partner.get(address(ask)).text, "visibility")

    answer = partner.post(address(ask), form | {f"value_{other.pk}": "3"})

    assert answer.status_code == 302
    assert list(Position.objects.order_by("pk").values_list("subject", "value", "visibility")) == [
        (stake.subject_id, -2, "officers"),
        (other.subject_id, 3, "officers"),
    ]
    assert Position.objects.standing_on(TODAY).get(subject=stake.subject) == collected


def test_what_was_collected_is_confirmed_by_choosing_it(
    partner: Client, actor: Actor, stake: Stake, ask: PositionAsk
) -> None:
    phone = make_source(cooperation=actor.cooperation, kind=SourceKind.PHONE)
    collected = make_position(actor=actor, subject=stake.subject, value=-2, source=phone)

    partner.post(address(ask), reply(stake, "-2", str(collected.pk)))

    assert list(Position.objects.order_by("pk").values_list("value", "source__kind")) == [
        (-2, SourceKind.PHONE),
        (-2, SourceKind.LINK),
    ]


def test_the_page_says_who_will_read(partner: Client, ask: PositionAsk) -> None:
    page = plain(partner.get(address(ask)).text)

    assert f"<b>qui parle pour {french.with_article(str(ask.actor))}</b>" in page
    assert "les chargées de coopération les lisent" in page


def test_an_answer_for_officers_is_read_by_no_other_partner(
    partner: Client, stake: Stake, ask: PositionAsk, sign_in: SignIn
) -> None:
    partner.post(address(ask), reply(stake, visibility="officers"))

    matrix = url(ask.cooperation, "positions")
    assert 'data-v="-2"' in sign_in("officer").get(matrix).text
    assert 'data-v="-2"' not in sign_in("partner").get(matrix).text
    assert "La clé pèse sur nos projets." in partner.get(address(ask)).text


def test_nobody_else_answers(
    ask: PositionAsk, stake: Stake, spoken: Access, sign_in: SignIn
) -> None:
    beside = make_access(cooperation=ask.cooperation, role="partner")
    make_spokesperson(access=beside)
    roles = ("team", "elected", "observer")

    assert [signed_in(beside).get(address(ask)).status_code] == [404]
    assert [signed_in(beside).post(address(ask), reply(stake)).status_code] == [404]
    assert [sign_in(role).get(address(ask)).status_code for role in roles] == [403] * 3
    Spokesperson.objects.filter(access=spoken).delete()
    assert signed_in(spoken).post(address(ask), reply(stake)).status_code == 404
    assert not Position.objects.exists()


def test_an_officer_is_led_to_the_cell(officer: Client, ask: PositionAsk, stake: Stake) -> None:
    for answer in (officer.get(address(ask)), officer.post(address(ask), reply(stake))):
        case = f"{stake.pk}~{ask.actor_id}"
        assert answer.headers["Location"].endswith(f"/positions/?case={case}#c-{case}")
    assert not Position.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"revoked_at": timezone.now()},
        {"expires_at": timezone.now() - timedelta(days=1)},
    ],
)
def test_what_was_withdrawn_or_is_over_is_not_answered(
    partner: Client, ask: PositionAsk, stake: Stake, change: dict[str, object]
) -> None:
    AnswerLink.objects.update(**change)

    assert partner.post(address(ask), reply(stake)).status_code == 404
    assert not Position.objects.exists()


def test_a_structure_that_left_is_no_longer_asked(
    partner: Client, spoken: Access, ask: PositionAsk, stake: Stake
) -> None:
    Member.objects.update(until=TODAY - timedelta(days=1))

    assert partner.post(address(ask), reply(stake)).status_code == 404
    assert waiting.ask(spoken, TODAY) == []


def test_a_closed_stake_is_shown(partner: Client, ask: PositionAsk, stake: Stake) -> None:
    Stake.objects.update(until=TODAY - timedelta(days=1), since=None)

    page = partner.post(address(ask), reply(stake), follow=True)

    assert CLOSED in plain(page.text)
    assert not Position.objects.exists()


def test_what_came_meanwhile_loses_nothing_typed(
    partner: Client, stake: Stake, actor: Actor, ask: PositionAsk
) -> None:
    other = make_position(actor=actor, subject=stake.subject, value=1)

    page = partner.post(address(ask), reply(stake))

    assert (page.status_code, Position.objects.count()) == (409, 1)
    assert "Une de vos positions a été notée pendant que vous répondiez." in plain(page.text)
    assert "La clé pèse sur nos projets." in page.text
    assert f'name="last_{stake.pk}" value="{other.pk}"' in page.text


@pytest.mark.parametrize(
    ("value", "sentence"),
    [("", "Donnez au moins une position"), ("9", "Sélectionnez un choix valide")],
)
def test_bad_answers_are_refused(
    partner: Client, stake: Stake, ask: PositionAsk, value: str, sentence: str
) -> None:
    page = partner.post(address(ask), reply(stake, value))

    assert (page.status_code, sentence in plain(page.text)) == (422, True)


@pytest.mark.parametrize("kind", [SourceKind.THIRD, SourceKind.OFFICER])
def test_a_structure_never_sees_what_others_said_of_it(
    partner: Client, stake: Stake, actor: Actor, ask: PositionAsk, kind: str
) -> None:
    source = make_source(cooperation=actor.cooperation, kind=kind, who="un voisin bavard")
    make_position(actor=actor, subject=stake.subject, value=-4, source=source, said="Ils bluffent.")
    make_posture(actor=actor, subject=stake.subject, said="Ils bluffent.")
    slug, organisation = actor.cooperation.slug, actor.organisation_id
    pages = [
        reverse("directory:organisation", args=[slug, organisation]),
        url(actor.cooperation, "positions"),
        url(actor.cooperation, "position_cell", stake.pk, actor.pk),
        url(actor.cooperation, "stake", stake.pk),
        address(ask),
    ]

    for page in pages:
        answer = partner.get(page)
        text = plain(answer.text)
        assert answer.status_code == 200
        assert [mark for mark in ("bluffent", "bavard", 'data-v="-4"') if mark in text] == []


def test_what_is_asked_waits_for_who_speaks(
    spoken: Access, ask: PositionAsk, stake: Stake, sign_in: SignIn
) -> None:
    officer = make_access(cooperation=ask.cooperation)
    beside = make_access(cooperation=ask.cooperation, role="partner")

    waits = waiting.ask(spoken, TODAY)

    assert [(one.label, one.url) for one in waits] == [
        ("Dire ce que votre structure en attend", address(ask))
    ]
    assert [waiting.ask(one, TODAY) for one in (officer, beside)] == [[], []]
    signed_in(spoken).post(address(ask), reply(stake))
    assert waiting.ask(spoken, TODAY) == []


def test_a_question_on_closed_stakes_waits_for_nobody(
    spoken: Access, ask: PositionAsk, stake: Stake
) -> None:
    Stake.objects.update(until=TODAY - timedelta(days=1), since=None)

    assert waiting.ask(spoken, TODAY) == []


def test_the_matrix_leads_there_the_last_question_of_each(
    partner: Client, actor: Actor, ask: PositionAsk, stake: Stake, sign_in: SignIn
) -> None:
    later = put(make_position_ask(actor=actor, stakes=[stake]))
    matrix = url(ask.cooperation, "positions")

    page = partner.get(matrix).text

    assert (address(later) in page, address(ask) in page) == (True, False)
    assert address(later) not in sign_in("partner").get(matrix).text


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_one_stake_as_for_three(
    partner: Client, actor: Actor, count: int
) -> None:
    labels = ["Guichet", "Mobilités", "Haies"][:count]
    stakes = [make_stake(cooperation=actor.cooperation, label=label) for label in labels]
    for one in stakes:
        make_position(actor=actor, subject=one.subject, value=2)
    ask = put(make_position_ask(actor=actor, stakes=stakes))
    partner.get(address(ask))

    with CaptureQueriesContext(connection) as queries_context:
        partner.get(address(ask))

    assert len(queries_context) == 7
