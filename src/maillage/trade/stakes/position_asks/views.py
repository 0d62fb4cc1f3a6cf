"""An actor says what it wants, by link or signed in, sees its own answers alone, corrects them."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.core import french
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
    ask_page,
    question_withdrawn_page,
    take_answer_or_read_again,
    take_recorded_answer,
)
from maillage.ground.actors.readings.own_answers import own_answers_alone, speaks_for
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import present_actors
from maillage.trade.stakes.addresses import cell_url, page_url, positions_place
from maillage.trade.stakes.position_asks import services
from maillage.trade.stakes.position_asks.forms import (
    AskPositionsForm,
    LinkPositionsForm,
    OwnPositionsForm,
)
from maillage.trade.stakes.position_asks.models import PositionAsk
from maillage.trade.stakes.position_asks.queries import (
    PURPOSE,
    ask_of,
    asks_to_answer,
    stake_questions,
)
from maillage.trade.stakes.stakes.queries import open_stakes


@answer_page(PURPOSE, find=lambda link: ask_of(link).first())
def answer_positions(request: AnswerRequest, ask: PositionAsk) -> HttpResponseBase:
    """The stakes put to the actor, its own positions, and nothing of what others said."""
    link = request.link
    questions = stake_questions(ask)
    if not questions:
        return closed_link_page(request, link)
    form = LinkPositionsForm(request.POST or None, questions=questions)
    form.sign(link.recipient, ask.actor)
    page = AnswerPage("stakes/answer_positions", form, {"ask": ask})

    def keep() -> None:
        reply = form.reply(form.cleaned_data["said_by"])
        services.answer_by_link(link=link, ask=ask, reply=reply)

    return take_answer_or_read_again(request, page, keep, partial(_read_again, form, ask))


@cooperation_page(can=permissions.can_answer_positions)
def position_answer(request: CooperationRequest, position_ask: int) -> HttpResponse:
    """The same questions, for whoever speaks for the structure and has an account.

    An officer is led to the cell, where what the structure says is noted.
    """
    ask = get_object_or_404(asks_to_answer(request.access), pk=position_ask)
    questions = stake_questions(ask)
    back = page_url(request, "positions")
    if not questions:
        return question_withdrawn_page(request, back)
    if request.access.is_officer:
        return redirect(cell_url(request, questions[0].stake.pk, ask.actor_id))
    form = OwnPositionsForm(request.POST or None, questions=questions)
    page = FormPage(
        _("Ce que vous en attendez"),
        positions_place(request),
        _(
            "Vous répondez pour %(name)s. Pour chaque enjeu, dites si vous êtes pour ou contre, et "
            "ce que cela touche chez vous. Ne pas répondre est permis."
        )
        % {"name": french.with_article(str(ask.actor))},
        submit=_("Envoyer la réponse"),
        warning=own_answers_alone(),
        audience=speaks_for(ask.actor, back),
    )

    def keep() -> None:
        reply = form.reply(request.user.name)
        services.answer_signed_in(access=request.access, ask=ask, reply=reply)

    return take_recorded_answer(
        request,
        form,
        page,
        keep=keep,
        again=partial(_read_again, form, ask),
        done=_("Les positions %(of)s sont à jour.") % {"of": french.of_body(ask.actor)},
    )


def _read_again(form: OwnPositionsForm, ask: PositionAsk) -> None:
    form.read_again(
        {one.stake.pk: one.last for one in stake_questions(ask)},
        _(
            "Une de vos positions a été notée pendant que vous répondiez. Rien n’est perdu : "
            "relisez, puis envoyez de nouveau votre réponse."
        ),
    )


@cooperation_page(can=permissions.can_keep_positions)
def position_ask(request: CooperationRequest, actor: int) -> HttpResponse:
    """The form that puts the stakes to an actor by link."""
    cooperation = request.access.cooperation_id
    record = get_object_or_404(present_actors(cooperation), pk=actor)
    form = AskPositionsForm(
        request.POST or None,
        stakes=open_stakes(cooperation),
        initial=addressed(who_answers_for(cooperation, record.organisation_id), record),
    )
    page = FormPage(
        _("Demander les positions %(of)s") % {"of": french.of_body(record)},
        positions_place(request),
        _(
            "Le lien s’ouvre sans compte et ne montre que les réponses de qui l’a reçu. Avec un "
            "compte, la même demande attend dans « Ma journée »."
        ),
    )
    make = partial(services.ask_positions, access=request.access, actor=record)
    return ask_page(request, form, page, make)
