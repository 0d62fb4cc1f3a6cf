"""A cooperation deleted leaves nothing, and leaves the others as they were."""

from datetime import timedelta

import pytest
import time_machine
from django.apps import apps
from django.core import serializers
from django.core.management import call_command
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.files import store
from maillage.foundation.documents.models import Attachment
from maillage.foundation.journal import services as journal
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.journal.seals import first_fault, seal_past_days
from maillage.ground.directory.models import Organisation, Person
from maillage.roof.departures.models import Deletion
from maillage.roof.departures.services import ask_deletion, cancel_deletion, delete_due
from tests.conftest import SignIn
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.registry import makers, marked_makers, own_models

MARK = "zqsupprimeeqz"
TOMORROW, NEXT_MONTH = timedelta(days=1), timedelta(days=30)


def filled(access: Access, mark: str) -> None:
    """One record in every model that belongs to a cooperation, marked where it holds a text."""
    cooperation = access.cooperation
    values = {name: maker for module in makers() for name, maker in vars(module).items()}
    with journal.write(
        access.user, workspace_id=cooperation.workspace_id, cooperation_id=cooperation.pk, topic="x"
    ):
        for model, maker in marked_makers().items():
            assert model
            maker(cooperation=cooperation, author=access.user, visibility="members", mark=mark)
        for model in own_models():
            links = {field.name for field in model._meta.fields if _is_to_cooperation(field)}
            if links == {"cooperation"} and model not in (*marked_makers(), Access, Deletion):
                word = "".join(f"_{x}" if x.isupper() else x for x in model.__name__).lower()
                values[f"make{word}"](cooperation=cooperation)
        Cooperation.objects.filter(pk=cooperation.pk).update(purpose=mark)
        cooperation.name = mark
        cooperation.save()


def _is_to_cooperation(field: models.Field[object, object]) -> bool:
    return field.related_model is Cooperation


def everything() -> str:
    """Every row of every table, as one text."""
    return "\n".join(
        serializers.serialize("json", model._base_manager.order_by("pk"))
        for model in apps.get_models()
        if model._meta.label_lower != "sessions.session"
    )


def rows_of(cooperation: Cooperation) -> dict[str, int]:
    """How many rows of each model are of this cooperation."""
    return {
        model._meta.label_lower: model._base_manager.filter(cooperation=cooperation.pk).count()
        for model in own_models()
        if any(_is_to_cooperation(field) for field in model._meta.fields)
    }


@pytest.mark.django_db(transaction=True)
def test_deleted_cooperation_is_found_nowhere(access: Access) -> None:
    filled(access, MARK)
    beside = make_access(cooperation=make_cooperation(workspace=access.cooperation.workspace))
    filled(beside, "zqresteqz")
    stored = Attachment.objects.get(cooperation=access.cooperation).stored
    ask_deletion(author=access.user, cooperation=access.cooperation)
    entry = (rows_of(beside.cooperation), Organisation.objects.count(), Person.objects.count())
    assert MARK in everything()
    assert store.path_of(stored).exists()

    gone = delete_due(timezone.localdate() + NEXT_MONTH)

    assert (gone, MARK in everything(), store.path_of(stored).exists()) == (1, False, False)
    assert set(rows_of(access.cooperation).values()) == {0}
    assert entry == (
        rows_of(beside.cooperation),
        Organisation.objects.count(),
        Person.objects.count(),
    )
    assert "zqresteqz" in everything()


def test_tick_deletes_on_the_day_and_not_before(access: Access) -> None:
    ask_deletion(author=access.user, cooperation=access.cooperation)
    stays = []

    for days in (29, 31):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            call_command("tick")
        stays.append(Cooperation.objects.filter(pk=access.cooperation_id).exists())

    assert stays == [True, False]


def test_seals_hold_after_a_deletion(access: Access) -> None:
    filled(access, MARK)
    ask_deletion(author=access.user, cooperation=access.cooperation)
    LogEntry.objects.update(timestamp=timezone.now() - timedelta(days=3))
    seal_past_days(timezone.now())

    delete_due(timezone.localdate() + NEXT_MONTH)

    assert (first_fault(), MARK in everything()) == (None, False)


def test_officer_asks_with_the_name_typed(officer: Client, cooperation: Cooperation) -> None:
    url = reverse("departures:life_deletion", args=[cooperation.slug])

    wrong = officer.post(url, {"name": "Pays"})
    page = officer.post(url, {"name": "Pays de Retz"}, follow=True)

    assert "recopiez" in wrong.text
    assert Deletion.objects.get().due_on == timezone.localdate() + NEXT_MONTH
    assert "Cette coopération sera supprimée le" in page.text


def test_everybody_sees_the_day(access: Access, sign_in: SignIn) -> None:
    ask_deletion(author=access.user, cooperation=access.cooperation)

    page = sign_in("observer").get(f"/c/{access.cooperation.slug}/portrait/")

    assert "Cette coopération sera supprimée le" in page.text
    assert "Garder la coopération" not in page.text


def test_another_officer_keeps_it(access: Access, sign_in: SignIn) -> None:
    ask_deletion(author=access.user, cooperation=access.cooperation)

    sign_in("officer").post(
        reverse("departures:life_deletion_cancel", args=[access.cooperation.slug])
    )

    assert delete_due(timezone.localdate() + NEXT_MONTH) == 0
    assert Cooperation.objects.filter(pk=access.cooperation_id).exists()


def test_nothing_goes_before_its_day(access: Access) -> None:
    ask_deletion(author=access.user, cooperation=access.cooperation)

    assert delete_due(timezone.localdate() + NEXT_MONTH - TOMORROW) == 0
    assert Cooperation.objects.filter(pk=access.cooperation_id).exists()


def test_asked_twice_keeps_its_day(access: Access) -> None:
    first = ask_deletion(author=access.user, cooperation=access.cooperation)
    cancel_deletion(author=access.user, cooperation=access.cooperation)
    second = ask_deletion(author=access.user, cooperation=access.cooperation)
    again = ask_deletion(author=access.user, cooperation=access.cooperation)

    assert (first.pk == second.pk, second.pk == again.pk) == (False, True)


def test_team_may_not_ask(sign_in: SignIn, cooperation: Cooperation) -> None:
    url = reverse("departures:life_deletion", args=[cooperation.slug])

    page = sign_in("team").post(url, {"name": cooperation.name})

    assert (page.status_code, Deletion.objects.count()) == (403, 0)
