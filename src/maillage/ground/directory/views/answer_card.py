"""A structure confirms or corrects its own card, in two minutes and without account."""

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from maillage.foundation.cooperations.answering import path_of
from maillage.foundation.cooperations.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.letters import send_answer_link
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
    form = AnswerCardForm(request.POST or None, instance=found, initial=known_contact(link))
    context = {"link": link, "form": form, "organisation": found}
    if request.method == "POST" and form.is_valid():
        told = {name: form.cleaned_data[name] for name in services.CONTACT_FIELDS}
        try:
            services.answer_card(
                link=link,
                organisation=form.save(commit=False),
                person=services.PersonToCall(**told),
                said_by=form.cleaned_data["said_by"],
            )
        except LinkClosedError:
            return closed_link_page(request, link)
        return render(request, "directory/answer_card_thanks.html", context)
    return render(request, "directory/answer_card.html", context)


@cooperation_page(can=permissions.can_keep_directory)
def organisation_ask(request: CooperationRequest, organisation: int) -> HttpResponse:
    """The form that asks a structure to check its card, by link."""
    access = request.access
    found = get_object_or_404(organisations(access), pk=organisation)
    form = AskCardForm(request.POST or None, initial={"recipient": found.name})
    if request.method == "POST" and form.is_valid():
        link = services.ask_card(
            author=request.user, access=access, organisation=found, **form.cleaned_data
        )
        send_answer_link(link, path_of(link), request.build_absolute_uri)
        return redirect("cooperations:answer_link", access.cooperation.slug, link.pk)
    return render(request, "directory/organisation_ask.html", {"form": form, "organisation": found})
