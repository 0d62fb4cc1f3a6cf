"""What a fiche and the posts say of money, and what they never say to whoever may not read it."""

import pytest
from django.test import Client
from django.urls import reverse

from maillage.core.french import NBSP
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.ground.directory.models import Organisation
from maillage.trade.funding.funding_plan.money_lines import money_lines
from maillage.trade.plan.fiches.queries import fiche_rubrics
from maillage.trade.plan.models import Action, Post
from maillage.trade.plan.plan_line import plan_lines
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_organisation, make_spokesperson
from tests.ground.directory.reading import plain
from tests.trade.funding.makers import make_cost_line, make_funding_line, make_funding_plan
from tests.trade.plan.makers import make_action, make_post

CAF, MSA, OWNER = "Caf des Hautes-Ouzes", "MSA Val d’Ouze", "CC de Valmorin"
TO_SEEK = "À trouver ou à confirmer : "
COST, LEFT = "Coût de l’année, ", "Aux employeurs : "
READ_IN_ITS_PLAN = (
    "Ce que coûte un poste : presque un salaire, donc lu dans le plan de ce poste, par les seuls "
    "chargés de coopération, employeur et financeurs"
)


@pytest.fixture
def action(cooperation: Cooperation) -> Action:
    """An action that costs 100 000 €: the Caf gave 40 000, the MSA is asked for 25 000."""

    def body(name: str) -> Organisation:
        one = make_organisation(workspace=cooperation.workspace, name=name)
        return make_member(cooperation=cooperation, organisation=one).organisation

    action = make_action(cooperation=cooperation)
    plan = make_funding_plan(action=action, owner=body(OWNER))
    make_cost_line(plan=plan)
    caf, msa = body(CAF), body(MSA)
    for year in (2026, 2027):
        make_funding_line(
            plan=plan,
            funder=caf,
            label="Plan crèche",
            state="granted",
            euros=20_000,
            year=year,
        )
    make_funding_line(plan=plan, funder=msa, label="", state="requested", euros=25_000)
    return action


def means(action: Action) -> str:
    words = {one.key: one.words for one in fiche_rubrics(action)}
    return words["means"].replace(NBSP, " ")


@pytest.mark.django_db
def test_a_fiche_says_what_every_member_may_read_of_the_money(action: Action) -> None:
    assert means(action).splitlines() == [
        f"Maître d’ouvrage : {OWNER}",
        "Coût de l’investissement : 100 000 € HT",
        f"{CAF}, Plan crèche : 40 000 €, accordé",
        "Acquis : 40 000 €",
        "À trouver ou à confirmer : 60 000 €",
    ]


@pytest.mark.django_db
def test_a_plan_shared_with_the_team_alone_is_in_no_fiche(action: Action) -> None:
    plan = action.funding_plan
    plan.visibility = "team"
    plan.save()

    assert means(action) == ""


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "left"),
    [("team", "Il manque : 35 000 €"), ("partner", f"{TO_SEEK}60 000 €")],
)
def test_what_is_missing_counts_what_the_reader_reads(action: Action, role: str, left: str) -> None:
    access = make_access(cooperation=action.cooperation, role=role)

    lines = money_lines(access, "action", [action.pk])

    assert lines[-1].words.replace(NBSP, " ") == left
    assert not any(MSA in one.words for one in lines)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "posts", "words"),
    [
        (
            "officer",
            1,
            [f"{COST}un poste chiffré : 40 000 €", f"{LEFT}15 000 €"],
        ),
        ("officer", 3, [f"{COST}trois postes chiffrés : 120 000 €", f"{LEFT}45 000 €"]),
        ("team", 3, [READ_IN_ITS_PLAN]),
        ("team", 0, []),
        ("partner", 3, []),
    ],
)
def test_the_sum_of_all_posts_is_the_officers(
    cooperation: Cooperation, role: str, posts: int, words: list[str]
) -> None:
    numbers = [make_costed_post(cooperation) for _each in range(posts)]
    access = make_access(cooperation=cooperation, role=role)

    every = plan_lines.ask(access, "posts", ())
    each = plan_lines.ask(access, "post", numbers)

    assert [one.words.replace(NBSP, " ") for one in every] == words
    assert len(each) == (posts if role == "officer" else 0)


@pytest.mark.django_db
def test_the_register_of_posts_says_what_remains_to_employers(
    officer: Client, access: Access
) -> None:
    make_costed_post(access.cooperation)
    url = reverse("plan:engineering", args=[access.cooperation.slug])

    page = plain(officer.get(url).content.decode())

    assert ("Reste à l’employeur" in page, "15 000 €" in page) == (True, True)


@pytest.mark.django_db
def test_an_employer_reads_what_remains_to_it_under_who_pays(access: Access) -> None:
    post = Post.objects.get(pk=make_costed_post(access.cooperation))
    post.funders.add(make_organisation(workspace=access.cooperation.workspace, name="Caf"))
    partner = make_access(cooperation=access.cooperation, role="partner")
    make_spokesperson(access=partner, organisation=post.employer)
    url = reverse("plan:engineering", args=[access.cooperation.slug])

    page = plain(signed_in(partner).get(url).content.decode())

    shown = ("Reste à l’employeur" in page, "reste 15 000 € à l’employeur" in page)
    assert shown == (False, True)


def make_costed_post(cooperation: Cooperation) -> int:
    """A post of 40 000 € this year, of which its employer keeps 15 000."""
    plan = make_funding_plan(post=make_post(cooperation=cooperation))
    make_cost_line(plan=plan, year=2026, section="operating", euros=40_000)
    make_funding_line(plan=plan, year=2026, section="operating", euros=25_000, state="granted")
    make_funding_line(
        plan=plan, year=2026, section="operating", kind="own", euros=None, is_remainder=True
    )
    return plan.post_id or 0
