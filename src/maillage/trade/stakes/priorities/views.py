"""In which order do the structures see the themes, on what do they differ, and is it safe?"""

from dataclasses import dataclass
from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.drawing.spread import Spread, draw_spread
from maillage.core.first_rows import first_rows
from maillage.core.messages import say
from maillage.core.register import Action, Empty
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, form_page
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    answered_meanwhile,
    ask_page,
    question_withdrawn_page,
    take_answer_or_read_again,
    take_recorded_answer,
)
from maillage.foundation.journal.services import record_opening
from maillage.ground.actors.models import Position
from maillage.ground.actors.readings.own_answers import own_answers_alone, speaks_for
from maillage.ground.actors.readings.services import RivalReadingError
from maillage.ground.directory.models import Actor
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.stakes import permissions
from maillage.trade.stakes.actors.queries import present_actors
from maillage.trade.stakes.addresses import Place, page_url, readers_of
from maillage.trade.stakes.priorities import services
from maillage.trade.stakes.priorities.forms import (
    LinkPrioritiesForm,
    OwnPrioritiesForm,
    PrioritiesForm,
    lasts_of,
)
from maillage.trade.stakes.priorities.queries import (
    PURPOSE,
    Priorities,
    Ranked,
    actor_of,
    actors_to_answer,
    priorities,
    puts_of,
    themes_put,
    weighing_actors,
)
from maillage.trade.stakes.priorities.services import record_priorities
from maillage.trade.stakes.priorities.words import (
    count_words,
    disagreement_words,
    mean_words,
    priorities_sentence,
    robust_words,
    spoken_words,
    spread_words,
)
from maillage.trade.stakes.words import numbered_stance


@dataclass(frozen=True, slots=True)
class ShownTheme:
    """A theme of the list, its line when it can be read, the same in words, and who said what.

    `is_main` is that of which the reading speaks.
    """

    label: str
    spread: Spread | None
    mean: str
    extent: str
    disagreement: str
    robust: str
    source: str
    stances: list[tuple[str, str]]
    is_main: bool


@cooperation_page(can=permissions.can_open_stakes)
def theme_priorities(request: CooperationRequest) -> HttpResponse:
    """The themes in their order: mean, disagreement and robustness side by side."""
    read = priorities(request.access)
    if read.holds_narrow:
        record_opening(
            request.user,
            request.access.cooperation,
            cooperation_id=request.access.cooperation_id,
        )
    context = {
        "read": read,
        "shown": [shown_theme(one, is_main=one is read.main) for one in read.ranked],
        "sentence": priorities_sentence(read),
        "known": count_words(read),
        "empty": _empty(request, read),
        "actors": first_rows(request, [(one, read.last_on[one.pk]) for one in read.actors]),
        "may_keep": permissions.can_keep_positions(request.access),
        "own": _own(request),
        "place": _place(request),
        "audience": readers_of(request, narrow=read.holds_narrow),
    }
    return render(request, "stakes/theme_priorities.html", context)


def _own(request: CooperationRequest) -> list[PageLink]:
    """Where the reader answers for their structures; two queries, for partners."""
    access = request.access
    if access.is_officer or not permissions.can_answer_positions(access):
        return []
    return [
        PageLink(
            _("Les priorités %(of)s") % {"of": french.of_body(one)},
            page_url(request, "theme_priority_answer", one.pk),
        )
        for one in actors_to_answer(access)
    ]


def shown_theme(one: Ranked, *, is_main: bool) -> ShownTheme:
    """What is drawn and written of a theme."""
    values = [value for _actor, value in one.spoken]
    return ShownTheme(
        label=one.theme.label,
        spread=None if one.centre is None else draw_spread(values, one.centre),
        mean=mean_words(one),
        extent=spread_words(one),
        disagreement=disagreement_words(one),
        robust=robust_words(one),
        source=spoken_words(one),
        stances=[(actor.name, numbered_stance(value)) for actor, value in one.spoken],
        is_main=is_main,
    )


@cooperation_page(can=permissions.can_keep_positions)
def theme_priority_note(request: CooperationRequest, actor: int) -> HttpResponse:
    """What each theme touches for a structure; who writes second reads what came meanwhile."""
    rows = present_actors(request.access.cooperation_id).filter(person__isnull=True)
    record = get_object_or_404(rows, pk=actor)
    puts = puts_of(request.access, record)
    if not puts:
        return redirect(page_url(request, "theme_priorities"))
    form = PrioritiesForm(request.POST or None, puts=puts)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, record)
    try:
        positions = record_priorities(
            access=request.access, actor=record, positions=form.answers, hearing=form.hearing
        )
    except RivalReadingError as error:
        return _both(request, form, record, error.current)
    say(request, _("%(name)s : c’est noté.") % {"name": positions[0].actor})
    return redirect(page_url(request, "theme_priorities"))


def _both(
    request: CooperationRequest, form: PrioritiesForm, actor: Actor, current: object
) -> HttpResponse:
    """What was typed and what the other has just noted (409)."""
    if not isinstance(current, Position):
        raise TypeError(current)
    form.read_again(
        lasts_of(puts_of(request.access, actor)),
        _(
            "« %(theme)s » vient d’être noté autrement par %(who)s : %(said)s. Relisez, puis "
            "enregistrez."
        )
        % {
            "theme": current.subject,
            "who": current.author.short_name,
            "said": numbered_stance(current.value),
        },
    )
    answer = _form_page(request, form, actor)
    answer.status_code = 409
    return answer


def _form_page(request: CooperationRequest, form: PrioritiesForm, actor: Actor) -> HttpResponse:
    page = FormPage(
        _("Ses priorités, thème par thème"),
        _priorities_place(request),
        _("%(name)s. Laissez « n’a rien dit » là où rien n’a été dit.") % {"name": actor},
        audience=readers_of(request, narrow=True),
    )
    return form_page(request, form, page)


def _empty(request: CooperationRequest, read: Priorities) -> Empty | None:
    """What to do first: name themes, then place who weighs."""
    may_keep = permissions.can_keep_stakes(request.access)
    if not read.ranked:
        add = Action(_("Nommer un thème"), page_url(request, "theme_add"), "plus", main=True)
        return Empty(
            _("Aucun thème pour l’instant"),
            _("Nommez deux ou trois thèmes, puis notez ce que chacun touche pour les structures."),
            (add,) if may_keep else (),
        )
    if read.actors:
        return None
    members = reverse("directory:members", args=[request.access.cooperation.slug])
    return Empty(
        _("Aucune structure pour l’instant"),
        _("Les priorités viennent des structures membres : ajoutez-les d’abord."),
        (Action(_("Ouvrir les membres"), members, main=True),) if may_keep else (),
    )


def _place(request: CooperationRequest) -> Place:
    return (PageLink(_("Thèmes"), page_url(request, "themes")),)


def _priorities_place(request: CooperationRequest) -> Place:
    return (*_place(request), PageLink(_("Priorités"), page_url(request, "theme_priorities")))


@answer_page(PURPOSE, find=lambda link: actor_of(link).first())
def answer_priorities(request: AnswerRequest, actor: Actor) -> HttpResponseBase:
    """The short list put to the structure, and nothing of what others said."""
    link = request.link
    puts = themes_put(actor)
    if not puts:
        return closed_link_page(request, link)
    form = LinkPrioritiesForm(request.POST or None, puts=puts)
    form.sign(link.recipient, actor)
    page = AnswerPage("stakes/answer_priorities", form, {"actor": actor})

    def keep() -> None:
        hearing = form.hearing(form.cleaned_data["said_by"])
        services.priorities_by_link(link=link, actor=actor, positions=form.answers, hearing=hearing)

    return take_answer_or_read_again(request, page, keep, partial(_read_again, form, actor))


@cooperation_page(can=permissions.can_answer_positions)
def theme_priority_answer(request: CooperationRequest, asked_actor: int) -> HttpResponse:
    """The same short list, for whoever speaks for the structure and has an account.

    An officer is led to where what the structure says is noted.
    """
    actor = get_object_or_404(actors_to_answer(request.access), pk=asked_actor)
    back, puts = page_url(request, "theme_priorities"), themes_put(actor)
    if not puts:
        return question_withdrawn_page(request, back)
    if request.access.is_officer:
        return redirect(page_url(request, "theme_priority_note", actor.pk))
    form = OwnPrioritiesForm(request.POST or None, puts=puts)
    page = FormPage(
        _("Par quoi commencer, pour vous"),
        _priorities_place(request),
        _(
            "Vous répondez pour %(name)s. Pour chaque thème, dites ce qu’il touche chez vous : le "
            "plus fort vient en tête. Ne pas répondre est permis."
        )
        % {"name": actor},
        submit=_("Envoyer la réponse"),
        warning=own_answers_alone(),
        audience=speaks_for(actor, back),
    )

    def keep() -> None:
        hearing = form.hearing(request.user.name)
        services.priorities_signed_in(
            access=request.access, actor=actor, positions=form.answers, hearing=hearing
        )

    return take_recorded_answer(
        request,
        form,
        page,
        keep=keep,
        again=partial(_read_again, form, actor),
        done=_("Les priorités %(of)s sont à jour.") % {"of": french.of_body(actor)},
    )


def _read_again(form: OwnPrioritiesForm, actor: Actor) -> None:
    form.read_again(lasts_of(themes_put(actor)), answered_meanwhile())


@cooperation_page(can=permissions.can_keep_positions)
def theme_priority_ask(request: CooperationRequest, actor: int) -> HttpResponse:
    """The form that puts the short list to a structure by link."""
    cooperation = request.access.cooperation_id
    record = get_object_or_404(weighing_actors(cooperation), pk=actor)
    contact = who_answers_for(cooperation, record.organisation_id)
    form = RecipientForm(request.POST or None, initial=addressed(contact, record))
    page = FormPage(
        _("Demander les priorités %(of)s") % {"of": french.of_body(record)},
        _priorities_place(request),
        _(
            "Le lien demande ce que touche chaque thème retenu ou, tant qu’aucun ne l’est, chaque "
            "thème à discuter. Il s’ouvre sans compte et ne montre que les réponses de qui l’a "
            "reçu. Avec un compte, la même demande attend dans « Ma journée »."
        ),
    )
    make = partial(services.make_priorities_link, author=request.user, actor=record)
    return ask_page(request, form, page, make)
