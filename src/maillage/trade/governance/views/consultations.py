"""What cannot wait is asked in writing: the question, who says what, the result."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.said import say, warn
from maillage.core.shell import Audience
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages import FormPage, both_texts, form_page
from maillage.ground.directory.models.periods import in_force
from maillage.ground.directory.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.answer_words import means_words
from maillage.trade.governance.choices import Closing
from maillage.trade.governance.consultation_words import RULES, count_words
from maillage.trade.governance.forms.consultations import ConsultationEditForm, ConsultationForm
from maillage.trade.governance.forms.meetings import CancelForm
from maillage.trade.governance.models import Body, Consultation
from maillage.trade.governance.queries import bodies as body_queries
from maillage.trade.governance.queries import consultations as queries
from maillage.trade.governance.queries.consultations import ConsultedLine
from maillage.trade.governance.services import consultations as services
from maillage.trade.governance.views.addresses import (
    consultation_place,
    meetings_place,
    page_url,
)


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
    said = {"day": french.long_date(kept.closes_on), "count": count}
    if kept.is_open:
        return _("Réponses jusqu’au %(day)s. Pour l’instant : %(count)s") % said
    return _("Réponses closes le %(day)s au soir : son résultat va s’écrire. %(count)s") % said


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
    form = ConsultationForm(request.POST or None, instance=started, bodies=bodies)
    if request.method == "POST" and form.is_valid():
        kept = services.open_consultation(author=request.user, consultation=form.save(commit=False))
        say(request, _("La consultation est ouverte : envoyez-la à qui siège."))
        return redirect(page_url(request, "consultation_invite", kept.pk))
    page = FormPage(
        _("Consulter par écrit"),
        page_url(request, "meetings"),
        sentence=_("Pour ce qui ne peut attendre la prochaine séance."),
        place=meetings_place(request),
    )
    return form_page(request, form, page)


def _rule_of(body: Body) -> str:
    return body.decision_rule if body.decision_rule in {rule.value for rule in RULES} else ""


@cooperation_page(can=permissions.can_keep_meetings)
def consultation_edit(request: CooperationRequest, consultation: int) -> HttpResponse:
    """The form that gives more time or more context."""
    kept = _consultation(request, consultation)
    if not kept.is_open:
        return is_closed(request, kept)
    back, read = page_url(request, "consultation", kept.pk), version_read(request, kept)
    form = ConsultationEditForm(request.POST or None, consultation=kept)
    if request.method == "POST" and form.is_valid():
        kept.context = form.cleaned_data["context"]
        kept.closes_on = form.cleaned_data["closes_on"]
        try:
            services.edit_consultation(author=request.user, consultation=kept, read=read)
        except StaleVersionError as stale:
            saved = ConsultationEditForm(consultation=_consultation(request, consultation))
            return both_texts(request, (form, saved), stale, back)
        except services.ConsultationClosedError:
            return is_closed(request, kept)
        say(request, _("La consultation est à jour."))
        return redirect(back)
    page = FormPage(
        _("Délai et contexte"),
        back,
        sentence=str(kept),
        place=consultation_place(request, kept),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_meetings)
def consultation_drop(request: CooperationRequest, consultation: int) -> HttpResponse:
    """The form that withdraws a consultation, with its reason."""
    kept = _consultation(request, consultation)
    if not kept.is_open:
        return is_closed(request, kept)
    back, read = page_url(request, "consultation", kept.pk), version_read(request, kept)
    form = CancelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            services.drop_consultation(
                author=request.user, consultation=kept, read=read, reason=reason
            )
        except StaleVersionError as stale:
            return both_texts(request, (form, CancelForm()), stale, back)
        except services.ConsultationClosedError:
            return is_closed(request, kept)
        say(request, _("La consultation est retirée : ses réponses restent."))
        return redirect(back)
    page = FormPage(
        _("Retirer la consultation"),
        back,
        sentence=str(kept),
        place=consultation_place(request, kept),
        version=read,
    )
    return form_page(request, form, page)


def is_closed(request: CooperationRequest, kept: Consultation) -> HttpResponse:
    """Back to the page of a consultation that is closed, with the sentence that says so."""
    warn(request, _("Cette consultation est close : plus rien ne s’y écrit."))
    return redirect(page_url(request, "consultation", kept.pk))


def _consultation(request: CooperationRequest, number: int) -> Consultation:
    return get_object_or_404(queries.consultations(request.access), pk=number)


def _bodies(request: CooperationRequest) -> QuerySet[Body]:
    rows = body_queries.bodies(request.access).filter(in_force())
    return rows.order_by("folded", "pk")
