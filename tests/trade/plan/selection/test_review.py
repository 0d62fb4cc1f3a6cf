"""The review of projects: ripest first, what is asked, who is around the table."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.models import Project
from tests.conftest import SignIn
from tests.ground.directory.holdings import member_with_name
from tests.ground.directory.reading import plain, reading
from tests.trade.plan.makers import make_exchange, make_project
from tests.trade.plan.selection.makers import (
    make_candidacy,
    make_funder_opinion,
    make_project_call,
)

TODAY = timezone.localdate()


def test_review_reads_projects_ripest_first(officer: Client, cooperation: Cooperation) -> None:
    brolles = member_with_name(cooperation, "Brolles")
    idea = make_project(cooperation=cooperation, title="Café", holder=brolles)
    ready = make_project(cooperation=cooperation, title="Voie verte", phase="ready", holder=brolles)
    Project.objects.update(cost_cents=100_000_00, aid_cents=40_000_00)
    make_exchange(project=ready, on=TODAY)
    call = make_project_call(cooperation=cooperation)
    make_funder_opinion(
        candidacy=make_candidacy(call=call, project=idea),
        funder=member_with_name(cooperation, "Caf"),
    )

    page = officer.get(reverse("plan:project_review", args=[cooperation.slug]))
    text = plain(page.text)

    assert plain(reading(page.text)) == (
        "Deux projets suivent leur cours pour 200 000 € ; un est prêt ; un est sans échange "
        "depuis trois mois."
    )
    assert text.index("Prêt à démarrer") < text.index("Voie verte") < text.index("Café")
    assert "Caf : favorable" in text
    assert text.index("Autour de la table") < text.rindex("Brolles")


def test_others_review_what_is_shared_without_opinions(
    sign_in: SignIn, cooperation: Cooperation
) -> None:
    shared = make_project(cooperation=cooperation, title="Café", visibility="members")
    make_project(cooperation=cooperation, title="Halle")
    make_funder_opinion(
        candidacy=make_candidacy(project=shared, call=make_project_call(cooperation=cooperation))
    )

    page = sign_in("partner").get(reverse("plan:project_review", args=[cooperation.slug])).text

    assert ("Café" in page, "Halle" in page, "favorable" in page) == (True, False, False)
    assert "Autour de la table" not in page
