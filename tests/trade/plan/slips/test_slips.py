"""A structure that another makes wait is warned, says to have seen it, and is warned of more."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from maillage.core import french
from maillage.core.agenda import Waiting, waiting
from maillage.core.probes import Level
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Action, ActionStep, Dependency, SlipAcknowledgement
from maillage.trade.plan.slips.states import SlipFacts, synchronised
from maillage.trade.plan.slips.words import others_words
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_member, make_organisation, make_spokesperson
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.makers import make_action, make_action_step, make_dependency, make_share

pytestmark = pytest.mark.django_db


def later(days: int) -> date:
    """A day, counted from today."""
    return timezone.localdate() + timedelta(days=days)


def step_of(action: Action, name: str, title: str, due_on: date) -> ActionStep:
    """A step of one day that this structure does."""
    structure = make_organisation(workspace=action.cooperation.workspace, name=name)
    make_member(cooperation=action.cooperation, organisation=structure)
    share = make_share(action=action, organisation=structure)
    return make_action_step(share=share, title=title, start_on=due_on, due_on=due_on)


@pytest.fixture
def slip(access: Access) -> Dependency:
    """The opinion of Brolles waits for the file of Trévise, which is forty days late."""
    action = make_action(cooperation=access.cooperation, title="Ouvrir une crèche")
    other = make_action(cooperation=access.cooperation, title="Rendre les avis")
    before = step_of(action, "Trévise", "Dossier", later(3))
    after = step_of(other, "Brolles", "Avis", later(4))
    ActionStep.objects.filter(pk=before.pk).update(possible_on=later(44))
    return make_dependency(before=before, after=after)


def speaker(slip: Dependency, *, waits: bool) -> Access:
    """A partner who speaks for the structure that waits, or for the one that is awaited."""
    step = slip.after_step if waits else slip.before_step
    access = make_access(cooperation=slip.after_action.cooperation, role=Role.PARTNER)
    assert step
    assert step.share
    make_spokesperson(access=access, organisation=step.share.organisation)
    return access


def of_slips(access: Access) -> list[tuple[str, str]]:
    """What the day of this reader says of slips: the line and where it leads."""
    lines: list[Waiting] = list(waiting.ask(access, timezone.localdate()))
    return [
        (one.label, one.url) for one in lines if "attend" in one.label or "Prévenir" in one.label
    ]


def sentence() -> str:
    """The slip in words."""
    return (
        f"Brolles attend « Dossier » de Trévise : « Avis » ne peut commencer avant le "
        f"{french.long_date(later(44))}, au lieu du {french.long_date(later(4))}."
    )


def test_officer_who_waits_and_who_is_awaited_are_warned(access: Access, slip: Dependency) -> None:
    see = f"{url(access, 'slip_see', slip.pk)}?semaines=5"

    assert of_slips(access) == [("Prévenir Brolles : Avis", see)]
    assert of_slips(speaker(slip, waits=True)) == [("Votre étape attendra : Avis", see)]
    assert of_slips(speaker(slip, waits=False)) == [
        ("Vous faites attendre Brolles : Dossier", url(access, "action", slip.before_action_id))
    ]


def test_whoever_warns_sends_the_link_of_the_part(access: Access, slip: Dependency) -> None:
    page = url(access, "slip_see", slip.pk)
    assert slip.after_step
    assert slip.after_step.share

    links = [
        signed_in(one).get(page).context["page"].before
        for one in (access, speaker(slip, waits=True))
    ]

    assert links == [
        PageLink(
            "Lui envoyer le lien de sa part", url(access, "share_ask", slip.after_step.share.pk)
        ),
        None,
    ]


def test_what_is_seen_comes_back_when_it_has_grown_by_a_week(
    access: Access, slip: Dependency
) -> None:
    partner = speaker(slip, waits=True)
    client = signed_in(partner)
    page = url(access, "slip_see", slip.pk)
    shown = client.get(page).context["page"].sentence

    client.post(page, {"note": "On garde la salle."})

    values = SlipAcknowledgement.objects.values_list("dependency", "days", "by", "note")
    assert (shown, list(values)) == (
        sentence(),
        [(slip.pk, 40, partner.user_id, "On garde la salle.")],
    )
    assert (of_slips(partner), of_slips(access)) == ([], [])
    lines = client.get(url(access, "action", slip.after_action_id)).context["fragments"]
    seen = f"Vu par Brolles le {french.long_date(timezone.localdate())} : « On garde la salle. »."
    assert [one.values["lines"] for one in lines if "lines" in one.values] == [
        [(sentence(), seen, "")]
    ]

    ActionStep.objects.filter(followers=slip).update(possible_on=later(50))
    few = slips_after_a_change(partner)
    ActionStep.objects.filter(followers=slip).update(possible_on=later(51))
    assert (few, slips_after_a_change(partner)) == (
        [],
        [("Votre étape attendra : Avis", f"{page}?semaines=6")],
    )


def slips_after_a_change(access: Access) -> list[tuple[str, str]]:
    """What the day says once something else was written."""
    officer = Access.objects.get(cooperation=access.cooperation, role=Role.OFFICER)
    action = make_action(cooperation=access.cooperation, title="Autre chose", visibility="team")
    signed_in(officer).post(
        url(officer, "action_progress", action.pk),
        {"words": "Rien de neuf.", "means": "phone", "version": "1", "state": "running"},
    )
    return of_slips(access)


def test_slip_is_absent_for_who_does_not_read_both_actions(
    access: Access, slip: Dependency
) -> None:
    Action.objects.filter(pk=slip.before_action_id).update(visibility="team")
    partner = speaker(slip, waits=True)

    page = signed_in(partner).get(url(access, "slip_see", slip.pk))

    assert (of_slips(partner), page.status_code) == ([], 404)


def test_only_who_waits_says_that_it_is_seen(access: Access, slip: Dependency) -> None:
    page = url(access, "slip_see", slip.pk)

    awaited = signed_in(speaker(slip, waits=False)).get(page)

    assert awaited.status_code == 404


@pytest.mark.parametrize("state", ["done", "begun", "on_time", "same_structure", "not_binding"])
def test_what_does_not_make_another_wait_is_no_slip(
    officer: Client, access: Access, slip: Dependency, state: str
) -> None:
    before, after = slip.before_step, slip.after_step
    assert before
    assert after
    today = timezone.localdate()
    if state == "done":
        ActionStep.objects.filter(pk=before.pk).update(done_on=today)
    elif state == "begun":
        ActionStep.objects.filter(pk=after.pk).update(started_on=today)
    elif state == "on_time":
        ActionStep.objects.filter(pk=before.pk).update(possible_on=later(10))
    elif state == "same_structure":
        ActionStep.objects.filter(pk=after.pk).update(share=before.share)
    else:
        longer = make_action_step(action=after.action, title="Travaux", due_on=later(90))
        ActionStep.objects.filter(pk=longer.pk).update(possible_on=later(90))
        make_dependency(before=longer, after=after)

    assert of_slips(access) == []


@pytest.mark.parametrize(
    ("facts", "level", "reason"),
    [
        ((0, 1, 0, 0), Level.TODO, "Rien ne dit encore ce que chaque étape attend."),
        ((0, 2, 0, 0), Level.DOING, "Des étapes sont datées ; aucune ne dit ce qu’elle attend."),
        ((1, 2, 0, 0), Level.DONE, "Ce que chacun attend est écrit ; aucun retard n’est ignoré."),
        (
            (3, 4, 1, 0),
            Level.AGED,
            "Une structure attendra une autre sans le savoir encore.",
        ),
        (
            (3, 4, 2, 1),
            Level.AGED,
            "Deux attentes glissent sans être vues de qui attend ; un glissement vu depuis un "
            "mois n’a pas changé.",
        ),
    ],
)
def test_mission_follows_what_is_seen(
    facts: tuple[int, int, int, int], level: Level, reason: str
) -> None:
    state = synchronised(SlipFacts(*facts, url="/plan/"))

    assert (state.level, state.reason) == (level, reason)


def test_plan_says_who_makes_most_structures_wait(
    officer: Client, access: Access, slip: Dependency
) -> None:
    third = step_of(slip.after_action, "Arbrelles", "Convention", later(5))
    second = make_dependency(before=slip.before_step, after=third)
    alone = plan_page(officer, access)
    ActionStep.objects.filter(pk=third.pk).update(possible_on=later(80))
    second.delete()
    make_dependency(before=third, after=step_of(slip.before_action, "Ouzes", "Visite", later(6)))
    slips_after_a_change(access)

    assert alone[0].endswith("« Ouvrir une crèche » fait attendre deux structures.")
    assert alone[1] == ["Dossier"]
    tie = plan_page(officer, access)
    assert tie[0].endswith("Deux fiches ont une structure qui les attend.")


def test_plan_where_nothing_slips_says_so(officer: Client, access: Access) -> None:
    make_action(cooperation=access.cooperation, due_on=later(30))

    assert plan_page(officer, access) == (
        "Une fiche, en cours. Aucune fin de fiche ne glisse.",
        [],
    )


def plan_page(officer: Client, access: Access) -> tuple[str, list[str]]:
    """The sentence of the plan, and the steps drawn under its register."""
    context = officer.get(url(access, "actions")).context
    steps = [step for one in context["below"] for step in one.values["steps"]]
    return context["sentence"], [str(step) for step, _structure, _late, _lane in steps]


def test_slips_left_out_of_the_plan_say_where_they_are() -> None:
    assert (others_words(0), others_words(1970)) == (
        "",
        f"Les plus longues d’abord ; {french.number(1970)} autres se lisent sur la fiche de leur "
        "action.",
    )
