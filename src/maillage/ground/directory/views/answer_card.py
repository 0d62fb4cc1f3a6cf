"""A structure confirms or corrects its own card, in two minutes and without account."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from maillage.core.stale import two_texts, version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.services.links import LinkClosedError
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.answer_card import AnswerCardForm, AskCardForm
from maillage.ground.directory.queries.answer_card import known_contact, organisation_of
from maillage.ground.directory.queries.organisations import organisations
from maillage.ground.directory.services import answer_card as services


@answer_page("card")
def answer_card(request: AnswerRequest) -> HttpResponseBase:
    """The card as it is known, to confirm or correct."""
    link = request.link
    found = get_object_or_404(organisation_of(link))
    read = version_read(request, found)
    form = AnswerCardForm(request.POST or None, instance=found, initial=known_contact(link))
    context = {"link": link, "form": form, "organisation": found, "read": read}
    if request.method != "POST" or not form.is_valid():
        return render(request, "directory/answer_card.html", context)
    try:
        _keep(form, link, read)
    except LinkClosedError:
        return closed_link_page(request, link)
    except StaleVersionError as error:
        saved = AnswerCardForm(instance=get_object_or_404(organisation_of(link)))
        texts = [text for text in two_texts(form, saved) if text.field.name in form.Meta.fields]
        context |= {"texts": texts, "read": error.current.version}
        return render(request, "directory/answer_card.html", context, status=409)
    return render(request, "directory/answer_card_thanks.html", context)


def _keep(form: AnswerCardForm, link: AnswerLink, read: int) -> None:
    told = {name: form.cleaned_data[name] for name in services.CONTACT_FIELDS}
    services.answer_card(
        link=link,
        organisation=form.save(commit=False),
        read=read,
        person=services.PersonToCall(**told),
        said_by=form.cleaned_data["said_by"],
    )


@cooperation_page(can=permissions.can_keep_directory)
def organisation_ask(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form that asks a structure to check its card, by link."""
    access = request.access
    found = get_object_or_404(organisations(access), pk=organisation)
    form = AskCardForm(request.POST or None, initial={"recipient": found.name})
    if request.method == "POST" and form.is_valid():
        link = services.ask_card_by_letter(
            author=request.user,
            access=access,
            organisation=found,
            absolute=request.build_absolute_uri,
            **form.cleaned_data,
        )
        return redirect("cooperations:answer_link", access.cooperation.slug, link.pk)
    return render(request, "directory/organisation_ask.html", {"form": form, "organisation": found})
