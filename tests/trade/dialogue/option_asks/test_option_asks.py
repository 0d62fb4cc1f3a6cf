"""A structure answers the options of a compromise by link, and sees nothing else."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Member
from maillage.trade.dialogue.models import (
    Compromise,
    CompromiseOption,
    CompromiseParty,
    OptionAnswer,
)
from tests.conftest import SignIn
from tests.foundation.cooperations.answering import answer_by_link
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.actors.makers import make_member_actor
from tests.trade.dialogue.compromises.test_compromises import url
from tests.trade.dialogue.makers import make_compromise, make_compromise_party, make_option_answer

PARTIES = ("Aubray", "Bourg-Vieux")


@pytest.fixture
def compromise(access: Access) -> Compromise:
    actors = [make_member_actor(cooperation=access.cooperation, name=name) for name in PARTIES]
    return make_compromise(
        cooperation=access.cooperation, options=("Aux trajets", "Moitié-moitié"), actors=actors
    )


@pytest.fixture
def party(compromise: Compromise) -> CompromiseParty:
    return compromise.parties.select_related("actor__organisation").order_by("pk")[0]


@pytest.fixture
def link(party: CompromiseParty) -> AnswerLink:
    place = party.compromise.cooperation
    return make_answer_link(cooperation=place, purpose="options", target=party.pk)


@pytest.fixture
def option(compromise: Compromise) -> CompromiseOption:
    return compromise.options.get(label="Aux trajets")


def reply(option: CompromiseOption, stance: str = "conditions", **more: str) -> dict[str, str]:
    return {
        f"stance_{option.pk}": stance,
        f"conditions_{option.pk}": "Un plafond",
        f"last_{option.pk}": "0",
        "said_by": "Lise Vrignaud, maire",
    } | more


def test_the_answer_is_the_structure_s_own(
    officer: Client, link: AnswerLink, party: CompromiseParty, option: CompromiseOption
) -> None:
    status, page = answer_by_link(link, reply(option))
    replayed = answer_by_link(link, reply(option))[0]

    answer = OptionAnswer.objects.select_related("source").get()
    assert (status, "Les réponses d’Aubray sont notées." in page, replayed) == (200, True, 200)
    assert (answer.actor, answer.stance, answer.condition_lines, answer.visibility) == (
        party.actor,
        "conditions",
        ["Un plafond"],
        "officers",
    )
    assert (answer.source.kind, answer.source.who) == ("link", "Lise Vrignaud, maire")
    assert list(Change.objects.filter(topic="compromises").values_list("via", flat=True)) == [
        "Lise Vrignaud, maire, par lien"
    ]
    sheet = officer.get(url(option.compromise.cooperation, "compromise", option.compromise_id))
    assert "sous conditions" in sheet.text


def test_a_link_that_was_passed_on_says_who_answers(
    link: AnswerLink, option: CompromiseOption
) -> None:
    answer_by_link(link, reply(option, said_by="Paul Rondeau, adjoint"))

    answer = OptionAnswer.objects.select_related("source").get()
    assert (answer.source.who, answer.author) == ("Paul Rondeau, adjoint", link.author)


@pytest.mark.parametrize("readers", ["officers", "team", "me"])
def test_the_page_says_who_will_read(link: AnswerLink, readers: str) -> None:
    Compromise.objects.update(visibility=readers)
    names = {
        "officers": "les chargées de coopération",
        "team": "l’équipe projet",
        "me": link.author.name,
    }

    assert f"<b>{names[readers]}</b>" in Client().get(path_of(link)).text


def test_it_sees_nothing_of_what_others_said(
    link: AnswerLink, party: CompromiseParty, option: CompromiseOption
) -> None:
    make_option_answer(option=option, actor=party.actor, stance="refusal", said="Ils bluffent.")
    other = CompromiseParty.objects.exclude(pk=party.pk).get()
    make_option_answer(option=option, actor=other.actor, stance="conditions", conditions="Un siège")

    page = Client().get(path_of(link)).text

    marks = ("bluffent", "Un siège", "Bourg-Vieux", "Vous aviez répondu")
    assert [mark for mark in marks if mark in page] == []
    assert re.findall(r'value="(\w*)"[^>]* checked', page) == ["", ""]
    assert ("Aux trajets" in page, "Moitié-moitié" in page) == (True, True)


def test_what_came_meanwhile_loses_nothing_typed(
    link: AnswerLink, party: CompromiseParty, option: CompromiseOption
) -> None:
    beside = make_answer_link(cooperation=link.cooperation, purpose="options", target=party.pk)
    answer_by_link(beside, reply(option, "yes", **{f"conditions_{option.pk}": ""}))

    status, page = answer_by_link(link, reply(option))

    first = OptionAnswer.objects.get()
    assert (status, "Votre structure a répondu pendant que vous écriviez." in page) == (409, True)
    assert "Un plafond" in page
    assert answer_by_link(link, reply(option, **{f"last_{option.pk}": str(first.pk)}))[0] == 200
    assert list(OptionAnswer.objects.order_by("pk").values_list("stance", flat=True)) == [
        "yes",
        "conditions",
    ]


@pytest.mark.parametrize(
    ("stance", "conditions", "sentence"),
    [
        ("conditions", "", "Écrivez au moins une condition."),
        ("yes", "Un plafond", "Des conditions ne vont qu’avec « sous conditions »"),
        ("", "", "Répondez à une option au moins"),
        ("perhaps", "", "Sélectionnez un choix valide"),
    ],
)
def test_bad_answers_are_refused(
    link: AnswerLink, option: CompromiseOption, stance: str, conditions: str, sentence: str
) -> None:
    status, page = answer_by_link(
        link, reply(option, stance, **{f"conditions_{option.pk}": conditions})
    )

    assert (status, OptionAnswer.objects.count()) == (422, 0)
    assert sentence in page


@pytest.mark.parametrize(
    "what", ["expired", "withdrawn", "settled", "no longer asked", "left", "beside"]
)
def test_a_link_that_no_longer_asks_is_closed(
    link: AnswerLink, party: CompromiseParty, option: CompromiseOption, what: str
) -> None:
    now = timezone.now()
    if what == "expired":
        AnswerLink.objects.update(expires_at=now - timedelta(days=1))
    elif what == "withdrawn":
        AnswerLink.objects.update(revoked_at=now)
    elif what == "settled":
        Compromise.objects.update(settlement="dropped", settled_on=now.date())
    elif what == "left":
        Member.objects.update(until=now.date() - timedelta(days=1))
    elif what == "no longer asked":
        party.delete()
    else:
        AnswerLink.objects.update(target=make_compromise_party().pk)

    assert (Client().get(path_of(link)).status_code, answer_by_link(link, reply(option))[0]) == (
        410,
        410,
    )
    assert not OptionAnswer.objects.exists()


def test_a_forged_link_does_not_exist(link: AnswerLink) -> None:
    assert Client().get(path_of(link)[:-2] + "x/").status_code == 404


def test_an_officer_asks_by_link(
    officer: Client, compromise: Compromise, party: CompromiseParty
) -> None:
    here = url(compromise.cooperation, "compromise_ask", compromise.pk)

    page = officer.get(f"{here}?structure={party.actor_id}")
    answer = officer.post(here, {"party": party.pk, "recipient": "Mairie"})

    link = AnswerLink.objects.get()
    assert f'value="{party.pk}" selected' in page.text
    assert (answer.status_code, link.purpose, link.target, link.about) == (
        302,
        "options",
        party.pk,
        compromise.title,
    )


def test_a_settled_compromise_asks_nobody(officer: Client, compromise: Compromise) -> None:
    Compromise.objects.update(settlement="dropped", settled_on=timezone.localdate())

    page = officer.get(url(compromise.cooperation, "compromise_ask", compromise.pk))

    assert page.status_code == 404


def test_nobody_else_asks(sign_in: SignIn, compromise: Compromise) -> None:
    here = url(compromise.cooperation, "compromise_ask", compromise.pk)

    assert [sign_in(role).get(here).status_code for role in ("team", "partner")] == [403, 403]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_asks_as_much_for_one_option_as_for_three(access: Access, count: int) -> None:
    actor = make_member_actor(cooperation=access.cooperation)
    labels = ("Un", "Deux", "Trois")[:count]
    made = make_compromise(cooperation=access.cooperation, options=labels, actors=[actor])
    party = made.parties.get()
    link = make_answer_link(cooperation=access.cooperation, purpose="options", target=party.pk)
    address = path_of(link)

    with CaptureQueriesContext(connection) as queries_context:
        Client().get(address)

    assert len(queries_context) == 4
