"""Which contracts and plans cover this land, who holds them, and when do they end?"""

from collections.abc import Sequence
from datetime import date

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.agenda import Upcoming, Waiting
from maillage.core.numbers import row_numbered
from maillage.core.panels import panels
from maillage.core.register import Action, Empty
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.sheet import Line as SheetLine
from maillage.core.shell import Audience, PageLink
from maillage.core.timeline import answer_timeline
from maillage.core.timeline.description import Line, Moment, Span, Timeline
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.records import places_of
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.choices import SchemeState
from maillage.trade.context.schemes import queries, services, words
from maillage.trade.context.schemes.forms import SchemeForm
from maillage.trade.context.schemes.models import Scheme
from maillage.trade.context.schemes.rules import following_scheme

schemes_place = places_of(page_url, lazy("Dispositifs"), "schemes", "scheme")
MOST_OVERLAPS = 12


@cooperation_page(can=permissions.can_open_schemes)
def schemes(request: CooperationRequest) -> HttpResponse:
    """The schemes over the years, the first to end first; where they overlap; as a table."""
    access, today = request.access, timezone.localdate()
    rows = list(queries.with_links(queries.schemes(access)))
    shared = queries.overlaps(rows, today)
    due, add_url = queries.to_prepare(rows, today), _add_url(request)
    context = {
        "reading": words.schemes_reading(rows, shared, today),
        "overlaps": [
            SheetLine(words.overlap_words(one), words.short_list(list(map(str, one.schemes))))
            for one in shared[:MOST_OVERLAPS]
        ],
        "undated": [
            SheetLine(one.title, str(one.get_kind_display()), _sheet_url(access, one))
            for one in rows
            if _first_day(one) is None
        ],
        "due": [_due(access, one, today) for one in due],
        "gesture": _gesture(request, due[0], today) if due and add_url else None,
        "empty": None if rows else _empty(request),
        "add_url": add_url,
        "audience": Audience(_("tous les accès"), page_url(request, "schemes")),
    }
    timeline = schemes_timeline(access, rows, today)
    return answer_timeline(request, timeline, template="context/schemes.html", context=context)


@cooperation_page(can=permissions.can_open_schemes)
def scheme(request: CooperationRequest, scheme: int) -> HttpResponse:
    """The sheet of one scheme, with what the later rooms know of it."""
    one = get_object_or_404(queries.with_links(queries.schemes(request.access)), pk=scheme)
    may_edit, today = permissions.can_edit_schemes(request.access), timezone.localdate()
    context = {
        "details": {"gestures": queries.scheme_history(request.access, one)},
        "sheet": shown_scheme(request.access, one, today),
        "gesture": _gesture(request, one, today) if may_edit else None,
        "edit_url": page_url(request, "scheme_edit", one.pk) if may_edit else "",
        "audience": Audience(_("tous les accès"), "#qui-voit"),
    }
    return render(request, "context/scheme.html", context)


def _gesture(request: CooperationRequest, one: Scheme, today: date) -> Waiting | None:
    """What follows a scheme, once it is to be prepared: to write it, to open it, to say it."""
    alert = queries.alert_day(one)
    if alert is None or alert > today:
        return None
    label = _("Préparer la suite de « %(name)s »") % {"name": french.inner_quotes(one.title)}
    following = queries.being_prepared(request.access, one)
    if following is None:
        url = f"{page_url(request, 'scheme_add')}?suite={one.pk}"
        return Waiting(label, words.state_sentence(one, today), url, verb=_("Écrire la suite"))
    reason = _("« %(name)s » est en préparation.") % {"name": french.inner_quotes(following.title)}
    if queries.has_ended(one, today):
        url = page_url(request, "scheme_edit", one.pk)
        return Waiting(label, reason, url, verb=_("Dire ce qui le remplace"))
    return Waiting(label, reason, page_url(request, "scheme", following.pk), verb=_("Ouvrir"))


@cooperation_page(can=permissions.can_edit_schemes)
def scheme_add(request: CooperationRequest) -> HttpResponse:
    """The form of a scheme; that of the one which follows `?suite=` begins like it."""
    access, former = request.access, _former(request)
    return add_page(
        request,
        form=lambda sent: SchemeForm(
            sent,
            instance=following_scheme(access.cooperation, former),
            access=access,
            former=former,
        ),
        save=lambda form: services.add_scheme(
            access=access, scheme=form.save(commit=False), links=form.links
        ),
        page=FormPage(
            _("Ajouter un dispositif"),
            schemes_place(request),
            _("Un contrat, un plan, une charte : sa nature et son nom suffisent pour commencer."),
        ),
        done=lambda one: _("« %(name)s » est dans la liste.") % {"name": one},
        to=lambda one: page_url(request, "scheme", one.pk),
    )


def _former(request: CooperationRequest) -> Scheme | None:
    """The scheme that the one to write follows, when the address names it."""
    return row_numbered(queries.schemes(request.access), request.GET.get("suite", ""))


@cooperation_page(can=permissions.can_edit_schemes)
def scheme_edit(request: CooperationRequest, scheme: int) -> HttpResponse:
    """The form that corrects a scheme; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(queries.schemes(access), pk=scheme),
        form=lambda one, sent: SchemeForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_scheme(
            access=access, scheme=form.save(commit=False), read=read, links=form.links
        ),
        page=lambda one: FormPage(
            _("Corriger ce dispositif"), schemes_place(request, one), one.title
        ),
        done=lambda one: _("« %(name)s » est à jour.") % {"name": one},
    )


def _due(access: Access, one: Scheme, today: date) -> Upcoming:
    """Since when what follows a scheme is to be prepared, and how long it still runs."""
    return Upcoming(
        on=queries.alert_day(one) or today,
        label=one.title,
        reason=_("la suite se prépare depuis cette date ; %(left)s")
        % {"left": words.days_left_words(one, today)},
        url=_sheet_url(access, one),
    )


def _add_url(request: CooperationRequest) -> str:
    may_edit = permissions.can_edit_schemes(request.access)
    return page_url(request, "scheme_add") if may_edit else ""


def _empty(request: CooperationRequest) -> Empty:
    url = _add_url(request)
    add = Action(_("Ajouter un dispositif"), url, "plus", main=True)
    return Empty(
        _("Aucun dispositif pour l’instant"),
        _("Commencez par le contrat qui vous emploie."),
        (add,) if url else (),
    )


def schemes_timeline(access: Access, rows: Sequence[Scheme], today: date) -> Timeline:
    """One line for each scheme that has a day, the first to end first, those replaced last."""
    dated = [(one, day) for one in rows if (day := _first_day(one))]
    dated.sort(key=lambda pair: (*_end_key(pair[0]), pair[1], pair[0].pk))
    return Timeline(
        caption=_("Dispositifs"),
        filename="dispositifs",
        line_title=_("Dispositif"),
        words_title=_("Où il en est"),
        list_title=_("Dispositif par dispositif"),
        lines=[_line(access, one, day, today) for one, day in dated],
        headers=(_("Porteur"), _("Périmètre"), _("Signataires")),
        thicknesses=(
            ("firm", _("celui de cette coopération")),
            ("plain", _("autre dispositif")),
            ("worn", _("en préparation")),
        ),
    )


def _end_key(one: Scheme) -> tuple[bool, date]:
    return one.state == SchemeState.REPLACED, one.end_on or date.max


def _first_day(one: Scheme) -> date | None:
    return one.start_on or one.signed_on or one.end_on


def _line(access: Access, one: Scheme, first: date, today: date) -> Line:
    alert = queries.alert_day(one)
    sentence = _("Préparer la suite de « %(name)s »") % {"name": one}
    return Line(
        label=one.title,
        note=str(one.get_kind_display()),
        url=_sheet_url(access, one),
        spans=(_span(one, first, today),),
        moments=(Moment(alert, sentence, "state", "aged", limit=True),) if alert else (),
    )


def _span(one: Scheme, first: date, today: date) -> Span:
    parties = [party.short_name or party.name for party in one.parties.all()]
    thickness = "worn" if one.state == SchemeState.PREPARED else "plain"
    details = (
        _short_holder(one),
        words.perimeter_words(one),
        words.short_list(parties) if parties else "",
    )
    return Span(
        start=first,
        end=one.end_on,
        words=words.days_left_words(one, today),
        end_mark=_end_mark(one, today),
        thickness="firm" if one.is_own else thickness,
        details=details,
        ending=_("fin de ce dispositif"),
        calls=bool(queries.to_prepare([one], today)),
        filed=(
            one.holder.name if one.holder else "",
            words.perimeter_words(one, whole=True),
            french.listed_whole([party.name for party in one.parties.all()]),
        ),
    )


def _end_mark(one: Scheme, today: date) -> str:
    if one.state == SchemeState.REPLACED:
        return "next"
    if queries.has_ended(one, today):
        return "term"
    goes_on = one.end_on is None and one.state != SchemeState.PREPARED
    return "on" if goes_on else ""


def _short_holder(one: Scheme) -> str:
    return (one.holder.short_name or one.holder.name) if one.holder else ""


def _sheet_url(access: Access, one: Scheme) -> str:
    return reverse("context:scheme", args=[access.cooperation.slug, one.pk])


def shown_scheme(access: Access, one: Scheme, today: date) -> Sheet:
    """The sheet of a scheme as the page draws it."""
    return Sheet(
        title=one.title,
        sentence=words.scheme_sentence(one, today),
        place=(
            PageLink(_("Dispositifs"), reverse("context:schemes", args=[access.cooperation.slug])),
        ),
        facts=tuple(fact for fact in _facts(one, today) if fact.value),
        panels=tuple(panels.ask(access, "scheme", one.pk)),
        readers=(Readers("eye", _("Tous les accès"), _("ce dispositif")),),
    )


def _facts(one: Scheme, today: date) -> list[Fact]:
    alert = queries.alert_day(one)
    parties = french.listed_whole(sorted(party.name for party in one.parties.all()))
    checked = _("vérifié le %(day)s") % {"day": _day(one.checked_on)} if one.checked_on else ""
    return [
        Fact(_("Porteur"), one.holder.name if one.holder else ""),
        Fact(_("Périmètre"), words.perimeter_words(one, whole=True)),
        Fact(_("Signataires"), parties),
        Fact(_("Thèmes attendus"), french.listed_whole(sorted(map(str, one.themes.all())))),
        Fact(_("Signé le"), _day(one.signed_on)),
        Fact(_("Début"), _day(one.start_on)),
        Fact(_("Fin"), _day(one.end_on), words.days_left_words(one, today)),
        Fact(_("Préparer la suite dès le"), _day(alert)),
        Fact(_("Remplacé par"), one.replaced_by.title if one.replaced_by else ""),
        Fact(_("Source"), one.source or checked, checked if one.source else ""),
        Fact(_("Celui de cette coopération"), _("oui") if one.is_own else ""),
    ]


def _day(day: date | None) -> str:
    return french.long_date(day) if day else ""
