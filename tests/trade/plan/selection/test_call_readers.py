"""What funders, voices and others read of a call, and what waits for them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from maillage.core.agenda import waiting
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.plan.models import (
    Ballot,
    CallVoice,
    Candidacy,
    Criterion,
    FunderOpinion,
    ProjectCall,
)
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain
from tests.links_to import pages_of
from tests.trade.plan.linked_projects.makers import make_project
from tests.trade.plan.selection.calls import PHONED, TODAY, close, speaks
from tests.trade.plan.selection.makers import (
    make_ballot,
    make_candidacy,
    make_criterion,
    make_funder_opinion,
    make_project_call,
    make_scoring_grid,
)

url = pages_of("plan")


def test_others_read_what_was_decided(
    sign_in: SignIn, cooperation: Cooperation, garage: Candidacy
) -> None:
    officer, observer = sign_in("officer"), sign_in("observer")
    make_funder_opinion(candidacy=garage, conditions="avec un agrément")
    page = url(cooperation, "project_call", garage.call_id)
    decide = url(cooperation, "candidacy_decide", garage.pk)
    data = {"result": "refused", "result_on": f"{TODAY:%d/%m/%Y}", "version": 1}
    before = observer.get(page).status_code

    silent = officer.post(decide, data)
    paid = officer.post(decide, data | {"result_why": "Trop tôt", "granted_cents": "5"})
    officer.post(decide, data | {"result_why": "Le lieu manque."})
    after = plain(observer.get(url(cooperation, "candidacy", garage.pk)).text)

    assert before == 404
    assert "Dites pourquoi : le porteur le lira." in plain(silent.text)
    assert "Un montant n’est retenu que pour un projet programmé." in plain(paid.text)
    assert ("Non retenu" in after, "Le lieu manque." in after) == (True, True)
    assert "agrément" not in after


def test_each_funder_gives_its_opinion_that_another_does_not_read(
    sign_in: SignIn, cooperation: Cooperation, garage: Candidacy
) -> None:
    caf, msa = (member_with_name(cooperation, name) for name in ("Caf", "MSA"))
    garage.call.funders.set([caf, msa])
    make_funder_opinion(
        candidacy=garage, funder=msa, opinion="unfavourable", conditions="trop cher"
    )
    partner = sign_in("partner")
    speaks(Access.objects.get(cooperation=cooperation, role="partner"), caf)
    page = url(cooperation, "candidacy_opinion", garage.pk)
    data = {"opinion": "reserved", "amount_cents": "15 400", "conditions": "agrément"}

    other = partner.post(page, data | {"funder": msa.pk})
    refused = partner.post(page, data | {"funder": caf.pk, "opinion": "none"})
    partner.post(page, data | {"funder": caf.pk})
    shown = plain(partner.get(url(cooperation, "candidacy", garage.pk)).text)

    assert (other.status_code, refused.status_code) == (422, 422)
    assert list(
        FunderOpinion.objects.filter(funder=caf).values_list("opinion", "amount_cents")
    ) == [("reserved", 15_400_00)]
    assert "sous réserve, 15 400 € : « agrément »" in shown
    assert "trop cher" not in shown


def test_a_project_leaves_a_call_where_nobody_spoke_of_it(
    officer: Client, cooperation: Cooperation, garage: Candidacy
) -> None:
    spoken = make_candidacy(call=garage.call, title="Bus")
    make_funder_opinion(candidacy=spoken)

    for one in (garage, spoken):
        officer.post(url(cooperation, "candidacy_remove", one.pk))

    assert [str(one) for one in Candidacy.objects.all()] == ["Bus"]


def test_a_project_is_put_to_a_call_with_what_its_sheet_says(
    officer: Client, cooperation: Cooperation, call: ProjectCall
) -> None:
    project = make_project(cooperation=cooperation, filed_on=TODAY)
    project.aid_cents = 900_00
    project.save()

    officer.post(url(cooperation, "candidacy_add", call.pk), {"project": project.pk})

    assert list(Candidacy.objects.values_list("project", "aid_cents", "filed_on")) == [
        (project.pk, 900_00, TODAY)
    ]


def test_what_waits_for_a_voice_and_for_the_officer(
    sign_in: SignIn, cooperation: Cooperation, garage: Candidacy, voices: list[CallVoice]
) -> None:
    for role in ("officer", "partner"):
        sign_in(role)
    accesses = {one.role: one for one in Access.objects.filter(cooperation=cooperation)}
    speaks(accesses["partner"], voices[0].seat.organisation)

    def lines(role: str) -> list[str]:
        title = garage.call.title
        return [one.label for one in waiting.ask(accesses[role], TODAY) if title in one.label]

    first_lines = lines("partner")
    close(garage.call)
    day = TODAY - timedelta(days=1)
    ProjectCall.objects.update(decides_on=day)

    assert [plain(one) for one in first_lines] == ["Noter les projets de « Fonds services 2027 »"]
    assert lines("partner") == []
    assert lines("officer") == ["Noter ce que le comité a décidé : Fonds services 2027"]


@pytest.mark.parametrize("count", [1, 3])
def test_page_costs_the_same_whatever_it_shows(
    officer: Client,
    reach: Criterion,
    voices: list[CallVoice],
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    call = voices[0].call
    close(call)
    for number in range(count):
        one = make_candidacy(call=call, title=f"Projet {number}")
        make_ballot(candidacy=one, voice=voices[0], values={reach.pk: 3})
        make_funder_opinion(candidacy=one, funder=voices[1].seat.organisation)
    officer.get(url(call.cooperation, "project_call", call.pk))

    with django_assert_num_queries(13):
        officer.get(url(call.cooperation, "project_call", call.pk))


def test_grids_hold_twelve_criteria(officer: Client, cooperation: Cooperation) -> None:
    grid = make_scoring_grid(cooperation=cooperation)
    for number in range(12):
        make_criterion(grid=grid, label=f"Critère {number}")
    call = make_project_call(cooperation=cooperation, grid=grid)
    page = url(cooperation, "criterion_add", call.pk)

    answer = officer.post(page, {"label": "Un de trop", "weight": "1", "top": "4"})

    assert "Douze critères au plus" in plain(answer.text)


def test_draws_are_made_when_marks_are_written(
    officer: Client, call: ProjectCall, reach: Criterion, voices: list[CallVoice]
) -> None:
    ProjectCall.objects.update(envelope_cents=50_000_00, scores_are_open=True)
    best, last = (make_candidacy(call=call, title=title) for title in ("Halle", "Café"))
    for voice in voices:
        make_ballot(candidacy=best, voice=voice, values={reach.pk: 4})
    for voice in voices[1:]:
        make_ballot(candidacy=last, voice=voice, values={reach.pk: 1})
    sheet = url(call.cooperation, "project_call", call.pk)
    mark = PHONED | {"voice": voices[0].pk, f"mark_{reach.pk}": "1"}

    officer.post(url(call.cooperation, "candidacy_mark", last.pk), mark)

    call.refresh_from_db()
    last.refresh_from_db()
    drawn, counted = call.draws, last.standing
    ProjectCall.objects.update(draws=0.35)
    stored = plain(officer.get(sheet).text)
    Ballot.objects.filter(candidacy=last, voice=voices[1]).update(replaced_at=timezone.now())
    make_ballot(candidacy=last, voice=voices[1], values={reach.pk: 3})
    changed = plain(officer.get(sheet).text)

    assert (drawn, counted) == (1, [[25, 25, 25], 3, [1, 4], [], [], [[reach.pk, 0.25]]])
    assert "reste dans l’enveloppe au moins trois fois sur dix" in stored
    assert "reste dans l’enveloppe au moins trois fois sur dix" not in changed


def test_a_voice_is_led_to_the_first_project_it_has_to_mark(
    sign_in: SignIn, garage: Candidacy, voices: list[CallVoice], reach: Criterion
) -> None:
    cooperation, call = garage.call.cooperation, garage.call
    own = make_project(cooperation=cooperation, title="Le sien", holder=voices[0].seat.organisation)
    make_candidacy(call=call, project=own)
    later = make_candidacy(call=call, title="Halle")
    partner = sign_in("partner")
    speaks(Access.objects.get(role="partner"), voices[0].seat.organisation)
    page = url(cooperation, "project_call", call.pk)

    def leads_to(one: Candidacy) -> bool:
        mark = url(cooperation, "candidacy_mark", one.pk)
        return f'href="{mark}?voix={voices[0].pk}">Noter<' in partner.get(page).text

    first = leads_to(garage)
    make_ballot(candidacy=garage, voice=voices[0], values={reach.pk: 3})
    second = leads_to(later)
    make_ballot(candidacy=later, voice=voices[0], values={reach.pk: 3})

    assert (first, second) == (True, True)
    assert "?voix=" not in partner.get(page).text
