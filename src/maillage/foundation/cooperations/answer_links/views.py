"""Which questions were sent by link, to whom, and which came back?"""

from dataclasses import replace

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.messages import say
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.links import queries as link_queries
from maillage.foundation.cooperations.links import services
from maillage.foundation.cooperations.links.queries import LinkEnds
from maillage.foundation.cooperations.pages.doors import (
    CooperationRequest,
    cooperation_page,
    link_page,
)
from maillage.foundation.cooperations.questions import points as answering

MOST_SHOWN = 200


@cooperation_page(can=permissions.can_steer)
def answer_links(request: CooperationRequest) -> HttpResponse:
    """The links of the cooperation, latest first."""
    links = link_queries.answer_links(request.access)
    shown = list(links[:MOST_SHOWN])
    days = answering.last_days(shown)
    letters = services.letters_with(shown)
    now = timezone.now()
    gone = answering.gone_links(shown, now)
    ends = link_queries.links_by_end(links, now)
    ends = replace(ends, waiting=ends.waiting - len(gone), gone=len(gone))
    context = {
        "links": [(link, days[link.pk], letters.get(link.pk)) for link in shown],
        "now": now,
        "gone": gone,
        "sentence": links_reading(ends),
    }
    return render(request, "cooperations/answer_links.html", context)


def links_reading(ends: LinkEnds) -> str:
    """How many links were made, and what became of them."""
    if not ends.count:
        return _("Aucun lien n’est préparé.")
    number = {"n": french.capital(french.in_words(ends.count))}
    if ends.waiting == ends.count:
        return (
            ngettext(
                "Un lien préparé, il attend sa réponse.",
                "%(n)s liens préparés, aucun n’a encore reçu de réponse.",
                ends.count,
            )
            % number
        )
    counted = ngettext("Un lien", "%(n)s liens", ends.count) % number
    parts = [
        ngettext("un a servi", "%(n)s ont servi", ends.used) % {"n": french.in_words(ends.used)}
        if ends.used
        else "",
        ngettext("un attend sa réponse", "%(n)s attendent leur réponse", ends.waiting)
        % {"n": french.in_words(ends.waiting)}
        if ends.waiting
        else "",
        ngettext("un est retiré ou expiré", "%(n)s sont retirés ou expirés", ends.over)
        % {"n": french.in_words(ends.over)}
        if ends.over
        else "",
        ngettext("un n’a plus d’objet", "%(n)s n’ont plus d’objet", ends.gone)
        % {"n": french.in_words(ends.gone)}
        if ends.gone
        else "",
    ]
    return f"{counted} : {french.listed([part for part in parts if part])}."


@cooperation_page(can=permissions.can_steer)
def answer_link(request: CooperationRequest, link: int) -> HttpResponse:
    """One link: its address to copy, and the gesture that withdraws it."""
    record = get_object_or_404(link_queries.answer_links(request.access), pk=link)
    if request.method == "POST":
        services.revoke_with_letter(author=request.user, link=record)
        say(request, _("Le lien est retiré : il n’ouvre plus rien."))
        return redirect("cooperations:answer_links", request.access.cooperation.slug)
    context = {
        "link": record,
        "url": request.build_absolute_uri(answering.path_of(record)),
        "letter": services.letter_with(record),
        "day": answering.last_days([record])[record.pk],
        "sheet": answering.sheet_of(record),
        "is_gone": bool(answering.gone_links([record], timezone.now())),
    }
    return render(request, "cooperations/answer_link.html", context)


@link_page
def answer(request: HttpRequest, purpose: str, token: str) -> HttpResponseBase:
    """The page of a question put by link: each room asks its own, behind its door."""
    question = answering.question(purpose)
    if question is None:
        raise Http404
    return question.view(request, token=token)
