"""A structure promises, confirms or corrects its commitment by link, without account."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    ask_page,
    show_question,
    take_answer,
)
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.trade.governance import permissions
from maillage.trade.governance.commitments import services
from maillage.trade.governance.commitments.forms import AnswerCommitmentForm
from maillage.trade.governance.commitments.models import Commitment
from maillage.trade.governance.commitments.queries import commitments as queries
from maillage.trade.governance.commitments.rules import amount_words
from maillage.trade.governance.commitments.services import CommitmentReply
from maillage.trade.governance.commitments.views.register import commitments_place

REPLY = ("kind", "quantity", "note", "act_number", "file", "said_by")


@answer_page(services.PURPOSE, find=lambda link: queries.commitment_of(link).first())
def answer_commitment(request: AnswerRequest, commitment: Commitment) -> HttpResponseBase:
    """What is asked, what is known, and what the structure says of it."""
    link = request.link
    form = AnswerCommitmentForm(
        request.POST or None,
        request.FILES or None,
        commitment=commitment,
        recipient=link.recipient,
    )
    read = version_read(request, commitment)
    amount = amount_words(commitment.kind, commitment.quantity, commitment.unit)
    shown = {"commitment": commitment, "read": read, "amount": amount}
    page = AnswerPage("governance/answer_commitment", form, shown)

    def keep() -> None:
        values = {name: form.cleaned_data[name] for name in REPLY}
        reply = CommitmentReply(**values)
        services.answer_by_link(link=link, commitment=commitment, read=read, reply=reply)

    try:
        return take_answer(request, page, keep)
    except DocumentRefusedError as error:
        form.add_error("file", str(error))
        return show_question(request, page)
    except StaleVersionError as error:
        form.add_error(None, _changed())
        current = error.current
        return show_question(request, page, 409, commitment=current, read=current.version)


def _changed() -> str:
    return _(
        "Quelque chose a changé pendant que vous répondiez. Rien n’est perdu : relisez ce qui est "
        "noté plus haut, puis envoyez votre réponse."
    )


@cooperation_page(can=permissions.can_keep_commitments)
def commitment_ask(request: CooperationRequest, commitment: int) -> HttpResponse:
    """The form that asks a structure to answer by link."""
    record = get_object_or_404(queries.open_commitments(request.access), pk=commitment)
    form = RecipientForm(request.POST or None, initial=queries.who_answers(record))
    page = FormPage(
        _("Demander sa réponse %(to)s") % {"to": french.to_body(str(record.organisation))},
        commitments_place(request, record),
        _("Par ce lien, sans compte, la structure promet, confirme ou dit ce qui est tenu."),
    )
    make = partial(services.make_commitment_link, author=request.user, commitment=record)
    return ask_page(request, form, page, make)
