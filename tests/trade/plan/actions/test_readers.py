"""Each form about an action says who will read what is typed; how it was gathered stays inside."""

from datetime import date

import pytest
from django.test import Client

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access
from maillage.trade.plan.models import ProgressNote
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.directory.makers import make_organisation
from tests.trade.plan.actions.test_plan import url
from tests.trade.plan.actions.test_progress import say
from tests.trade.plan.makers import (
    make_action,
    make_action_blocker,
    make_action_step,
    make_share,
    make_share_answer,
)

pytestmark = pytest.mark.django_db
STAYS = " Comment et auprès de qui c’est recueilli reste à l’équipe projet."


@pytest.mark.parametrize(
    ("visibility", "label"), [("members", "tous les accès"), ("team", "l’équipe projet")]
)
def test_forms_say_who_reads_what_is_typed(
    officer: Client, access: Access, visibility: str, label: str
) -> None:
    action = make_action(cooperation=access.cooperation, visibility=visibility)
    share, step = make_share(action=action), make_action_step(action=action)
    pages = {
        "action_progress": action.pk,
        "share_answer": share.pk,
        "share_progress": share.pk,
        "share_add": action.pk,
        "share_end": share.pk,
        "step_add": action.pk,
        "step_edit": step.pk,
        "step_date": step.pk,
        "dependency_add": action.pk,
        "blocker_add": action.pk,
        "blocker_lift": make_action_blocker(action=action).pk,
    }

    shown = {
        name: officer.get(url(access, name, number)).context["page"].readers
        for name, number in pages.items()
    }

    words = f"Sur la fiche, ce que vous écrivez ici sera lu par {label}."
    gathered = {"action_progress", "share_answer"}
    assert shown == {name: words + (STAYS if name in gathered else "") for name in pages}


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.OFFICER, "Nora Bellanger"),
        (Role.TEAM, "Nora Bellanger"),
        (Role.ELECTED, "Nora Bellanger"),
        (Role.PARTNER, "Nora Bellanger"),
        (Role.OBSERVER, "Une personne"),
    ],
)
def test_who_changed_a_sheet_is_named_where_names_are_read(
    access: Access, role: Role, name: str
) -> None:
    action = make_action(cooperation=access.cooperation)
    author = make_access(
        cooperation=access.cooperation, role=Role.OFFICER, user=make_user(name="Nora Bellanger")
    )
    say(signed_in(author), author, action, state="paused", words="Les devis sont là.")
    reader = signed_in(make_access(cooperation=access.cooperation, role=role))

    history = reader.get(url(access, "action", action.pk)).text.partition('id="m-history"')[2]

    assert f"{name} a " in history
    assert ("Nora Bellanger" in history) == (role != Role.OBSERVER)


@pytest.mark.parametrize(
    ("role", "reserve", "news"),
    [
        (
            Role.OFFICER,
            "par téléphone, 6\xa0octobre 2026",
            "par téléphone auprès de M. Oriot, ",
        ),
        (Role.PARTNER, "6\xa0octobre 2026", ""),
    ],
)
def test_how_it_was_gathered_is_read_by_the_team_alone(
    access: Access, role: Role, reserve: str, news: str
) -> None:
    action = make_action(cooperation=access.cooperation)
    brolles = make_organisation(workspace=access.cooperation.workspace, name="Brolles")
    share = make_share(action=action, organisation=brolles)
    make_share_answer(share=share, answer="reserved", words="sous condition")
    ProgressNote.objects.create(
        action=action,
        share=share,
        on=date(2026, 10, 2),
        words="Le maçon tarde.",
        told_by="M. Oriot",
        recorded_by=access.user,
    )
    reader = (
        access if role == Role.OFFICER else make_access(cooperation=access.cooperation, role=role)
    )

    page = signed_in(reader).get(url(access, "action", action.pk)).context

    noted = f"2\xa0octobre 2026, part de Brolles, {news}noté par {access.user.short_name}"
    assert page["reserves"] == [f"Brolles : « sous condition » ({reserve})"]
    assert [words for _note, words in page["news"]] == [noted]
