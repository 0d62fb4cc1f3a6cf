"""Who are the people of the cooperation, and what is known of each?"""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import SimpleLazyObject
from django.utils.text import slugify
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.numbers import read_number
from maillage.core.panels import panels
from maillage.core.register import answer_register
from maillage.core.sheet import Readers
from maillage.core.shell import Audience
from maillage.core.vcards import VCARD, Card, write_vcards
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.cooperations.room_answers.asking import ask_rooms
from maillage.ground.directory import permissions
from maillage.ground.directory.people.forms import (
    MandateEndForm,
    MandateForm,
    OrganisationChoiceForm,
    PersonAddForm,
    PersonForm,
)
from maillage.ground.directory.people.queries.sheets import PersonSheet, person_page
from maillage.ground.directory.people.services import (
    add_mandate,
    add_person,
    edit_mandate,
    edit_person,
    end_mandate,
)
from maillage.ground.directory.people.views.register import person_register
from maillage.ground.directory.records.models.people import Mandate, Person
from maillage.ground.directory.records.queries import people as queries
from maillage.ground.directory.records.queries.organisations import (
    around_as_typed,
    editable_organisations,
    spoken_for,
)
from maillage.ground.directory.records.queries.people import mandates
from maillage.ground.directory.records.views import page_url, people_place, person_place, person_url

# The person of this number that the reader may see, or 404.
visible_person = one_of(queries.people)


@cooperation_page(can=permissions.can_open_people)
def people(request: CooperationRequest) -> HttpResponse:
    """The register of people."""
    return _register(request, None)


@cooperation_page(can=permissions.can_open_people)
def person(request: CooperationRequest, person: int) -> HttpResponse:
    """The register, with the person beside it."""
    return _register(request, person_page(request.access, person))


def _register(request: CooperationRequest, sheet: PersonSheet | None) -> HttpResponse:
    places = queries.peopled_places(request.access)
    of_members_alone = queries.begins_with_members(request.access, places)
    context: dict[str, object] = {
        "totals": SimpleLazyObject(
            lambda: queries.people_totals(request.access, of_members_alone=of_members_alone)
        ),
        "audience": people_audience(request),
        "details": sheet,
        "panel": "directory/parts/person_panel.html" if sheet else "",
        "register_url": page_url(request, "people"),
    }
    return answer_register(
        request,
        person_register(request.access, places, request.GET.get("import", "")),
        queries.people(request.access),
        template="directory/people.html",
        context=context,
        current=sheet.person.pk if sheet else None,
    )


@cooperation_page(can=permissions.can_open_people)
def person_all(request: CooperationRequest, person: int) -> HttpResponse:
    """Everything that concerns the person, on a page that prints."""
    sheet = person_page(request.access, person)
    shown_panels = ask_rooms(panels, request.access, "person", sheet.person.pk)
    context = {
        "details": sheet,
        "place": people_place(request),
        "panels": shown_panels,
        "foot_panels": [panel for panel in shown_panels if panel.slot == "foot"],
        "readers": readers_of_person(request.access),
        "audience": people_audience(request),
    }
    return render(request, "directory/person_all.html", context)


@cooperation_page(can=permissions.can_open_people)
def person_card(request: CooperationRequest, person: int) -> HttpResponse:
    """The person as a card for a telephone: what this reader sees of how to reach them."""
    sheet = person_page(request.access, person)
    now = sheet.now[0] if sheet.now else None
    card = Card(
        sheet.person.family_name,
        sheet.person.given_name,
        sheet.person.civility,
        str(now.organisation) if now else "",
        now.function if now else "",
        tuple(sheet.emails),
        tuple(sheet.phones),
    )
    response = HttpResponse(write_vcards([card]), VCARD)
    name = slugify(f"{card.family} {card.given}") or "contact"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.vcf"'
    return response


@cooperation_page(can=permissions.can_keep_cards)
def person_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a person enters the directory, with their first mandate."""
    return add_page(
        request,
        form=lambda sent: PersonAddForm(
            sent,
            instance=Person(workspace=request.access.cooperation.workspace),
            organisations=editable_organisations(request.access),
            chosen=request.GET.get("structure", ""),
        ),
        save=lambda form: add_person(
            author=request.user,
            person=form.save(commit=False),
            around=form.around,
            mandate=form.mandate,
        ),
        page=FormPage(
            _("Ajouter une personne"),
            people_place(request),
            _("Un nom, une structure, une qualité suffisent pour commencer."),
            warning=reminder(),
        ),
        done=lambda person: _("%(name)s est dans l’annuaire.") % {"name": person},
        to=lambda person: person_url(request, person),
    )


@cooperation_page(can=permissions.can_keep_cards)
def person_edit(request: CooperationRequest, person: int) -> HttpResponse:
    """The form of the person; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: editable_person(request, person),
        form=lambda person, sent: PersonForm(
            sent, instance=person, initial=around_as_typed(person)
        ),
        save=lambda _person, form, read: edit_person(
            author=request.user, person=form.save(commit=False), read=read, around=form.around
        ),
        page=lambda person: FormPage(
            _("Corriger la fiche"), person_place(request, person), warning=reminder()
        ),
        done=lambda person: _("Fiche %(of)s enregistrée.") % {"of": french.of_body(person)},
    )


def reminder() -> str:
    """What the law asks of whoever writes about people."""
    return _(
        "Notez des faits professionnels et d’où ils viennent. La personne doit savoir qu’elle est "
        "dans ce fichier, dans le mois ou au premier contact (RGPD, article 14), et peut demander "
        "ce qui la concerne. Ni opinion politique, ni santé, ni syndicat, ni religion."
    )


def people_audience(request: CooperationRequest) -> Audience:
    """Who sees people: every access but observers, each according to their role."""
    return by_access(request, page_url(request, "people"))


def editable_person(request: CooperationRequest, person: int) -> Person:
    """The person, when this reader may correct their page; 404 or 403 otherwise."""
    record = visible_person(request, person)
    here = queries.acting_places(request.access, record)
    spoken = spoken_for(request.access)
    if not permissions.can_edit_person(request.access, here, spoken):
        raise PermissionDenied
    return record


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_add(request: CooperationRequest, person: int) -> HttpResponse:
    """First the structure, then the mandate in it; it opens a page to nobody new.

    Whoever adds a mandate may correct the person already: the right never comes from the mandate.
    """
    record = editable_person(request, person)
    requested_organisation = request.GET.get("structure", "")
    if not requested_organisation:
        return _ask_structure(request, record)
    number = read_number(requested_organisation)
    organisation = get_object_or_404(editable_organisations(request.access), pk=number)
    blank = Mandate(person=record, organisation=organisation)
    return add_page(
        request,
        form=lambda sent: MandateForm(sent, instance=blank),
        save=lambda form: add_mandate(
            author=request.user, mandate=form.save(commit=False), calls=form.calls
        ),
        page=FormPage(
            _("Ajouter un mandat"),
            person_place(request, record),
            _("%(name)s, dans la structure %(organisation)s.")
            % {"name": record, "organisation": organisation},
            warning=reminder(),
        ),
        done=_("Mandat %(of)s enregistré.") % {"of": french.of_body(record)},
    )


def _ask_structure(request: CooperationRequest, person: Person) -> HttpResponse:
    here = page_url(request, "person_mandate_add", person.pk)
    return add_page(
        request,
        form=lambda sent: OrganisationChoiceForm(
            sent, organisations=editable_organisations(request.access)
        ),
        save=lambda form: form.cleaned_data["structure"].pk,
        page=FormPage(
            _("Ajouter un mandat"),
            person_place(request, person),
            _("Choisissez la structure où %(name)s prend un mandat.") % {"name": person},
            submit=_("Continuer"),
        ),
        done="",
        to=lambda number: f"{here}?structure={number}",
    )


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_edit(request: CooperationRequest, mandate: int) -> HttpResponse:
    """The form that corrects a mandate; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _editable_mandate(request, mandate),
        form=lambda mandate, sent: MandateForm(sent, instance=mandate),
        save=lambda _mandate, form, read: edit_mandate(
            author=request.user, mandate=form.save(commit=False), read=read, calls=form.calls
        ),
        page=lambda mandate: FormPage(
            _("Corriger le mandat"),
            person_place(request, mandate.person),
            _(
                "Pour une erreur seulement : quand la fonction change, mettez fin à ce mandat et "
                "ajoutez-en un autre."
            ),
            warning=reminder(),
        ),
        done=lambda mandate: (
            _("Mandat %(of)s enregistré.") % {"of": french.of_body(mandate.person)}
        ),
    )


@cooperation_page(can=permissions.can_keep_cards)
def person_mandate_end(request: CooperationRequest, mandate: int) -> HttpResponse:
    """The form that says when a mandate ended; it stays in the person's history."""
    return edit_page(
        request,
        lambda: _editable_mandate(request, mandate),
        form=lambda mandate, sent: MandateEndForm(sent, since=mandate.since, until=mandate.until),
        save=lambda mandate, form, read: end_mandate(
            author=request.user, mandate=mandate, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda mandate: FormPage(
            _("Mettre fin au mandat"),
            person_place(request, mandate.person),
            _("%(function)s, %(organisation)s.")
            % {
                "function": french.capital(mandate.function or mandate.get_kind_display()),
                "organisation": mandate.organisation,
            },
            ends=True,
            keep=_("Le garder"),
        ),
        done=_("Le mandat est terminé ; il reste dans l’histoire de la personne."),
    )


def _editable_mandate(request: CooperationRequest, mandate: int) -> Mandate:
    """The mandate, when this reader keeps its structure and may correct its holder; 404 or 403.

    Who left for another structure is no longer theirs: the mandate is not to be begun again.
    """
    rows = mandates(request.access).select_related("person", "organisation")
    record = get_object_or_404(rows, pk=mandate)
    spoken = spoken_for(request.access)
    if not permissions.can_edit_organisation(request.access, record.organisation_id, spoken):
        raise PermissionDenied
    editable_person(request, record.person_id)
    return record


def readers_of_person(access: Access) -> tuple[Readers, ...]:
    """Who sees which part of the page of a person, as this reader may know it."""
    everybody = Readers(
        "eye",
        _("Tous, sauf les observateurs"),
        _("pour une structure membre : fonctions, savoir-faire, coordonnées"),
    )
    team = Readers("users", _("L’équipe projet"), _("tous ses mandats, source, précisions"))
    officers = Readers("lock", _("Les chargées de coopération"), _("fiabilité"))
    may_read = permissions.can_read_reliability(access)
    return (everybody, team, officers) if may_read else (everybody, team)
