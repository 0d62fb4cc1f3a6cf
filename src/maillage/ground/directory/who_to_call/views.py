"""Whom does one call for what, across structures?"""

from collections.abc import Sequence
from functools import partial

from django.http import HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

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
from maillage.core.register.cells import linked, missing, with_distinction, with_note
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.ground.directory import permissions
from maillage.ground.directory.people.views.people import people_audience
from maillage.ground.directory.people.views.register import of_members_select
from maillage.ground.directory.records.models.people import Referral
from maillage.ground.directory.records.queries.people import (
    PeopledPlace,
    begins_with_members,
    peopled_places,
)
from maillage.ground.directory.records.rules import phone_link
from maillage.ground.directory.who_to_call.queries import (
    CallRow,
    call_rows,
    call_totals,
    calls,
    calls_about,
    calls_in_members,
    count_calls,
)


@cooperation_page(can=permissions.can_open_people)
def who_to_call(request: CooperationRequest) -> HttpResponse:
    """The topics, who is called for each, and their telephone."""
    places = peopled_places(request.access)
    of_members_alone = begins_with_members(request.access, places)
    context: dict[str, object] = {
        "totals": call_totals(request.access, of_members_alone=of_members_alone),
        "audience": people_audience(request),
    }
    return answer_register(
        request,
        call_register(request.access, places),
        calls(request.access),
        template="directory/who_to_call.html",
        context=context,
    )


def call_register(access: Access, places: Sequence[PeopledPlace]) -> Register[Referral, CallRow]:
    """The register of topics: the same in every role that reads people, in these structures."""
    slug = access.cooperation.slug
    return Register(
        caption=_("Qui appeler pour quoi"),
        noun=(_("ligne"), _("lignes")),
        filename="qui-appeler",
        columns=_columns(),
        read=call_rows,
        count=partial(count_calls, access),
        order="sujet",
        row_url=lambda row: reverse("directory:person", args=[slug, row.person_id]),
        search=Search(_("Filtrer les sujets"), _("Sujet ou personne"), calls_about),
        selects=(
            *of_members_select(access, places, partial(calls_in_members, access)),
            Select(
                "structure",
                _("Structure"),
                _("Toutes les structures"),
                tuple((str(one.pk), one.name) for one in places),
                lambda rows, organisation: rows.filter(mandate__organisation__pk=organisation),
            ),
        ),
        chips=(Chip("premier", _("en premier"), lambda rows: rows.filter(rank=1)),),
        empty=Empty(
            _("Aucun sujet pour l’instant"),
            _(
                "Ouvrez une personne, corrigez son mandat, et écrivez pour quoi on l’appelle : "
                "les accueils du mercredi, la convention, les factures."
            ),
            (
                Action(
                    _("Ouvrir les personnes"), reverse("directory:people", args=[slug]), main=True
                ),
            ),
        ),
    )


def _columns() -> tuple[Column[CallRow], ...]:
    return (
        Column(
            "sujet",
            _("Pour quoi"),
            lambda row: row.topic,
            cell=lambda row: with_distinction(row.topic, row.person),
            sort=("folded", "rank"),
        ),
        Column(
            "personne",
            _("Qui"),
            lambda row: row.person,
            cell=lambda row: with_note(row.person, row.function),
            sort=("mandate__person__folded",),
            wide=True,
            measure="name",
            speaks=True,
        ),
        Column(
            "structure",
            _("Structure"),
            lambda row: row.organisation,
            cell=lambda row: with_note(row.organisation, row.department),
            sort=("mandate__organisation__folded",),
            wide=True,
            measure="name",
            speaks=True,
        ),
        _rank_column(),
        *_reach_columns(),
    )


def _reach_columns() -> tuple[Column[CallRow], ...]:
    return (
        Column(
            "telephone",
            _("Téléphone"),
            lambda row: row.phone,
            cell=_phone,
            numeric=True,
            measure="word",
            speaks=True,
        ),
        Column(
            "courriel",
            _("Courriel"),
            lambda row: row.email,
            cell=_email,
            quiet=True,
            measure="name",
        ),
    )


def _rank_column() -> Column[CallRow]:
    return Column(
        "rang",
        _("Rang"),
        _rank,
        cell=lambda row: format_html("<span>{}</span>", _rank(row)),
        speaks=True,
    )


def _rank(row: CallRow) -> str:
    return _("en premier") if row.rank == 1 else _("en second")


def _phone(row: CallRow) -> str:
    return linked(row.phone, phone_link(row.phone)) if row.phone else missing(_("à demander"))


def _email(row: CallRow) -> str:
    return linked(row.email, f"mailto:{row.email}") if row.email else ""
