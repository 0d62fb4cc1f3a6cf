"""To whom does a link leave, and what is said once the letters are written?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.said import say, warn
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Who is asked: the seat, who holds it, their address or nothing, and the link they hold."""

    value: int
    name: str
    detail: str
    email: str
    link: AnswerLink | None
    is_checked: bool
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinkPage:
    """The page from which links leave: what is sent and about what, to whom, and the ways out.

    `field` is the name of what is checked; `empty` and `instead` say what to do when nobody is
    to be asked.
    """

    title: str
    about: str
    sentence: str
    place: tuple[PageLink, ...]
    field: str
    rows: Sequence[LinkRow]
    empty: str
    instead: PageLink
    back: PageLink
    is_open: bool = True


def link_page(request: CooperationRequest, page: LinkPage) -> HttpResponse:
    """The page, as it is drawn."""
    return render(request, "governance/links_sent.html", {"page": page, "place": page.place})


def tell_links(request: CooperationRequest, chosen: int, letters: int) -> None:
    """Says how many letters left, or that the links are to be copied."""
    if not chosen:
        warn(request, _("Rien n’est parti : cochez au moins une ligne."))
    elif letters:
        tell_letters(request, letters, "")
    else:
        say(request, _("Aucune adresse : copiez les liens."))


def no_letter() -> str:
    """What is answered when nobody was chosen."""
    return _("Aucune lettre n’est partie : cochez au moins une personne.")


def tell_letters(request: CooperationRequest, count: int, nothing: str) -> None:
    """Says how many letters were written, or `nothing` when none was."""
    if not count:
        warn(request, nothing)
        return
    told = ngettext("Une lettre est écrite.", "%(n)s lettres sont écrites.", count)
    say(request, told % {"n": count})
