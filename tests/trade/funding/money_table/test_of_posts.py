"""What one post costs, in a file: it comes into the plan of that post, and into no other."""

import pytest
from django.test import Client

from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.problems import Severity
from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.services.runs import run_import
from maillage.foundation.exchange.import_wizard.services.uploads import planned_import
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.models import CostLine, FundingPlan
from tests.trade.funding.makers import make_funding_plan
from tests.trade.funding.money_table.compared_plans import YEAR, answered, page_of, received
from tests.trade.plan.makers import make_post

pytestmark = pytest.mark.django_db
HEAD = "Opération;Maître d’ouvrage;Poste de dépense;Coût;Section;Année\n"
REFUSED = "C’est un poste : notez ce qu’il coûte dans le plan de ce poste."
READERS = (
    "Le plan d’un poste n’est lu que par les chargés de coopération, son employeur et ses "
    "financeurs."
)


def refusals(run: Import) -> list[tuple[str, str]]:
    """The cell and the sentence of each refusal."""
    return [
        (one.cell, one.message)
        for one in planned_import(run).problems
        if one.severity is Severity.ERROR
    ]


@pytest.mark.parametrize("is_open", [False, True])
def test_the_cost_of_a_post_is_refused_outside_its_plan(
    access: Access, owner: Organisation, *, is_open: bool
) -> None:
    make_post(cooperation=access.cooperation)
    if is_open:
        make_funding_plan(cooperation=access.cooperation, label="Animation", owner=owner)

    run = received(
        access,
        f"{HEAD}Animation;CC du Lac;Loyer;3 000;Fonctionnement;{YEAR}\n"
        f"Animation;CC du Lac;Coordination  Jeunesse;27 000;Fonctionnement;{YEAR}\n",
    )
    run_import(run=run)

    assert refusals(run) == [("csv!C3", REFUSED)]
    assert not CostLine.objects.exists()


def test_it_is_refused_in_two_halves_too(access: Access, owner: Organisation) -> None:
    make_post(cooperation=access.cooperation)

    run = received(
        access,
        "Opération n° 1 – Animation (TTC)\n"
        "MO : CC du Lac – fonctionnement – année 2027\n"
        "DÉPENSES;Montant;RECETTES;Montant;État\n"
        "Loyer;3 000;Caf;30 000;espérée\n"
        "Coordination jeunesse;27 000;;;\n"
        "TOTAL;30 000;TOTAL;30 000;\n",
    )

    assert refusals(run) == [("csv!A5", REFUSED)]


def test_an_operation_named_as_a_post_opens_the_plan_of_the_post(
    access: Access, officer: Client
) -> None:
    post = make_post(cooperation=access.cooperation)

    run = received(
        access,
        "Opération;Poste de dépense;Coût;Section;Année\n"
        f"Coordination jeunesse;Coordination jeunesse;27 000;Fonctionnement;{YEAR}\n",
    )
    assert READERS in page_of(officer, run, "check")
    answered(officer, run)

    plan = FundingPlan.objects.get()
    assert (plan.post, plan.label, plan.owner) == (post, "", post.employer)
    assert plan.visibility == Visibility.OFFICERS
    assert [one.amount_cents for one in plan.costs.all()] == [2_700_000]


def test_two_posts_of_one_name_are_opened_one_by_one(access: Access) -> None:
    for _number in range(2):
        make_post(cooperation=access.cooperation)

    run = received(access, f"{HEAD}Coordination jeunesse;;;27 000;Fonctionnement;{YEAR}\n")

    words = "Plusieurs postes portent ce nom : ouvrez leurs plans un à un."
    assert refusals(run) == [("csv!A2", words)]
