"""For whom does one work, where, and how many are they?"""

from collections.abc import Mapping, Sequence
from functools import partial

from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.panels import panels
from maillage.core.register import Action, Column, Empty, Register, Search, Select, answer_register
from maillage.core.register.cells import missing, with_note
from maillage.core.shell import Audience
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.records import places_of
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.choosing import themes_to_offer
from maillage.trade.context.publics import queries, services, words
from maillage.trade.context.publics.forms import PublicForm
from maillage.trade.context.publics.models import Public
from maillage.trade.context.publics.queries import PublicAction

publics_place = places_of(page_url, lazy("Publics"), "publics", "public")
Actions = Mapping[int, Sequence[PublicAction]]
MOST_ACTIONS = 3


@cooperation_page(can=permissions.can_open_publics)
def publics(request: CooperationRequest) -> HttpResponse:
    """The register of publics."""
    return _page(request, None)


@cooperation_page(can=permissions.can_open_publics)
def public(request: CooperationRequest, public: int) -> HttpResponse:
    """The register, with one public beside it and what the later rooms know of it."""
    rows = queries.with_communes(queries.publics(request.access))
    return _page(request, get_object_or_404(rows, pk=public))


def _page(request: CooperationRequest, one: Public | None) -> HttpResponse:
    access = request.access
    actions = queries.actions_by_public(access)
    context: dict[str, object] = {
        "sentence": partial(_sentence, access, actions),
        "actions": actions.get(one.pk, ()) if one else (),
        "panel": "context/parts/public_panel.html" if one else "",
        "public": one,
        "where": words.where_words(one) if one else "",
        "size": words.size_words(one) if one else "",
        "panels": panels.ask(access, "public", one.pk) if one else (),
        "edit_url": _edit_url(request, one) if one else "",
        "register_url": page_url(request, "publics"),
        "audience": Audience(_("tous les accès"), page_url(request, "publics")),
    }
    return answer_register(
        request,
        public_register(request, actions),
        queries.publics(access),
        template="core/register.html",
        context=context,
        current=one.pk if one else None,
    )


def _sentence(access: Access, actions: Actions) -> str:
    without = (
        Count("pk", filter=~Q(pk__in=list(actions))) if actions else Count("pk", filter=Q(pk=0))
    )
    totals = queries.publics(access).aggregate(
        every=Count("pk"), counted=Count("size"), without=without
    )
    return words.publics_reading(totals["every"], totals["counted"], totals["without"])


def _edit_url(request: CooperationRequest, one: Public) -> str:
    may_edit = queries.editable_publics(request.access).filter(pk=one.pk).exists()
    return page_url(request, "public_edit", one.pk) if may_edit else ""


def public_register(request: CooperationRequest, actions: Actions) -> Register[Public, Public]:
    """The register of publics, as this reader may use it."""
    access = request.access
    add = Action(_("Ajouter un public"), page_url(request, "public_add"), "plus", main=True)
    gestures = (add,) if permissions.can_edit_context(access) else ()
    themes = tuple((str(one.pk), one.label) for one in themes_to_offer(access))
    return Register(
        caption=_("Publics"),
        noun=(_("public"), _("publics")),
        filename="publics",
        columns=_columns(actions),
        read=lambda rows: list(queries.with_communes(rows)),
        order="public",
        row_url=lambda row: page_url(request, "public", row.pk),
        opens_beside=True,
        search=Search.through(_("Chercher un public"), _("Nom, source"), "folded"),
        selects=(
            Select(
                "theme",
                _("Thème"),
                _("Tous les thèmes"),
                themes,
                lambda rows, theme: rows.filter(theme__pk=theme),
            ),
        )
        if themes
        else (),
        actions=gestures,
        empty=Empty(
            _("Aucun public pour l’instant"),
            _("Pour qui travaillez-vous ? Un public par ligne, avec son nombre si vous l’avez."),
            gestures,
        ),
    )


def _columns(actions: Actions) -> tuple[Column[Public], ...]:
    return (
        Column("public", _("Public"), str, sort=("folded", "pk"), wide=True, measure="name"),
        Column(
            "theme",
            _("Thème"),
            lambda row: str(row.theme or ""),
            sort=("theme__label__plain", "folded", "pk"),
        ),
        Column("communes", _("Communes"), words.where_words, wide=True, measure="word"),
        Column(
            "combien",
            _("Combien"),
            lambda row: row.size,
            cell=lambda row: (
                with_note(words.size_words(row), row.source)
                if row.size is not None
                else missing(_("à compter"))
            ),
            sort=("size", "folded", "pk"),
            wide=True,
            measure="word",
        ),
        Column(
            "actions",
            _("Actions ouvertes"),
            lambda row: " ; ".join(one.label for one in actions.get(row.pk, ())),
            cell=partial(_actions_cell, actions),
            wide=True,
            measure="sentence",
        ),
    )


def _actions_cell(actions: Actions, row: Public) -> str:
    """The first ones, and how many others there are; nothing where no action says its publics."""
    own = [french.with_french_spaces(one.label) for one in actions.get(row.pk, ())]
    if own or not actions:
        others = words.others_words(len(own) - MOST_ACTIONS)
        lines = [*own[:MOST_ACTIONS], *filter(None, (others,))]
        return format_html_join(mark_safe("<br>"), "{}", ((one,) for one in lines))
    return missing(_("aucune"))


@cooperation_page(can=permissions.can_edit_context)
def public_add(request: CooperationRequest) -> HttpResponse:
    """The form of a public."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: PublicForm(
            sent, instance=Public(cooperation=access.cooperation), access=access
        ),
        save=lambda form: services.add_public(
            access=access, public=form.save(commit=False), territories=form.territories
        ),
        page=FormPage(_("Ajouter un public"), publics_place(request)),
        done=lambda one: _("« %(name)s » est dans la liste.") % {"name": one},
        to=lambda one: page_url(request, "public", one.pk),
    )


@cooperation_page(can=permissions.can_edit_context)
def public_edit(request: CooperationRequest, public: int) -> HttpResponse:
    """The form that corrects a public; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(queries.editable_publics(access), pk=public),
        form=lambda one, sent: PublicForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_public(
            access=access,
            public=form.save(commit=False),
            read=read,
            territories=form.territories,
        ),
        page=lambda one: FormPage(_("Corriger ce public"), publics_place(request, one), one.label),
        done=lambda one: _("« %(name)s » est à jour.") % {"name": one},
    )
