"""To whom does a link leave, and what is said once the letters are written?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.messages import say, warn
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest
from maillage.foundation.mail.carrier import is_set
from maillage.foundation.mail.choices import State
from maillage.trade.governance.bodies.queries.seat_letters import link_letters
from maillage.trade.governance.bodies.services.seat_links import open_links


@dataclass(frozen=True, slots=True)
class LinkRow:
    """Who is asked: the seat, who holds it, their address or nothing, and the link they hold.

    `letter` is where the last letter about their link is.
    """

    value: int
    name: str
    detail: str
    email: str
    link: AnswerLink | None
    is_checked: bool
    note: str = ""
    letter: State | None = None


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


def silent_gesture(names: Sequence[str], url: str, *, is_answered: bool) -> Waiting | None:
    """Who has not answered yet, and where they are sent the question again or for the first time.

    Nothing when all have.
    """
    if not names:
        return None
    whom = french.listed([french.with_article(name) for name in dict.fromkeys(names)])
    return Waiting(
        _("Sans réponse"),
        f"{french.capital(whom)}.",
        url,
        verb=_("Relancer") if is_answered else _("Envoyer"),
    )


def answer_rows(
    purpose: str, rows: Sequence[tuple[int, str, str, bool]], emails: Mapping[int, str]
) -> list[LinkRow]:
    """A row for each of those asked: their number, name, who holds it, whether they answered."""
    links = open_links(purpose, [number for number, *_rest in rows])
    return [
        LinkRow(
            value=number,
            name=name,
            detail=holder,
            email=emails.get(number, ""),
            link=links.get(number),
            is_checked=not has_answered,
            note=_("a répondu") if has_answered else "",
        )
        for number, name, holder, has_answered in rows
    ]


def link_page(request: CooperationRequest, page: LinkPage) -> HttpResponse:
    """The page, as it is drawn; one query says what became of the letters."""
    letters = link_letters([row.link for row in page.rows if row.link], timezone.localdate())
    rows = [replace(row, letter=letters.get(row.link.pk)) if row.link else row for row in page.rows]
    context = {"page": replace(page, rows=rows), "place": page.place}
    return render(request, "governance/links_sent.html", context)


def notify_links(request: CooperationRequest, chosen: int, letters: int) -> None:
    """Says how many letters leave, or that the links are to be copied."""
    if not chosen:
        warn(request, _("Rien n’est parti : cochez au moins une ligne."))
    elif letters or not is_set():
        notify_letters(request, letters, "")
    else:
        say(
            request,
            _("Rien ne part : pas d’adresse, ou déjà une lettre aujourd’hui. Copiez les liens."),
        )


def no_letter() -> str:
    """What is answered when nobody was chosen."""
    return _("Aucune lettre n’est partie : cochez au moins une personne.")


def notify_letters(request: CooperationRequest, count: int, nothing: str) -> None:
    """Says how many letters leave, that mail is not set, or `nothing` when none was asked for."""
    if not count:
        unset = _("Le courriel n’est pas réglé : rien ne part. Copiez les liens, ou le texte.")
        warn(request, nothing if is_set() else unset)
        return
    sentence = ngettext(
        "Une lettre part dans la minute, ou dès que le serveur de courriel répond.",
        "%(n)s lettres partent dans la minute, ou dès que le serveur de courriel répond.",
        count,
    )
    say(request, sentence % {"n": count})
