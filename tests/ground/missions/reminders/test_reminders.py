"""Who is reminded, when, of what, and never twice."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django import Settings
from time_machine import travel

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.mail.choices import Every
from maillage.foundation.mail.models import Letter, Rhythm
from maillage.foundation.mail.services import send_due_letters
from maillage.foundation.mail.stopping import stop_token
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.organisations.services import add_organisation
from maillage.ground.missions.reminders.rules import open_slot
from maillage.ground.missions.reminders.services import write_reminders
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.mail.makers import make_letter, make_rhythm
from tests.ground.directory.makers import make_member
from tests.test_visibility import plant, planted_in

pytestmark = pytest.mark.django_db
MONDAY = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # 8:00 in Paris
BEFORE = MONDAY - timedelta(days=20)


@pytest.fixture(autouse=True)
def _public_address(settings: Settings) -> None:
    settings.PUBLIC_ADDRESS = "https://maillage.exemple.fr"


def reader(*, role: str = Role.OFFICER, every: str = Every.WEEK, **given: object) -> Access:
    """A reader who came in three weeks before, with this rhythm."""
    access = make_access(role=role, **given)
    Access.objects.filter(pk=access.pk).update(given_at=BEFORE)
    make_rhythm(user=access.user, every=every)
    access.refresh_from_db()
    return access


def leaving_member(cooperation: Cooperation, day: date = date(2026, 11, 25)) -> None:
    """A member that leaves that day, which every access may see."""
    member = make_member(cooperation=cooperation)
    member.until = day
    member.save()


def add_by_another(cooperation: Cooperation, name: str = "Commune de Bouin") -> None:
    """A structure added by a colleague."""
    add_organisation(
        author=make_access(cooperation=cooperation).user,
        organisation=Organisation(workspace=cooperation.workspace, name=name),
    )


def keys() -> list[str]:
    """The letters written so far."""
    return list(Letter.objects.order_by("pk").values_list("key", flat=True))


@pytest.mark.parametrize(
    ("every", "local", "name"),
    [
        ("week", "2026-11-23T08:00+01:00", "2026-W48"),
        ("week", "2026-11-23T07:59+01:00", None),
        ("week", "2026-11-25T23:00+01:00", "2026-W48"),
        ("week", "2026-11-28T10:00+01:00", None),
        ("month", "2026-11-02T08:00+01:00", "2026-11"),
        ("month", "2026-11-25T23:00+01:00", "2026-11"),
        ("month", "2026-11-28T10:00+01:00", None),
        ("day", "2026-11-25T08:00+01:00", "2026-11-25"),
        ("day", "2026-11-11T10:00+01:00", None),
        ("time", "2026-11-25T09:30+01:00", "2026-11-25T09"),
        ("time", "2026-11-25T18:00+01:00", None),
        ("never", "2026-11-25T10:00+01:00", None),
        ("week", "2027-01-04T08:00+01:00", "2027-W01"),
    ],
)
def test_slot_opens_at_eight_on_working_days(every: str, local: str, name: str | None) -> None:
    slot = open_slot(every, datetime.fromisoformat(local), "Europe/Paris")

    assert (slot.name if slot else None) == name


def test_hour_is_that_of_the_cooperation() -> None:
    nine_in_paris = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)
    slots = [
        open_slot("day", nine_in_paris, zone)
        for zone in ("Europe/Paris", "Indian/Reunion", "America/Martinique", "Nulle/Part")
    ]

    assert [slot.name if slot else None for slot in slots] == (
        ["2026-11-25", "2026-11-25", None, "2026-11-25"]
    )


def test_letter_tells_what_waits_comes_and_changed() -> None:
    access = reader()
    leaving_member(access.cooperation)
    with travel(MONDAY - timedelta(days=1), tick=False):
        add_by_another(access.cooperation)

    with travel(MONDAY, tick=False):
        write_reminders(MONDAY)
        send_due_letters(MONDAY)

    letter = next(sent for sent in mail.outbox if sent.to == [access.user.email])
    slug, token = access.cooperation.slug, stop_token(access.user_id)
    assert f"PAYS DE RETZ\nhttps://maillage.exemple.fr/c/{slug}/ma-journee/" in letter.body
    assert (
        "25\N{NO-BREAK SPACE}novembre 2026 : Commune de Pornic quitte la coopération" in letter.body
    )
    assert "Hélène Marchadier a ajouté Commune de Bouin" in letter.body
    assert f"https://maillage.exemple.fr/rappels/arreter/{token}/" in letter.body
    assert letter.extra_headers["List-Unsubscribe"] == (
        f"<https://maillage.exemple.fr/rappels/arreter/{token}/>"
    )
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"


def test_one_letter_for_all_cooperations_of_a_reader() -> None:
    access = reader()
    leaving_member(access.cooperation)
    beside = make_cooperation(name="Marais breton")
    make_access(user=access.user, cooperation=beside, role="elected")
    leaving_member(beside)

    write_reminders(MONDAY)

    assert keys() == [f"reminder:{access.user_id}:2026-W48"]
    text = Letter.objects.get().text
    assert ("PAYS DE RETZ" in text, "MARAIS BRETON" in text) == (True, True)


def test_shared_directory_is_mentioned_once_in_the_letter() -> None:
    access = reader(role="team")
    beside = make_cooperation(workspace=access.cooperation.workspace, name="Côte de Jade")
    Access.objects.filter(
        pk=make_access(user=access.user, cooperation=beside, role="team").pk
    ).update(given_at=BEFORE)
    with travel(MONDAY - timedelta(days=1), tick=False):
        add_by_another(access.cooperation)

    write_reminders(MONDAY)

    assert Letter.objects.get().text.count("a ajouté Commune de Bouin") == 1


def test_week_is_sent_once_and_late_rather_than_never() -> None:
    access = reader()
    leaving_member(access.cooperation, date(2026, 11, 30))
    wednesday = MONDAY + timedelta(days=2, hours=5)

    written = [write_reminders(now) for now in (wednesday, wednesday, wednesday + timedelta(1))]

    assert written == [1, 0, 0]


def test_nothing_to_say_writes_nothing() -> None:
    reader(role="elected")

    assert write_reminders(MONDAY) == 0
    assert keys() == []


def test_what_was_sent_is_not_sent_again() -> None:
    access = reader(role="team", every=Every.DAY)
    with travel(MONDAY - timedelta(hours=1), tick=False):
        add_by_another(access.cooperation)

    written = [write_reminders(MONDAY + timedelta(days=days)) for days in (0, 1)]

    assert written == [1, 0]


def test_what_was_read_on_screen_is_not_sent() -> None:
    access = reader(role="team", every=Every.DAY)
    with travel(MONDAY - timedelta(hours=2), tick=False):
        add_by_another(access.cooperation)
    Access.objects.filter(pk=access.pk).update(seen_at=MONDAY - timedelta(hours=1))

    assert write_reminders(MONDAY) == 0


def test_each_time_tells_only_what_is_new_once_a_day() -> None:
    access = reader(role="team", every=Every.TIME)
    moments = (MONDAY, MONDAY + timedelta(hours=1), MONDAY + timedelta(days=1))
    written = []

    for now, name in zip(moments, ("Commune de Bouin", "MSA de Retz", ""), strict=True):
        with travel(now, tick=False):
            if name:
                add_by_another(access.cooperation, name)
            written.append([write_reminders(now), write_reminders(now + timedelta(minutes=1))])

    texts = list(Letter.objects.order_by("pk").values_list("text", flat=True))
    assert written == [[1, 0], [0, 0], [1, 0]]
    assert ["Bouin" in text for text in texts] == [True, False]
    assert ["MSA de Retz" in text for text in texts] == [False, True]


@pytest.mark.parametrize("every", [Every.TIME, Every.DAY, Every.WEEK])
@pytest.mark.parametrize(
    ("kind", "key", "is_reminder"),
    [
        ("notice", "recall:1:a", True),
        ("notice", "convocation:1:a", True),
        ("answer", "councils:1:a", True),
        ("answer", "vote:1", False),
        ("invitation", "invitation:1", False),
    ],
)
def test_who_was_reminded_today_is_reminded_another_day(
    every: str, kind: str, key: str, is_reminder: bool
) -> None:
    access = reader(role="team", every=every)
    make_letter(to=access.user.email.upper(), kind=kind, key=key)
    Letter.objects.update(created_at=MONDAY + timedelta(minutes=30))
    later, counts = MONDAY + timedelta(hours=2), []
    with travel(MONDAY, tick=False):
        add_by_another(access.cooperation)

    for now in (later, later + timedelta(days=1)):
        with travel(now, tick=False):
            counts.append(write_reminders(now))

    assert counts == ([0, 1] if is_reminder else [1, 0])


def test_who_has_just_come_waits_for_the_next_week() -> None:
    access = reader()
    leaving_member(access.cooperation, date(2026, 11, 30))
    Access.objects.filter(pk=access.pk).update(given_at=MONDAY + timedelta(hours=3))

    assert write_reminders(MONDAY + timedelta(hours=4)) == 0
    assert write_reminders(MONDAY + timedelta(days=7)) == 1


def test_stopped_reader_is_left_in_peace() -> None:
    access = reader()
    leaving_member(access.cooperation)
    Client().post(f"/rappels/arreter/{stop_token(access.user_id)}/")

    assert write_reminders(MONDAY) == 0


def test_withdrawn_access_is_sent_nothing() -> None:
    access = reader()
    leaving_member(access.cooperation)
    Access.objects.filter(pk=access.pk).update(ended_at=MONDAY - timedelta(days=1))

    assert write_reminders(MONDAY) == 0


def test_without_mail_nothing_is_written_and_nothing_is_lost(settings: Settings) -> None:
    access, with_mail = reader(), settings.EMAIL_BACKEND
    leaving_member(access.cooperation)
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    without = write_reminders(MONDAY)
    settings.EMAIL_BACKEND = with_mail

    assert (without, write_reminders(MONDAY)) == (0, 1)


def test_clock_that_jumps_makes_no_double_letter_and_loses_none() -> None:
    access = reader(every=Every.DAY)
    hours = [0, 24, 24 * 365, 25, 24 * 365 + 24, 48, -24 * 5, 49, 24 * 365, 72]

    for hour in hours:
        now = MONDAY + timedelta(hours=hour)
        leaving_member(access.cooperation, now.date())
        with travel(now, tick=False):
            write_reminders(now)
            send_due_letters(now)
            write_reminders(now)

    assert sorted(key.rpartition(":")[2] for key in keys()) == [
        "2026-11-18",
        "2026-11-23",
        "2026-11-24",
        "2026-11-25",
        "2026-11-26",
        "2027-11-23",
        "2027-11-24",
    ]
    assert [letter.to for letter in mail.outbox] == [[access.user.email]] * 7


@pytest.mark.parametrize("role", Role.values)
def test_letter_tells_only_what_its_reader_may_see(role: str, access: Access) -> None:
    plant(access.cooperation, access)
    record = reader(cooperation=access.cooperation, role=role, every=Every.DAY)
    leaving_member(access.cooperation, MONDAY.date())

    write_reminders(MONDAY)

    text = "".join(Letter.objects.filter(to=record.user.email).values_list("text", flat=True))
    assert {level for _model, level in planted_in(text)} <= set(record.levels_read)
    assert "quitte la coopération" in text


def test_letter_never_tells_of_another_cooperation(access: Access) -> None:
    record = reader(cooperation=access.cooperation, every=Every.DAY)
    beside = make_cooperation(workspace=access.cooperation.workspace, name="Côte de Jade")
    plant(beside, make_access(cooperation=beside), place="ailleurs")
    leaving_member(access.cooperation, MONDAY.date())

    write_reminders(MONDAY)

    text = Letter.objects.get(to=record.user.email).text
    assert planted_in(text, "ailleurs") == set()
    assert "CÔTE DE JADE" not in text


def test_names_with_line_breaks_add_no_header() -> None:
    access = reader(every=Every.DAY)
    access.cooperation.name = "Retz\r\nBcc: tous@example.org"
    access.cooperation.save()
    leaving_member(access.cooperation, MONDAY.date())

    write_reminders(MONDAY)
    send_due_letters(timezone.now())

    (letter,) = mail.outbox
    assert letter.recipients() == [access.user.email]
    assert "Bcc" not in letter.message()


def test_queries_do_not_grow_with_the_readers(
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    for _number in range(3):
        reader(every=Every.NEVER)

    with django_assert_num_queries(3):  # type: ignore[operator]  # a fixture that is called
        write_reminders(MONDAY)

    assert Rhythm.objects.count() == 3


def test_letter_without_the_asked_second_factor_says_to_sign_in_and_nothing_more() -> None:
    access = reader()
    asking = access.cooperation
    asking.workspace.requires_second_factor = True
    asking.workspace.save()
    leaving_member(asking)

    write_reminders(MONDAY)

    letter = Letter.objects.get()
    assert letter.subject == "Maillage : connectez-vous"
    assert "PAYS DE RETZ" in letter.text
    assert "connectez-vous pour le lire" in letter.text
    assert ("Pornic" in letter.text, "novembre" in letter.text) == (False, False)


def test_letter_tells_the_cooperations_whose_door_is_open_beside_the_withheld_one() -> None:
    access = reader(role="team")
    asking = make_cooperation(workspace=access.cooperation.workspace, name="Marais breton")
    asking.workspace.requires_second_factor = True
    asking.workspace.save()
    make_access(user=access.user, cooperation=asking)
    leaving_member(asking)
    with travel(MONDAY - timedelta(days=1), tick=False):
        add_by_another(asking)

    write_reminders(MONDAY)

    text = Letter.objects.get(to=access.user.email).text
    sentence, withheld = text.split("MARAIS BRETON")
    assert "a ajouté Commune de Bouin" in sentence
    assert ("Bouin" in withheld, "Pornic" in withheld) == (False, False)
    assert "connectez-vous pour le lire" in withheld
