"""Create, change, delete, export, permission, login, opening: who, when, before, after; sealed."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.signals import pre_save
from django.test import Client
from django.utils import timezone
from time_machine import travel

from maillage.foundation.cooperations.links.services import accept_invitation
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.spaces.services import (
    edit_cooperation,
    give_access,
    withdraw_access,
)
from maillage.foundation.journal.models import Fingerprint, LogEntry, Seal
from maillage.foundation.journal.seals import first_fault, seal_past_days
from maillage.foundation.journal.services import record_opening
from tests.conftest import signed_in
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access, make_cooperation, make_invitation

pytestmark = pytest.mark.django_db
PASSWORD = "une phrase que je connais"
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def events() -> list[tuple[str, str, str | None]]:
    """What was told besides writes: the event, who did it, from which network address."""
    return [
        (entry.additional_data["event"], str(entry.actor or ""), entry.remote_addr)
        for entry in LogEntry.objects.filter(action=LogEntry.Action.ACCESS).order_by("pk")
    ]


def last_entry(model: str) -> LogEntry:
    """The last entry about this model."""
    log_entry: LogEntry = LogEntry.objects.filter(content_type__model=model).latest("pk")
    return log_entry


def test_change_tells_who_when_before_and_after(access: Access) -> None:
    cooperation, before = access.cooperation, timezone.now()
    cooperation.name = "Pays de Retz et Côte de Jade"

    edit_cooperation(author=access.user, cooperation=cooperation, read=1)

    entry = last_entry("cooperation")
    assert entry.changes == {"name": ["Pays de Retz", "Pays de Retz et Côte de Jade"]}
    assert (entry.actor, entry.cooperation_id) == (access.user, cooperation.pk)
    assert before <= entry.timestamp <= timezone.now()


def test_permission_given_and_withdrawn_are_recorded(access: Access) -> None:
    partner = make_user()

    given = give_access(
        author=access.user, cooperation=access.cooperation, user=partner, role="team"
    )
    created = last_entry("access")
    withdraw_access(author=access.user, access=given)
    ended = last_entry("access")

    assert (created.actor, created.changes["role"]) == (access.user, ["None", "team"])
    assert (ended.actor, ended.action, list(ended.changes)) == (
        access.user,
        LogEntry.Action.UPDATE,
        ["ended_at"],
    )


def test_nested_writes_keep_their_author_and_leave_nothing_behind() -> None:
    invitation = make_invitation(email="nadia@retz.example.org")
    receivers = len(pre_save.receivers)

    access = accept_invitation(invitation=invitation, name="Nadia", password=PASSWORD)

    assert last_entry("access").actor == access.user
    assert len(pre_save.receivers) == receivers


def test_deletion_tells_what_was_there(access: Access) -> None:
    access.delete()

    entry = last_entry("access")
    assert (entry.action, entry.changes["role"]) == (LogEntry.Action.DELETE, ["officer", "None"])


def test_sign_in_failure_sign_out_and_password_are_recorded() -> None:
    user, client = make_user(password=PASSWORD), Client()
    for password in ("faux", PASSWORD):
        client.post("/compte/connexion/", {"login": user.email, "password": password})
    client.post(
        "/compte/mot-de-passe/",
        {"oldpassword": PASSWORD, "password1": "une autre phrase", "password2": "une autre phrase"},
    )
    client.post("/compte/deconnexion/")
    client.post("/compte/connexion/", {"login": "absente@retz.example.org", "password": "faux"})

    here = "127.0.0.1"
    assert events() == [
        ("login_failed", "", here),
        ("login", str(user), here),
        ("password", str(user), here),
        ("logout", str(user), here),
        ("login_failed", "", here),
    ]
    assert "absente" not in str(list(LogEntry.objects.values()))
    assert PASSWORD not in str(list(LogEntry.objects.values()))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_every_export_is_recorded(access: Access, kind: str) -> None:
    client, url = signed_in(access), f"/c/{access.cooperation.slug}/acces/?export={kind}"
    LogEntry.objects.all().delete()

    client.get(url)
    client.get(f"/c/{access.cooperation.slug}/acces/")
    client.get(f"/?export={kind}")

    entries = LogEntry.objects.order_by("pk")
    assert [(entry.additional_data, entry.actor, entry.cooperation_id) for entry in entries] == [
        ({"event": "export", "address": url}, access.user, access.cooperation_id),
        ({"event": "export", "address": f"/?export={kind}"}, access.user, None),
    ]


def test_opening_a_confidential_record_is_recorded(access: Access) -> None:
    record_opening(access.user, access, cooperation_id=access.cooperation_id)

    assert events() == [("opening", str(access.user), None)]


@pytest.fixture
def sealed_days() -> list[LogEntry]:
    """Three days with entries, the first two sealed; the entries of the first."""
    for day in range(3):
        with travel(NOON + timedelta(days=day), tick=False):
            make_cooperation(name=f"Jour {day}")
    seal_past_days(NOON + timedelta(days=2))
    return list(LogEntry.objects.filter(timestamp=NOON).order_by("pk"))


def test_past_days_are_sealed_once(sealed_days: list[LogEntry]) -> None:
    again = seal_past_days(NOON + timedelta(days=2))

    assert again == []
    assert [seal.day.day for seal in Seal.objects.all()] == [20, 21]
    assert Fingerprint.objects.count() == 2 * len(sealed_days)
    assert first_fault() is None


EDITS = {
    "value": "UPDATE journal_logentry SET changes = '{}' WHERE id = %s",
    "name": "UPDATE journal_logentry SET object_repr = 'Autre' WHERE id = %s",
    "author": "UPDATE journal_logentry SET object_pk = '99' WHERE id = %s",
    "moment": "UPDATE journal_logentry SET timestamp = '2026-11-20 13:00:00+00' WHERE id = %s",
    "fingerprint": "UPDATE journal_fingerprint SET values_digest = 'x' WHERE entry_id = %s",
    "salt": "UPDATE journal_fingerprint SET salt = '' WHERE entry_id = %s",
}


@pytest.mark.parametrize("edit", EDITS)
def test_edited_row_is_detected(sealed_days: list[LogEntry], edit: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(EDITS[edit], [sealed_days[0].pk])

    with pytest.raises(CommandError, match=r"Le 20/11/2026 ne correspond pas"):
        call_command("check_journal")


def test_removed_or_late_row_is_detected(sealed_days: list[LogEntry]) -> None:
    sealed_days[0].delete()
    removed = first_fault()
    Seal.objects.all().delete()
    Fingerprint.objects.all().delete()
    seal_past_days(NOON + timedelta(days=2))
    with travel(NOON + timedelta(days=1), tick=False):
        make_cooperation(name="Après coup")
    late = first_fault()

    assert removed is not None
    assert late is not None
    assert (removed.day.day, removed.sentence) == (20, "entrée modifiée ou retirée")
    assert (late.day.day, late.sentence) == (21, f"{len(sealed_days)} entrées ajoutées après coup")


def test_erased_values_leave_the_chain_whole(sealed_days: list[LogEntry]) -> None:
    for entry in sealed_days:
        LogEntry.objects.filter(pk=entry.pk).update(
            object_repr="", changes=None, additional_data=None, remote_addr=None
        )
        Fingerprint.objects.filter(entry=entry).update(salt="")

    assert first_fault() is None


def written(moment: datetime, name: str) -> None:
    """One ordinary change at this moment."""
    with travel(moment, tick=False):
        make_cooperation(name=name)


def tick_at(moment: datetime) -> None:
    """What the tick does with the seals at this moment."""
    with travel(moment, tick=False):
        seal_past_days(moment)


def clock_ahead() -> None:
    """Three days too early for two ticks, back, and a change in the day that was not over."""
    written(NOON, "Avant")
    tick_at(NOON + timedelta(days=3))
    written(NOON + timedelta(days=3), "En avance")
    tick_at(NOON + timedelta(days=3, minutes=1))
    tick_at(NOON + timedelta(minutes=1))
    written(NOON + timedelta(hours=3), "Après")


def clock_behind() -> None:
    """A day sealed, then a clock that comes back to it, and a change."""
    written(NOON, "Avant")
    tick_at(NOON + timedelta(days=2))
    tick_at(NOON + timedelta(minutes=1))
    written(NOON + timedelta(hours=3), "Après")


@pytest.mark.parametrize("jump", [clock_ahead, clock_behind])
def test_clock_that_jumps_accuses_nobody_and_its_day_is_sealed_again(
    jump: Callable[[], None],
) -> None:
    jump()
    meanwhile = first_fault()

    tick_at(NOON + timedelta(days=4))

    assert (meanwhile, first_fault()) == (None, None)
    assert [(seal.day.day, seal.again) for seal in Seal.objects.all()] in (
        [(20, 0), (21, 0), (22, 0), (20, 1), (23, 0)],
        [(20, 0), (21, 0), (20, 1), (22, 0), (23, 0)],
    )
    assert [event for event, _actor, _address in events()] == [
        "day_reopened_by_clock",
        "day_sealed_again_after_clock",
    ]
    written(NOON + timedelta(hours=4), "Glissée")
    late = first_fault()
    assert late is not None
    assert (late.day.day, late.sentence[2:]) == (20, "entrées ajoutées après coup")


@pytest.mark.parametrize("edit", EDITS)
@pytest.mark.parametrize("which", ["first", "last"])
def test_edited_row_of_a_day_sealed_again_is_detected(which: str, edit: str) -> None:
    clock_ahead()
    tick_at(NOON + timedelta(days=4))
    order = "pk" if which == "first" else "-pk"
    entry = LogEntry.objects.filter(timestamp__date="2026-11-20").order_by(order)[0]

    with connection.cursor() as cursor:
        cursor.execute(EDITS[edit], [entry.pk])

    with pytest.raises(CommandError, match=r"Le 20/11/2026 ne correspond pas"):
        call_command("check_journal")


def test_edited_row_of_a_day_open_again_is_detected() -> None:
    clock_ahead()
    entry = LogEntry.objects.filter(timestamp=NOON).order_by("pk")[0]

    with connection.cursor() as cursor:
        cursor.execute(EDITS["author"], [entry.pk])

    edited = first_fault()
    assert edited is not None
    assert (edited.day.day, edited.sentence) == (20, "entrée modifiée ou retirée")


def test_check_says_which_days_were_sealed_again(capsys: pytest.CaptureFixture[str]) -> None:
    clock_behind()
    tick_at(NOON + timedelta(days=4))

    call_command("check_journal")

    assert "scellés de nouveau après un saut d’horloge : 20/11/2026." in capsys.readouterr().out


def test_clock_of_another_century_seals_a_month_at_most() -> None:
    written(NOON, "Avant")

    tick_at(NOON + timedelta(days=36_500))

    assert Seal.objects.count() == 31


def test_tick_that_does_nothing_writes_nothing_in_the_journal() -> None:
    for minute in range(2):
        with travel(NOON + timedelta(minutes=minute), tick=False):
            call_command("tick")

    assert set(LogEntry.objects.values_list("content_type__model", flat=True)) == {"backuprun"}


def test_tick_seals_the_days_that_are_over() -> None:
    with travel(NOON, tick=False):
        make_access()
    with travel(NOON + timedelta(days=1), tick=False):
        call_command("tick")

    assert [str(seal.day) for seal in Seal.objects.all()] == ["2026-11-20"]
