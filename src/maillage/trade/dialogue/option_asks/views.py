"""A structure answers the options of a compromise by link, and sees its own answers alone."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.choices import Visibility
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
    answered_meanwhile,
    ask_page,
    question_withdrawn_page,
    take_answer_or_read_again,
    take_recorded_answer,
)
from maillage.ground.actors.readings.own_answers import own_answers_alone, speaks_for
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.dialogue import permissions
from maillage.trade.dialogue.addresses import audience_of, page_url
from maillage.trade.dialogue.compromises.models import Compromise, CompromiseParty
from maillage.trade.dialogue.compromises.queries import compromises
from maillage.trade.dialogue.compromises.views.pages import compromises_place
from maillage.trade.dialogue.option_asks import services
from maillage.trade.dialogue.option_asks.forms import (
    AskOptionsForm,
    LinkOptionsForm,
    OwnOptionsForm,
)
from maillage.trade.dialogue.option_asks.queries import (
    PURPOSE,
    option_questions,
    parties_to_answer,
    parties_to_ask,
    party_of,
)


@answer_page(PURPOSE, find=lambda link: party_of(link).first())
def answer_options(request: AnswerRequest, party: CompromiseParty) -> HttpResponseBase:
    """The options put to the structure, its own answers, and nothing of what others said."""
    link = request.link
    questions = option_questions(party)
    if not questions:
        return closed_link_page(request, link)
    form = LinkOptionsForm(request.POST or None, questions=questions)
    form.sign(link.recipient, party.actor)
    shown = {"party": party, "read_by": _readers(party.compromise)}
    page = AnswerPage("dialogue/answer_options", form, shown)

    def keep() -> None:
        said_by = form.cleaned_data["said_by"]
        services.answer_options_by_link(
            link=link, party=party, replies=form.answers, said_by=said_by
        )

    return take_answer_or_read_again(request, page, keep, partial(_read_again, form, party))


@cooperation_page(can=permissions.can_answer_options)
def option_answer(request: CooperationRequest, asked_party: int) -> HttpResponse:
    """The same options, for whoever speaks for the structure and has an account.

    An officer is led to the compromise, where what the structure says is noted.
    """
    party = get_object_or_404(parties_to_answer(request.access), pk=asked_party)
    if request.access.is_officer:
        return redirect(page_url(request, "compromise", party.compromise_id))
    back = reverse("missions:my_day", args=[request.access.cooperation.slug])
    questions = option_questions(party)
    if not questions:
        return question_withdrawn_page(request, back)
    form = OwnOptionsForm(request.POST or None, questions=questions)
    readers = _("Une fois envoyée, votre réponse sera lue par : %(readers)s.")
    page = FormPage(
        party.compromise.title,
        (),
        _(
            "Vous répondez pour %(name)s. Pour chaque option, dites si vous pouvez vivre avec, "
            "telle quelle ou sous conditions. Ne pas répondre est permis : un silence n’est "
            "jamais un oui."
        )
        % {"name": party.actor},
        back_to=back,
        submit=_("Envoyer la réponse"),
        warning=own_answers_alone(readers % {"readers": _readers(party.compromise)}),
        audience=speaks_for(party.actor, back),
    )

    def keep() -> None:
        services.answer_options_signed_in(access=request.access, party=party, replies=form.answers)

    return take_recorded_answer(
        request,
        form,
        page,
        keep=keep,
        again=partial(_read_again, form, party),
        done=_("Les réponses %(of)s sont notées.") % {"of": french.of_body(party.actor)},
    )


def _read_again(form: OwnOptionsForm, party: CompromiseParty) -> None:
    form.read_again(
        {one.option.pk: one.last for one in option_questions(party)}, answered_meanwhile()
    )


def _readers(compromise: Compromise) -> str:
    """Who will read the answer: who reads the compromise."""
    if compromise.visibility == Visibility.ME:
        return compromise.author.name
    return str(compromise.get_visibility_display())


@cooperation_page(can=permissions.can_keep_compromises)
def compromise_ask(request: CooperationRequest, compromise: int) -> HttpResponse:
    """The form that puts the options to a structure by link; `?structure=` says which one."""
    rows = compromises(request.access).filter(settlement="")
    record = get_object_or_404(rows, pk=compromise)
    parties = parties_to_ask(record)
    form = AskOptionsForm(
        request.POST or None, parties=parties, initial=_requested_party(request, list(parties))
    )
    page = FormPage(
        _("Demander une réponse par lien"),
        compromises_place(request, record),
        _(
            "Sans compte, la structure lit la question et les options, rien de ce que d’autres en "
            "ont dit, et répond oui, sous conditions, ou non. Qui parle pour elle avec un compte "
            "trouve la même demande dans « Ma journée »."
        ),
        audience=audience_of(record),
    )
    return ask_page(request, form, page, partial(services.make_options_link, author=request.user))


def _requested_party(
    request: CooperationRequest, parties: list[CompromiseParty]
) -> dict[str, object]:
    """The structure asked for in the address, and who answers for it."""
    requested_organisation = request.GET.get("structure", "")
    party = next((one for one in parties if str(one.actor_id) == requested_organisation), None)
    if party is None:
        return {}
    place = party.compromise.cooperation_id
    contact = who_answers_for(place, party.actor.organisation_id)
    return {"party": party.pk, **addressed(contact, party.actor)}
