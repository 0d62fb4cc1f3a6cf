"""A voice marks by link, a funder gives its opinion: once, on their own answers alone."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.trade.plan.call_asks.forms import CallAnswerForm
from maillage.trade.plan.call_asks.queries import CallFunder
from maillage.trade.plan.models import Ballot, CallVoice, Candidacy, FunderOpinion, ProjectCall
from tests.foundation.cooperations.makers import make_answer_link
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.trade.plan.linked_projects.makers import make_project
from tests.trade.plan.selection.makers import (
    make_ballot,
    make_call_voice,
    make_candidacy,
    make_funder_opinion,
    make_project_call,
)

BY = "Jeanne Oriot, adjointe"


@pytest.fixture
def voice(cooperation: Cooperation) -> CallVoice:
    """The voice of Brolles in a call, and another that marked already."""
    call = make_project_call(cooperation=cooperation)
    return make_call_voice(call=call, organisation=member_with_name(cooperation, "Brolles"))


@pytest.fixture
def garage(voice: CallVoice) -> Candidacy:
    """A project of the call, which another voice marked 1."""
    one = make_candidacy(call=voice.call)
    other = make_call_voice(call=voice.call)
    make_ballot(candidacy=one, voice=other, values={voice.call.grid.criteria.get().pk: 1})
    return one


def link_to(voice: CallVoice) -> AnswerLink:
    place = voice.call.cooperation
    return make_answer_link(cooperation=place, purpose="scores", target=voice.pk)


def shown(form: CallAnswerForm) -> dict[str, object]:
    """What the page sends as it stands."""
    return {
        bound.html_name: bound.value() for one in form.parts for bound in one if bound.value()
    } | {"said_by": BY}


def sent(link: AnswerLink, typed: Mapping[str, object]) -> tuple[int, str]:
    """What answers when this is sent after the page was read."""
    form = Client().get(path_of(link)).context["form"]
    answer = Client().post(path_of(link), {**shown(form), **typed})
    return answer.status_code, plain(answer.text)


def test_officer_asks_a_voice_or_a_funder(officer: Client, voice: CallVoice) -> None:
    funder = member_with_name(voice.call.cooperation, "Caf")
    voice.call.funders.add(funder)
    page = reverse("plan:call_ask", args=[voice.call.cooperation.slug, voice.call_id])
    row = CallFunder.objects.get()

    shown = officer.get(f"{page}?qui=scores-{voice.pk}").context["form"].initial
    officer.post(page, shown)
    officer.post(page, {"speaker": f"opinion-{row.pk}", "recipient": "Caf"})

    made = AnswerLink.objects.order_by("pk").values_list("purpose", "target", "recipient", "about")
    assert list(made) == [
        ("scores", voice.pk, "Brolles", "Vos notes : Fonds services 2027"),
        ("opinion", row.pk, "Caf", "Votre avis : Fonds services 2027"),
    ]
    last = [timezone.localtime(one.expires_at).date() for one in AnswerLink.objects.order_by("pk")]
    assert last[0] == voice.call.scores_until + timedelta(days=1)


def test_who_carries_a_project_sends_that_it_stands_down(
    voice: CallVoice, garage: Candidacy
) -> None:
    assert "Répondez sur un projet au moins" in sent(link_to(voice), {})[1]
    project = make_project(cooperation=voice.call.cooperation, holder=voice.seat.organisation)
    own = make_candidacy(call=voice.call, project=project)

    status, _page = sent(link_to(voice), {})

    given = Ballot.objects.filter(voice=voice).exclude(candidacy=garage)
    assert (status, [(one.candidacy, one.stands_down) for one in given]) == (200, [(own, True)])


def test_voice_marks_by_link_once_and_reads_nobody_else(
    voice: CallVoice, garage: Candidacy
) -> None:
    reach = voice.call.grid.criteria.get()
    own = make_candidacy(
        call=voice.call,
        project=make_project(
            cooperation=voice.call.cooperation, title="Halle", holder=voice.seat.organisation
        ),
    )
    link = link_to(voice)
    opened = Client().get(path_of(link))

    carried = sent(link, {f"p{own.pk}-mark_{reach.pk}": "4", f"p{own.pk}-stands_down": ""})
    thanks = sent(link, {f"p{garage.pk}-mark_{reach.pk}": "3"})
    again = Client().post(path_of(link), {"said_by": BY}).status_code

    assert (carried[0], thanks[0], again) == (422, 200, 410)
    assert "Projet porté par " in carried[1]
    assert [part.initial.get("stands_down") for part in opened.context["form"].parts] == [
        False,
        True,
    ]
    assert "checked" not in opened.text.split("Halle")[0]
    ballots = Ballot.objects.filter(voice=voice)
    rows = ballots.filter(recorded_by=None)
    assert list(rows.values_list("candidacy", "marks__value", "means", "told_by")) == [
        (own.pk, None, "link", BY),
        (garage.pk, 3, "link", BY),
    ]
    assert Change.objects.latest("pk").via == f"{BY}, par lien"
    assert "Garage solidaire, Portée" in thanks[1]


def test_what_came_meanwhile_is_said_and_nothing_is_lost(
    voice: CallVoice, garage: Candidacy
) -> None:
    link, mark = link_to(voice), f"p{garage.pk}-mark_{voice.call.grid.criteria.get().pk}"
    first = shown(Client().get(path_of(link)).context["form"])
    make_ballot(candidacy=garage, voice=voice, stands_down=True)

    rival = Client().post(path_of(link), {**first, mark: "4"})
    after = Client().post(path_of(link), shown(rival.context["form"]))

    assert (rival.status_code, after.status_code) == (409, 200)
    assert "Votre structure a répondu pendant que vous écriviez" in plain(rival.text)
    standing = Ballot.objects.filter(voice=voice, replaced_at__isnull=True)
    assert list(standing.values_list("marks__value", flat=True)) == [4]


def test_link_to_mark_opens_nothing_once_marks_are_closed(
    voice: CallVoice, garage: Candidacy
) -> None:
    link = link_to(voice)
    ProjectCall.objects.update(scores_until=timezone.localdate() - timedelta(days=1))

    assert Client().get(path_of(link)).status_code == 410


def test_funder_says_its_opinion_by_link(voice: CallVoice, garage: Candidacy) -> None:
    place = voice.call.cooperation
    funder = member_with_name(place, "Caf")
    make_funder_opinion(candidacy=garage, conditions="Un secret de financeur")
    voice.call.funders.add(funder)
    target = CallFunder.objects.get(organisation=funder).pk
    link = make_answer_link(cooperation=place, purpose="opinion", target=target)

    page = Client().get(path_of(link)).text
    wrong = sent(
        link, {f"p{garage.pk}-opinion": "unfavourable", f"p{garage.pk}-amount_cents": "500"}
    )
    thanks = sent(
        link, {f"p{garage.pk}-opinion": "reserved", f"p{garage.pk}-conditions": "Un bail"}
    )

    assert (wrong[0], thanks[0]) == (422, 200)
    assert "Un secret de financeur" not in page
    given = FunderOpinion.objects.filter(funder=funder)
    assert list(given.values_list("opinion", "conditions", "means", "told_by")) == [
        ("reserved", "Un bail", "link", BY)
    ]
