"""What happens at our partners', what may it do, and do we hold, adapt or wait?"""

from datetime import date
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.numbers import read_number
from maillage.core.panels import panels
from maillage.core.register import (
    Action,
    Chip,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
)
from maillage.core.register.cells import marked, missing
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.choices import Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.cached import recall_count, recall_page
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, Sent, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access, by_level
from maillage.foundation.cooperations.pages.records import places_of
from maillage.ground.actors.readings.rules import NARROW
from maillage.ground.actors.sources.queries import Drawn, can_read_source, drawn_from
from maillage.ground.actors.sources.words import source_words
from maillage.ground.directory.records.queries.organisations import member_choices
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.choices import Effect, Response, SignalKind
from maillage.trade.context.signals import queries, services
from maillage.trade.context.signals.forms import (
    AnswerForm,
    SignalForm,
    answer_initial,
    signal_initial,
)
from maillage.trade.context.signals.models import Signal, SignalAnswer
from maillage.trade.context.signals.queries import (
    SignalSheet,
    matching_signals,
    signals_of,
    to_answer,
    with_parties,
)
from maillage.trade.context.signals.words import (
    answer_words,
    concerned_words,
    effect_words,
    signals_reading,
)

signals_place = places_of(page_url, lazy("Actualités"), "signals", "signal")


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
            "audience": by_access(request, page_url(request, "signals")),
        },
    )


def _sentence(access: Access) -> str:
    totals = queries.signal_totals(access, timezone.localdate())
    return signals_reading(totals.waiting, totals.oldest, totals.count)


@cooperation_page(can=permissions.can_open_signals)
def signal(request: CooperationRequest, signal: int) -> HttpResponse:
    """The sheet of one piece of news and its answers."""
    sheet = queries.signal_sheet(request.access, _get_signal(request, signal))
    context = {
        "details": sheet,
        "sheet": shown_signal(request.access, sheet, timezone.localdate()),
        "may_keep": permissions.can_keep_signals(request.access),
        "gesture": _unanswered(request, sheet),
        "audience": by_level(request, sheet.signal, "#qui-voit"),
    }
    return render(request, "context/signal.html", context)


def _unanswered(request: CooperationRequest, sheet: queries.SignalSheet) -> Waiting | None:
    """The first answer to give, for whoever may give it."""
    if sheet.answers or not permissions.can_keep_signals(request.access):
        return None
    return Waiting(
        _("Votre réponse"),
        _("Tenir le cap, s’adapter, ou attendre jusqu’à un jour."),
        page_url(request, "signal_answer", sheet.signal.pk),
        verb=_("Répondre"),
    )


@cooperation_page(can=permissions.can_keep_signals)
def signal_add(request: CooperationRequest) -> HttpResponse:
    """The form of a piece of news; `?acteur=` ticks one, `?note=` draws its words."""
    requested_actor = read_number(request.GET.get("acteur", ""))
    return add_page(
        request,
        form=lambda sent: SignalForm(
            sent,
            actors=queries.concerned_actors(request.access),
            drawn=drawn_from(request.access, request.GET.dict()),
            initial={"actors": [requested_actor] if requested_actor else []},
        ),
        save=lambda form: services.note_signal(
            author=request.user,
            signal=form.written_on(Signal(cooperation=request.access.cooperation)),
            source=form.source,
            actors=form.concerned,
        ),
        page=FormPage(
            _("Noter une actualité"),
            signals_place(request),
            _("Ce qui arrive chez un partenaire, et ce que cela peut faire ici."),
        ),
        done=lambda signal: _("« %(name)s » est notée.") % {"name": signal},
        to=lambda signal: page_url(request, "signal", signal.pk),
    )


@cooperation_page(can=permissions.can_keep_signals)
def signal_edit(request: CooperationRequest, signal: int) -> HttpResponse:
    """The form that corrects a piece of news; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _get_signal(request, signal),
        form=lambda signal, sent: _form(request, signal, sent),
        save=lambda signal, form, read: services.edit_signal(
            author=request.user,
            signal=form.written_on(signal),
            read=read,
            source=form.source,
            actors=form.concerned,
        ),
        page=lambda signal: FormPage(
            _("Corriger l’actualité"), signals_place(request, signal), signal.label
        ),
        done=lambda signal: _("« %(name)s » est à jour.") % {"name": signal},
    )


@cooperation_page(can=permissions.can_keep_signals)
def signal_answer(request: CooperationRequest, signal: int) -> HttpResponse:
    """The form of what is done about a piece of news; the former answers stay."""
    return edit_page(
        request,
        lambda: _get_signal(request, signal),
        form=lambda _signal, sent: AnswerForm(sent),
        saved=_saved_answer,
        save=lambda signal, form, read: services.answer_signal(
            author=request.user, signal=signal, read=read, answer=form.given
        ),
        page=lambda signal: FormPage(
            _("Répondre à l’actualité"), signals_place(request, signal), signal.label
        ),
        done=lambda answer: _("C’est noté : %(word)s.") % {"word": answer.get_answer_display()},
        to=lambda answer: _after_answer(request, answer),
    )


def _saved_answer(signal: Signal) -> AnswerForm:
    """The form on the answer that somebody else has just given."""
    last = signal.answers.order_by("pk").last()
    return AnswerForm(initial=answer_initial(last) if last else None)


def _after_answer(request: CooperationRequest, answer: SignalAnswer) -> str:
    """Where one goes then: to amend the heading, when one adapts and may; else the sheet."""
    if answer.answer == Response.ADAPT and permissions.can_keep_heading(request.access):
        return f"{page_url(request, 'heading_amend')}?actualite={answer.signal_id}"
    return page_url(request, "signal", answer.signal_id)


def _form(request: CooperationRequest, signal: Signal, sent: Sent) -> SignalForm:
    parties = [party.actor_id for party in signal.parties.all()]
    source = signal.source
    is_drawn = bool(source.words) or not can_read_source(request.access, source)
    return SignalForm(
        sent,
        actors=queries.concerned_actors(request.access, parties),
        drawn=Drawn(source, signal.said) if is_drawn else None,
        initial=signal_initial(signal),
    )


def _get_signal(request: CooperationRequest, number: int) -> Signal:
    rows = queries.with_parties(queries.signals(request.access))
    return get_object_or_404(rows, pk=number)


def signal_register(access: Access, today: date) -> Register[Signal, Signal]:
    """The register of partner news, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = signal_gestures(access)
    return Register(
        caption=_("Actualités des partenaires"),
        noun=(_("actualité"), _("actualités")),
        filename="actualites",
        columns=_columns(today),
        read=lambda page: list(with_parties(page)),
        order="quand",
        count=partial(recall_count, access, "signals"),
        recall=partial(recall_page, access, "signals"),
        row_url=lambda row: reverse("context:signal", args=[slug, row.pk]),
        search=Search(_("Filtrer les actualités"), _("Mots ou structure"), matching_signals),
        selects=_selects(access),
        chips=(Chip("sans-reponse", _("à répondre"), lambda rows: rows.filter(to_answer(today))),),
        actions=gestures,
        empty=Empty(
            _("Aucune actualité pour l’instant"),
            _(
                "Notez le prochain événement d’un partenaire qui peut compter : un vote de budget, "
                "un départ, une élection. Vous direz ensuite si vous tenez le cap, vous adaptez "
                "ou attendez."
            ),
            gestures,
        ),
    )


def signal_gestures(access: Access) -> tuple[Action, ...]:
    """The gesture of whoever notes news."""
    if not permissions.can_keep_signals(access):
        return ()
    add = reverse("context:signal_add", args=[access.cooperation.slug])
    return (Action(_("Noter une actualité"), add, "plus", main=True),)


def _selects(access: Access) -> tuple[Select[Signal], ...]:
    return (
        Select(
            "nature",
            _("Nature"),
            _("Toutes les natures"),
            tuple((one.value, str(one.label)) for one in SignalKind),
            lambda rows, requested: rows.filter(kind=requested),
        ),
        Select(
            "effet",
            _("Effet"),
            _("Tous les effets"),
            tuple((one.value, str(one.label)) for one in Effect),
            lambda rows, requested: rows.filter(effect=requested),
        ),
        Select(
            "structure",
            _("Structure"),
            _("Toutes les structures"),
            tuple(member_choices(access)),
            lambda rows, requested: signals_of(rows, int(requested)),
        ),
    )


def _columns(today: date) -> tuple[Column[Signal], ...]:
    return (
        Column(
            "actualite",
            _("Ce qui arrive"),
            lambda row: row.label,
            sort=("folded", "pk"),
            wide=True,
        ),
        Column("quand", _("Quand"), lambda row: row.on, sort=("-on", "-pk"), numeric=True),
        Column(
            "nature",
            _("Nature"),
            lambda row: str(row.get_kind_display()),
            sort=("kind", "pk"),
            speaks=True,
        ),
        Column("qui", _("Concerne"), concerned_words, wide=True, measure="word"),
        Column(
            "effet",
            _("Effet attendu"),
            effect_words,
            cell=lambda row: marked("effect", row.effect, row.effect_on),
            sort=("effect", "pk"),
            wide=True,
        ),
        Column(
            "reponse",
            _("Réponse"),
            lambda row: answer_words(row, today),
            cell=lambda row: (
                answer_words(row, today) if row.answer else missing(answer_words(row, today))
            ),
            sort=("answer", "pk"),
            wide=True,
            measure="word",
        ),
    )


def shown_signal(access: Access, sheet: SignalSheet, today: date) -> Sheet:
    """The sheet of a piece of news as the page draws it."""
    slug, one = access.cooperation.slug, sheet.signal
    icon = "lock" if one.visibility in NARROW else "eye"
    who = str(Visibility(one.visibility).label).capitalize()
    return Sheet(
        title=one.label,
        sentence=signal_sentence(one, today),
        place=(PageLink(_("Actualités"), reverse("context:signals", args=[slug])),),
        facts=tuple(fact for fact in _facts(access, one) if fact.value),
        panels=tuple(panels.ask(access, "signal", one.pk)),
        readers=(Readers(icon, who, _("cette actualité et ses réponses")),),
    )


def signal_sentence(one: Signal, today: date) -> str:
    """When it happens, what it may do, what is done about it."""
    values = {"day": french.long_date(one.on), "effect": effect_words(one)}
    if not one.answer and one.on > today:
        return _("À venir, le %(day)s : effet %(effect)s.") % values
    sentence = _("Le %(day)s : effet %(effect)s.") % values
    return f"{sentence} {french.capital(answer_words(one, today))}."


def _facts(access: Access, one: Signal) -> list[Fact]:
    return [
        Fact(_("Nature"), str(one.get_kind_display()).capitalize()),
        Fact(_("Concerne"), concerned_words(one)),
        Fact(_("D’où cela vient"), source_words(access, one.source)),
    ]
