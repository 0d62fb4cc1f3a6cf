"""The file of a project: its dated stages, in order, as the profile says them."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Cooperation
from maillage.trade.plan.linked_projects.stages import stage_of_result, stages_of
from maillage.trade.plan.models import Candidacy, Project, ProjectStage
from tests.conftest import SignIn
from tests.ground.directory.reading import plain
from tests.trade.plan.linked_projects.makers import make_project, make_project_stage
from tests.trade.plan.selection.makers import make_candidacy, make_project_call

TODAY = timezone.localdate()
AGO = TODAY - timedelta(days=20)


def url(project: Project, page: str = "project", number: int = 0) -> str:
    return reverse(f"plan:{page}", args=[project.cooperation.slug, number or project.pk])


@pytest.fixture
def project(cooperation: Cooperation) -> Project:
    """A project, in a cooperation that follows LEADER files."""
    Cooperation.objects.update(profile="leader")
    cooperation.refresh_from_db()
    return make_project(cooperation=cooperation, visibility="members")


def note(client: Client, project: Project, stage: str, **typed: str) -> list[str]:
    """What refuses the stage, dated today unless it is said; nothing when it is noted."""
    sent = {"stage": stage, "on": f"{TODAY:%d/%m/%Y}", **typed}
    answer = client.post(url(project, "project_stage_add"), sent)
    if answer.status_code == 302:
        return []
    return [plain(str(why)) for one in answer.context["form"].errors.values() for why in one]


def test_each_profile_has_its_stages() -> None:
    assert " · ".join(stages_of("leader")) == (
        "idée · avis d’opportunité · déposé · complet · instruit · programmé · ajourné · refusé · "
        "conventionné · payé"
    )
    assert [stages_of(profile) for profile in ("ctg", "cls")] == [(), ()]
    assert [
        stage_of_result(profile, result)
        for profile in ("leader", "contrat_ville", "crte")
        for result in ("retained", "adjourned", "refused", "complete")
    ] == [
        *("programmé", "ajourné", "refusé", ""),
        *("retenu", "ajourné", "non retenu", ""),
        *("", "", "", ""),
    ]


def test_stages_are_noted_in_the_order_of_their_days(officer: Client, project: Project) -> None:
    earlier = {"on": f"{AGO:%d/%m/%Y}"}

    assert note(officer, project, "programmé", amount_cents="40 000") == []
    why = note(officer, project, "complet", **earlier)
    wrong = ProjectStage.objects.get()
    officer.post(url(project, "project_stage_remove", wrong.pk))
    assert note(officer, project, "complet", **earlier) == []

    assert "« programmé » est du" in why[0]
    assert why[0].endswith("datez cette étape de ce jour ou d’après, ou retirez d’abord l’autre.")
    assert list(ProjectStage.objects.values_list("stage", "on")) == [("complet", AGO)]


def test_a_refusal_says_why_and_takes_no_amount(officer: Client, project: Project) -> None:
    assert note(officer, project, "refusé", amount_cents="500") == [
        "Dites pourquoi : le porteur le lira.",
        "Un montant n’est retenu que pour un projet programmé.",
    ]
    assert note(officer, project, "refusé", note="Hors périmètre") == []
    assert "Hors périmètre" in plain(officer.get(url(project)).text)


def test_who_reads_the_project_reads_its_file_and_only_the_team_writes_it(
    officer: Client, sign_in: SignIn, project: Project
) -> None:
    stage = make_project_stage(project=project)
    partner = sign_in("partner")
    pages = [
        url(project, "project_stage_add"),
        url(project, "project_stage_remove", stage.pk),
    ]

    shown = plain(partner.get(url(project)).text)

    assert [word in shown for word in ("Complet", "Noter une étape", "Retirer")] == [
        *(True, False, False)
    ]
    assert [partner.get(page).status_code for page in pages] == [403, 403]
    assert "Noter une étape du dossier" in officer.get(url(project)).text
    for page in ("linked_projects", "project_review"):
        listed = partner.get(reverse(f"plan:{page}", args=[project.cooperation.slug]))
        assert "complet" in plain(listed.text)


def test_no_file_is_followed_where_the_profile_has_none(officer: Client, project: Project) -> None:
    Cooperation.objects.update(profile="ctg")

    page = officer.get(url(project, "project_stage_add")).text

    assert "Ici, aucun dossier ne se suit par étapes." in page
    assert "<form" not in page.split("<main")[1].split("</main")[0]
    assert "Noter une étape du dossier" not in officer.get(url(project)).text


@pytest.fixture
def garage(project: Project) -> Candidacy:
    """The project, in a call that takes no more marks."""
    call = make_project_call(
        cooperation=project.cooperation, scores_until=TODAY - timedelta(days=9)
    )
    return make_candidacy(call=call, project=project)


def decide(client: Client, one: Candidacy, result: str, **typed: str) -> int:
    """The status of the answer to what the body decides today."""
    version = Candidacy.objects.get(pk=one.pk).version
    sent = {"result": result, "result_on": f"{TODAY:%d/%m/%Y}", "version": version, **typed}
    return client.post(url(one.project, "candidacy_decide", one.pk), sent).status_code


def test_a_result_writes_its_stage_and_its_correction_replaces_it(
    officer: Client, garage: Candidacy
) -> None:
    read = ("stage", "on", "amount_cents", "note", "decision")
    last = make_project_stage(project=garage.project, on=TODAY)
    early = decide(officer, garage, "retained", result_on=f"{AGO:%d/%m/%Y}")
    last.delete()

    decide(officer, garage, "retained", granted_cents="30 000")
    first = list(ProjectStage.objects.values_list(*read))
    decide(officer, garage, "refused", result_why="Hors périmètre")
    second = list(ProjectStage.objects.values_list(*read))
    decide(officer, garage, "complete", result_why="Il manque un devis")

    assert early == 422
    assert first == [("programmé", TODAY, 30_000_00, "", None)]
    assert second == [("refusé", TODAY, None, "Hors périmètre", None)]
    assert not ProjectStage.objects.exists()
    garage.refresh_from_db()
    assert (garage.result, garage.stage_id) == ("complete", None)
