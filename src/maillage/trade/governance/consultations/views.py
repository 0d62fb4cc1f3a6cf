"""A question is put in writing; a seat answers by link, signed in, or to who calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.shell import Audience, PageLink
from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    closed_link_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, closed_page, edit_page
from maillage.foundation.cooperations.questions.fields import ask_name
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    take_answer_or_read_again,
    take_recorded_answer,
)
from maillage.foundation.cooperations.questions.words import means_words, rival_words
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries import bodies as body_queries
from maillage.trade.governance.bodies.views.link_letters import (
    LinkPage,
    answer_rows,
    link_page,
    tell_links,
)
from maillage.trade.governance.choices import Closing
from maillage.trade.governance.consultations import queries, services
from maillage.trade.governance.consultations.forms import (
    ConsultationEditForm,
    ConsultationForm,
    OpinionForm,
)
from maillage.trade.governance.consultations.models import Consultation, ConsultedSeat
from maillage.trade.governance.consultations.queries import ConsultedLine
from maillage.trade.governance.consultations.services import consult_by_link
from maillage.trade.governance.consultations.words import RULES, count_words
from maillage.trade.governance.meetings.forms import CancelForm
from maillage.trade.governance.meetings.views.register import meetings_place


def consultation_place(request: CooperationRequest, consultation: Consultation) -> Place:
    """Under the page of a written consultation."""
    url = page_url(request, "consultation", consultation.pk)
    return (*meetings_place(request), PageLink(consultation.question, url))


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A row of the table: a seat, what it says, how it was known."""

    line: ConsultedLine
    said: str
    words: str
    known: str


@cooperation_page(can=permissions.can_open_meetings)
def consultation(request: CooperationRequest, consultation: int) -> HttpResponse:
    """The question, where it stands, what each seat says."""
    kept = _consultation(request, consultation)
    access, lines = request.access, queries.consulted_lines(request.access, kept)
    context = {
        "consultation": kept,
        "sentence": _sentence(kept, lines),
        "rows": [_shown(line, may_read=permissions.can_read_minutes(access)) for line in lines],
        "may_keep": permissions.can_keep_meetings(access) and kept.is_open,
        "may_answer": spoken_for(access)
        if kept.is_open and permissions.can_answer_decisions(access)
        else frozenset(),
        "place": meetings_place(request),
        "audience": Audience(_("tous les accès"), page_url(request, "meetings")),
    }
    return render(request, "governance/consultation.html", context)


def _sentence(kept: Consultation, lines: Sequence[ConsultedLine]) -> str:
    if kept.closing == Closing.DROPPED:
        return _("Retirée : %(why)s.") % {"why": kept.result}
    if kept.closed_on:
        return kept.result
    count = count_words([line for line in lines if line.votes])
    words = {"day": french.long_date(kept.closes_on), "count": count}
    if kept.is_open:
        return _("Réponses jusqu’au %(day)s. Pour l’instant : %(count)s") % words
    return _("Réponses closes le %(day)s au soir : son résultat va s’écrire. %(count)s") % words


def _shown(line: ConsultedLine, *, may_read: bool) -> ShownLine:
    said = line.opinion
    if said is None:
        return ShownLine(line, "", "", "")
    words = said.words if may_read else ""
    return ShownLine(line, str(said.get_choice_display()), words, means_words(said))


@cooperation_page(can=permissions.can_keep_meetings)
def consultation_add(request: CooperationRequest) -> HttpResponse:
    """The form that puts a question in writing to a body."""
    bodies = _bodies(request)
    asked = request.GET.get("instance", "")
    chosen = bodies.filter(pk=int(asked)).first() if asked.isdecimal() and len(asked) < 12 else None
    started = Consultation(body=chosen, rule=_rule_of(chosen)) if chosen else Consultation()
    return add_page(
        request,
        form=lambda sent: ConsultationForm(sent, instance=started, bodies=bodies),
        save=lambda form: services.open_consultation(
            author=request.user, consultation=form.save(commit=False)
        ),
        page=FormPage(
            _("Consulter par écrit"),
            meetings_place(request),
            _("Pour ce qui ne peut attendre la prochaine séance."),
        ),
        done=_("La consultation est ouverte : envoyez-la à qui siège."),
        to=lambda consultation: page_url(request, "consultation_invite", consultation.pk),
    )


def _rule_of(body: Body) -> str:
    return body.decision_rule if body.decision_rule in {rule.value for rule in RULES} else ""


@cooperation_page(can=permissions.can_keep_meetings)
def consultation_edit(request: CooperationRequest, consultation: int) -> HttpResponse:
    """The form that gives more time or more context."""

    def save(consultation: Consultation, form: ConsultationEditForm, read: int) -> Consultation:
        consultation.context = form.cleaned_data["context"]
        consultation.closes_on = form.cleaned_data["closes_on"]
        return services.edit_consultation(author=request.user, consultation=consultation, read=read)

    return edit_page(
        request,
        lambda: _consultation(request, consultation),
        form=lambda consultation, sent: ConsultationEditForm(sent, consultation=consultation),
        save=save,
        page=lambda consultation: _page(request, consultation, _("Délai et contexte")),
        done=_("La consultation est à jour."),
    )


@cooperation_page(can=permissions.can_keep_meetings)
def consultation_drop(request: CooperationRequest, consultation: int) -> HttpResponse:
    """The form that withdraws a consultation, with its reason."""
    return edit_page(
        request,
        lambda: _consultation(request, consultation),
        form=lambda _consultation, sent: CancelForm(sent),
        save=lambda consultation, form, read: services.drop_consultation(
            author=request.user,
            consultation=consultation,
            read=read,
            reason=form.cleaned_data["reason"],
        ),
        page=lambda consultation: _page(request, consultation, _("Retirer la consultation")),
        done=_("La consultation est retirée : ses réponses restent."),
    )


def _page(request: CooperationRequest, consultation: Consultation, title: str) -> FormPage:
    return FormPage(title, consultation_place(request, consultation), str(consultation))


def _consultation(request: CooperationRequest, number: int) -> Consultation:
    return get_object_or_404(queries.consultations(request.access), pk=number)


def _bodies(request: CooperationRequest) -> QuerySet[Body]:
    rows = body_queries.bodies(request.access).filter(in_force())
    return rows.order_by("folded", "pk")


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
    asked = [(one.asked.pk, one.name, str(one.person or ""), bool(one.opinion)) for one in lines]
    emails = queries.emails_of_seats([one.asked for one in lines])
    return LinkPage(
        title=_("Envoyer la consultation"),
        about=str(kept),
        sentence=_(
            "Chacun reçoit son lien, qui sert une fois ; sans adresse, le lien se copie. Qui a "
            "déjà son lien reçoit une relance, une par jour au plus."
        ),
        place=consultation_place(request, kept),
        field="seats",
        rows=answer_rows(queries.PURPOSE, asked, emails),
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
    form = OpinionForm(request.POST or None, known=known)
    if request.access.is_officer:
        form.ask_source()
    page = FormPage(
        _("La réponse de %(name)s") % {"name": found},
        consultation_place(request, found.consultation),
        str(found.consultation),
    )

    def keep() -> None:
        heard = form.heard(Means.ACCOUNT, request.user.name)
        services.record_opinion(author=request.user, asked=found, heard=heard)

    done = _("La réponse de %(name)s est enregistrée.") % {"name": found}
    again = partial(_read_again, form, found)
    return take_recorded_answer(request, form, page, keep=keep, again=again, done=done)


def _read_again(form: OpinionForm, asked: ConsultedSeat) -> None:
    """What was typed stays, after what was recorded meanwhile, which is said above."""
    known = queries.standing_opinion(asked)
    if known is not None:
        standing = f"{known.get_choice_display()} ({means_words(known)})"
        form.read_again(known.pk, rival_words(standing))


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
    form = OpinionForm(request.POST or None, known=known)
    ask_name(form, link.recipient)
    shown = {"asked": found, "known": known, "consultation": found.consultation}
    page = AnswerPage("governance/answer_consultation", form, shown)

    def keep() -> None:
        heard = form.heard(Means.LINK)
        services.answer_consultation_by_link(link=link, asked=found, heard=heard)

    try:
        return take_answer_or_read_again(request, page, keep, partial(_read_again, form, found))
    except ClosedError:
        return _over(request, queries.consulted_of(link).get().consultation)


def _over(request: AnswerRequest, consultation: Consultation) -> HttpResponse:
    """The page (410) of a consultation that is closed: its result, in words."""
    context = {"link": request.link, "consultation": consultation}
    return render(request, "governance/answer_consultation_closed.html", context, status=410)
