"""Which cooperations do I work in, and which one calls?"""

from datetime import timedelta
from functools import partial

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from maillage.core.register import Action, Column, Empty, Register, Search, Select, answer_register
from maillage.core.register.cells import missing, with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import (
    CooperationRequest,
    SignedInRequest,
    cooperation_page,
    own_page,
)
from maillage.foundation.cooperations.profiles.rules import profiles
from maillage.foundation.cooperations.spaces.queries import (
    administered_workspaces,
    left_accesses,
    open_accesses,
    workspaces_to_open_in,
)
from maillage.ground.missions import permissions
from maillage.ground.missions.mission_map.homes import home_of
from maillage.ground.missions.mission_map.words import portfolio_reading
from maillage.ground.missions.portfolio.calls import LEADS, Calls, calls_of, waits_of
from maillage.ground.missions.portfolio.drawing import mini_head, mini_svg
from maillage.ground.missions.portfolio.queries import (
    PortfolioRow,
    portfolio_accesses,
    portfolio_rows,
)


@own_page
def portfolio(request: SignedInRequest) -> HttpResponse:
    """All the reader's cooperations, each with the thread of its phases."""
    opens = workspaces_to_open_in(request.user).exists()
    rows = portfolio_accesses(request.user)
    accesses = list(rows)
    today = timezone.localdate()
    led, waits = calls_of(accesses, today), waits_of(accesses, today)
    calls = led | waits
    calling = [access for access in accesses if calls.get(access.pk)]
    return answer_register(
        request,
        _register(may_open=opens, calls=calls, columns=_columns(led, waits)),
        rows,
        template="missions/portfolio.html",
        context={
            "reading": portfolio_reading(
                len(accesses),
                [(access.cooperation.name, len(calls[access.pk])) for access in calling],
                leads=bool(led),
            ),
            "first": _first(calling, calls),
            "leads": bool(led),
            "workspaces": administered_workspaces(request.user),
            "left": left_accesses(request.user, timezone.now() - timedelta(settings.DELAY_DAYS)),
        },
    )


def _first(calling: list[Access], calls: Calls) -> dict[str, object]:
    """The cooperation that calls most, its first reason and its page; nothing when none calls."""
    if not calling:
        return {}
    access = max(calling, key=lambda one: len(calls[one.pk]))
    url = reverse(home_of(access.role), args=[access.cooperation.slug])
    reason, leads = calls[access.pk][0], access.role in LEADS
    return {"name": access.cooperation.name, "reason": reason, "url": url, "leads": leads}


def _register(
    *, may_open: bool, calls: Calls, columns: tuple[Column[PortfolioRow], ...]
) -> Register[Access, PortfolioRow]:
    add = Action(
        _("Ouvrir une coopération"),
        reverse("cooperations:new_cooperation"),
        "plus",
        main=not any(calls.values()),
    )
    return Register(
        caption=_("Mes coopérations"),
        noun=(_("coopération"), _("coopérations")),
        filename="cooperations",
        columns=columns,
        read=partial(portfolio_rows, calls=calls),
        order="nom",
        row_url=lambda row: reverse(row.home, args=[row.slug]),
        search=Search(_("Filtrer les coopérations"), _("Nom"), _matching),
        selects=(
            Select(
                "profil",
                _("Démarche"),
                _("Toutes les démarches"),
                tuple((kind.key, kind.name) for kind in profiles()),
                lambda rows, key: rows.filter(cooperation__profile=key),
            ),
        ),
        actions=(add,) if may_open else (),
        empty=Empty(
            _("Aucune coopération pour l’instant"),
            _("Ouvrez la première : son nom et sa démarche suffisent."),
            (add,) if may_open else (),
            _("Demandez une invitation à la personne qui conduit la coopération."),
        ),
    )


def _matching(rows: QuerySet[Access], typed: str) -> QuerySet[Access]:
    return rows.filter(cooperation__name__icontains=typed)


def _calling_column(led: Calls) -> Column[PortfolioRow]:
    return Column(
        "appelle",
        _("Ce qui appelle") if led else _("Ce qui vous attend"),
        lambda row: " ".join(row.calls),
        cell=_calling,
        wide=True,
        speaks=True,
    )


def _activity_column() -> Column[PortfolioRow]:
    return Column(
        "activite",
        _("Dernière activité"),
        lambda row: row.last_on,
        sort=("last_at",),
        quiet=True,
    )


def _columns(led: Calls, waits: Calls) -> tuple[Column[PortfolioRow], ...]:
    """The columns that say something to this reader: what calls who leads, or who answers."""
    return (
        Column(
            "nom",
            _("Coopération"),
            lambda row: row.name,
            cell=lambda row: with_note(row.name, f"{row.kind}, {row.role}"),
            sort=("cooperation__name__plain",),
        ),
        Column(
            "phases",
            _("État des phases"),
            lambda row: row.in_words,
            cell=mini_svg,
            wide=True,
            speaks=True,
            head=mini_head(_("État des phases")),
        ),
        *([_calling_column(led)] if led or any(waits.values()) else []),
        *([_activity_column()] if led else []),
        Column(
            "fin",
            _("Se termine"),
            lambda row: row.ends_on,
            sort=("cooperation__ends_on",),
            numeric=True,
            quiet=True,
        ),
    )


def _calling(row: PortfolioRow) -> str:
    """How many missions call, or how many gestures wait, and the first."""
    if not row.calls:
        return missing(_("Rien n’appelle.")) if row.leads and row.last_on else ""
    return format_html(
        '<b class="m-calls">{} {}</b>{} {}',
        len(row.calls),
        _("à revoir") if row.leads else _("à faire"),
        _(", d’abord :") if len(row.calls) > 1 else _(" :"),
        row.calls[0],
    )


@cooperation_page(can=permissions.can_open_map)
def home(request: CooperationRequest) -> HttpResponse:
    """Leads each role to the page on which it begins; for whoever comes in."""
    access = request.access
    return redirect(home_of(access.role), access.cooperation.slug)


@own_page
def entrance(request: SignedInRequest) -> HttpResponse:
    """Where one arrives after signing in: one's only cooperation, or all of them."""
    accesses = list(open_accesses(request.user)[:2])
    if len(accesses) != 1:
        return redirect("missions:portfolio")
    return redirect(home_of(accesses[0].role), accesses[0].cooperation.slug)
