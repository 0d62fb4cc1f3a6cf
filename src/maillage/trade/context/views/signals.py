"""What happens at our partners', what may it do, and do we hold, adapt or wait?"""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.said import say
from maillage.core.shell import Audience
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages import FormPage, both_texts, form_page
from maillage.ground.actors.queries.sources import Drawn, can_read_source, drawn_from
from maillage.trade.context import permissions
from maillage.trade.context.choices import Response
from maillage.trade.context.forms.signals import (
    AnswerForm,
    SignalForm,
    answer_initial,
    signal_initial,
)
from maillage.trade.context.models import Signal
from maillage.trade.context.queries import signals as queries
from maillage.trade.context.services import signals as services
from maillage.trade.context.signal_words import signals_reading
from maillage.trade.context.views.addresses import page_url, signals_place
from maillage.trade.context.views.signal_pages import shown_signal, signal_register


@cooperation_page(can=permissions.can_open_signals)
def signals(request: CooperationRequest) -> HttpResponse:
    """The register of partner news."""
    access, today = request.access, timezone.localdate()
    return answer_register(
        request,
        signal_register(access, today),
        queries.signals(access),
        template="context/signals.html",
        context={
            "sentence": partial(_sentence, access),
            "audience": Audience(_("chacun selon son accès"), page_url(request, "signals")),
        },
    )


def _sentence(access: Access) -> str:
    told = queries.signal_totals(access, timezone.localdate())
    return signals_reading(told.waiting, told.oldest, told.known)


@cooperation_page(can=permissions.can_open_signals)
def signal(request: CooperationRequest, signal: int) -> HttpResponse:
    """The sheet of one piece of news and its answers."""
    told = queries.signal_sheet(request.access, _found(request, signal))
    context = {
        "told": told,
        "sheet": shown_signal(request.access, told, timezone.localdate()),
        "may_keep": permissions.can_keep_signals(request.access),
        "audience": Audience(
            str(told.signal.get_visibility_display()),
            "#qui-voit",
            confidential=told.signal.visibility == Visibility.OFFICERS,
        ),
    }
    return render(request, "context/signal.html", context)


@cooperation_page(can=permissions.can_keep_signals)
def signal_add(request: CooperationRequest) -> HttpResponse:
    """The form of a piece of news; `?acteur=` ticks one, `?note=` draws its words."""
    asked = request.GET.get("acteur", "")
    form = SignalForm(
        request.POST or None,
        actors=queries.concerned_actors(request.access),
        drawn=drawn_from(request.access, request.GET.dict()),
        initial={"actors": [asked] if asked.isascii() and asked.isdigit() else []},
    )
    if request.method == "POST" and form.is_valid():
        kept = services.note_signal(
            author=request.user,
            signal=form.written_on(Signal(cooperation=request.access.cooperation)),
            source=form.source,
            actors=form.concerned,
        )
        say(request, _("« %(name)s » est notée.") % {"name": kept})
        return redirect(page_url(request, "signal", kept.pk))
    page = FormPage(
        _("Noter une actualité"),
        signals_place(request),
        _("Ce qui arrive chez un partenaire, et ce que cela peut faire ici."),
        back_to=page_url(request, "signals"),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_signals)
def signal_edit(request: CooperationRequest, signal: int) -> HttpResponse:
    """The form that corrects a piece of news; who writes second sees both texts."""
    found = _found(request, signal)
    back, read = page_url(request, "signal", found.pk), version_read(request, found)
    form = _form(request, found, is_sent=request.method == "POST")
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_signal(
                author=request.user,
                signal=form.written_on(found),
                read=read,
                source=form.source,
                actors=form.concerned,
            )
        except StaleVersionError as stale:
            saved = _form(request, _found(request, signal), is_sent=False)
            return both_texts(request, (form, saved), stale, back)
        say(request, _("« %(name)s » est à jour.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Corriger l’actualité"),
        signals_place(request, found),
        found.label,
        back_to=back,
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_signals)
def signal_answer(request: CooperationRequest, signal: int) -> HttpResponse:
    """The form of what is done about a piece of news; the former answers stay."""
    found = _found(request, signal)
    back, read = page_url(request, "signal", found.pk), version_read(request, found)
    form = AnswerForm(request.POST.dict() if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            kept = services.answer_signal(
                author=request.user, signal=found, read=read, answer=form.given
            )
        except StaleVersionError as stale:
            last = found.answers.order_by("pk").last()
            saved = AnswerForm(initial=answer_initial(last) if last else None)
            return both_texts(request, (form, saved), stale, back)
        say(request, _("C’est noté : %(word)s.") % {"word": kept.get_answer_display()})
        if kept.answer == Response.ADAPT and permissions.can_keep_heading(request.access):
            return redirect(f"{page_url(request, 'heading_amend')}?actualite={found.pk}")
        return redirect(back)
    page = FormPage(
        _("Répondre à l’actualité"),
        signals_place(request, found),
        found.label,
        back_to=back,
        version=read,
    )
    return form_page(request, form, page)


def _form(request: CooperationRequest, found: Signal, *, is_sent: bool) -> SignalForm:
    named = [party.actor_id for party in found.parties.all()]
    source = found.source
    is_kept = bool(source.words) or not can_read_source(request.access, source)
    return SignalForm(
        request.POST if is_sent else None,
        actors=queries.concerned_actors(request.access, named),
        drawn=Drawn(source, found.said) if is_kept else None,
        initial=signal_initial(found),
    )


def _found(request: CooperationRequest, number: int) -> Signal:
    rows = queries.with_parties(queries.signals(request.access))
    return get_object_or_404(rows, pk=number)
