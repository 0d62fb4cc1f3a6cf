"""A structure confirms or corrects its own card, in two minutes and without account."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.shell import PageLink
from maillage.core.stale import two_texts, version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    ask_page,
    show_question,
    take_answer,
)
from maillage.ground.directory import permissions
from maillage.ground.directory.answer_card import services
from maillage.ground.directory.answer_card.forms import AnswerCardForm
from maillage.ground.directory.answer_card.queries import contact_names, organisation_of
from maillage.ground.directory.records.models.organisations import Organisation
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for


@answer_page("card", find=lambda link: organisation_of(link).first())
def answer_card(request: AnswerRequest, organisation: Organisation) -> HttpResponseBase:
    """The card as it is known, to confirm or correct."""
    link = request.link
    read = version_read(request, organisation)
    form = AnswerCardForm(request.POST or None, instance=organisation, initial=contact_names(link))
    page = AnswerPage("directory/answer_card", form, {"organisation": organisation, "read": read})
    try:
        return take_answer(request, page, lambda: _keep(form, link, read))
    except StaleVersionError as error:
        saved = AnswerCardForm(instance=get_object_or_404(organisation_of(link)))
        texts = [text for text in two_texts(form, saved) if text.field.name in form.Meta.fields]
        return show_question(request, page, 409, texts=texts, read=error.current.version)


def _keep(form: AnswerCardForm, link: AnswerLink, read: int) -> None:
    values = {name: form.cleaned_data[name] for name in services.CONTACT_FIELDS}
    services.answer_card(
        link=link,
        organisation=form.save(commit=False),
        read=read,
        person=services.PersonToCall(**values),
        said_by=form.cleaned_data["said_by"],
    )


@cooperation_page(can=permissions.can_keep_directory)
def organisation_ask(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form that asks a structure to check its card, by link."""
    access = request.access
    record = get_object_or_404(organisations(access), pk=organisation)
    person = who_answers_for(access.cooperation_id, record.pk)
    form = RecipientForm(request.POST or None, initial=addressed(person, record.name))
    sheet = reverse("directory:organisation", args=[access.cooperation.slug, record.pk])
    page = FormPage(
        _("Demander %(to)s de vérifier sa carte") % {"to": french.to_body(str(record.name))},
        (PageLink(record.name, sheet),),
        _(
            "La structure répond par un lien, sans compte : ses coordonnées, et la personne à "
            "appeler."
        ),
    )
    make = partial(services.ask_card, author=request.user, access=access, organisation=record)
    return ask_page(request, form, page, make)
