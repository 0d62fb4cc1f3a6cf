"""Letters wait, leave once, and say why they do not."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.mail.choices import State
from maillage.foundation.mail.models import Enclosure, Letter
from maillage.foundation.mail.services import (
    Draft,
    File,
    empty_old_letters,
    hold_back_restored,
    send_due_letters,
    withdraw_letter,
    write_letter,
    write_letters,
)
from tests.foundation.mail.makers import make_enclosure, make_letter
from tests.foundation.mail.smtp_server import MailServer, Mood

pytestmark = pytest.mark.django_db
NO_MAIL = "django.core.mail.backends.dummy.EmailBackend"


def letter_state(letter: Letter) -> tuple[str, int, str]:
    """Where the letter is, after how many tries, and what was said."""
    letter.refresh_from_db()
    return letter.state, letter.tries, letter.said


def test_letter_leaves_once_and_is_emptied(server: MailServer) -> None:
    letter = make_letter()

    sent = [send_due_letters(timezone.now()) for _ in range(2)]

    assert sent == [1, 0]
    assert server.recipients() == ["nadia@retz.example.org"]
    assert letter_state(letter) == ("sent", 1, "Le serveur a pris la lettre. Il répond : 250 prise")
    assert (letter.subject, letter.text) == ("", "")


def test_message_id_is_the_same_at_each_try(server: MailServer) -> None:
    letter = make_letter()
    server.mood = Mood.GREYLISTS
    send_due_letters(timezone.now())
    server.mood = Mood.TAKES

    send_due_letters(timezone.now() + timedelta(hours=1))

    assert [taken["Message-ID"] for taken in server.taken] == [
        f"<lettre-{letter.pk}.{letter.mark}@retz.example.org>"
    ]


def test_same_key_writes_one_letter(server: MailServer) -> None:
    first = make_letter(key="reminder:1:2026-W48")
    second = make_letter(key="reminder:1:2026-W48", text="Autre")

    assert (first.pk, second.text) == (second.pk, first.text)


def test_letter_of_an_undone_gesture_does_not_exist(server: MailServer) -> None:
    with transaction.atomic():
        make_letter()
        transaction.set_rollback(True)

    assert not Letter.objects.exists()


def test_unknown_recipient_blocks_no_other(server: MailServer) -> None:
    lost = make_letter(to="absente@retz.example.org")
    letter = make_letter()
    server.unknown = {"absente@retz.example.org"}

    send_due_letters(timezone.now())

    assert letter_state(lost) == (
        "failed",
        1,
        "Le serveur de courriel refuse l’adresse du destinataire. "
        "Il répond : 550 5.1.1 personne de ce nom",
    )
    assert letter_state(letter)[0] == "sent"


def test_refused_letters_leave_the_line_to_the_others(server: MailServer) -> None:
    for number in range(6):
        make_letter(to=f"n{number}@retz.example.org")
    server.unknown = {"n1@retz.example.org", "n4@retz.example.org"}

    sent = send_due_letters(timezone.now())

    assert (sent, len(server.recipients()), server.calls) == (4, 4, 1)


def test_letter_that_cannot_be_written_blocks_no_other(server: MailServer) -> None:
    wrong, letter = make_letter(), make_letter()
    Letter.objects.filter(pk=wrong.pk).update(subject="Retz\nBcc: tous@example.org")

    send_due_letters(timezone.now())

    assert letter_state(wrong) == ("waiting", 1, "Cette lettre ne s’écrit pas comme un courriel.")
    assert letter_state(letter)[0] == "sent"
    assert server.recipients() == ["nadia@retz.example.org"]


@pytest.mark.parametrize(
    ("mood", "reason"),
    [
        (
            Mood.NOT_WELCOMING,
            "Le serveur de courriel n’accueille personne pour l’instant. Il répond : 421 plus tard",
        ),
        (Mood.HANGS_UP, "Le serveur de courriel a coupé la ligne."),
        (Mood.HANGS_UP_AT_SENDER, "Le serveur de courriel a coupé la ligne."),
        (
            Mood.REFUSES_SENDER,
            "Le serveur refuse l’adresse d’expédition : voyez MAILLAGE_FROM. "
            "Il répond : 550 5.7.1 expéditeur inconnu",
        ),
        (
            Mood.GREYLISTS,
            "Le serveur de courriel refuse l’adresse du destinataire. Il répond : 451 revenez",
        ),
        (
            Mood.REFUSES_CONTENT,
            "Le serveur de courriel refuse la lettre. Il répond : 451 disque plein",
        ),
    ],
)
def test_refusal_is_said_in_french_and_tried_again(
    server: MailServer, mood: Mood, reason: str
) -> None:
    letter = make_letter()
    server.mood = mood

    send_due_letters(timezone.now())

    assert letter_state(letter) == ("waiting", 1, reason)
    assert letter.text


def test_closed_port_is_said_and_tried_once_for_all(server: MailServer, settings: Settings) -> None:
    letters = [make_letter(to=f"n{n}@retz.example.org") for n in range(3)]
    settings.EMAIL_PORT = 1

    send_due_letters(timezone.now())

    refused = ("waiting", 1, "Le serveur de courriel refuse la connexion.")
    assert [letter_state(letter) for letter in letters] == [refused] * 3


def test_waits_grow_to_one_hour(server: MailServer) -> None:
    letter, now = make_letter(), timezone.now()
    server.mood = Mood.GREYLISTS
    waits = []

    for _try in range(9):
        send_due_letters(now)
        letter.refresh_from_db()
        waits.append((letter.next_try - now) // timedelta(minutes=1))
        now = letter.next_try

    assert waits == [1, 2, 4, 8, 15, 30, 60, 60, 60]


def test_content_without_an_answer_is_never_sent_again(
    server: MailServer, settings: Settings
) -> None:
    letter, now = make_letter(), timezone.now()
    settings.EMAIL_TIMEOUT = 0.3
    server.mood = Mood.SILENT_AFTER_CONTENT

    send_due_letters(now)
    server.mood = Mood.TAKES
    send_due_letters(now + timedelta(days=1))

    assert letter_state(letter) == ("interrupted", 1, "Le serveur de courriel ne répond pas.")
    assert len(server.taken) == 1


def test_server_silent_after_one_letter_leaves_no_other_in_doubt(
    server: MailServer, settings: Settings
) -> None:
    letters = [make_letter(to=f"n{number}@retz.example.org") for number in range(3)]
    settings.EMAIL_TIMEOUT = 0.3
    server.mood = Mood.SILENT_AFTER_CONTENT
    now = timezone.now()

    send_due_letters(now)
    states = [letter_state(letter)[0] for letter in letters]
    server.mood = Mood.TAKES
    send_due_letters(now + timedelta(minutes=1))

    assert states == ["interrupted", "waiting", "waiting"]
    assert [letter_state(letter)[0] for letter in letters] == ["interrupted", "sent", "sent"]


def test_letters_are_written_together_each_once_with_its_files(server: MailServer) -> None:
    make_letter(key="first", text="Déjà écrite")
    file = File("a.pdf", "application/pdf", b"A")
    drafts = [
        Draft(
            key=key,
            kind="answer",
            to=f"{key}@retz.example.org",
            subject="Retz",
            text=key,
            files=[file],
        )
        for key in ("first", "second", "third", "third")
    ]

    written = write_letters(drafts)

    assert [letter.key for letter in written] == ["second", "third"]
    assert Letter.objects.get(key="first").text == "Déjà écrite"
    assert [part.letter.key for part in Enclosure.objects.order_by("pk")] == ["second", "third"]


def test_letter_restored_from_a_backup_may_have_left_and_does_not_leave_again(
    server: MailServer,
) -> None:
    letter = make_enclosure().letter

    assert hold_back_restored() == 1
    assert send_due_letters(timezone.now()) == 0
    assert letter_state(letter)[::2] == (
        "interrupted",
        "Elle attendait dans la sauvegarde restaurée : elle est peut-être partie depuis.",
    )
    assert (letter.text, Enclosure.objects.count()) == ("", 0)


def test_withdrawn_letter_does_not_leave(server: MailServer) -> None:
    letter = make_letter(key="invitation:1")

    assert withdraw_letter("invitation:1")
    assert send_due_letters(timezone.now()) == 0
    assert letter_state(letter) == ("failed", 1, "Retirée avant son départ.")


def test_without_mail_the_letter_says_so_and_keeps_no_text(settings: Settings) -> None:
    settings.EMAIL_BACKEND = NO_MAIL

    letter = make_letter()

    assert letter_state(letter) == (
        "unset",
        0,
        "Le courriel n’est pas réglé sur cette installation.",
    )
    assert (letter.get_state_display(), letter.text) == (
        "non envoyée : pas de courriel réglé",
        "",
    )
    assert send_due_letters(timezone.now()) == 0


@pytest.mark.parametrize(
    "to", ["nadia", "nadia@retz.example.org\r\nBcc: tous@example.org", "a@b, c@d.fr", ""]
)
def test_what_is_no_address_is_never_handed(server: MailServer, to: str) -> None:
    letter = make_letter(to=to)

    send_due_letters(timezone.now())

    assert letter_state(letter) == ("failed", 0, "Ce n’est pas une adresse de courriel.")
    assert server.calls == 0


def test_typed_line_breaks_add_no_header(server: MailServer) -> None:
    write_letter(
        Draft(
            key="x",
            kind="invitation",
            to="nadia@retz.example.org",
            subject="Retz\r\nBcc: tous@example.org\n\nBonjour\x0b\x85\u2028fin",
            text="Retz\r\nBcc: tous@example.org\r\n.\r\nMAIL FROM:<faux@example.org>",
        )
    )

    send_due_letters(timezone.now())

    taken = server.taken[0]
    assert (taken["Bcc"], len(server.taken)) == (None, 1)
    assert sorted(taken.keys()) == [
        "Auto-Submitted",
        "Content-Transfer-Encoding",
        "Content-Type",
        "Date",
        "From",
        "MIME-Version",
        "Message-ID",
        "Subject",
        "To",
    ]


def test_old_letters_forget_their_reader_and_keep_their_key(server: MailServer) -> None:
    letter, now = make_letter(key="reminder:1:2026-W48"), timezone.now()
    send_due_letters(now)

    emptied = [empty_old_letters(now + timedelta(days=days)) for days in (29, 31)]
    again = make_letter(key="reminder:1:2026-W48")

    letter.refresh_from_db()
    assert (emptied, letter.to, letter.said) == ([0, 1], "", "")
    assert (again.pk, again.state) == (letter.pk, State.SENT)
