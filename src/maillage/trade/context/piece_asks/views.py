"""A piece is asked of its structure by link; the structure drops it without account."""

from collections.abc import Mapping
from functools import partial

from django.db import transaction
from django.forms import Form
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, closed_page
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    answered_meanwhile,
    ask_page,
    put_by_letter,
    show_question,
    take_answer_or_read_again,
)
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.trade.context import permissions
from maillage.trade.context.duties import words
from maillage.trade.context.duties.models import DutyPiece
from maillage.trade.context.duties.queries import open_duties
from maillage.trade.context.duties.views.register import duties_place
from maillage.trade.context.piece_asks import queries, services
from maillage.trade.context.piece_asks.forms import LinkPieceForm


@answer_page(queries.PURPOSE, find=queries.piece_of)
def answer_piece(request: AnswerRequest, piece: DutyPiece) -> HttpResponseBase:
    """What is due, to whom, for when; the piece, or why it lacks."""
    link = request.link
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


@cooperation_page(can=permissions.can_edit_duties)
def duty_pieces_ask(request: CooperationRequest, duty: int) -> HttpResponse:
    """The page that asks every structure its missing piece at once, each by its own link."""
    one = get_object_or_404(open_duties(request.access), pk=duty)
    pieces = queries.missing_to_ask(request.access, one)
    to = {piece: queries.who_answers(piece) for piece in pieces}
    place = duties_place(request, one)
    if not pieces:
        return closed_page(request, _("Aucune pièce ne manque."), place[-1].url)

    def ask(_form: Form) -> None:
        with transaction.atomic():
            for piece, recipient in to.items():
                make = partial(services.make_piece_link, author=request.user, piece=piece)
                put_by_letter(partial(make, **recipient), request.build_absolute_uri)

    return add_page(
        request,
        form=Form,
        save=ask,
        page=FormPage(
            _("Demander les pièces qui manquent"),
            place,
            _ask_words(to),
            submit=_("Préparer les liens"),
        ),
        done=_("Les liens sont préparés : voyez lesquels partent, et copiez les autres."),
        to=lambda _done: reverse("cooperations:answer_links", args=[one.cooperation.slug]),
    )


def _ask_words(to: Mapping[DutyPiece, Mapping[str, object]]) -> str:
    """Who is asked, each by a link; then those to whom nobody can write."""
    names = [str(piece) for piece in to]
    silent = [str(piece) for piece, recipient in to.items() if not recipient["email"]]
    sentence = _("Un lien pour chaque structure : %(names)s.") % {"names": french.listed(names)}
    if silent:
        sentence += " " + _("Sans adresse de courriel, à copier vous-même : %(names)s.") % {
            "names": french.listed(silent)
        }
    return sentence
