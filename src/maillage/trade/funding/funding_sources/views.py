"""The register of sources, one beside it, and the forms that write them."""

from datetime import date
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import later
from maillage.core.numbers import read_number
from maillage.core.register import Action as Gesture
from maillage.core.register import Chip, Column, Empty, Register, Search, Select, answer_register
from maillage.core.register.cells import missing, with_note
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, drop_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.foundation.exchange.import_wizard.pasting import paste_page
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.choices import SourceKind
from maillage.trade.funding.funding_sources import queries, services, words
from maillage.trade.funding.funding_sources.forms import (
    AsideForm,
    MatchForm,
    SourceForm,
    WindowForm,
)
from maillage.trade.funding.funding_sources.models import FundingSource, SourceMatch
from maillage.trade.funding.funding_sources.offers import offers
from maillage.trade.funding.funding_sources.table import SOURCES
from maillage.trade.plan.actions.queries.actions import actions
from maillage.trade.plan.models import Action

sources_place = places_of(page_url, lazy("Sources de financement"), "funding_sources", "source")
Place = tuple[PageLink, ...]
_source = one_of(queries.sources)


@cooperation_page(can=permissions.can_open_sources)
def funding_sources(request: CooperationRequest) -> HttpResponse:
    """The register of sources."""
    return _page(request, None)


@cooperation_page(can=permissions.can_open_sources)
def source(request: CooperationRequest, funding_source: int) -> HttpResponse:
    """The register, with one source beside it: its rules, and what it could serve."""
    rows = queries.with_matches(request.access, queries.sources(request.access))
    return _page(request, get_object_or_404(rows, pk=funding_source))


def _page(request: CooperationRequest, one: FundingSource | None) -> HttpResponse:
    access, today = request.access, timezone.localdate()

    def sentence() -> str:
        rows = list(queries.with_matches(access, queries.sources(access)))
        return words.sources_sentence(rows, today, in_team=access.is_in_team)

    context: dict[str, object] = {
        "sentence": sentence,
        "panel": "funding/parts/source_panel.html" if one else "",
        "register_url": page_url(request, "funding_sources"),
        "audience": by_access(request, page_url(request, "funding_sources")),
    }
    if one is not None:
        context |= {
            "source": one,
            "window": words.window_words(one, today),
            "state": words.state_words(one, today),
            "rules": words.rules(one),
            "checked": words.checked_words(one, today),
            "matches": queries.match_list(one),
            "offers": offers(access, one) if access.is_in_team else (),
            "contact": queries.contact(access, one),
            "in_team": access.is_in_team,
            "can_edit": permissions.can_edit_funding(access),
            "returns": one.returns(today),
        }
    return answer_register(
        request,
        source_register(request),
        queries.sources(access),
        template="core/register.html",
        context=context,
        current=one.pk if one else None,
    )


def source_register(request: CooperationRequest) -> Register[FundingSource, FundingSource]:
    """The register, as this reader may use it."""
    access, today = request.access, timezone.localdate()
    add = Gesture(_("Ajouter une source"), page_url(request, "source_add"), "plus", main=True)
    paste = Gesture(_("Coller une liste"), page_url(request, "sources_paste"), "copy")
    gestures = (add, paste) if permissions.can_edit_funding(access) else ()
    return Register(
        caption=_("Sources de financement"),
        noun=(_("source"), _("sources")),
        filename="sources-de-financement",
        columns=_columns(request),
        read=lambda rows: list(queries.with_matches(access, rows)),
        order="dates",
        row_url=lambda row: page_url(request, "source", row.pk),
        opens_beside=True,
        search=Search.through(
            _("Chercher une source"), _("Nom, financeur, dépense"), "folded", "funder__folded"
        ),
        selects=(
            Select(
                "nature",
                _("Nature"),
                _("Toutes les natures"),
                tuple((key, french.capital(str(label))) for key, label in SourceKind.choices),
                lambda rows, kind: rows.filter(kind=kind),
            ),
        ),
        chips=_chips(today),
        actions=gestures,
        empty=Empty(
            _("Aucune source pour l’instant"),
            _(
                "Notez le premier financeur qui vous vient : ce qu’il aide, à quel taux, "
                "jusqu’à quand."
            ),
            gestures,
        ),
    )  # fmt: skip


def _chips(today: date) -> tuple[Chip[FundingSource], ...]:
    return (
        Chip("ouvertes", _("ouvertes"), lambda rows: queries.open_sources(rows, today)),
        Chip(
            "trente-jours",
            _("ferment dans 30 jours"),
            lambda rows: queries.closing_sources(rows, today),
        ),
        Chip("a-verifier", _("à vérifier"), lambda rows: queries.stale_sources(rows, today)),
        Chip("pour-nous", _("pour nous"), queries.for_us),
    )


def _columns(request: CooperationRequest) -> tuple[Column[FundingSource], ...]:
    today = timezone.localdate()
    rows: list[Column[FundingSource]] = [
        Column(
            "source",
            _("Source"),
            str,
            cell=lambda row: with_note(str(row), row.eligible_costs),
            sort=("folded", "pk"),
            wide=True,
            measure="name",
        ),
        Column(
            "dates",
            _("Quand"),
            lambda row: words.window_words(row, today),
            cell=lambda row: with_note(
                words.window_words(row, today), words.state_words(row, today)
            ),
            sort=("next_day", "pk"),
            wide=True,
        ),
    ]
    team = (_actions_column(),) if request.access.is_in_team else ()
    checked: Column[FundingSource] = Column(
        "verifiee",
        _("Vérifiée"),
        lambda row: words.checked_words(row, today),
        sort=("checked_on", "pk"),
    )
    last: tuple[Column[FundingSource], ...] = (
        Column("financeur", _("Financeur"), lambda row: row.who, sort=("funder__folded", "pk")),
        Column(
            "taux",
            _("Taux"),
            words.rate_words,
            cell=lambda row: words.rate_words(row) or missing("–"),
        ),
    )
    return (*rows, *team, checked, *last)


def _actions_column() -> Column[FundingSource]:
    return Column(
        "actions",
        _("Pour"),
        lambda row: ", ".join(str(one) for one in queries.match_list(row)),
        wide=True,
        measure="name",
    )


@cooperation_page(can=permissions.can_edit_funding)
def source_add(request: CooperationRequest) -> HttpResponse:
    """The form of a source."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: SourceForm(
            sent, instance=FundingSource(cooperation=access.cooperation), access=access
        ),
        save=lambda form: services.add_source(
            access=access, source=form.save(commit=False), ties=form.ties
        ),
        page=FormPage(
            _("Ajouter une source"),
            sources_place(request),
            _("Son nom suffit ; ses règles se complètent quand vous les lisez."),
            again=_("Enregistrer, et une autre"),
        ),
        done=lambda one: _("« %(name)s » est dans la liste.") % {"name": one},
        to=lambda one: page_url(request, "source", one.pk),
    )


@cooperation_page(can=permissions.can_edit_funding)
def source_edit(request: CooperationRequest, funding_source: int) -> HttpResponse:
    """The form that corrects a source; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(_source, request, funding_source),
        form=lambda one, sent: SourceForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_source(
            access=access, source=form.save(commit=False), read=read, ties=form.ties
        ),
        page=lambda one: FormPage(_("Corriger la source"), sources_place(request, one), str(one)),
        done=_("La source est à jour."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def source_aside(request: CooperationRequest, funding_source: int) -> HttpResponse:
    """The form that says why a source is not for us."""
    return edit_page(
        request,
        partial(_source, request, funding_source),
        form=lambda one, sent: AsideForm(sent, initial={"reason": one.stance_reason}),
        save=lambda one, form, read: services.set_aside(
            access=request.access, source=one, read=read, reason=form.cleaned_data["reason"]
        ),
        page=lambda one: FormPage(
            _("Pas pour nous"),
            sources_place(request, one),
            _("Dites pourquoi : qui reprendra la liste ne cherchera pas deux fois. "
              "Sans raison, la source revient à l’étude."),
        ),
        done=_("C’est noté."),
    )  # fmt: skip


@cooperation_page(can=permissions.can_edit_funding)
def source_window(request: CooperationRequest, funding_source: int) -> HttpResponse:
    """The form that confirms the days of the next window, proposed a year later."""
    today = timezone.localdate()

    def form(one: FundingSource, sent: object) -> WindowForm:
        closes = words.next_year(one.closes_on, today) if one.closes_on else None
        moved = closes.year - one.closes_on.year if closes and one.closes_on else 1
        opens = later(one.opens_on, moved) if one.opens_on else None
        return WindowForm(sent, initial={"opens_on": opens, "closes_on": closes})  # type: ignore[arg-type]  # as edit_page

    return edit_page(
        request,
        partial(_source, request, funding_source),
        form=form,
        save=lambda one, form, read: services.open_again(
            access=request.access, source=one, read=read, **form.cleaned_data
        ),
        page=lambda one: FormPage(
            _("Confirmer les dates"),
            sources_place(request, one),
            _("Celles de l’an dernier, un an plus tard : corrigez-les d’après ce qui est publié."),
        ),
        done=_("Les dates sont à jour."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def source_match(request: CooperationRequest, funding_source: int) -> HttpResponse:
    """The form that says which action a source could serve."""
    access, one = request.access, _source(request, funding_source)
    free = actions(access).exclude(pk__in=one.matches.values("action"))

    def save(form: MatchForm) -> SourceMatch:
        match = form.save(commit=False)
        return services.add_match(
            access=access,
            source=one,
            action=match.action,
            on=timezone.localdate(),
            note=match.note,
        )

    return add_page(
        request,
        form=lambda sent: MatchForm(
            sent, instance=SourceMatch(source=one, action=_wanted(request, free)), actions=free
        ),
        save=save,
        page=FormPage(
            _("Une action qu’elle pourrait servir"), sources_place(request, one), str(one)
        ),
        done=_("L’action est reliée à la source."),
    )


def _wanted(request: CooperationRequest, free: QuerySet[Action]) -> Action | None:
    """The action that the page of the source offered."""
    number = read_number(request.GET.get("action", ""))
    return free.filter(pk=number).first() if number else None


@cooperation_page(can=permissions.can_edit_funding)
def match_remove(request: CooperationRequest, source_match: int) -> HttpResponse:
    """The button that unties an action from a source."""
    access = request.access
    rows = queries.matches(access).filter(source__in=queries.sources(access))
    match = get_object_or_404(rows.select_related("source"), pk=source_match)
    return drop_page(
        request,
        drop=lambda: services.remove_match(access=access, match=match),
        page=FormPage(_("Délier l’action"), sources_place(request, match.source), str(match)),
        done=_("L’action est déliée."),
    )


@cooperation_page(can=permissions.can_edit_funding)
def sources_paste(request: CooperationRequest) -> HttpResponse:
    """The form that takes a list of sources copied in a spreadsheet."""
    words = _(
        "Une ligne par source : son nom, qui aide, quand elle ferme, à quel taux. Gardez vos "
        "titres."
    )
    return paste_page(request, SOURCES, FormPage("", sources_place(request), words))
