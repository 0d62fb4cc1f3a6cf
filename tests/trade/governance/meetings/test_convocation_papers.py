"""What a convocation joins, whom it says it goes to, and how one gives a *pouvoir*."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from pypdf import PdfReader

from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.files import store
from maillage.foundation.documents.writing.letters import write_paper
from maillage.trade.governance.models import Meeting
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_attachment, make_letterhead
from tests.foundation.mail.carried import sent_messages
from tests.ground.directory.makers import (
    make_contact,
    make_mandate,
    make_member_person,
    make_organisation,
)
from tests.trade.governance.bodies.test_bodies import url
from tests.trade.governance.makers import (
    make_body,
    make_guest,
    make_holder,
    make_meeting,
    make_seat,
)
from tests.trade.governance.meetings.test_convocations import convene, parts_of
from tests.trade.governance.meetings.written_papers import pdf_words

pytestmark = pytest.mark.django_db
BEFORE = date(2026, 10, 5)


@pytest.fixture
def meeting(cooperation: Cooperation) -> Meeting:
    """A meeting of one structure, whose mayor sits and has an address."""
    body = make_body(cooperation=cooperation)
    place = make_organisation(workspace=cooperation.workspace, name="Commune de Brix")
    person = make_member_person(cooperation=cooperation)
    person.civility = "Mme"
    person.save()
    make_mandate(person=person, organisation=place, function="Maire")
    make_contact(person=person, value="ines@brix.example.org")
    make_holder(seat=make_seat(body=body, organisation=place), person=person)
    return make_meeting(body=body)


def read(access: Access, meeting: Meeting) -> str:
    """The convocation on one line."""
    written = write_paper(access, "convocation", meeting.pk, "pdf")
    assert written is not None
    return pdf_words(written.content)


def meet_before(meeting: Meeting, *, is_valid: bool) -> Meeting:
    """The meeting that the same body held in October."""
    before = make_meeting(body=meeting.body)
    before.held_on, before.concluded_on = BEFORE, BEFORE
    if is_valid:
        before.validated_on, before.validated_at = BEFORE, make_meeting(body=meeting.body)
    before.save()
    return before


def test_nothing_is_joined_when_nothing_exists(access: Access, meeting: Meeting) -> None:
    meet_before(meeting, is_valid=True)

    assert "P.J." not in read(access, meeting)


def test_what_is_joined_is_named_and_sent(
    officer: Client, access: Access, meeting: Meeting
) -> None:
    meet_before(meeting, is_valid=False)
    for name, visibility in (("Budget.txt", "public"), ("Notes.txt", "project")):
        make_attachment(
            cooperation=access.cooperation,
            name=name,
            visibility=visibility,
            kind="meeting",
            number=meeting.pk,
        )
    gone = make_attachment(
        cooperation=access.cooperation, name="Perdu.txt", kind="meeting", number=meeting.pk
    )
    store.path_of(gone.stored).unlink()

    screen = officer.get(url(access.cooperation, "meeting_convocation", meeting.pk)).text
    convene(officer, meeting, 0)

    joined = "projet de compte rendu de la séance du 5 octobre 2026 ; Budget.txt"
    assert joined in " ".join(screen.split())

    parts = parts_of(sent_messages()[0])
    assert list(parts) == ["invitation.ics", "convocation.pdf", "releve.pdf", "Budget.txt"]
    content = parts["convocation.pdf"].get_payload(decode=True)
    assert isinstance(content, bytes)
    assert f"P.J. : {joined} Madame" in pdf_words(content)


def test_a_convocation_says_whom_it_goes_to(access: Access, meeting: Meeting) -> None:
    make_guest(meeting=meeting, name="Noé Roy", quality="directeur")
    observer = make_access(cooperation=access.cooperation, role="observer")

    words, bare = read(access, meeting), read(observer, meeting)

    assert "Destinataires : voir en fin de lettre" in words
    assert (
        "Destinataires Commune de Brix (Mme Inès Gaborit, maire, titulaire) Noé Roy, directeur "
        "(sur invitation, sans voix)"
    ) in words
    assert "Destinataires Commune de Brix" in bare
    assert "Gaborit" not in bare


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Mme Inès Gaborit", "Mme Inès Gaborit, directrice (invitée, sans voix)"),
        ("M. Noé Roy", "M. Noé Roy, directrice (invité, sans voix)"),
        ("Noé Roy", "Noé Roy, directrice (sur invitation, sans voix)"),
    ],
)
def test_a_guest_is_convened_without_a_voice(
    access: Access, meeting: Meeting, name: str, words: str
) -> None:
    make_guest(meeting=meeting, name=name, quality="directrice")

    assert words in read(access, meeting)


@pytest.mark.parametrize(
    ("has_deputy", "takes_proxies", "sentence"),
    [
        (False, False, ""),
        (
            True,
            False,
            "Si vous ne pouvez venir, merci de prévenir votre suppléante ou suppléant, s’il en est "
            "désigné. ",
        ),
        (
            False,
            True,
            "Si vous ne pouvez venir, vous pouvez donner pouvoir, par écrit, à un autre membre "
            "ayant voix : le formulaire est joint. ",
        ),
        (
            True,
            True,
            "Si vous ne pouvez venir, merci de prévenir votre suppléante ou suppléant, s’il en est "
            "désigné. À défaut, vous pouvez donner pouvoir, par écrit, à un autre membre ayant "
            "voix : le formulaire est joint. ",
        ),
    ],
)
def test_who_cannot_come_reads_what_the_body_has(
    access: Access, meeting: Meeting, sentence: str, *, has_deputy: bool, takes_proxies: bool
) -> None:
    meeting.body.takes_proxies = takes_proxies
    meeting.body.save()
    if has_deputy:
        make_holder(seat=meeting.body.seats.get(), kind="suppleant")

    words = read(access, meeting)

    assert f".example.org. {sentence}Le comité de pilotage prépare" in words


@pytest.mark.parametrize("takes_proxies", [True, False])
def test_a_power_is_given_where_the_body_allows_it(
    access: Access, meeting: Meeting, *, takes_proxies: bool
) -> None:
    meeting.body.takes_proxies = takes_proxies
    meeting.body.save()

    words = read(access, meeting)

    form = (
        "Pouvoir Séance du comité de pilotage du Pays de Retz, jeudi 3 décembre 2026, de 18 h 30 à "
        "20 h 30 Je soussigné(e) ……"
    )
    assert [one in words for one in (form, "de pouvoir Madame", "ouvoir")] == [takes_proxies] * 3


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("", "Aubry (titulaire à désigner : ……)"),
        ("suppleant", "Aubry (Inès Roux, suppléance ; titulaire à désigner : ……)"),
        ("titulaire", "Aubry (Inès Roux, titulaire)"),
    ],
)
def test_a_seat_without_titulaire_leaves_room_for_a_name(
    access: Access, meeting: Meeting, kind: str, words: str
) -> None:
    organisation = make_organisation(workspace=access.cooperation.workspace, name="Aubry")
    seat = make_seat(body=meeting.body, organisation=organisation)
    if kind:
        person = make_member_person(cooperation=access.cooperation, family_name="Roux")
        make_holder(seat=seat, person=person, kind=kind)

    assert words in read(access, meeting)


@pytest.mark.parametrize("sender", ["CC du Val", "CTG du Val"])
def test_the_agreement_is_in_full_once_in_a_convocation(sender: str) -> None:
    cooperation = make_cooperation(name="CTG du Val", profile="ctg")
    access = make_access(cooperation=cooperation)
    make_letterhead(cooperation=cooperation, sender=sender)
    meeting = make_meeting(body=make_body(cooperation=cooperation, name="Comité de la CTG"))

    words = read(access, meeting)

    full = "onvention territoriale globale (CTG)"
    assert words.count(full) == 1
    assert "CTG" not in words.partition(full)[0].replace("CTG du Val 1 rue", "")


def test_a_body_says_whether_it_takes_proxies(officer: Client, meeting: Meeting) -> None:
    cooperation, body = meeting.body.cooperation, meeting.body
    form = officer.get(url(cooperation, "body_edit", body.pk)).text
    before = officer.get(url(cooperation, "body", body.pk)).text
    body.takes_proxies = True
    body.save()

    assert "pouvoirs admis" in form.lower()
    assert [
        "Admis par son règlement" in page
        for page in (before, officer.get(url(cooperation, "body", body.pk)).text)
    ] == [False, True]


@pytest.mark.parametrize(("count", "has_page"), [(11, False), (12, True)])
def test_many_recipients_have_their_page(
    access: Access, meeting: Meeting, count: int, *, has_page: bool
) -> None:
    for _one in range(count):
        make_seat(body=meeting.body)
    written = write_paper(access, "convocation", meeting.pk, "pdf")
    assert written is not None

    pages = PdfReader(BytesIO(written.content)).pages

    assert (pages[-1].extract_text().startswith("Destinataires"), len(pages) > 1) == (
        has_page,
        has_page,
    )
