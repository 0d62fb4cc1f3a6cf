"""Where do the pages of the context stand in this cooperation?"""

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.shell import PageLink
from maillage.foundation.cooperations.doors import CooperationRequest
from maillage.trade.context.models import Move, Relation, Signal

Place = tuple[PageLink, ...]


def page_url(request: CooperationRequest, name: str, *numbers: int) -> str:
    """The address of a page of the context in the reader's cooperation."""
    return reverse(f"context:{name}", args=[request.access.cooperation.slug, *numbers])


def history_place(request: CooperationRequest, relation: Relation | None = None) -> Place:
    """Under the history of relations, or under one of them."""
    register = PageLink(_("Histoire"), page_url(request, "history"))
    if relation is None:
        return (register,)
    here = PageLink(relation.label, page_url(request, "relation", relation.pk))
    return (register, here)


def nature_place(request: CooperationRequest) -> Place:
    """Under the register of natures."""
    return (PageLink(_("Souhaitée ou imposée ?"), page_url(request, "nature")),)


def heading_place(request: CooperationRequest) -> Place:
    """Under the heading."""
    return (PageLink(_("Le cap"), page_url(request, "heading")),)


def signals_place(request: CooperationRequest, signal: Signal | None = None) -> Place:
    """Under the register of news, or under one piece of news."""
    register = PageLink(_("Actualités"), page_url(request, "signals"))
    if signal is None:
        return (register,)
    return (register, PageLink(signal.label, page_url(request, "signal", signal.pk)))


def moves_place(request: CooperationRequest, move: Move | None = None) -> Place:
    """Under the register of planned gestures, or under one of them."""
    register = PageLink(_("Agir ou attendre"), page_url(request, "act_or_wait"))
    if move is None:
        return (register,)
    return (register, PageLink(move.label, page_url(request, "move", move.pk)))
