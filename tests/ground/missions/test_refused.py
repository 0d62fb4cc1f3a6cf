"""Who is refused a page learns whom to ask."""

from django.urls import reverse

from maillage.foundation.cooperations.models import Cooperation
from tests.conftest import SignIn
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access


def test_refusal_names_who_runs_the_cooperation(sign_in: SignIn, cooperation: Cooperation) -> None:
    runner = make_user(name="Aline Berthaud", email="aline@retz.example.org")
    make_access(user=runner, cooperation=cooperation, role="officer")
    url = reverse("cooperations:accesses", args=[cooperation.slug])

    response = sign_in("partner").get(url)

    advice = response.text.partition('class="m-lost-do"')[2].partition("</ul>")[0]
    assert response.status_code == 403
    assert "Aline Berthaud" in advice
    assert 'href="mailto:aline@retz.example.org?subject=Demande%20d%E2%80%99acc%C3%A8s' in advice
    assert advice.count("<li><a href=") == 3


def test_refusal_without_anybody_to_ask_leads_to_ones_cooperations(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    page = sign_in("partner").get(reverse("cooperations:accesses", args=[cooperation.slug])).text

    assert "Voir vos coopérations" in page
    assert "mailto:" not in page
