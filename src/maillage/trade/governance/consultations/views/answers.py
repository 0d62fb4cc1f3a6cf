"""A seat answers a written consultation: by link, signed in, or to the officer who calls."""

from collections.abc import Sequence
from functools import partial

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.core.shell import PageLink
from maillage.core.versions import ClosedError, RivalAnswerError
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    closed_page,
    form_page,
    read_again_page,
)
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    take_answer_or_read_again,
)
from maillage.foundation.cooperations.questions.words import means_words, rival_words
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.services.seat_links import held_links
from maillage.trade.governance.bodies.views.link_letters import (
    LinkPage,
    LinkRow,
    link_page,
    tell_links,
)
from maillage.trade.governance.consultations import queries
from maillage.trade.governance.consultations.forms import (
    LinkOpinionForm,
    OpinionForm,
    RecordedOpinionForm,
)
from maillage.trade.governance.consultations.models import Consultation, ConsultedSeat
from maillage.trade.governance.consultations.queries import ConsultedLine
from maillage.trade.governance.consultations.services import consultations as services
from maillage.trade.governance.consultations.services.letters import consult_by_link
from maillage.trade.governance.consultations.views.home import consultation_place


@cooperation_page(can=permissions.can_keep_meetings)
def consultation_invite(request: CooperationRequest, consultation: int) -> HttpResponse:
    """Every seat asked, its address, its link to copy, and the letters that may leave."""
    kept = get_object_or_404(queries.consultations(request.access), pk=consultation)
    lines = queries.consulted_lines(request.access, kept)
    if request.method == "POST" and kept.is_open:
        chosen = set(request.POST.getlist("seats"))
        count = consult_by_link(
            access=request.access,
            consultation=kept,
            seats=[line.asked for line in lines if str(line.asked.pk) in chosen],
            today=timezone.localdate(),
            absolute=request.build_absolute_uri,
        )
        tell_links(request, len(chosen), count)
        return redirect(page_url(request, "consultation_invite", kept.pk))
    return link_page(request, _invite_page(request, kept, lines))


def _invite_page(
    request: CooperationRequest, kept: Consultation, lines: Sequence[ConsultedLine]
) -> LinkPage:
    asked = [line.asked for line in lines]
    emails = queries.emails_of_seats(asked)
    links = held_links(queries.PURPOSE, [one.pk for one in asked])
    return LinkPage(
        title=_("Envoyer la consultation"),
        about=str(kept),
        sentence=_(
            "Chacun reçoit son lien, qui sert une fois ; sans adresse, le lien se copie. Qui a "
            "déjà son lien reçoit une relance, une par jour au plus."
        ),
        place=consultation_place(request, kept),
        field="seats",
        rows=[
            LinkRow(
                value=line.asked.pk,
                name=line.name,
                detail=str(line.person or ""),
                email=emails.get(line.asked.pk, ""),
                link=links.get(line.asked.pk),
                is_checked=not line.opinion,
                note=_("a répondu") if line.opinion else "",
            )
            for line in lines
        ],
        empty=_(
            "Cette instance n’a pas de siège qui ait voix : donnez-lui les siens, puis consultez."
        ),
        instead=PageLink(str(kept.body), page_url(request, "body", kept.body_id)),
        back=PageLink(_("Voir les réponses"), page_url(request, "consultation", kept.pk)),
        is_open=kept.is_open,
    )


@cooperation_page(can=permissions.can_answer_decisions)
def consultation_answer(request: CooperationRequest, consulted_seat: int) -> HttpResponse:
    """The form of one answer: heard by an officer, or given by who speaks for the structure."""
    found = get_object_or_404(queries.answerable_seats(request.access), pk=consulted_seat)
    back = page_url(request, "consultation", found.consultation_id)
    if found.consultation.closed_words:
        return closed_page(request, found.consultation.closed_words, back)
    known = queries.standing_opinion(found)
    kind = RecordedOpinionForm if request.access.is_officer else OpinionForm
    form = kind(request.POST or None, known=known)
    page = FormPage(
        _("La réponse de %(name)s") % {"name": found},
        consultation_place(request, found.consultation),
        str(found.consultation),
    )
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, page)
    try:
        services.record_opinion(author=request.user, asked=found, heard=_heard(request, form))
    except ClosedError as closed:
        return closed_page(request, str(closed), back)
    except RivalAnswerError:
        _read_again(form, found)
        return read_again_page(request, form, page)
    say(request, _("La réponse de %(name)s est enregistrée.") % {"name": found})
    return redirect(back)


def _read_again(form: OpinionForm, asked: ConsultedSeat) -> None:
    """What was typed stays, after what was recorded meanwhile, which is said above."""
    known = queries.standing_opinion(asked)
    if known is not None:
        standing = f"{known.get_choice_display()} ({means_words(known)})"
        form.read_again(known.pk, rival_words(standing))


def _heard(request: CooperationRequest, form: OpinionForm) -> services.Heard:
    if isinstance(form, RecordedOpinionForm):
        told = form.cleaned_data
        return form.heard(told["told_by"], told["means"], told["told_on"])
    return form.heard(request.user.name)


@answer_page(queries.PURPOSE)
def answer_consultation(request: AnswerRequest) -> HttpResponseBase:
    """The question, and what the holder of the link says of it."""
    link = request.link
    found = queries.consulted_of(link).first()
    if found is None:
        return closed_link_page(request, link)
    if not found.consultation.is_open:
        return _over(request, found.consultation)
    known = queries.standing_opinion(found)
    form = LinkOpinionForm(request.POST or None, known=known, recipient=link.recipient)
    shown = {"asked": found, "known": known, "consultation": found.consultation}
    page = AnswerPage("governance/answer_consultation", form, shown)

    def keep() -> None:
        heard = form.heard(form.cleaned_data["told_by"], Means.LINK)
        services.answer_consultation_by_link(link=link, asked=found, heard=heard)

    try:
        return take_answer_or_read_again(request, page, keep, partial(_read_again, form, found))
    except ClosedError:
        return _over(request, queries.consulted_of(link).get().consultation)


def _over(request: AnswerRequest, consultation: Consultation) -> HttpResponse:
    """The page (410) of a consultation that is closed: its result, in words."""
    context = {"link": request.link, "consultation": consultation}
    return render(request, "governance/answer_consultation_closed.html", context, status=410)
