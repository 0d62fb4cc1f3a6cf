"""What happens when a structure answers about its own card, and to whom one asks it."""

from dataclasses import dataclass, fields

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.versions import claim_version
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.links.services import (
    LinkDraft,
    make_answer_link,
    mark_answered,
)
from maillage.foundation.cooperations.models import Access, AnswerLink
from maillage.foundation.journal import services as journal
from maillage.ground.directory.choices import ContactKind, MandateKind
from maillage.ground.directory.records.models.cards import Contact
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.organisations import Organisation, OrganisationName
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.queries.people import namesake_in


@dataclass(frozen=True)
class PersonToCall:
    """The point of contact that a structure names for itself."""

    family_name: str
    given_name: str
    function: str
    email: str
    phone: str


CONTACT_FIELDS = tuple(field.name for field in fields(PersonToCall))


def ask_card(
    *, author: User, access: Access, organisation: Organisation, recipient: str, email: str
) -> AnswerLink:
    """A link by which the structure confirms or corrects its card."""
    return make_answer_link(
        author=author,
        cooperation=access.cooperation,
        draft=LinkDraft(
            purpose="card",
            target=organisation.pk,
            recipient=recipient,
            email=email,
            about=_("La carte %(of)s") % {"of": french.of_body(organisation.name)},
        ),
    )


def answer_card(
    *,
    link: AnswerLink,
    organisation: Organisation,
    read: int,
    person: PersonToCall,
    said_by: str,
) -> Organisation:
    """The structure as it describes itself, with its point of contact; the link is closed.

    A former name is kept with the day it ended. Raises LinkClosedError when another answer came
    first, StaleVersionError when version `read` of the card is not the last: the link stays open.
    """
    with journal.write(
        None,
        workspace_id=organisation.workspace_id,
        topic="organisations",
        via=_("%(name)s, par lien") % {"name": said_by},
    ):
        mark_answered(link=link)
        claim_version(organisation, read)
        _keep_former_name(organisation)
        organisation.save()
        if person.family_name:
            _name_contact(link, organisation, person, said_by)
    return organisation


def _keep_former_name(organisation: Organisation) -> None:
    former = Organisation.objects.values_list("name", flat=True).get(pk=organisation.pk)
    if former != organisation.name:
        OrganisationName.objects.create(
            organisation=organisation, name=former, until=timezone.localdate()
        )


def _name_contact(
    link: AnswerLink, organisation: Organisation, to_call: PersonToCall, said_by: str
) -> None:
    """Finds the person among the structure's people, or makes them, as point of contact."""
    record = namesake_in(organisation, to_call.family_name, to_call.given_name)
    person = record or _add_person(organisation, to_call, said_by)
    for kind, value in ((ContactKind.EMAIL, to_call.email), (ContactKind.PHONE, to_call.phone)):
        if value and not person.contacts.filter(kind=kind, value=value).exists():
            Contact.objects.create(person=person, kind=kind, value=value)
    member = Member.objects.filter(
        cooperation=link.cooperation_id, organisation=organisation, until__isnull=True
    ).first()
    if member is not None:
        member.contact = person
        member.version += 1
        member.save()


def _add_person(organisation: Organisation, to_call: PersonToCall, said_by: str) -> Person:
    today = timezone.localdate()
    person = Person.objects.create(
        workspace=organisation.workspace,
        family_name=to_call.family_name,
        given_name=to_call.given_name,
        source=_("%(name)s, par lien, le %(day)s")
        % {"name": said_by, "day": today.strftime("%d/%m/%Y")},
    )
    Mandate.objects.create(
        person=person,
        organisation=organisation,
        kind=MandateKind.TECHNICIAN,
        function=to_call.function,
        since=today,
    )
    return person
