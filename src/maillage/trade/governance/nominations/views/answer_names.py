"""A structure says by link who represents it, without account; officers ask it so."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core.stale import two_texts, version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
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
from maillage.trade.governance import permissions
from maillage.trade.governance.bodies.queries.bodies import people_of_seat
from maillage.trade.governance.nominations.forms import NamesForm
from maillage.trade.governance.nominations.queries import (
    PURPOSE,
    call_of,
    contact_of_call,
    seat_calls,
)
from maillage.trade.governance.nominations.services.letters import make_names_link
from maillage.trade.governance.nominations.services.nominations import names_by_link
from maillage.trade.governance.nominations.views.home import nomination_place


@answer_page(PURPOSE)
def answer_names(request: AnswerRequest) -> HttpResponseBase:
    """The question, and whom the structure names; the answer closes the link."""
    link = request.link
    call = call_of(link).first()
    if call is None:
        return closed_link_page(request, link)
    people, read = people_of_seat(call.seat), version_read(request, call)
    form = NamesForm(request.POST or None, call=call, people=people)
    page = AnswerPage("governance/answer_names", form, {"call": call, "read": read})

    def keep() -> None:
        names_by_link(link=link, call=call, read=read, said=form.said)

    try:
        return take_answer(request, page, keep)
    except StaleVersionError as error:
        saved = NamesForm(call=get_object_or_404(call_of(link)), people=people)
        texts = two_texts(form, saved)
        return show_question(request, page, 409, texts=texts, read=error.current.version)


@cooperation_page(can=permissions.can_keep_nominations)
def nomination_ask(request: CooperationRequest, seat_call: int) -> HttpResponse:
    """The form that prepares the link of one structure, to send or to copy."""
    found = get_object_or_404(seat_calls(request.access), pk=seat_call)
    form = RecipientForm(request.POST or None, initial=contact_of_call(found))
    page = FormPage(
        _("Demander à %(name)s qui la représente") % {"name": found.seat},
        nomination_place(request, found.nomination),
        _("Sans compte : un·e titulaire, un·e suppléant·e, la date et l’acte."),
    )
    make = partial(make_names_link, author=request.user, call=found)
    return ask_page(request, form, page, make)
