"""A structure says by link what the themes touch for it, and sees its own answers alone."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
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
    answered_meanwhile,
    ask_page,
    take_answer_or_read_again,
)
from maillage.ground.actors.readings.own_answers import (
    OwnAnswer,
    no_longer_asked,
    own_answers_alone,
    speaks_for,
    take_own_readings,
)
from maillage.ground.directory.members.queries import addressed, point_of_contact
from maillage.ground.directory.models import Actor
from maillage.trade.stakes import permissions
from maillage.trade.stakes.addresses import Place, page_url
from maillage.trade.stakes.priorities import services
from maillage.trade.stakes.priorities.forms import LinkPrioritiesForm, OwnPrioritiesForm, lasts_of
from maillage.trade.stakes.priorities.queries.asks import (
    PURPOSE,
    actor_of,
    actors_to_answer,
    themes_put,
    weighing_actors,
)


@answer_page(PURPOSE)
def answer_priorities(request: AnswerRequest) -> HttpResponseBase:
    """The short list put to the structure, and nothing of what others said."""
    link = request.link
    actor = actor_of(link).first()
    puts = themes_put(actor) if actor else ()
    if actor is None or not puts:
        return closed_link_page(request, link)
    form = LinkPrioritiesForm(request.POST or None, puts=puts)
    page = AnswerPage("stakes/answer_priorities", form, {"actor": actor})

    def keep() -> None:
        hearing = form.hearing(form.cleaned_data["said_by"])
        services.priorities_by_link(link=link, actor=actor, told=form.told, hearing=hearing)

    return take_answer_or_read_again(request, page, keep, partial(_read_again, form, actor))


@cooperation_page(can=permissions.can_answer_positions)
def theme_priority_answer(request: CooperationRequest, asked_actor: int) -> HttpResponse:
    """The same short list, for who speaks for the structure and has an account.

    An officer is led to where what the structure says is noted.
    """
    actor = get_object_or_404(actors_to_answer(request.access), pk=asked_actor)
    back, puts = page_url(request, "theme_priorities"), themes_put(actor)
    if not puts:
        return no_longer_asked(request, back)
    if request.access.is_officer:
        return redirect(page_url(request, "theme_priority_note", actor.pk))
    form = OwnPrioritiesForm(request.POST or None, puts=puts)
    page = FormPage(
        _("Par quoi commencer, pour vous"),
        _place(request),
        _(
            "Vous répondez pour %(name)s. Pour chaque thème, dites ce qu’il touche chez vous : le "
            "plus fort vient en tête. Ne pas répondre est permis."
        )
        % {"name": actor},
        back_to=back,
        submit=_("Envoyer la réponse"),
        warning=own_answers_alone(),
        audience=speaks_for(actor, back),
    )
    done = _("Les priorités de %(name)s sont à jour.") % {"name": actor}

    def keep() -> None:
        hearing = form.hearing(request.user.name)
        services.priorities_signed_in(
            access=request.access, actor=actor, told=form.told, hearing=hearing
        )

    own = OwnAnswer(form, page, done)
    return take_own_readings(request, own, keep, partial(_read_again, form, actor))


def _read_again(form: OwnPrioritiesForm, actor: Actor) -> None:
    form.read_again(lasts_of(themes_put(actor)), answered_meanwhile())


@cooperation_page(can=permissions.can_keep_positions)
def theme_priority_ask(request: CooperationRequest, actor: int) -> HttpResponse:
    """The form that puts the short list to a structure by link."""
    cooperation = request.access.cooperation_id
    found = get_object_or_404(weighing_actors(cooperation), pk=actor)
    back = page_url(request, "theme_priorities")
    contact = point_of_contact(cooperation, found.organisation_id)
    form = RecipientForm(request.POST or None, initial=addressed(contact, found))
    page = FormPage(
        _("Demander ses priorités à %(name)s") % {"name": found},
        _place(request),
        _(
            "Sans compte : elle dit ce que touche chez elle chaque thème retenu, et ne voit que "
            "ses propres réponses. Tant qu’aucun thème n’est retenu, ce sont les thèmes à "
            "discuter. Qui parle pour elle avec un compte trouve la même demande dans « Ma "
            "journée »."
        ),
        back_to=back,
    )
    make = partial(services.make_priorities_link, author=request.user, actor=found)
    return ask_page(request, form, page, make)


def _place(request: CooperationRequest) -> Place:
    return (
        PageLink(_("Thèmes"), page_url(request, "themes")),
        PageLink(_("Priorités"), page_url(request, "theme_priorities")),
    )
