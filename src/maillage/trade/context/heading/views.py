"""Which way are we going, what changed on the way, and do we hold or adapt?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.messages import say
from maillage.core.numbers import read_number
from maillage.core.register import Action, Empty
from maillage.core.sheet import Readers, Sheet
from maillage.core.shell import PageLink
from maillage.core.stale import Rival, stale_page, version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, form_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.trade.context import permissions
from maillage.trade.context.addresses import Place, page_url
from maillage.trade.context.heading import queries
from maillage.trade.context.heading.forms import HeadingForm, step_initial
from maillage.trade.context.heading.services import take_step
from maillage.trade.context.signals.queries import signals

LONGEST = 9


@cooperation_page(can=permissions.can_open_heading)
def heading(request: CooperationRequest) -> HttpResponse:
    """The heading in force, then each of its versions, word by word."""
    steps = queries.shown_steps(request.access)
    may_keep = permissions.can_keep_heading(request.access)
    edit = page_url(request, "heading_amend")
    context = {
        "details": steps,
        "sheet": Sheet(
            title=_("Le cap"),
            sentence=steps[0].step.statement if steps else "",
            readers=(Readers("eye", _("Chacun selon son accès"), _("chaque version du cap")),),
        ),
        "gesture": Waiting(
            _("Depuis le %(day)s") % {"day": french.long_date(steps[0].step.on)},
            _("Une version suit l’autre ; rien ne s’efface."),
            edit,
            verb=_("Tenir ou adapter"),
        )
        if may_keep and steps
        else None,
        "empty": None if steps else _empty(edit, may_keep=may_keep),
        "audience": by_access(request, "#qui-voit" if steps else page_url(request, "heading")),
    }
    return render(request, "context/heading.html", context)


def _empty(edit: str, *, may_keep: bool) -> Empty:
    set_it = Action(_("Poser le cap"), edit, "plus", main=True)
    return Empty(
        _("Le cap n’est pas encore écrit"),
        _(
            "Écrivez-le en une phrase que chaque structure pourrait redire : ce que l’on vise "
            "ensemble, pour qui, à quel horizon. Il pourra changer ; rien ne sera perdu."
        ),
        (set_it,) if may_keep else (),
    )


@cooperation_page(can=permissions.can_keep_heading)
def heading_amend(request: CooperationRequest) -> HttpResponse:
    """The form that sets, holds or adapts the heading; `?actualite=` says what calls for it."""
    access = request.access
    record = queries.heading_of(access)
    back, read = page_url(request, "heading"), version_read(request, record)
    last = queries.steps(access).first()
    form = HeadingForm(
        request.POST if request.method == "POST" else None, last=last, initial=_called(request)
    )
    if request.method == "POST" and form.is_valid():
        try:
            step = take_step(
                author=request.user, cooperation=access.cooperation, read=read, step=form.step
            )
        except StaleVersionError as stale:
            return _both(request, form, stale)
        say(request, _("Le cap est %(word)s.") % {"word": step.get_course_display()})
        return redirect(back)
    page = FormPage(
        _("Tenir ou adapter le cap") if last else _("Poser le cap"),
        heading_place(request),
        _("Ce qui a été reste lisible : chaque version garde sa date et sa raison."),
        version=read,
    )
    return form_page(request, form, page)


def _both(request: CooperationRequest, form: HeadingForm, stale: StaleVersionError) -> HttpResponse:
    """Both texts: the one typed, and the version that somebody kept meanwhile."""
    newest = queries.steps(request.access).select_related("author").first()
    saved = HeadingForm(last=form.last, initial=step_initial(newest) if newest else None)
    rival = Rival.at(newest.author.name, newest.recorded_at) if newest else None
    return stale_page(request, form, saved, stale, rival=rival, back=page_url(request, "heading"))


def _called(request: CooperationRequest) -> dict[str, object]:
    """Why the heading is looked at, when a piece of news calls for it."""
    requested_signal = read_number(request.GET.get("actualite", ""))
    if requested_signal is None:
        return {}
    news = get_object_or_404(signals(request.access), pk=requested_signal)
    return {"why": news.label}


def heading_place(request: CooperationRequest) -> Place:
    """Under the heading."""
    return (PageLink(_("Le cap"), page_url(request, "heading")),)
