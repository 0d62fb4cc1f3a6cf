"""What a body decides is noted within what is asked, what is left and the day it meets."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.models import Candidacy, ProjectCall
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain, reading
from tests.trade.plan.selection.makers import (
    make_call_voice,
    make_candidacy,
    make_funder_opinion,
    make_project_call,
)

TODAY = timezone.localdate()


@pytest.fixture
def garage(cooperation: Cooperation) -> Candidacy:
    """A project that asks 42 000 €, in an envelope of 180 000 €."""
    call = make_project_call(
        cooperation=cooperation, envelope_cents=180_000_00, scores_until=TODAY - timedelta(days=9)
    )
    return make_candidacy(call=call)


def url(one: Candidacy, page: str) -> str:
    return reverse(f"plan:{page}", args=[one.call.cooperation.slug, one.pk])


def decide(client: Client, one: Candidacy, granted: str) -> str:
    """What is answered to a grant of today, while it is refused; nothing once it is noted."""
    data = {
        "result": "retained",
        "result_on": f"{TODAY:%d/%m/%Y}",
        "granted_cents": granted,
        "version": 1,
    }
    answer = client.post(url(one, "candidacy_decide"), data)
    return plain(answer.text) if answer.status_code == 422 else ""


def test_no_project_is_granted_more_than_it_asks(officer: Client, garage: Candidacy) -> None:
    words = "Il demande 42 000 € : corrigez ce montant, ou d’abord ce qu’il demande."

    assert words in decide(officer, garage, "200 000")
    assert decide(officer, garage, "42 000") == ""


def test_no_project_is_granted_more_than_is_left(officer: Client, garage: Candidacy) -> None:
    other = make_candidacy(call=garage.call, title="Bus", aid_cents=170_000_00)
    decide(officer, other, "170 000")
    words = "Il reste 10 000 € de l’enveloppe : corrigez ce montant, ou d’abord l’enveloppe."

    assert words in decide(officer, garage, "10 001")
    assert decide(officer, garage, "10 000") == ""


def test_nothing_is_decided_before_the_committee(officer: Client, garage: Candidacy) -> None:
    ProjectCall.objects.update(decides_on=TODAY + timedelta(days=3))
    early = decide(officer, garage, "42 000")
    ProjectCall.objects.update(decides_on=TODAY)

    assert "corrigez ce jour, ou d’abord l’appel." in early
    assert decide(officer, garage, "42 000") == ""


def test_why_is_not_called_optional(officer: Client, garage: Candidacy) -> None:
    form = plain(officer.get(url(garage, "candidacy_decide")).text)

    assert "Pourquoi (facultatif)" not in form
    assert "À dire si le projet n’est pas programmé : le porteur le lira." in form


def test_others_are_told_of_the_projects_they_read(sign_in: SignIn, garage: Candidacy) -> None:
    make_candidacy(call=garage.call, title="Bus")
    Candidacy.objects.filter(pk=garage.pk).update(result="retained", result_on=TODAY)
    address = reverse("plan:project_call", args=[garage.call.cooperation.slug, garage.call_id])

    shown = plain(reading(sign_in("observer").get(address).text))

    assert shown == "Vous lisez un projet de cet appel, dont le résultat est connu."


def test_nobody_is_chosen_among_several(officer: Client, cooperation: Cooperation) -> None:
    one = make_candidacy(call=make_project_call(cooperation=cooperation))
    caf, msa = (member_with_name(cooperation, name) for name in ("Caf", "MSA"))
    make_call_voice(call=one.call, organisation=caf)
    make_funder_opinion(candidacy=one, funder=caf)

    def chosen() -> list[bool]:
        pages = (url(one, "candidacy_mark"), url(one, "candidacy_opinion"))
        selects = [officer.get(page).text.partition("<select")[2] for page in pages]
        return ['value="" selected' in text.partition("</select>")[0] for text in selects]

    alone = chosen()
    make_call_voice(call=one.call, organisation=msa)
    one.call.funders.add(msa)

    assert (alone, chosen()) == ([False, False], [True, True])
