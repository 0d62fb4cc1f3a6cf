"""A person reads what is known of them, and leaves the file without a trace."""

import json
from dataclasses import asdict
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from maillage.foundation.accounts.waiting_forms import NAME, WaitingForm
from maillage.foundation.cooperations.models import Access, Cooperation
from maillage.foundation.documents.models import Attachment
from maillage.foundation.exchange.models import Import, ImportFile
from maillage.foundation.journal.erased import erased_records
from maillage.foundation.journal.models import LogEntry
from maillage.foundation.mail.models import Enclosure, Letter
from maillage.ground.directory.models import Mandate, Member, Person, Reliability
from maillage.ground.directory.people.services import Around, edit_person
from tests.conftest import SignIn, signed_in
from tests.foundation.cooperations.makers import make_access, make_cooperation
from tests.foundation.documents.makers import make_attachment
from tests.foundation.exchange.makers import make_import
from tests.foundation.exchange.spreadsheets import packed
from tests.foundation.mail.makers import make_enclosure, make_letter
from tests.ground.directory.makers import (
    make_availability,
    make_contact,
    make_mandate,
    make_member_person,
    make_person,
    make_referral,
    make_reliability,
    make_skill,
)
from tests.ground.directory.reading import names_in, plain
from tests.links_to import pages_of

pytestmark = pytest.mark.django_db
url = pages_of("directory")


@pytest.fixture(autouse=True)
def _own_list(settings: Settings, tmp_path: Path) -> None:
    """The list of erased numbers is this test's own."""
    settings.DATA = tmp_path


@pytest.fixture
def person(access: Access) -> Person:
    """Inès Gaborit, of whom every room knows something."""
    cooperation = access.cooperation
    person = make_member_person(cooperation=cooperation)
    make_contact(person=person, value="i.gaborit@pornic.example.org")
    make_skill(person=person)
    make_referral(mandate=Mandate.objects.get())
    make_availability(cooperation=cooperation, person=person)
    make_reliability(cooperation=cooperation, person=person)
    Member.objects.update(contact=person)
    make_letter(to="i.gaborit@pornic.example.org", workspace_id=cooperation.workspace_id)
    make_import(cooperation=cooperation, author=access.user)
    person.source = "site de la commune"
    edit_person(author=access.user, person=person, read=1, around=Around(skills=["Budget"]))
    make_contact(person=person, value="i.gaborit@pornic.example.org")
    return person


def test_officer_reads_all_that_every_room_knows(
    officer: Client, person: Person, cooperation: Cooperation
) -> None:
    given = officer.post(url(cooperation, "person_rights", person.pk), {"format": "json"})

    values = {one["rubrique"]: one["lignes"] for one in json.loads(given.content)["rubriques"]}
    assert list(values) == [
        "Identité",
        "Coordonnées",
        "Mandats",
        "Qui appeler pour quoi",
        "Savoir-faire",
        "Disponibilités",
        "Fiabilité",
        "Places dans la coopération",
        "Lettres",
        "Journal de sa fiche",
    ]
    assert values["Fiabilité"] == [
        {
            "Fait observé": "A rendu les trois dossiers promis.",
            "Source": "compte rendu du 4 mai",
            "Observé le": "2026-05-04",
            "À effacer le": f"{Reliability.objects.get().expires_on}",
        }
    ]
    assert values["Places dans la coopération"] == [
        {"Où": "Commune de Pornic", "Place": "point de contact"}
    ]
    assert [letter["À"] for letter in values["Lettres"]] == ["i.gaborit@pornic.example.org"]


def test_readable_file_opens_alone(
    officer: Client, person: Person, cooperation: Cooperation
) -> None:
    given = officer.post(url(cooperation, "person_rights", person.pk), {"format": "html"})

    assert given.headers["Content-Disposition"] == (
        f'attachment; filename="personne-{person.pk}-{timezone.localdate()}.html"'
    )
    assert "A rendu les trois dossiers promis." in given.text
    read = given.text.replace("\N{NO-BREAK SPACE}", " ")
    assert ("2026-05-04" in read, "4 mai 2026" in read, "Ajout : " in read) == (False, True, True)
    assert "<script" not in given.text
    assert "<link" not in given.text
    value = LogEntry.objects.filter(additional_data__event="access_export")
    assert [(entry.object_id, entry.actor_id) for entry in value] == [
        (person.pk, Access.objects.get(role="officer").user_id)
    ]


def test_team_and_partners_do_not_open_it(
    sign_in: SignIn, person: Person, cooperation: Cooperation
) -> None:
    for role in ("team", "partner"):
        client = sign_in(role)
        for page in ("person_rights", "person_erase"):
            assert client.post(url(cooperation, page, person.pk)).status_code == 403
        assert client.post(url(cooperation, "people_review")).status_code == 403


def test_facts_of_another_cooperation_are_not_shown(
    person: Person, cooperation: Cooperation
) -> None:
    beside = make_access(cooperation=make_cooperation(workspace=cooperation.workspace, name="Retz"))

    page = signed_in(beside).get(url(beside.cooperation, "person_rights", person.pk))

    assert "Gaborit" in page.text
    assert "A rendu les trois dossiers promis." not in page.text


def rows_naming(mark: str) -> list[str]:
    """The tables in which a row says this, in any column of text."""
    return [
        model.__name__
        for model in apps.get_models(include_auto_created=True)
        if any(mark in repr(row) for row in model._base_manager.values_list())
    ]


def test_erased_person_leaves_nothing(
    officer: Client, sign_in: SignIn, person: Person, cooperation: Cooperation
) -> None:
    sessions = [officer.session, sign_in("team").session]
    for session_base in sessions:
        session_base[NAME] = asdict(WaitingForm("/", [("family_name", "Gaborit")], "2026-11-25"))
        session_base.save()
    assert set(rows_naming("Gaborit") + rows_naming("gaborit")) >= {"Person", "LogEntry", "Letter"}
    assert ImportFile.objects.count() == 1

    page = officer.post(
        url(cooperation, "person_erase", person.pk), {"how": "erase", "sure": "on"}, follow=True
    )

    assert "La personne est effacée." in page.text
    assert rows_naming("Gaborit") + rows_naming("gaborit") == []
    rows = [SessionStore(base.session_key).load() for base in sessions]
    assert [NAME in values for values in rows] == [False, False]
    assert [(one.model, one.number) for one in erased_records()][-1] == (
        "directory.person",
        person.pk,
    )
    assert [Import.objects.get().state, ImportFile.objects.count()] == ["failed", 0]
    assert [(one.to, one.text, one.state) for one in Letter.objects.all()] == [("", "", "failed")]
    value = LogEntry.objects.get(additional_data__event="erasure")
    assert value.additional_data["address"] == f"person:{person.pk}"


@pytest.mark.parametrize(
    "content",
    [
        packed({"xl/sharedStrings.xml": b"<x>Gaborit</x>"}),
        "Nom;Prénom\r\nGaborit;Michel\r\n".encode() + packed({"a": b"x"}),
        packed({"xl/sharedStrings.xml": b"Gaborit", "docProps/core.xml": b"x" * 90}).replace(
            b"docProps/core.xml", b"docProps/c\xffre.xml", 1
        ),
    ],
)
def test_file_that_waits_is_read_as_it_would_be_imported(
    officer: Client, person: Person, cooperation: Cooperation, content: bytes
) -> None:
    ImportFile.objects.update(content=content)

    officer.post(url(cooperation, "person_erase", person.pk), {"how": "erase", "sure": "on"})

    assert not ImportFile.objects.exists()


def test_nothing_is_erased_without_the_word(
    officer: Client, person: Person, cooperation: Cooperation
) -> None:
    page = officer.post(url(cooperation, "person_erase", person.pk), {"how": "erase"})

    assert page.status_code == 422
    assert "Cochez cette case : l’effacement est définitif." in plain(page.text)
    assert Person.objects.filter(pk=person.pk).exists()


def test_name_goes_and_the_seat_stays(
    officer: Client, person: Person, cooperation: Cooperation
) -> None:
    officer.post(url(cooperation, "person_erase", person.pk), {"how": "anonymise", "sure": "on"})

    assert rows_naming("Gaborit") + rows_naming("gaborit") == []
    seat = Mandate.objects.get(person=person)
    assert (str(seat.person), seat.function, seat.since) == (
        "Personne effacée",
        "",
        date(2024, 9, 1),
    )
    assert seat.person.folded == "personne effacee"


def test_record_past_its_day_is_kept_with_a_reason(
    officer: Client, cooperation: Cooperation
) -> None:
    person = make_person(workspace=cooperation.workspace)
    make_mandate(person=person, since=None, until=date(2020, 1, 1))
    until = timezone.localdate() + timedelta(days=90)
    here = url(cooperation, "people_review")
    assert "Une fiche a passé sa date." in officer.get(here).text

    refused = officer.post(here, {"people": [person.pk], "what": "keep"})
    officer.post(
        here,
        {
            "people": [person.pk],
            "what": "keep",
            "until": f"{until:%d/%m/%Y}",
            "reason": "contentieux en cours",
        },
    )

    assert refused.status_code == 422
    record = Person.objects.get()
    assert (record.retained_until, record.retained_for) == (until, "contentieux en cours")
    assert "Aucune fiche n’a passé sa date." in officer.get(here).text


def test_only_those_past_their_day_are_erased_together(
    officer: Client, cooperation: Cooperation
) -> None:
    past = [make_person(workspace=cooperation.workspace, family_name=n) for n in ("Évrard", "Retz")]
    for one in past:
        make_mandate(person=one, since=None, until=date(2020, 1, 1))
    here = make_member_person(cooperation=cooperation)
    page = url(cooperation, "people_review")

    refused = officer.post(page, {"people": [here.pk], "what": "erase"})
    officer.post(page, {"people": [one.pk for one in past], "what": "erase"})

    assert refused.status_code == 422
    assert list(Person.objects.all()) == [here]


def test_letter_of_information_is_sent_once_and_written_down(
    officer: Client, cooperation: Cooperation, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    reached = make_member_person(cooperation=cooperation)
    make_contact(person=reached, value="i.gaborit@pornic.example.org")
    unreached = make_person(workspace=cooperation.workspace, family_name="Pineau")
    make_mandate(person=unreached)
    here = url(cooperation, "person_notices")

    for _twice in range(2):
        officer.post(here, {"send": "1", "people": [reached.pk, unreached.pk]})

    letters = list(Letter.objects.values_list("to", "subject"))
    assert letters == [
        ("i.gaborit@pornic.example.org", f"Vos données dans l’annuaire de {cooperation.workspace}")
    ]
    assert "www.cnil.fr" in Letter.objects.get().text
    informed = [Person.objects.get(pk=one.pk).informed_how for one in (reached, unreached)]
    assert informed == ["par lettre, confiée au courriel", ""]


def test_letters_that_wait_for_others_lose_what_names_the_person(
    officer: Client, person: Person, cooperation: Cooperation
) -> None:
    number = cooperation.workspace_id
    theirs = Letter.objects.get()
    other = make_letter(workspace_id=number, text="Bonjour,\nInès Gaborit préside.\nÀ jeudi")
    beside = make_letter(workspace_id=number, text="Bonjour")
    for letter in (theirs, other, beside):
        make_enclosure(letter=letter)

    officer.post(url(cooperation, "person_erase", person.pk), {"how": "erase", "sure": "on"})

    assert list(Letter.objects.order_by("pk").values_list("state", "text")) == [
        ("failed", ""),
        ("waiting", "Bonjour,\n…\nÀ jeudi"),
        ("waiting", "Bonjour"),
    ]
    assert [one.letter_id for one in Enclosure.objects.all()] == [beside.pk]


def test_without_mail_nobody_is_said_to_be_informed(
    officer: Client, person: Person, cooperation: Cooperation, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

    officer.post(url(cooperation, "person_notices"), {"send": "1", "people": [person.pk]})

    assert Person.objects.get(pk=person.pk).informed_on is None


def test_documents_of_the_sheet_go_and_others_lose_their_name(
    access: Access, officer: Client, person: Person, cooperation: Cooperation, settings: Settings
) -> None:
    make_attachment(cooperation=cooperation, name="cv.pdf", kind="person", number=person.pk)
    beside = make_attachment(cooperation=cooperation, name="lettre Gaborit.pdf")

    officer.post(url(cooperation, "person_erase", person.pk), {"how": "erase", "sure": "on"})

    assert list(Attachment.objects.values_list("pk", "name")) == [(beside.pk, "…")]


def test_register_keeps_those_who_were_not_told(officer: Client, cooperation: Cooperation) -> None:
    record = make_member_person(cooperation=cooperation, family_name="Pineau")
    make_person(workspace=cooperation.workspace, family_name="Thébault")
    Person.objects.filter(pk=record.pk).update(informed_on=date(2026, 5, 4))

    page = officer.get(url(cooperation, "people") + "?filtres=1&a-informer=1")

    assert names_in(page.text, "Pineau", "Thébault") == ["Thébault"]
