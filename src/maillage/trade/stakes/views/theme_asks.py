"""A structure says by link what the themes touch for it, and sees its own answers alone."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.answer_pages import (
    AnswerPage,
    RecipientForm,
    answered_meanwhile,
    ask_page,
    show_question,
    take_answer,
)
from maillage.foundation.cooperations.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages import FormPage
from maillage.ground.actors.services.readings import RivalReadingError
from maillage.ground.directory.queries.members import addressed, point_of_contact
from maillage.trade.stakes import permissions
from maillage.trade.stakes.forms.priorities import LinkPrioritiesForm
from maillage.trade.stakes.queries.theme_asks import (
    PURPOSE,
    actor_of,
    themes_put,
    weighing_actors,
)
from maillage.trade.stakes.services import priorities as services
from maillage.trade.stakes.views.addresses import page_url


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
        services.priorities_by_link(link=link, actor=actor, told=form.told, hearing=form.hearing)

    try:
        return take_answer(request, page, keep)
    except RivalReadingError:
        form.read_again(themes_put(actor))
        form.add_error(None, answered_meanwhile())
        return show_question(request, page, 409)


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
        back,
        sentence=_(
            "Sans compte : elle dit ce que touche chez elle chaque thème retenu, et ne voit que "
            "ses propres réponses. Tant qu’aucun thème n’est retenu, ce sont les thèmes à discuter."
        ),
        place=(
            PageLink(_("Thèmes"), page_url(request, "themes")),
            PageLink(_("Priorités"), back),
        ),
    )
    make = partial(services.make_priorities_link, author=request.user, actor=found)
    return ask_page(request, form, page, make)
