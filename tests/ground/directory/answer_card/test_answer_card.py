"""A structure checks its own card by link."""

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from maillage.foundation.cooperations.models import Access, AnswerLink, Cooperation
from maillage.foundation.cooperations.questions.points import path_of
from maillage.foundation.journal.models import Change
from maillage.ground.directory.models import Member, Organisation
from maillage.ground.directory.organisations.services import edit_organisation
from tests.foundation.cooperations.makers import make_answer_link, make_cooperation
from tests.foundation.mail.carried import sent_messages
from tests.ground.directory.makers import make_member, make_organisation
from tests.ground.directory.reading import plain

CARD = {
    "version": "1",
    "name": "Commune de Pornic",
    "address": "2 rue du Port",
    "family_name": "Vrignaud",
    "given_name": "Lise",
    "function": "Secrétaire générale",
    "email": "lise@pornic.example.org",
    "phone": "01 99 00 14 22",
    "said_by": "Lise Vrignaud, secrétaire générale",
}


def card_link(member: Member) -> AnswerLink:
    """A link about the member's card."""
    return make_answer_link(cooperation=member.cooperation, target=member.organisation_id)


def test_officer_asks_and_the_letter_leaves(officer: Client, cooperation: Cooperation) -> None:
    organisation = make_organisation(workspace=cooperation.workspace)
    url = reverse("directory:organisation_ask", args=[cooperation.slug, organisation.pk])

    page = officer.post(
        url, {"recipient": "Mairie", "email": "mairie@pornic.example.org"}, follow=True
    )

    link = AnswerLink.objects.get()
    assert (link.purpose, link.target) == ("card", organisation.pk)
    assert path_of(link) in page.text
    assert path_of(link) in sent_messages()[0].body


def test_structure_corrects_its_card(client: Client, cooperation: Cooperation) -> None:
    member = make_member(cooperation=cooperation)

    client.post(path_of(card_link(member)), CARD)

    member.refresh_from_db()
    organisation = Organisation.objects.get(pk=member.organisation_id)
    assert organisation.address == "2 rue du Port"
    assert str(member.contact) == "Lise Vrignaud"
    assert member.contact is not None
    assert list(member.contact.contacts.values_list("kind", "value")) == [
        ("email", "lise@pornic.example.org"),
        ("phone", "01 99 00 14 22"),
    ]
    assert [change.via for change in Change.objects.filter(topic="organisations")] == [
        "Lise Vrignaud, secrétaire générale, par lien"
    ]


def test_browsers_say_where_the_answer_comes_from(client: Client, cooperation: Cooperation) -> None:
    page = client.get(path_of(card_link(make_member(cooperation=cooperation))))

    assert page.headers["Referrer-Policy"] == "same-origin"


def test_second_answer_finds_the_link_closed(client: Client, cooperation: Cooperation) -> None:
    link = card_link(make_member(cooperation=cooperation))
    client.post(path_of(link), CARD)

    page = client.post(path_of(link), CARD | {"address": "ailleurs"})

    assert page.status_code == 410
    assert not Organisation.objects.filter(address="ailleurs").exists()


def test_link_does_not_open_another_question(client: Client, cooperation: Cooperation) -> None:
    link = make_answer_link(cooperation=cooperation, purpose="nothing")

    assert client.get(path_of(link)).status_code == 404
    assert client.get(path_of(link).replace("/nothing/", "/card/")).status_code == 404


def test_link_about_another_workspace_shows_nothing(
    client: Client, cooperation: Cooperation
) -> None:
    elsewhere = make_organisation(workspace=make_cooperation().workspace)
    link = make_answer_link(cooperation=cooperation, target=elsewhere.pk)

    page = client.get(path_of(link))

    assert (page.status_code, elsewhere.name in page.text) == (410, False)
    assert "n’attend plus de réponse" in page.text


def test_contact_without_name_is_asked_for(client: Client, cooperation: Cooperation) -> None:
    link = card_link(make_member(cooperation=cooperation))

    page = client.post(path_of(link), CARD | {"family_name": ""})

    assert "Donnez le nom de la personne à appeler." in page.text
    assert "2 rue du Port" in page.text


def test_former_name_is_kept_with_the_day_it_ended(
    client: Client, cooperation: Cooperation
) -> None:
    member = make_member(cooperation=cooperation)
    former = member.organisation.name

    client.post(path_of(card_link(member)), CARD | {"name": "Commune de Pornic-sur-Mer"})

    organisation = Organisation.objects.get(pk=member.organisation_id)
    assert organisation.name == "Commune de Pornic-sur-Mer"
    assert [(one.name, one.until) for one in organisation.names.all()] == [
        (former, timezone.localdate())
    ]


def test_card_changed_meanwhile_shows_what_is_saved(
    client: Client, access: Access, cooperation: Cooperation
) -> None:
    member = make_member(cooperation=cooperation)
    organisation = Organisation.objects.get(pk=member.organisation_id)
    organisation.address = "5 quai de la Fontaine"
    edit_organisation(author=access.user, organisation=organisation, read=1)
    link = card_link(member)

    page = client.post(path_of(link), CARD)
    client.post(path_of(link), CARD | {"version": "2"})

    organisation.refresh_from_db()
    assert page.status_code == 409
    assert "quai de la Fontaine" in plain(page.text)
    assert organisation.address == "2 rue du Port"
