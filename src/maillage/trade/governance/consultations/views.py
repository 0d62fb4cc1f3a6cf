"""A question is put in writing; a seat answers by link, signed in, or to whoever calls."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.numbers import row_numbered
from maillage.core.shell import Audience, PageLink
from maillage.core.versions import ClosedError
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, closed_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
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
    notify_links,
    silent_gesture,
)
from maillage.trade.governance.choices import Closing
from maillage.trade.governance.consultations import queries, services
from maillage.trade.governance.consultations.forms import (
    ConsultationEditForm,
    ConsultationForm,
    OpinionForm,
    SignedOpinionForm,
)
from maillage.trade.governance.consultations.models import Consultation, ConsultedSeat, Opinion
from maillage.trade.governance.consultations.queries import ConsultedLine
from maillage.trade.governance.consultations.services import consult_by_link
from maillage.trade.governance.consultations.words import RULES, count_words
from maillage.trade.governance.meetings.forms import DropForm
from maillage.trade.governance.meetings.views.register import meetings_place
from maillage.trade.governance.meetings.words import dropping

_consultation = one_of(queries.consultations)


def consultation_place(request: CooperationRequest, consultation: Consultation) -> Place:
    """Under the page of a written consultation."""
    url = page_url(request, "consultation", consultation.pk)
    return (*meetings_place(request), PageLink(consultation.question, url))


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A row of the table: a seat, what it says, how it was known."""

    line: ConsultedLine
    answer: str
    words: str
    source: str


@cooperation_page(can=permissions.can_open_meetings)
def consultation(request: CooperationRequest, consultation: int) -> HttpResponse:
    """The question, where it stands, what each seat says."""
    record = _consultation(request, consultation)
    access, lines = request.access, queries.consulted_lines(request.access, record)
    context = {
        "consultation": record,
        "sentence": _sentence(record, lines),
        "rows": [_shown(line, may_read=permissions.can_read_minutes(access)) for line in lines],
        "may_keep": permissions.can_keep_meetings(access) and record.is_open,
        "may_answer": spoken_for(access)
        if record.is_open and permissions.can_answer_decisions(access)
        else frozenset(),
        "gesture": _after(request, record) or _silent(request, record, lines),
        "place": meetings_place(request),
        "audience": Audience(_("tous les accès"), page_url(request, "meetings")),
    }
    return render(request, "governance/consultation.html", context)


def _after(request: CooperationRequest, record: Consultation) -> Waiting | None:
    """Where its end leads: the meeting that it asks for, the decision at the register."""
    if record.closing == "meeting" and permissions.can_keep_meetings(request.access):
        return Waiting(
            _("La suite"),
            _("Une objection demande une réunion."),
            f"{page_url(request, 'date_poll_add')}?instance={record.body_id}",
            verb=_("Chercher la date de cette réunion"),
        )
    if record.decision_id is None:
        return None
    return Waiting(
        _("Au registre"),
        _("Son résultat est entré au registre des décisions."),
        page_url(request, "decision", record.decision_id),
        verb=_("Lire la décision"),
    )


def _silent(
    request: CooperationRequest, record: Consultation, lines: Sequence[ConsultedLine]
) -> Waiting | None:
    """While it is open: the seats that have not answered, once somebody has."""
    if not (record.is_open and permissions.can_keep_meetings(request.access)):
        return None
    return silent_gesture(
        [line.name for line in lines if not line.choice],
        page_url(request, "consultation_invite", record.pk),
        is_answered=any(line.choice for line in lines),
    )


def _sentence(record: Consultation, lines: Sequence[ConsultedLine]) -> str:
    if record.closing == Closing.DROPPED:
        return _("Retirée : %(why)s.") % {"why": record.result}
    if record.closed_on:
        return record.result
    count = count_words([line for line in lines if line.votes])
    words = {"day": french.long_date(record.closes_on), "count": count}
    if record.is_open:
        return _("Réponses jusqu’au %(day)s. Pour l’instant : %(count)s") % words
    return _("Réponses closes le %(day)s au soir : son résultat va s’écrire. %(count)s") % words


def _shown(line: ConsultedLine, *, may_read: bool) -> ShownLine:
    opinion = line.opinion
    if opinion is None:
        return ShownLine(line, "", "", "")
    words = opinion.words if may_read else ""
    return ShownLine(line, str(opinion.get_choice_display()), words, means_words(opinion))


@cooperation_page(can=permissions.can_keep_meetings)
def consultation_add(request: CooperationRequest) -> HttpResponse:
    """The form that puts a question in writing to a body."""
    bodies = _bodies(request)
    chosen = row_numbered(bodies, request.GET.get("instance", ""))
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
        form=lambda _consultation, sent: DropForm(sent),
        save=lambda consultation, form, read: services.drop_consultation(
            author=request.user,
            consultation=consultation,
            read=read,
            reason=form.cleaned_data["reason"],
        ),
        page=lambda consultation: FormPage(
            _("Retirer la consultation"),
            consultation_place(request, consultation),
            dropping(len(queries.standing_opinions(consultation))),
            ends=True,
            keep=_("La garder"),
        ),
        done=_("La consultation est retirée : ses réponses restent."),
    )


def _page(request: CooperationRequest, consultation: Consultation, title: str) -> FormPage:
    return FormPage(title, consultation_place(request, consultation), str(consultation))


def _bodies(request: CooperationRequest) -> QuerySet[Body]:
    rows = body_queries.bodies(request.access).filter(in_force())
    return rows.order_by("folded", "pk")


@cooperation_page(can=permissions.can_keep_meetings)
def consultation_invite(request: CooperationRequest, consultation: int) -> HttpResponse:
    """Every seat asked, its address, its link to copy, and the letters that may leave."""
    record = get_object_or_404(queries.consultations(request.access), pk=consultation)
    lines = queries.consulted_lines(request.access, record)
    if request.method == "POST" and record.is_open:
        chosen = set(request.POST.getlist("seats"))
        count = consult_by_link(
            access=request.access,
            consultation=record,
            seats=[line.consulted for line in lines if str(line.consulted.pk) in chosen],
            today=timezone.localdate(),
            absolute=request.build_absolute_uri,
        )
        notify_links(request, len(chosen), count)
        return redirect(page_url(request, "consultation_invite", record.pk))
    return link_page(request, _invite_page(request, record, lines))


def _invite_page(
    request: CooperationRequest, record: Consultation, lines: Sequence[ConsultedLine]
) -> LinkPage:
    rows = [(one.consulted.pk, one.name, str(one.person or ""), bool(one.opinion)) for one in lines]
    emails = queries.emails_of_seats([one.consulted for one in lines])
    return LinkPage(
        title=_("Envoyer la consultation"),
        about=str(record),
        sentence=_(
            "Chacun reçoit son lien, qui sert une fois ; sans adresse, le lien se copie. Qui a "
            "déjà son lien reçoit une relance, une par jour au plus."
        ),
        place=consultation_place(request, record),
        field="seats",
        rows=answer_rows(queries.PURPOSE, rows, emails),
        empty=_(
            "Cette instance n’a pas de siège qui ait voix : donnez-lui les siens, puis consultez."
        ),
        instead=PageLink(str(record.body), page_url(request, "body", record.body_id)),
        back=PageLink(_("Voir les réponses"), page_url(request, "consultation", record.pk)),
        is_open=record.is_open,
    )


@cooperation_page(can=permissions.can_answer_decisions)
def consultation_answer(request: CooperationRequest, consulted_seat: int) -> HttpResponse:
    """The form of one answer: heard by an officer, or given by whoever speaks for the structure."""
    record = get_object_or_404(queries.answerable_seats(request.access), pk=consulted_seat)
    back = page_url(request, "consultation", record.consultation_id)
    if record.consultation.closed_words:
        return closed_page(request, record.consultation.closed_words, back)
    opinion = queries.standing_opinion(record)
    form = OpinionForm(request.POST or None, opinion=opinion)
    if request.access.is_officer:
        form.ask_source()
    page = FormPage(
        _("La réponse %(of)s") % {"of": french.of_body(record)},
        consultation_place(request, record.consultation),
        " ".join((str(record.consultation), _replaced_words(opinion))).strip(),
    )

    def keep() -> None:
        answer = form.answer(Means.ACCOUNT, request.user.name)
        services.record_opinion(author=request.user, consulted_seat=record, answer=answer)

    done = _("La réponse %(of)s est enregistrée.") % {"of": french.of_body(record)}
    again = partial(_read_again, form, record)
    return take_recorded_answer(request, form, page, keep=keep, again=again, done=done)


def _replaced_words(opinion: Opinion | None) -> str:
    """The answer that stands, which the form shows and replaces; nothing when there is none."""
    if opinion is None:
        return ""
    words = _("Réponse reçue : %(answer)s (%(means)s). Celle que vous notez la remplace.")
    return words % {"answer": opinion.get_choice_display(), "means": means_words(opinion)}


def _read_again(form: OpinionForm, consulted_seat: ConsultedSeat) -> None:
    """What was typed stays, after what was recorded meanwhile, which is said above."""
    opinion = queries.standing_opinion(consulted_seat)
    if opinion is not None:
        standing = f"{opinion.get_choice_display()} ({means_words(opinion)})"
        form.read_again(opinion.pk, rival_words(standing))


@answer_page(queries.PURPOSE, find=lambda link: queries.consulted_of(link).first())
def answer_consultation(request: AnswerRequest, consulted_seat: ConsultedSeat) -> HttpResponseBase:
    """The question, and what the holder of the link says of it."""
    link = request.link
    if not consulted_seat.consultation.is_open:
        return _over(request, consulted_seat.consultation)
    opinion = queries.standing_opinion(consulted_seat)
    form = SignedOpinionForm(request.POST or None, opinion=opinion)
    form.sign(link.recipient, consulted_seat)
    shown = {"asked": consulted_seat, "known": opinion, "consultation": consulted_seat.consultation}
    page = AnswerPage("governance/answer_consultation", form, shown)

    def keep() -> None:
        answer = form.answer(Means.LINK, form.cleaned_data["said_by"])
        services.answer_consultation_by_link(
            link=link, consulted_seat=consulted_seat, answer=answer
        )

    try:
        return take_answer_or_read_again(
            request, page, keep, partial(_read_again, form, consulted_seat)
        )
    except ClosedError:
        return _over(request, queries.consulted_of(link).get().consultation)


def _over(request: AnswerRequest, consultation: Consultation) -> HttpResponse:
    """The page (410) of a consultation that is closed: its result, in words."""
    context = {"link": request.link, "consultation": consultation}
    return render(request, "governance/answer_consultation_closed.html", context, status=410)
