"""A structure answers for itself from an account; what came meanwhile is read again."""

from collections.abc import Callable
from dataclasses import dataclass

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maillage.core.said import say, warn
from maillage.core.shell import Audience
from maillage.foundation.cooperations.links.services import LinkClosedError
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.cooperations.pages.edits import FormPage, form_page, read_again_page
from maillage.ground.actors.readings.services import RivalReadingError
from maillage.ground.directory.models import Actor


@dataclass(frozen=True)
class OwnAnswer:
    """The same question put to who speaks for the structure: its form and page, what is then said.

    One leaves for the page's `back`.
    """

    form: BaseForm
    page: FormPage
    done: str


def take_own_readings(
    request: CooperationRequest,
    own: OwnAnswer,
    keep: Callable[[], object],
    again: Callable[[], None],
) -> HttpResponse:
    """The question, or the way back once `keep` has kept a valid answer from an account."""
    if request.method != "POST" or not own.form.is_valid():
        return form_page(request, own.form, own.page)
    try:
        keep()
    except LinkClosedError:
        return no_longer_asked(request, own.page.back)
    except RivalReadingError:
        again()
        return read_again_page(request, own.form, own.page)
    say(request, own.done)
    return redirect(own.page.back)


def no_longer_asked(request: CooperationRequest, back: str) -> HttpResponse:
    """The way back when the question was withdrawn, or is over."""
    warn(
        request,
        _(
            "Cette demande n’est plus ouverte : rien n’a été changé. Demandez-en une autre à une "
            "chargée de coopération."
        ),
    )
    return redirect(back)


def speaks_for(actor: Actor, url: str) -> Audience:
    """Who sees the page on which a structure answers: who speaks for it."""
    return Audience(_("qui parle pour %(name)s") % {"name": actor}, url)


def own_answers_alone(readers: str = "") -> str:
    """What a structure is told before it answers; `readers` says who will read, when all may."""
    return _(
        "Vous ne voyez ici que vos propres réponses, et vous seuls les voyez sur cette page. "
    ) + (
        readers
        or _(
            "Une fois envoyées, les chargées de coopération les lisent ; tous ceux qui prennent "
            "part à la coopération aussi, sauf si vous choisissez le contraire ci-dessous."
        )
    )
