"""Where is the question in one council, and what is known of its answer?"""

from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.messages import say
from maillage.core.panels import panels
from maillage.core.sheet import Sheet
from maillage.core.stale import two_texts, version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    ask_page,
    show_question,
    take_answer,
)
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.ground.directory.records.queries.recipients import addressed, who_answers_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.joint_decisions.forms.answer_vote import AnswerVoteForm
from maillage.trade.governance.joint_decisions.forms.deliberations import (
    ActForm,
    AnswerForm,
    CouncilForm,
    LeaveForm,
)
from maillage.trade.governance.joint_decisions.models import Answer, Deliberation
from maillage.trade.governance.joint_decisions.queries import joint_decisions as queries
from maillage.trade.governance.joint_decisions.queries.councils import (
    deliberation_of,
    standing_answer,
)
from maillage.trade.governance.joint_decisions.queries.joint_decisions import Path, deliberations
from maillage.trade.governance.joint_decisions.services import answers_by_link
from maillage.trade.governance.joint_decisions.services import deliberations as services
from maillage.trade.governance.joint_decisions.views.council_sheet import (
    council_context,
    council_facts,
)
from maillage.trade.governance.joint_decisions.views.register import (
    answered_place,
    council_place,
    decisions_place,
)
from maillage.trade.governance.joint_decisions.words.steps import sending
from maillage.trade.governance.joint_decisions.words.text_words import text_facts

_get_deliberation = one_of(queries.deliberations)


def council_reading(path: Path) -> str:
    """Of one decision, what this council answered, or when it meets, or that nothing left yet."""
    one, answer = path.deliberation, path.answer
    values = {"title": french.inner_quotes(one.decision.title)}
    if answer is not None:
        vote = {"vote": answer.get_vote_display(), "day": french.long_date(answer.voted_on)}
        return _("« %(title)s » : %(vote)s le %(day)s.") % (values | vote)
    if one.session_on is not None:
        day = {"day": french.long_date(one.session_on)}
        return _("« %(title)s » : pas encore de réponse, conseil le %(day)s.") % (values | day)
    if one.sent_on is not None:
        day = {"day": french.long_date(one.sent_on)}
        return _("« %(title)s » : pas encore de réponse, texte envoyé le %(day)s.") % (values | day)
    return _("« %(title)s » : le texte n’est pas encore parti.") % values


@cooperation_page(can=permissions.can_open_decisions)
def joint_decision_council(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The way of one decision through one council."""
    path = _path(request, deliberation)
    sheet = Sheet(
        title=_("La réponse %(of)s") % {"of": french.of_body(path.deliberation)},
        sentence=council_reading(path),
        place=decisions_place(request, path.deliberation.decision),
        facts=council_facts(request.access, path),
        panels=tuple(panels.ask(request.access, "deliberation", path.deliberation.pk)),
    )
    context = {
        "sheet": sheet,
        "path": path,
        "may_keep": permissions.can_keep_decisions(request.access),
        "audience": by_access(request, page_url(request, "joint_decisions")),
        **council_context(request.access, path, timezone.localdate()),
    }
    return render(request, "governance/joint_decision_council.html", context)


def sending_sentence(council: Deliberation) -> str:
    """Until when the text may leave for the council known; else what tells it."""
    finding = sending(council)
    latest = finding.figures.latest_sending_date if finding else None
    if council.session_on is None:
        return _("La date du conseil dira le dernier jour pour envoyer le texte.")
    day = _("Conseil le %(day)s.") % {"day": french.long_date(council.session_on)}
    if latest is None:
        return day
    limit = _("Dernier jour pour envoyer le texte : %(day)s.") % {"day": french.long_date(latest)}
    return f"{day} {limit}"


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_council_edit(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form of a council's calendar and weight; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _get_deliberation(request, deliberation),
        form=lambda council, sent: CouncilForm(
            sent, instance=council, people=queries.people_of_council(request.access, council)
        ),
        save=lambda _council, form, read: services.edit_council(
            author=request.user, deliberation=form.save(commit=False), read=read
        ),
        page=lambda council: FormPage(
            _("Calendrier et règle"), council_place(request, council), sending_sentence(council)
        ),
        done=lambda council: (
            _("Le calendrier %(of)s est à jour.") % {"of": french.of_body(council)}
        ),
    )


@cooperation_page(can=permissions.can_answer_decisions)
def joint_decision_answer(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form of a council's answer, to be filled during a phone call."""
    by_structure = not request.access.is_officer
    return edit_page(
        request,
        lambda: get_object_or_404(queries.answerable(request.access), pk=deliberation),
        form=lambda council, sent: AnswerForm(
            sent, deliberation=council, by_structure=by_structure
        ),
        saved=lambda council: _saved_answer(request, council.pk),
        save=lambda council, form, read: services.record_answer(
            author=request.user,
            deliberation=council,
            read=read,
            answer=_answer(request, form),
            act_number=form.cleaned_data["act_number"],
        ),
        page=lambda council: _page(
            request,
            council,
            _("La réponse %(of)s") % {"of": french.of_body(council)},
        ),
        done=lambda answer: (
            _("La réponse %(of)s est enregistrée.") % {"of": french.of_body(answer.deliberation)}
        ),
        to=lambda answer: answered_place(request, answer.deliberation),
    )


def _answer(request: CooperationRequest, form: AnswerForm) -> Answer:
    """What was typed; a structure that says it itself is its own informant."""
    answer = form.answer()
    if not request.access.is_officer:
        answer.means, answer.told_by = Means.ACCOUNT, request.user.name
    return answer


def _page(request: CooperationRequest, council: Deliberation, title: str) -> FormPage:
    return FormPage(title, council_place(request, council), council.decision.title)


def _saved_answer(request: CooperationRequest, number: int) -> AnswerForm:
    """The form on the answer that somebody recorded meanwhile."""
    path = _path(request, number)
    return AnswerForm(
        deliberation=path.deliberation,
        instance=path.answer,
        by_structure=not request.access.is_officer,
    )


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_act(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form of a council's act: number, file, transmission, publication."""
    answer = _path(request, deliberation).answer
    voted_on = answer.voted_on if answer else None
    return edit_page(
        request,
        lambda: _get_deliberation(request, deliberation),
        form=lambda council, sent: ActForm(
            sent, request.FILES if sent else None, instance=council, voted_on=voted_on
        ),
        save=lambda _council, form, read: services.keep_act(
            access=request.access,
            deliberation=form.save(commit=False),
            read=read,
            act=services.ActFile(form.cleaned_data["file"]),
        ),
        page=lambda council: _page(
            request, council, _("L’acte %(of)s") % {"of": french.of_body(council)}
        ),
        done=lambda council: _("L’acte %(of)s est à jour.") % {"of": french.of_body(council)},
        refused={DocumentRefusedError: "file"},
    )


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_leave(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form that says that a structure is asked no more, and why."""
    return edit_page(
        request,
        lambda: _get_deliberation(request, deliberation),
        form=lambda council, sent: LeaveForm(sent, deliberation=council),
        save=lambda council, form, read: services.leave_decision(
            author=request.user, deliberation=council, read=read, **form.cleaned_data
        ),
        page=lambda council: FormPage(
            _("Ne plus appeler %(name)s à décider") % {"name": french.with_article(str(council))},
            council_place(request, council),
            _("Sa réponse reste dans l’histoire, et la règle se compte sans elle."),
            ends=True,
        ),
        done=lambda council: _("%(name)s n’est plus appelée à décider.") % {"name": council},
        to=lambda council: page_url(request, "joint_decision", council.decision_id),
    )


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_succeed(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The page that asks whether the structure that took over takes up the question."""
    record = _get_deliberation(request, deliberation)
    successor = record.organisation.successor
    back, read = _council_url(request, record), version_read(request, record)
    if successor is None or record.until is not None:
        return redirect(back)
    if request.method == "POST":
        try:
            taken = services.succeed_council(author=request.user, deliberation=record, read=read)
        except StaleVersionError:
            return redirect(page_url(request, "joint_decision", record.decision_id))
        say(request, _("%(name)s reprend la question.") % {"name": successor})
        return redirect(_council_url(request, taken))
    context = {
        "deliberation": record,
        "successor": successor,
        "page": FormPage(
            _("%(name)s reprend la question ?") % {"name": successor},
            council_place(request, record),
            back_to=back,
            version=read,
        ),
    }
    return render(request, "governance/joint_decision_succeed.html", context)


def _path(request: CooperationRequest, number: int) -> Path:
    rows = queries.with_answers(queries.deliberations(request.access))
    return queries.path_of(request.access, get_object_or_404(rows, pk=number))


def _council_url(request: CooperationRequest, deliberation: Deliberation) -> str:
    return page_url(request, "joint_decision_council", deliberation.pk)


@answer_page(answers_by_link.PURPOSE, find=lambda link: deliberation_of(link).first())
def answer_vote(request: AnswerRequest, deliberation: Deliberation) -> HttpResponseBase:
    """The question, what is known of the answer, and what the structure says of it."""
    link = request.link
    read, answer = version_read(request, deliberation), standing_answer(deliberation)
    form = AnswerVoteForm(
        request.POST or None,
        request.FILES or None,
        deliberation=deliberation,
        answer=answer,
        recipient=link.recipient,
    )
    text = deliberation.text or deliberation.decision.texts.last()
    shown = {"deliberation": deliberation, "known": answer, "read": read, "text": text}
    page = AnswerPage("governance/answer_vote", form, shown, text_facts(text), form.answered)

    def keep() -> None:
        answers_by_link.answer_by_link(
            link=link, deliberation=deliberation, read=read, reply=form.answer
        )

    try:
        return take_answer(request, page, keep)
    except DocumentRefusedError as error:
        form.add_error("file", str(error))
        return show_question(request, page)
    except StaleVersionError as error:
        record = get_object_or_404(deliberation_of(link))
        answer, recipient = standing_answer(record), link.recipient
        saved = AnswerVoteForm(deliberation=record, answer=answer, recipient=recipient)
        texts = [one for one in two_texts(form, saved) if one.field.name != "signatory"]
        return show_question(request, page, 409, texts=texts, read=error.current.version)


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_ask(request: CooperationRequest, deliberation: int) -> HttpResponse:
    """The form that asks a structure to answer by link."""
    record = get_object_or_404(deliberations(request.access), pk=deliberation)
    organisation = record.organisation
    person = record.contact or who_answers_for(record.decision.cooperation_id, organisation.pk)
    form = RecipientForm(request.POST or None, initial=addressed(person, organisation))
    page = FormPage(
        _("Demander la réponse %(of)s par lien") % {"of": french.of_body(record)},
        council_place(request, record),
        _("Par ce lien, sans compte, la structure dit le jour de son conseil, puis son vote."),
    )
    make = partial(answers_by_link.make_vote_link, author=request.user, deliberation=record)
    return ask_page(request, form, page, make)
