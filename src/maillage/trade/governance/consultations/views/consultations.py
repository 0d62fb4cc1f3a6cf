"""What cannot wait is asked in writing: the question, who says what, the result."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.shell import Audience
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    edit_page,
)
from maillage.foundation.cooperations.questions.words import means_words
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries import bodies as body_queries
from maillage.trade.governance.choices import Closing
from maillage.trade.governance.consultations import queries
from maillage.trade.governance.consultations.forms import ConsultationEditForm, ConsultationForm
from maillage.trade.governance.consultations.models import Consultation
from maillage.trade.governance.consultations.queries import ConsultedLine
from maillage.trade.governance.consultations.services import consultations as services
from maillage.trade.governance.consultations.views.home import consultation_place
from maillage.trade.governance.consultations.words import RULES, count_words
from maillage.trade.governance.meetings.forms.meetings import CancelForm
from maillage.trade.governance.meetings.views.home import meetings_place


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
