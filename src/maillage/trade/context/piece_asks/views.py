"""A piece is asked of its structure by link; the structure drops it without account."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    answered_meanwhile,
    ask_page,
    show_question,
    take_answer_or_read_again,
)
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.trade.context import permissions
from maillage.trade.context.duties import words
from maillage.trade.context.duties.views.register import duties_place
from maillage.trade.context.piece_asks import queries, services
from maillage.trade.context.piece_asks.forms import LinkPieceForm


@answer_page(queries.PURPOSE)
def answer_piece(request: AnswerRequest) -> HttpResponseBase:
    """What is due, to whom, for when; the piece, or why it lacks."""
    link = request.link
    piece = queries.piece_of(link)
    if piece is None:
        return closed_link_page(request, link)
    files = request.FILES if request.method == "POST" else None
    form = LinkPieceForm(request.POST or None, files, piece=piece, recipient=link.recipient)
    shown: dict[str, object] = {
        "piece": piece,
        "act": words.act_words(piece.duty),
        "noted": words.piece_words(piece) if piece.received_on or piece.told_by else "",
    }
    page = AnswerPage("context/answer_piece", form, shown)

    def keep() -> None:
        services.answer_by_link(link=link, piece=piece, reply=form.sent())

    def again() -> None:
        shown["noted"] = words.piece_words(piece)
        form.read_again(queries.mark_of(piece), answered_meanwhile())

    try:
        return take_answer_or_read_again(request, page, keep, again)
    except DocumentRefusedError as error:
        form.add_error("file", str(error))
        return show_question(request, page)


@cooperation_page(can=permissions.can_edit_duties)
def duty_piece_ask(request: CooperationRequest, duty_piece: int) -> HttpResponse:
    """The form that asks a structure its piece by link."""
    piece = get_object_or_404(queries.pieces_to_ask(request.access), pk=duty_piece)
    form = RecipientForm(request.POST or None, initial=queries.who_answers(piece))
    page = FormPage(
        _("Demander sa pièce %(to)s") % {"to": french.to_body(str(piece.organisation))},
        duties_place(request, piece.duty),
        _(
            "Par ce lien, sans compte, la structure dépose un fichier, ou dit pourquoi il manque "
            "et pour quand. On ne lit que ce qui est dû, à qui, pour quel jour."
        ),
    )
    make = partial(services.make_piece_link, author=request.user, piece=piece)
    return ask_page(request, form, page, make)
