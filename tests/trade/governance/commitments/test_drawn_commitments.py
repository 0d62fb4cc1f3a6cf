"""A sentence of the notebook becomes a commitment, and shows nothing of the rest of the note."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.core.excerpts import excerpts
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.trade.dialogue.models import Note
from maillage.trade.dialogue.notebook.services import erase_note
from maillage.trade.governance.commitments.queries.commitments import commitment_sheet, commitments
from maillage.trade.governance.models import Commitment, CommitmentStep
from tests.conftest import SignIn
from tests.foundation.accounts.makers import make_user
from tests.foundation.cooperations.makers import make_access
from tests.ground.actors.makers import make_source
from tests.ground.directory.holdings import member_with_name
from tests.trade.dialogue.makers import make_note
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.commitments.makers import make_commitment

PROMISE = "Bouin prête deux jours de géomatique par mois."
WORDS = f"{PROMISE} Ils hésitent encore."
FROM = "D’où cela vient"
SENT = {
    "kind": "days",
    "label": "Géomatique",
    "quantity": "2",
    "first": "promised",
    "on": "04/05/2026",
    "told_by": "le secrétariat",
    "purpose": PROMISE,
    "visibility": "officers",
}


def note_url(note: Note) -> str:
    return reverse("dialogue:note", args=[note.cooperation.slug, note.pk])


def form_of(client: Client, address: str) -> dict[str, object]:
    """What the form proposes before anything is typed."""
    form = client.get(address).context["form"]
    names = ("purpose", "on", "told_by", "visibility")
    return {name: form.get_initial_for_field(form.fields[name], name) for name in names}


@pytest.mark.parametrize(
    ("readers", "proposed"),
    [("me", "officers"), ("officers", "officers"), ("team", "team"), ("members", "members")],
)
def test_a_sentence_prefills_a_commitment(
    officer: Client, access: Access, readers: str, proposed: str
) -> None:
    source = make_source(
        cooperation=access.cooperation,
        author=access.user,
        words=WORDS,
        visibility=readers,
        on=date(2026, 5, 4),
        who="le secrétariat",
    )
    offered = next(one for one in excerpts.ask(access) if one.label == "En faire un engagement")

    address = offered.url_of(source.pk, 0, len(PROMISE))
    page = officer.get(address)

    assert form_of(officer, address) == {
        "purpose": PROMISE,
        "on": date(2026, 5, 4),
        "told_by": "le secrétariat",
        "visibility": proposed,
    }
    assert "Ils hésitent encore." not in page.text
    assert ("Vous seule lisez la note" in page.text) == (readers == "me")


def test_the_commitment_keeps_what_is_sent(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    bouin = member_with_name(cooperation, "Bouin")
    source = make_source(cooperation=cooperation, words=WORDS)
    address = f"{url(cooperation, 'commitment_add')}?note={source.pk}&start=0&end={len(PROMISE)}"

    officer.post(address, {"organisation": bouin.pk, **SENT})

    commitment = Commitment.objects.get()
    assert (commitment.purpose, commitment.visibility) == (PROMISE, Visibility.OFFICERS)
    assert CommitmentStep.objects.get().told_by == "le secrétariat"


def drawn_from(note: Note, *, visibility: str = "members") -> Commitment:
    """A commitment drawn from the note."""
    bouin = member_with_name(note.cooperation, "Bouin")
    commitment = make_commitment(
        cooperation=note.cooperation, organisation=bouin, visibility=visibility
    )
    commitment.source = note.source
    commitment.save()
    return commitment


def test_it_keeps_the_note_as_its_source(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    note = make_note(cooperation=cooperation, author=access.user, words=WORDS)
    bouin = member_with_name(cooperation, "Bouin")
    address = f"{url(cooperation, 'commitment_add')}?note={note.source_id}&start=0&end=9"

    officer.post(address, {"organisation": bouin.pk, **SENT})

    commitment = Commitment.objects.get()
    sheet = officer.get(url(cooperation, "commitment", commitment.pk)).text
    page = officer.get(note_url(note)).text
    assert commitment.source == note.source
    assert (note_url(note) in sheet, url(cooperation, "commitment", commitment.pk) in page) == (
        True,
        True,
    )
    assert "Rien n’en a encore été tiré." not in page


def test_a_note_for_its_author_alone_is_told_to_nobody_else(
    officer: Client, access: Access, cooperation: Cooperation, sign_in: SignIn
) -> None:
    note = make_note(
        cooperation=cooperation, author=access.user, visibility="me", words=WORDS, who="l’adjointe"
    )
    sheet = url(cooperation, "commitment", drawn_from(note).pk)

    assert (note_url(note) in officer.get(sheet).text, "l’adjointe" in officer.get(sheet).text) == (
        True,
        True,
    )
    for role in ("officer", "team", "elected", "partner", "observer"):
        page = sign_in(role).get(sheet).text
        assert (role, note_url(note) in page, "l’adjointe" in page, FROM in page) == (
            role,
            False,
            False,
            False,
        )


def test_its_history_says_nothing_of_the_source(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    note = make_note(cooperation=cooperation, author=make_user(), visibility="me", words=WORDS)
    commitment = drawn_from(note)

    sheet = commitment_sheet(
        access, commitments(access).get(pk=commitment.pk), timezone.localdate()
    )

    fields = [change.label for gesture in sheet.gestures for change in gesture.changes]
    assert FROM.lower() not in [label.lower() for label in fields]


def test_an_erased_note_breaks_no_commitment(
    officer: Client, access: Access, cooperation: Cooperation
) -> None:
    note = make_note(cooperation=cooperation, author=access.user, words=WORDS, who="l’adjointe")
    commitment, where = drawn_from(note), note_url(note)

    erase_note(author=access.user, note=note)

    commitment.refresh_from_db()
    sheet = officer.get(url(cooperation, "commitment", commitment.pk))
    assert commitment.source is not None
    assert (commitment.source.words, commitment.source.who, sheet.status_code) == ("", "", 200)
    assert (where in sheet.text, FROM in sheet.text) == (False, True)


def test_a_long_sentence_is_cut(officer: Client, cooperation: Cooperation) -> None:
    source = make_source(cooperation=cooperation, words="long " * 100)
    address = f"{url(cooperation, 'commitment_add')}?note={source.pk}&start=0&end=500"

    purpose = str(form_of(officer, address)["purpose"])

    assert (len(purpose) <= 200, purpose[-1]) == (True, "…")


@pytest.mark.parametrize("note", ["{hidden}", "999999", "abc", "-1", ""])
def test_a_note_that_is_not_theirs_says_nothing(
    officer: Client, cooperation: Cooperation, note: str
) -> None:
    hidden = make_source(
        cooperation=cooperation, author=make_user(), words=WORDS, visibility=Visibility.ME
    )
    address = f"{url(cooperation, 'commitment_add')}?note={note.format(hidden=hidden.pk)}"

    page = officer.get(f"{address}&start=0&end=20")

    assert page.status_code == 200
    assert ("Bouin prête" in page.text, form_of(officer, address)["visibility"]) == (
        False,
        "members",
    )


@pytest.mark.parametrize("role", ["team", "elected", "partner", "observer"])
def test_who_keeps_no_commitment_is_offered_none(cooperation: Cooperation, role: str) -> None:
    reader = make_access(cooperation=cooperation, role=role)

    assert "En faire un engagement" not in [one.label for one in excerpts.ask(reader)]
