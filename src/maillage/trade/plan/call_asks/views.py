"""A voice or a funder of a call is asked by link; it answers on every project, without account."""

from collections.abc import Sequence

from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.links.services import LinkDraft, make_answer_link
from maillage.foundation.cooperations.models import AnswerLink
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
    answered_meanwhile,
    ask_page,
    take_answer_or_read_again,
)
from maillage.ground.directory.models import Organisation
from maillage.trade.plan import permissions
from maillage.trade.plan.call_asks import queries, services
from maillage.trade.plan.call_asks.forms import AskCallForm, CallAnswerForm, Part
from maillage.trade.plan.selection.answer_forms import BallotForm, FunderOpinionForm
from maillage.trade.plan.selection.models import CallVoice, ProjectCall
from maillage.trade.plan.selection.queries import standing_ballot
from maillage.trade.plan.selection.views import call_of, selection_place, voice_name

DAYS = 60


@answer_page(queries.SCORES, find=queries.voice_of)
def answer_scores(request: AnswerRequest, voice: CallVoice) -> HttpResponseBase:
    """The projects of a call and their criteria; nothing of what the other voices say."""
    mine = CallVoice.objects.filter(pk=voice.pk)

    parts = [
        BallotForm(
            request.POST or None,
            candidacy=one,
            voices=mine,
            voice=voice,
            shown=standing_ballot(one, voice),
            is_part=True,
        )
        for one in queries.undecided(voice.call)
    ]
    return _answer(request, voice.call, voice, parts)


@answer_page(queries.OPINION, find=queries.funder_of)
def answer_opinion(
    request: AnswerRequest, row: tuple[ProjectCall, Organisation]
) -> HttpResponseBase:
    """The projects of a call; nothing of what voices and the other funders say."""
    call, funder = row
    mine = Organisation.objects.filter(pk=funder.pk)

    parts = [
        FunderOpinionForm(
            request.POST or None, candidacy=one, funders=mine, funder=funder, is_part=True
        )
        for one in queries.undecided(call)
    ]
    return _answer(request, call, funder, parts)


def _answer(
    request: AnswerRequest,
    call: ProjectCall,
    speaker: CallVoice | Organisation,
    parts: Sequence[Part],
) -> HttpResponseBase:
    link = request.link
    if not parts:
        return closed_link_page(request, link)
    form = CallAnswerForm(
        request.POST or None, parts=parts, recipient=link.recipient, speaker=speaker
    )
    shown = {"call": call, "speaker": speaker, "marks": link.purpose == queries.SCORES}
    page = AnswerPage("plan/answer_call", form, shown, form.facts(), typed=form.facts())

    def keep() -> None:
        by = form.cleaned_data["said_by"]
        services.answer_by_link(
            link=link,
            by=by,
            ballots=[
                (one.ballot(None, by, Means.LINK), one.values(), one.number_read)
                for one in form.answered
                if isinstance(one, BallotForm)
            ],
            opinions=[
                (one.answer(None, by, Means.LINK), one.number_read)
                for one in form.answered
                if isinstance(one, FunderOpinionForm)
            ],
        )

    def again() -> None:
        form.add_error(None, answered_meanwhile())
        for one in parts:
            one.read_now(one.last)

    return take_answer_or_read_again(request, page, keep, again)


@cooperation_page(can=permissions.can_edit_calls)
def call_ask(request: CooperationRequest, project_call: int) -> HttpResponse:
    """The form that asks a voice its marks, or a funder its opinions; `?qui=` says which."""
    call = call_of(request, project_call)
    speakers = queries.speakers(call)
    chosen = speakers.get(request.GET.get("qui", ""))
    form = AskCallForm(
        request.POST or None,
        speakers=[(key, _words(request, one)) for key, one in speakers.items()],
        initial={"speaker": request.GET["qui"], **queries.who_answers(call, chosen)}
        if chosen
        else {},
    )
    page = FormPage(
        _("Demander des notes ou un avis par lien"),
        selection_place(request, call),
        _(
            "Sans compte, une voix note les projets, un financeur donne son avis. Chacun ne lit "
            "que les projets et ses propres réponses."
        ),
    )

    def make(*, speaker: str, recipient: str, email: str) -> AnswerLink:
        purpose, _dash, number = speaker.partition("-")
        marks = purpose == queries.SCORES
        about = _("Vos notes : %(title)s") if marks else _("Votre avis : %(title)s")
        left = (call.scores_until - timezone.localdate()).days + 1
        draft = LinkDraft(
            purpose=purpose,
            target=int(number),
            recipient=recipient,
            email=email,
            about=about % {"title": call.title},
            days=left if marks else DAYS,
        )
        return make_answer_link(author=request.user, cooperation=call.cooperation, draft=draft)

    return ask_page(request, form, page, make)


def _words(request: CooperationRequest, speaker: CallVoice | Organisation) -> str:
    if isinstance(speaker, Organisation):
        return _("Avis : %(name)s") % {"name": speaker}
    return _("Notes : %(name)s") % {"name": voice_name(request.access, speaker.seat)}
