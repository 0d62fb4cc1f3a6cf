"""What an élu prints about their structure: what is true of it, in every case, and no more."""

import re
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core import french
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.governance.models import Meeting
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.makers import make_spokesperson
from tests.ground.directory.reading import plain, section
from tests.trade.governance.commitments.makers import make_commitment
from tests.trade.governance.joint_decisions.makers import (
    make_answer,
    make_deliberation,
    make_joint_decision,
)
from tests.trade.governance.makers import make_agenda_item, make_body, make_meeting, make_seat
from tests.trade.plan.makers import make_action, make_share, make_share_answer


@pytest.fixture
def bouin(cooperation: Cooperation) -> Organisation:
    return member_with_name(cooperation, "Commune de Bouin")


@pytest.fixture
def elected(cooperation: Cooperation, bouin: Organisation) -> Access:
    access = make_access(cooperation=cooperation, role="elected")
    make_spokesperson(access=access, organisation=bouin)
    return access


def url(organisation: Organisation, cooperation: Cooperation) -> str:
    page = reverse("directory:elected_sheet", args=[cooperation.slug])
    return f"{page}?structure={organisation.pk}"


def parts(access: Access, organisation: Organisation) -> list[str]:
    """What each part of the page says: votes, promises, what the rooms add."""
    page = signed_in(access).get(url(organisation, access.cooperation)).text
    spaced = page.replace("\u00a0", " ").replace("\u202f", " ")
    return [
        plain(re.sub(r"<[^>]*>", " ", section(spaced, one).partition(">")[2]))
        for one in ("m-votes", "m-promises", "m-panel-1", "m-panel-2")
    ]


def meet(bouin: Organisation, cooperation: Cooperation) -> Meeting:
    """The meeting of today of a body where this structure sits."""
    body = make_body(cooperation=cooperation, name="COPIL")
    make_seat(body=body, organisation=bouin)
    return make_meeting(body=body, held_on=timezone.localdate())


def fill(bouin: Organisation, meeting: Meeting, *numbers: int) -> None:
    """As many votes, promises, points of the meeting and actions of this structure."""
    cooperation = meeting.body.cooperation
    for number in numbers:
        name = f"Charte {number}"
        decision = make_joint_decision(cooperation=cooperation, title=name)
        vote = make_deliberation(decision=decision, organisation=bouin)
        make_answer(deliberation=vote, vote="adopted", voted_on=date(2026, 10, number))
        make_commitment(cooperation=cooperation, organisation=bouin, label=name)
        make_agenda_item(meeting=meeting, title=name, rank=number)
        action = make_action(cooperation=cooperation, title=name, due_on=date(2027, 1, number))
        make_share(action=action, organisation=bouin, role="pilot")


def test_each_part_says_what_this_access_reads(
    elected: Access, bouin: Organisation, cooperation: Cooperation
) -> None:
    fill(bouin, meet(bouin, cooperation), 1)
    make_commitment(
        cooperation=cooperation, organisation=bouin, label="Deux agents", visibility="officers"
    )
    hidden = make_action(cooperation=cooperation, title="Réservée", visibility="officers")
    make_share(action=hidden, organisation=bouin, role="pilot")
    refused = make_share(
        action=make_action(cooperation=cooperation, title="Refusée"),
        organisation=bouin,
        role="pilot",
    )
    make_share_answer(share=refused, answer="refused")
    ended = make_action(
        cooperation=cooperation, title="Faite", state="done", ended_on=date(2026, 11, 2)
    )
    make_share(action=ended, organisation=bouin, role="pilot")

    today = timezone.localdate()
    day = f"{french.weekday(today)} {french.long_date(today)}".replace("\u00a0", " ").capitalize()
    votes, promises, actions, meeting = parts(elected, bouin)
    assert votes == "Les votes de son conseil adoptée Charte 1 adoptée le 1er octobre 2026"
    assert promises.startswith("Ses promesses, ce qui lui est demandé demandé Charte 1 demandé")
    assert "Deux agents" not in promises
    assert actions == (
        "Les actions ouvertes qu’elle pilote"
        " en cours Charte 1 en cours, fin prévue le 1er janvier 2027"
    )
    assert meeting.startswith(f"Sa prochaine séance COPIL {day}")
    assert meeting.endswith("À l’ordre du jour Charte 1 décision")


def test_nothing_is_said_to_be_nothing(elected: Access, bouin: Organisation) -> None:
    assert parts(elected, bouin) == [
        "Les votes de son conseil Son conseil n’a été saisi d’aucune question.",
        "Ses promesses, ce qui lui est demandé Aucune que votre accès laisse lire.",
        "Les actions ouvertes qu’elle pilote Aucune, parmi les actions que vous lisez.",
        "Sa prochaine séance Aucune n’est fixée dans les instances où elle siège.",
    ]


def test_what_the_page_leaves_out_is_counted_and_costs_no_query(
    elected: Access,
    bouin: Organisation,
    cooperation: Cooperation,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    meeting = meet(bouin, cooperation)
    fill(bouin, meeting, 1)
    page, reader = url(bouin, cooperation), signed_in(elected)
    reader.get(page)
    with django_assert_num_queries(16):
        reader.get(page)
    fill(bouin, meeting, *range(2, 8))
    reader.get(page)
    with django_assert_num_queries(16):
        reader.get(page)
    shown = [
        re.findall(r"Charte (\d)|((?:Un|Deux) autres? .*)", one) for one in parts(elected, bouin)
    ]
    left = ["Deux autres ne sont pas sur cette page. Tout voir"]
    assert [[number or words for number, words in one] for one in shown] == [
        ["7", "6", "5", "4", "3", *left],
        ["1", "2", "3", "4", "5", *left],
        ["1", "2", "3", "4", "5", *left],
        ["1", "2", "3", "4", "5", *left],
    ]


def test_another_structure_is_nobody_s_page(elected: Access, cooperation: Cooperation) -> None:
    other = member_with_name(cooperation, "Commune d’Aubry")
    make_spokesperson(
        access=make_access(cooperation=cooperation, role="partner"), organisation=other
    )
    officer = make_access(cooperation=cooperation, role="officer")

    codes = [signed_in(one).get(url(other, cooperation)).status_code for one in (elected, officer)]
    assert codes == [404, 403]
    own = signed_in(elected).get(f"/c/{cooperation.slug}/ma-journee/").text
    assert own.count("/fiche-elu/") == 1
