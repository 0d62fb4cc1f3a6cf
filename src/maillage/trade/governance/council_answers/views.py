"""A round of calls noted on one page; the links of all the councils, ready to leave."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.letters import letter_text
from maillage.core.messages import say, warn
from maillage.core.shell import Audience
from maillage.core.tables_out import write_csv
from maillage.foundation.cooperations.models import AnswerLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.cooperations.questions.points import path_of
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.council_answers import queries, services
from maillage.trade.governance.council_answers.forms import AnswersForm
from maillage.trade.governance.council_answers.services import CouncilAnswer, CouncilLink
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.queries.joint_decisions import joint_decisions
from maillage.trade.governance.joint_decisions.views.register import decisions_place

CSV = "text/csv; charset=utf-8"
_get_decision = one_of(joint_decisions)


@dataclass(frozen=True, slots=True)
class Message:
    """A message ready to be sent: to whom, its subject and its words, its address for a mailer."""

    council: CouncilLink
    url: str
    subject: str
    text: str

    @property
    def mailto(self) -> str:
        """What a mailer opens, the message already written."""
        head = f"mailto:{quote(self.council.email)}?subject={quote(self.subject)}"
        return f"{head}&body={quote(self.text)}"


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_collect(request: CooperationRequest, joint_decision: int) -> HttpResponse:
    """The answers of the councils that are waited for, noted together."""
    record = _get_decision(request, joint_decision)
    paths = queries.waited_paths(request.access, record)
    if not paths:
        return _nothing_waited(request, record)
    return add_page(
        request,
        form=lambda sent: AnswersForm(sent, paths=paths),
        save=lambda form: _noted(request, form),
        page=FormPage(
            _("Noter les réponses"),
            decisions_place(request, record),
            _("Ce que l’on vous a dit au téléphone ou en séance ; « pas encore » ne change rien."),
            template="governance/joint_decision_collect.html",
        ),
        done=_noted_words,
    )


def _nothing_waited(request: CooperationRequest, record: JointDecision) -> HttpResponse:
    """Back to the decision, where each answer stands: no council is waited for."""
    say(request, _("Aucune réponse n’est attendue des conseils de cette décision."))
    return redirect(page_url(request, "joint_decision", record.pk))


def _noted(request: CooperationRequest, form: AnswersForm) -> int:
    left = services.record_answers(author=request.user, answers=form.answers)
    if left:
        warn(request, _left_words(left))
    return len(form.answers) - len(left)


def _left_words(left: Sequence[CouncilAnswer]) -> str:
    names = french.listed([str(one.deliberation) for one in left])
    return _(
        "Quelqu’un a écrit pendant ce temps sur : %(names)s. Rien n’y est changé, rouvrez la page."
    ) % {"names": names}


def _noted_words(count: int) -> str:
    words = ngettext("Une réponse est enregistrée.", "%(n)s réponses sont enregistrées.", count)
    return words % {"n": french.number(count)} if count else ""


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_links(request: CooperationRequest, joint_decision: int) -> HttpResponse:
    """The links of the councils that are waited for: made, sent or taken away in one gesture."""
    record = _get_decision(request, joint_decision)
    councils = services.council_links(queries.waited_paths(request.access, record))
    if not councils:
        return _nothing_waited(request, record)
    here = page_url(request, "joint_decision_links", record.pk)
    if request.method == "POST":
        _prepare(request, record, councils)
        return redirect(here)
    ready = [_message(request, one, one.link) for one in councils if one.link]
    if request.GET.get("export") == "csv":
        return _file(record, ready)
    context = {
        "place": decisions_place(request, record),
        "decision": record,
        "ready": ready,
        "missing": [one for one in councils if one.link is None],
        "sentence": links_reading(len(councils), len(ready)),
        "addressed": sum(bool(one.council.email) for one in ready),
        "file_url": f"{here}?export=csv",
        "audience": Audience(_("les chargées de coopération"), here),
    }
    return render(request, "governance/joint_decision_links.html", context)


def links_reading(waited: int, ready: int) -> str:
    """How many councils are waited for, one at least, and how many of them have their link."""
    answers = ngettext("Une réponse est attendue", "%(n)s réponses sont attendues", waited)
    words = answers % {"n": french.capital(french.in_words(waited, feminine=True))}
    if not ready:
        return _("%(waited)s ; aucun lien n’est prêt.") % {"waited": words}
    links = ngettext("un lien est prêt", "%(n)s liens sont prêts", ready)
    return f"{words} ; {links % {'n': french.in_words(ready)}}."


def _prepare(
    request: CooperationRequest, record: JointDecision, councils: Sequence[CouncilLink]
) -> None:
    """Makes the links that lack; writes the letters of those that have an address, when asked."""
    made = services.prepare_links(author=request.user, decision=record, councils=councils)
    if "send" not in request.POST:
        say(
            request,
            ngettext("Un lien est prêt.", "%(n)s liens sont prêts.", len(made))
            % {"n": french.number(len(made))},
        )
        return
    links = [*made, *(one.link for one in councils if one.link)]
    count = services.send_links(links=links, absolute=request.build_absolute_uri)
    say(
        request,
        ngettext(
            "Une lettre est écrite : elle part dans la minute.",
            "%(n)s lettres sont écrites : elles partent dans la minute.",
            count,
        )
        % {"n": french.number(count)},
    )


def _message(request: CooperationRequest, council: CouncilLink, link: AnswerLink) -> Message:
    url = request.build_absolute_uri(path_of(link))
    return Message(
        council=council,
        url=url,
        subject=_("Une question de %(cooperation)s : %(about)s")
        % {"cooperation": link.cooperation.name, "about": link.about},
        text=letter_text("cooperations/letters/answer.txt", {"link": link, "url": url}),
    )


def _file(record: JointDecision, messages: Sequence[Message]) -> HttpResponse:
    """The messages as a table, for the mailing of a word processor."""
    heads = (_("Structure"), _("Destinataire"), _("Courriel"), _("Lien"), _("Objet"), _("Message"))
    rows = [
        (
            str(one.council.deliberation),
            one.council.recipient,
            one.council.email,
            one.url,
            one.subject,
            one.text,
        )
        for one in messages
    ]
    response = HttpResponse(write_csv(heads, rows), content_type=CSV)
    response["Content-Disposition"] = f'attachment; filename="liens-decision-{record.pk}.csv"'
    return response
