"""Where do the sheets and registers of the directory stand in this cooperation?"""

from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.core.register import Action
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.records import pages_of
from maillage.foundation.cooperations.profiles.rules import profile
from maillage.foundation.exchange.permissions import can_import
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.models.people import Person

Place = tuple[PageLink, ...]
page_url = pages_of("directory")


def organisation_url(request: CooperationRequest, organisation: Organisation) -> str:
    """The sheet of this structure."""
    return page_url(request, "organisation", organisation.pk)


def person_url(request: CooperationRequest, person: Person) -> str:
    """The page of this person."""
    return page_url(request, "person", person.pk)


def organisations_place(request: CooperationRequest) -> Place:
    """Under the register of structures."""
    word = profile(request.access.cooperation.profile).words["member"]
    return (PageLink(word.plural.capitalize(), page_url(request, "organisations")),)


def organisation_place(request: CooperationRequest, organisation: Organisation) -> Place:
    """Under the sheet of a structure."""
    here = PageLink(
        organisation.short_name or organisation.name, organisation_url(request, organisation)
    )
    return (*organisations_place(request), here)


def people_place(request: CooperationRequest) -> Place:
    """Under the register of people."""
    return (PageLink(_("Personnes"), page_url(request, "people")),)


def person_place(request: CooperationRequest, person: Person) -> Place:
    """Under the page of a person."""
    return (*people_place(request), PageLink(str(person), person_url(request, person)))


def notices_link(request: CooperationRequest) -> PageLink:
    """The register of notices, above the pages by which one informs."""
    return PageLink(_("Registre des informations"), page_url(request, "notice_register"))


def members_place(request: CooperationRequest) -> Place:
    """Under the register of members."""
    return (PageLink(_("Membres"), page_url(request, "members")),)


def officers(request: CooperationRequest) -> Audience:
    """Who sees what only the officers answer for."""
    return Audience(
        _("les chargées de coopération"), page_url(request, "people"), confidential=True
    )


def import_gesture(access: Access) -> tuple[Action, ...]:
    """Bringing in the file one holds already, if one may: an empty directory begins there."""
    if not can_import(access):
        return ()
    url = address("exchange:import_wizard", access.cooperation.slug) + "?tableau=contacts"
    return (Action(_("Importer vos contacts"), url, "upload"),)
