"""An action is tied to a decision and to other actions; a sheet becomes an action."""

import pytest
from django.test import Client

from maillage.core.panels import panels
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import Action, ActionDecision, ActionLink
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_access
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.makers import make_action, make_action_decision, make_action_link

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(access: Access) -> tuple[Action, Action]:
    """Two actions that everybody reads."""
    cooperation = access.cooperation
    return (
        make_action(cooperation=cooperation, title="Un tarif commun", number="7"),
        make_action(cooperation=cooperation, title="Une navette", number="8"),
    )


def lines_of(client: Client, access: Access, action: Action) -> list[tuple[str, str]]:
    """What the sheet says that an action is tied to: how, and to what."""
    rows = client.get(url(access, "action", action.pk)).context["fragments"]
    tied = [one.values["lines"] for one in rows if one.template == "plan/parts/links.html"]
    return [line[:2] for lines in tied for line in lines]


def test_two_actions_are_tied_once_whichever_is_first(
    officer: Client, access: Access, pair: tuple[Action, Action]
) -> None:
    first, second = pair
    typed = {"other": first.pk, "kind": "complements"}

    officer.post(url(access, "action_link_add", second.pk), typed)
    again = officer.post(url(access, "action_link_add", first.pk), typed | {"other": second.pk})

    assert list(ActionLink.objects.values_list("one", "other", "kind")) == [
        (first.pk, second.pk, "complements")
    ]
    assert again.context["form"].errors == {
        "other": ["Ces deux fiches sont déjà reliées : retirez d’abord leur lien."]
    }
    assert lines_of(officer, access, first) == [("complète", "8 Une navette")]
    assert lines_of(officer, access, second) == [("complète", "7 Un tarif commun")]


@pytest.mark.parametrize(
    ("dropped", "words"), [(0, "remplacée par"), (1, "remplace"), (None, "à réunir avec")]
)
def test_what_replaces_is_not_dropped(
    officer: Client,
    access: Access,
    pair: tuple[Action, Action],
    dropped: int | None,
    words: str,
) -> None:
    first, second = pair
    ActionLink.objects.create(one=first, other=second, kind="replaces")
    if dropped is not None:
        Action.objects.filter(pk=pair[dropped].pk).update(
            state="dropped", state_why="Réunies.", ended_on="2026-10-06"
        )

    assert lines_of(officer, access, first) == [(words, "8 Une navette")]


def test_link_is_absent_for_who_does_not_read_both(
    access: Access, pair: tuple[Action, Action]
) -> None:
    link = make_action_link(one=pair[0])
    Action.objects.filter(pk=link.other_id).update(visibility="team")
    partner = signed_in(make_access(cooperation=access.cooperation, role=Role.PARTNER))

    assert lines_of(partner, access, pair[0]) == []


def test_decision_shows_the_actions_that_depend_on_it(
    officer: Client, access: Access, pair: tuple[Action, Action]
) -> None:
    row = make_action_decision(action=pair[0])
    page = url(access, "action_decision_add", pair[1].pk)

    officer.post(page, {"decision": row.decision_id})
    again = officer.post(page, {"decision": row.decision_id})
    nothing = officer.post(page, {})

    assert ActionDecision.objects.count() == 2
    assert [one.context["form"].errors for one in (again, nothing)] == [
        {"decision": ["Cette fiche en dépend déjà."]},
        {"decision": ["Choisissez une décision, ou une décision conjointe."]},
    ]
    (panel,) = [
        one
        for one in panels.ask(access, "decision", row.decision_id or 0)
        if "dépendent" in one.title
    ]
    lines = panel.context["lines"]
    assert isinstance(lines, list)
    assert [one.label for one in lines] == ["Un tarif commun", "Une navette", "En faire une action"]


def test_decision_becomes_an_action_of_its_own_words(officer: Client, access: Access) -> None:
    row = make_action_decision(action=make_action(cooperation=access.cooperation))
    elsewhere = make_action_decision()

    page = url(access, "action_add")
    own, other, nonsense = (
        officer.get(page, {"de": source}).context["form"].initial.get("title", "")
        for source in (
            f"decision:{row.decision_id}",
            f"decision:{elsewhere.decision_id}",
            "decision:x",
        )
    )

    assert row.decision
    assert (own, other, nonsense) == (row.decision.question, "", "")


def test_what_is_tied_is_untied(
    officer: Client, access: Access, pair: tuple[Action, Action]
) -> None:
    link, row = make_action_link(one=pair[0]), make_action_decision(action=pair[0])

    officer.post(url(access, "action_link_remove", link.pk))
    officer.post(url(access, "action_decision_remove", row.pk))

    assert (ActionLink.objects.count(), ActionDecision.objects.count()) == (0, 0)
