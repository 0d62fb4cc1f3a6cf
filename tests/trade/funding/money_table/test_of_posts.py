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
from tests.ground.directory.makers import make_organisation, make_person
from tests.trade.funding.makers import make_funding_plan
from tests.trade.funding.money_table.compared_plans import YEAR, answered, page_of, received
from tests.trade.plan.makers import make_post, make_post_holding

pytestmark = pytest.mark.django_db
HEAD = "Opération;Maître d’ouvrage;Poste de dépense;Coût;Section;Année\n"
REFUSED = (
    "« {} » dit ce que coûte le poste « Coordination jeunesse » : notez-le dans le plan de ce "
    "poste. Si c’est autre chose, donnez un autre nom."
)
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

    assert refusals(run) == [("csv!C3", REFUSED.format("Coordination Jeunesse"))]
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

    assert refusals(run) == [("csv!A5", REFUSED.format("Coordination jeunesse"))]


def test_whoever_holds_a_post_and_words_beside_its_title_name_it(
    access: Access, owner: Organisation
) -> None:
    post = make_post(cooperation=access.cooperation)
    holder = make_person(
        workspace=access.cooperation.workspace, given_name="Nora", family_name="Bellanger"
    )
    make_post_holding(post=post, person=holder)
    labels = {
        "Poste : Jeunesse, coordination": True,
        "Coordinatrice de la coordination jeunesse (0,5 ETP)": True,
        "Traitement Nora BELLANGER": True,
        "Séjour jeunesse": False,
        "Jeunesse": False,
        "Bellanger, paysagiste": False,
    }
    rows = "".join(
        f"Animation;CC du Lac;{label};{1_000 + rank};Fonctionnement;{YEAR}\n"
        for rank, label in enumerate(labels)
    )

    run = received(access, f"{HEAD}{rows}")

    assert [cell for cell, _words in refusals(run)] == [
        f"csv!C{rank}" for rank, is_refused in enumerate(labels.values(), 2) if is_refused
    ]


@pytest.mark.parametrize("title", ["Coordination jeunesse", "Poste Coordination Jeunesse"])
@pytest.mark.parametrize(
    ("answer", "is_of_post", "plans"),
    [("C’est ce que", True, 1), ("C’est une autre", False, 1), ("", False, 0)],
)
def test_an_operation_named_as_a_post_is_asked_about(
    access: Access,
    officer: Client,
    owner: Organisation,
    title: str,
    answer: str,
    *,
    is_of_post: bool,
    plans: int,
) -> None:
    post = make_post(cooperation=access.cooperation)

    run = received(access, f"{HEAD}{title};CC du Lac;;27 000;;{YEAR}\n")
    answered(officer, run, [answer] if answer else [])

    assert FundingPlan.objects.count() == plans
    for plan in FundingPlan.objects.all():
        assert plan.post == (post if is_of_post else None)
        assert plan.label == ("" if is_of_post else title)
        assert (plan.visibility == Visibility.OFFICERS) is is_of_post
        costs = plan.costs.values_list("label", "section", "amount_cents")
        noted = (post.title, "operating") if is_of_post else ("Coût de l’opération", "investment")
        assert list(costs) == [(*noted, 2_700_000)]


def test_who_reads_the_plan_of_a_post_is_said_before_it_opens(
    access: Access, officer: Client
) -> None:
    post = make_post(cooperation=access.cooperation)
    make_funding_plan(post=post, owner=post.employer)

    run = received(
        access,
        "Opération;Poste de dépense;Coût;Section;Année\n"
        f"Coordination jeunesse;Coordination jeunesse;27 000;Fonctionnement;{YEAR}\n",
    )

    assert READERS in page_of(officer, run, "check")
    assert refusals(run) == []


@pytest.mark.parametrize("is_first", [True, False])
def test_what_stands_in_other_rows_waits(
    access: Access, officer: Client, owner: Organisation, *, is_first: bool
) -> None:
    make_post(cooperation=access.cooperation)
    rows = [
        f"Animation;CC du Lac;Loyer;3 000;Fonctionnement;{YEAR}\n",
        f"Animation;CC du Lac;Coordination jeunesse;27 000;Fonctionnement;{YEAR}\n",
        f"Animation;CC du Lac;Poste Coordination jeunesse;9 000;Fonctionnement;{YEAR}\n",
    ]

    run = received(access, HEAD + "".join(rows[::-1] if is_first else rows))
    page = page_of(officer, run, "check")

    amounts = ("en attente : 3 000 €", "à corriger : 27 000 €", "à corriger : 9 000 €")
    assert [words in page for words in amounts] == [True, True, True]
    words = "« Animation » n’entre pas encore. Deux lignes sont à corriger."
    assert words in page_of(officer, run, "columns")


@pytest.mark.parametrize(
    ("titles", "questions"),
    [
        (("Coordination jeunesse", "Jeunesse"), 1),
        (("Coordination jeunesse", "Coordination jeunesse"), 2),
    ],
)
def test_the_post_of_this_very_title_comes_first(
    access: Access, officer: Client, owner: Organisation, titles: tuple[str, str], questions: int
) -> None:
    place = access.cooperation
    posts = [
        make_post(
            cooperation=place,
            title=title,
            employer=make_organisation(workspace=place.workspace, name=f"SIVOM {rank}"),
        )
        for rank, title in enumerate(titles)
    ]

    run = received(access, f"{HEAD}Coordination jeunesse;;;27 000;;{YEAR}\n")
    (question,) = run.preview["alternatives"]
    answered(officer, run, [f"C’est ce que coûte « Coordination jeunesse », {posts[0].employer}"])

    assert len(question["choices"]) == questions + 1
    assert FundingPlan.objects.get().post == posts[0]
