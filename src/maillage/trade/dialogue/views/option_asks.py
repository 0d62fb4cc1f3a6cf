"""A structure answers the options of a compromise by link, and sees its own answers alone."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.answer_pages import (
    AnswerPage,
    ask_page,
    show_question,
    take_answer,
)
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.pages import FormPage
from maillage.ground.actors.services.readings import RivalReadingError
from maillage.ground.directory.queries.members import addressed, point_of_contact
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.forms.option_asks import AnswerOptionsForm, AskOptionsForm
from maillage.trade.dialogue.models import Compromise, CompromiseParty
from maillage.trade.dialogue.queries.compromises import compromises
from maillage.trade.dialogue.queries.option_asks import (
    PURPOSE,
    asked_parties,
    options_asked,
    party_of,
)
from maillage.trade.dialogue.services import option_asks as services
from maillage.trade.dialogue.views.addresses import audience_of, compromise_place, page_url


@answer_page(PURPOSE)
def answer_options(request: AnswerRequest) -> HttpResponseBase:
    """The options put to the structure, its own answers, and nothing of what others said."""
    link = request.link
    party = party_of(link).first()
    asked = options_asked(party) if party else ()
    if party is None or not asked:
        return closed_link_page(request, link)
    form = AnswerOptionsForm(request.POST or None, asked=asked)
    shown = {"party": party, "read_by": _readers(link, party.compromise)}
    page = AnswerPage("dialogue/answer_options", form, shown)

    def keep() -> None:
        said_by = form.cleaned_data["said_by"]
        services.answer_options_by_link(link=link, party=party, told=form.told, said_by=said_by)

    try:
        return take_answer(request, page, keep)
    except RivalReadingError:
        form.read_again(options_asked(party))
        return show_question(request, page, 409)


def _readers(link: AnswerLink, compromise: Compromise) -> str:
    """Who will read the answer: who reads the compromise."""
    if compromise.visibility == Visibility.ME:
        return link.author.name
    return str(compromise.get_visibility_display())


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_ask(request: CooperationRequest, compromise: int) -> HttpResponse:
    """The form that puts the options to a structure by link; `?structure=` says which one."""
    rows = compromises(request.access).filter(settlement="")
    found = get_object_or_404(rows, pk=compromise)
    parties = asked_parties(found)
    form = AskOptionsForm(
        request.POST or None, parties=parties, initial=_known(request, list(parties))
    )
    page = FormPage(
        _("Demander une réponse par lien"),
        page_url(request, "compromise", found.pk),
        sentence=_(
            "Sans compte : la structure lit la question et les options, rien de ce que d’autres en "
            "ont dit, et répond oui, sous conditions, ou non."
        ),
        place=compromise_place(request, found),
        audience=audience_of(found),
    )
    return ask_page(request, form, page, partial(services.make_options_link, author=request.user))


def _known(request: CooperationRequest, parties: list[CompromiseParty]) -> dict[str, object]:
    """The structure asked for in the address, and who answers for it."""
    asked = request.GET.get("structure", "")
    party = next((one for one in parties if str(one.actor_id) == asked), None)
    if party is None:
        return {}
    place = party.compromise.cooperation_id
    contact = point_of_contact(place, party.actor.organisation_id)
    return {"party": party.pk, **addressed(contact, party.actor)}
