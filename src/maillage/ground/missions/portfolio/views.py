"""Which cooperations do I work in, and which one calls?"""

from datetime import timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.register import Action, Column, Empty, Register, Search, Select, answer_register
from maillage.core.register.cells import labelled, with_note
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
from maillage.ground.missions.mission_map.words import portfolio_reading
from maillage.ground.missions.portfolio.drawing import mini_svg
from maillage.ground.missions.portfolio.queries import (
    PortfolioRow,
    home_of,
    portfolio_accesses,
    portfolio_rows,
)


@own_page
def portfolio(request: SignedInRequest) -> HttpResponse:
    """All the reader's cooperations, each with the thread of its phases."""
    opens = workspaces_to_open_in(request.user).exists()
    rows = portfolio_accesses(request.user)
    return answer_register(
        request,
        _register(may_open=opens),
        rows,
        template="missions/portfolio.html",
        context={
            "reading": portfolio_reading(rows.count()),
            "workspaces": administered_workspaces(request.user),
            "left": left_accesses(request.user, timezone.now() - timedelta(settings.DELAY_DAYS)),
        },
    )


def _register(*, may_open: bool) -> Register[Access, PortfolioRow]:
    add = Action(
        _("Ouvrir une coopération"), reverse("cooperations:new_cooperation"), "plus", main=True
    )
    return Register(
        caption=_("Mes coopérations"),
        noun=(_("coopération"), _("coopérations")),
        filename="cooperations",
        columns=_columns(),
        read=portfolio_rows,
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


def _columns() -> tuple[Column[PortfolioRow], ...]:
    return (
        Column(
            "nom",
            _("Coopération"),
            lambda row: row.name,
            cell=lambda row: with_note(row.name, f"{row.kind}, {row.role}"),
            sort=("cooperation__name",),
        ),
        Column("phases", _("État des phases"), lambda row: row.in_words, cell=mini_svg, wide=True),
        Column(
            "appelle",
            _("À revoir"),
            lambda row: row.aged or None,
            cell=lambda row: labelled(_("à revoir :"), row.aged) if row.aged else "",
            numeric=True,
            measure="number",
        ),
        Column(
            "fin",
            _("Se termine"),
            lambda row: row.ends_on,
            sort=("cooperation__ends_on",),
            numeric=True,
            quiet=True,
        ),
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
