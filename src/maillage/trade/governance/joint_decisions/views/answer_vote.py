"""A structure says its council's date, its vote and its deliberation by link, without account."""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core.stale import two_texts, version_read
from maillage.core.versions import StaleVersionError
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
    ask_page,
    show_question,
    take_answer,
)
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError
from maillage.trade.governance import permissions
from maillage.trade.governance.joint_decisions.forms.answer_vote import AnswerVoteForm
from maillage.trade.governance.joint_decisions.queries.answer_vote import (
    contact_email,
    deliberation_of,
    standing_answer,
)
from maillage.trade.governance.joint_decisions.queries.joint_decisions import deliberations
from maillage.trade.governance.joint_decisions.services import answers_by_link as services
from maillage.trade.governance.joint_decisions.views.home import council_place


@answer_page(services.PURPOSE)
def answer_vote(request: AnswerRequest) -> HttpResponseBase:
    """The question, what is known of the answer, and what the structure says of it."""
    link = request.link
    found = deliberation_of(link).first()
    if found is None:
        return closed_link_page(request, link)
    read, known = version_read(request, found), standing_answer(found)
    form = AnswerVoteForm(
        request.POST or None, request.FILES or None, deliberation=found, answer=known
    )
    text = found.text or found.decision.texts.last()
    shown = {"deliberation": found, "known": known, "read": read, "text": text}
    page = AnswerPage("governance/answer_vote", form, shown)

    def keep() -> None:
        services.answer_by_link(link=link, deliberation=found, read=read, said=form.said)

    try:
        return take_answer(request, page, keep)
    except DocumentRefusedError as error:
        form.add_error("file", str(error))
        return show_question(request, page)
    except StaleVersionError as error:
        kept = get_object_or_404(deliberation_of(link))
        texts = two_texts(form, AnswerVoteForm(deliberation=kept, answer=standing_answer(kept)))
        return show_question(request, page, 409, texts=texts, read=error.current.version)


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_ask(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form that asks a structure to answer by link."""
    found = get_object_or_404(deliberations(request.access), pk=deliberation)
    known = {
        "recipient": str(found.contact or found.organisation),
        "email": contact_email(found),
    }
    form = RecipientForm(request.POST or None, initial=known)
    page = FormPage(
        _("Demander la réponse de %(name)s par lien") % {"name": found},
        council_place(request, found),
        _("Sans compte : la date du conseil, le vote, la délibération."),
    )
    make = partial(services.make_vote_link, author=request.user, deliberation=found)
    return ask_page(request, form, page, make)
