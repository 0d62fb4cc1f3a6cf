"""Calls for projects: who marks, who reads what and when, what is never overwritten."""

from datetime import timedelta

from django.test import Client

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.plan.models import (
    Ballot,
    CallVoice,
    Candidacy,
    Criterion,
    Mark,
    ProjectCall,
    ScoringGrid,
)
from maillage.trade.plan.selection.queries import readable_ballots
from tests.conftest import SignIn
from tests.ground.directory.reading import plain, reading
from tests.links_to import pages_of
from tests.trade.governance.makers import make_body, make_seat
from tests.trade.plan.linked_projects.makers import make_project
from tests.trade.plan.selection.calls import PHONED, TODAY, close, speaks
from tests.trade.plan.selection.makers import make_ballot, make_candidacy, make_project_call

url = pages_of("plan")


def test_a_call_opens_with_a_voice_for_each_deliberative_seat(
    officer: Client, cooperation: Cooperation
) -> None:
    body = make_body(cooperation=cooperation)
    votes = make_seat(body=body)
    make_seat(body=body, voice="observer")
    data = {
        "title": "Fonds 2027",
        "body": body.pk,
        "scores_until": "30/03/2027",
        "envelope_cents": "180 000",
    }

    late = officer.post(url(cooperation, "project_call_add"), data | {"decides_on": "01/03/2027"})
    officer.post(url(cooperation, "project_call_add"), data)

    call = ProjectCall.objects.get()
    assert "Le comité décide après la clôture des notes" in plain(late.text)
    assert (call.envelope_cents, str(call.grid)) == (180_000_00, "Fonds 2027, version 1")
    assert [one.seat for one in call.voices.all()] == [votes]


def test_the_committee_that_sits_soon_is_to_prepare_for_officers(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    near, far = TODAY + timedelta(days=3), TODAY + timedelta(days=16)
    call = make_project_call(cooperation=cooperation, scores_until=TODAY, decides_on=near)
    page = url(cooperation, "selection")

    pages = [plain(sign_in(role).get(page).text) for role in ("officer", "team")]
    ProjectCall.objects.update(decides_on=far)
    pages.append(plain(sign_in("officer").get(page).text))

    assert ["Préparer le comité du" in one for one in pages] == [True, False, False]
    assert "Dans trois jours, « " in pages[0]
    assert f'href="{url(cooperation, "project_call", call.pk)}">Voir l’appel' in pages[0]


def test_a_grid_is_written_then_frozen_by_the_first_mark(
    officer: Client, call: ProjectCall, reach: Criterion, garage: Candidacy
) -> None:
    add = url(call.cooperation, "criterion_add", call.pk)
    officer.post(add, {"label": "Durée", "weight": "3", "top": "4"})
    make_ballot(candidacy=garage, values={reach.pk: 3})

    officer.post(add, {"label": "Trop tard", "weight": "3", "top": "4"})
    frozen = plain(officer.get(url(call.cooperation, "criterion_edit", reach.pk), follow=True).text)
    officer.post(url(call.cooperation, "criterion_remove", reach.pk))
    officer.post(url(call.cooperation, "scoring_grid_next", call.pk))

    assert [one.label for one in Criterion.objects.all()] == ["Portée", "Durée"]
    assert "elle ne change plus" in frozen
    assert ScoringGrid.objects.count() == 1


def test_a_committee_without_a_day_is_to_be_set(officer: Client, call: ProjectCall) -> None:
    ProjectCall.objects.update(decides_on=None)

    page = plain(officer.get(url(call.cooperation, "selection")).text)

    assert ("date à fixer" in page, "Comité du" in page) == (True, False)


def test_the_next_call_takes_the_next_version(officer: Client, call: ProjectCall) -> None:
    make_ballot(candidacy=make_candidacy(call=call), values={call.grid.criteria.get().pk: 2})
    after = make_project_call(cooperation=call.cooperation, grid=call.grid, title="Tranche 2")

    officer.post(url(call.cooperation, "scoring_grid_next", after.pk))

    after.refresh_from_db()
    assert (after.grid.number, [str(one) for one in after.grid.criteria.all()]) == (2, ["Portée"])
    assert call.grid.number == 1


def test_marks_are_replaced_and_stay(
    officer: Client, garage: Candidacy, reach: Criterion, voices: list[CallVoice]
) -> None:
    page = url(garage.call.cooperation, "candidacy_mark", garage.pk)
    data = PHONED | {"voice": voices[0].pk, f"mark_{reach.pk}": "3"}

    officer.post(page, data)
    officer.post(page, data | {f"mark_{reach.pk}": "1", "read": Ballot.objects.get().pk})

    rows = Ballot.objects.order_by("pk").values_list("replaced_at", "marks__value")
    assert [(when is None, value) for when, value in rows] == [(False, 3), (True, 1)]


def test_who_marks_second_is_told(
    officer: Client, garage: Candidacy, reach: Criterion, voices: list[CallVoice]
) -> None:
    page = url(garage.call.cooperation, "candidacy_mark", garage.pk)
    data = PHONED | {"voice": voices[0].pk, "read": "0"}
    officer.post(page, data | {f"mark_{reach.pk}": "3"})

    twice = officer.post(page, data | {f"mark_{reach.pk}": "3"})
    other = officer.post(page, data | {f"mark_{reach.pk}": "1"})

    assert (twice.status_code, other.status_code) == (302, 409)
    assert Mark.objects.get().value == 3


def test_the_holder_stands_down_or_says_why_it_marks(
    officer: Client, call: ProjectCall, reach: Criterion, voices: list[CallVoice]
) -> None:
    holder = voices[0].seat.organisation
    own = make_candidacy(
        call=call, project=make_project(cooperation=call.cooperation, holder=holder)
    )
    page = url(call.cooperation, "candidacy_mark", own.pk)
    data = PHONED | {"voice": voices[0].pk}

    refused = officer.post(page, data | {f"mark_{reach.pk}": "4"})
    silent = officer.post(page, data | {"voice": voices[1].pk})
    officer.post(page, data | {"stands_down": "on", f"mark_{reach.pk}": "4"})

    assert "Projet porté par Brolles : la voix se déporte" in plain(refused.text)
    assert "Donnez une note au moins" in plain(silent.text)
    ballot = Ballot.objects.get()
    assert (ballot.stands_down, ballot.marks.count()) == (True, 0)


def test_marks_close_after_their_last_day(
    officer: Client, garage: Candidacy, voices: list[CallVoice]
) -> None:
    close(garage.call)
    page = url(garage.call.cooperation, "candidacy_mark", garage.pk)

    answer = officer.post(page, PHONED | {"voice": voices[0].pk, "stands_down": "on"}, follow=True)

    day = TODAY - timedelta(days=1)
    assert f"Les notes sont closes depuis le {day.day}" in plain(answer.text)
    assert not Ballot.objects.exists()


def test_who_reads_marks_before_and_after_the_closing(
    sign_in: SignIn,
    cooperation: Cooperation,
    garage: Candidacy,
    reach: Criterion,
    voices: list[CallVoice],
) -> None:
    ballots = [make_ballot(candidacy=garage, voice=one, values={reach.pk: 3}) for one in voices]
    roles = ("officer", "team", "partner", "elected", "observer")
    for role in roles:
        sign_in(role)
    accesses = {one.role: one for one in Access.objects.filter(cooperation=cooperation)}
    speaks(accesses["partner"], voices[0].seat.organisation)

    def read() -> list[int]:
        garage.call.refresh_from_db()
        return [readable_ballots(accesses[role], garage.call, TODAY).count() for role in roles]

    before = read()
    ProjectCall.objects.update(scores_are_open=True)
    opened = read()
    ProjectCall.objects.update(scores_are_open=False)
    close(garage.call)

    assert len(ballots) == 3
    assert (before, opened, read()) == ([0, 0, 1, 0, 0], [3, 0, 3, 0, 0], [3, 0, 1, 0, 0])


def test_page_shows_means_after_the_closing_alone(
    sign_in: SignIn,
    cooperation: Cooperation,
    garage: Candidacy,
    reach: Criterion,
    voices: list[CallVoice],
) -> None:
    officer, page = sign_in("officer"), url(cooperation, "project_call", garage.call_id)
    assert "Aucune voix sur trois ne s’est prononcée" in plain(officer.get(page).text)
    for one, value in zip(voices, (4, 3, 1), strict=True):
        make_ballot(candidacy=garage, voice=one, values={reach.pk: value})
    before, file = plain(officer.get(page).text), officer.get(f"{page}?export=csv").text
    sheet_before = plain(officer.get(url(cooperation, "candidacy", garage.pk)).text)
    close(garage.call)
    after = officer.get(page).text
    sheet = plain(officer.get(url(cooperation, "candidacy", garage.pk)).text)
    head, row = officer.get(f"{page}?export=csv").text.splitlines()[:2]

    assert "3 voix sur 3 se sont prononcées" in before
    assert "Garage solidaire;" in file
    assert ";67;" not in file
    assert "Notes de chaque voix" not in sheet_before
    assert plain(reading(after)) == (
        "Un projet demande 42 000 € pour 180 000 €. Il tient dans l’enveloppe ; les voix "
        "s’écartent sur « Garage solidaire »."
    )
    assert "moyenne 67, de 25 à 100" in plain(after)
    assert "Notes de chaque voix" in sheet
    assert ";67;100;75;25;" in row
    assert ";Moyenne sur 100;Note : Brolles;" in plain(head)


def test_a_voice_reads_its_own_marks_and_the_means(
    sign_in: SignIn,
    cooperation: Cooperation,
    garage: Candidacy,
    reach: Criterion,
    voices: list[CallVoice],
) -> None:
    for one, value in zip(voices, (4, 3, 1), strict=True):
        make_ballot(candidacy=garage, voice=one, values={reach.pk: value})
    partner = sign_in("partner")
    page = url(cooperation, "candidacy", garage.pk)
    closed_door = partner.get(page).status_code
    access = Access.objects.get(cooperation=cooperation, role="partner")
    speaks(access, voices[0].seat.organisation)
    close(garage.call)

    shown = plain(partner.get(page).text)

    assert closed_door == 404
    assert 'class="m-opinion"' not in shown
    assert ("Brolles" in shown, "Mareil" in shown) == (True, False)
    assert ('class="m-score">67<' in shown, "3 voix sur 3" in shown) == (True, True)
    assert ("Vos notes" in shown, "Notes de chaque voix" in shown) == (True, False)


def test_what_another_voice_says_is_nowhere_for_a_voice(
    sign_in: SignIn, call: ProjectCall, voices: list[CallVoice]
) -> None:
    """Marks of others, planted, stand in no drawing, no word, no panel and no file."""
    reach = call.grid.criteria.get()
    Criterion.objects.filter(pk=reach.pk).update(top=10)
    garage, own = make_candidacy(call=call), make_candidacy(call=call, title="Bus")
    for one, value in zip(voices, (6, 9, 1), strict=True):
        make_ballot(candidacy=garage, voice=one, values={reach.pk: value})
    make_ballot(candidacy=own, voice=voices[0], stands_down=True)
    partner = sign_in("partner")
    speaks(
        Access.objects.get(cooperation=call.cooperation, role="partner"),
        voices[0].seat.organisation,
    )
    close(call)

    page = url(call.cooperation, "project_call", call.pk)
    panels = [partner.get(url(call.cooperation, "candidacy", one.pk)).text for one in (garage, own)]
    pages = [*panels, partner.get(page).text, partner.get(f"{page}?export=csv").text]

    forbidden = ("de 10 à 90", "m-range", "Chaque voix", "écarte", "Mareil", "Fond teinté", ";90;")
    assert [[one for one in forbidden if one in plain(text)] for text in pages] == [[], [], [], []]
    assert "53" in pages[0]
    assert ("<tbody><tr" in panels[1].split('id="m-marks"')[1], "Déport " in panels[1]) == (
        False,
        True,
    )
