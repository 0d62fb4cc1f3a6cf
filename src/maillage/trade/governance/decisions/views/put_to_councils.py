"""How does a question, alone or of the register, come before the councils?"""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.trade.dialogue.compromises.queries import option_to_decide
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.decisions.models import Decision
from maillage.trade.governance.decisions.queries import joint_decision_from, settled_question
from maillage.trade.governance.decisions.services import put_to_councils
from maillage.trade.governance.joint_decisions.forms.joint_decisions import DecisionForm
from maillage.trade.governance.joint_decisions.models import JointDecision
from maillage.trade.governance.joint_decisions.services.joint_decisions import open_decision
from maillage.trade.governance.joint_decisions.views.home import decisions_place


@cooperation_page(can=permissions.can_keep_decisions)
def joint_decision_add(request: CooperationRequest) -> HttpResponse:
    """The form that opens a joint decision.

    `?decision=` says from which line of the register, `?compromise=` from which compromise.
    """
    source = settled_question(request.access, request.GET.get("decision", ""))
    fresh = joint_decision_from(request.access, source)
    if source is None:
        fresh.title, fresh.question = option_to_decide(
            request.access, request.GET.get("compromise", "")
        )
    return add_page(
        request,
        form=lambda sent: DecisionForm(sent, instance=fresh, bodies=bodies(request.access)),
        save=lambda form: _opened(request, form.save(commit=False), source),
        page=FormPage(
            _("Ajouter une décision conjointe"),
            decisions_place(request),
            _("L’intitulé et la règle suffisent pour commencer."),
        ),
        done=lambda decision: (
            _("« %(name)s » est ouverte : son texte, puis ses structures.") % {"name": decision}
        ),
        to=lambda decision: page_url(request, "joint_decision", decision.pk),
    )


def _opened(
    request: CooperationRequest, decision: JointDecision, source: Decision | None
) -> JointDecision:
    """The decision, to which the line of the register then leads."""
    open_decision(author=request.user, decision=decision)
    if source is not None:
        put_to_councils(author=request.user, decision=source, joint_decision=decision)
    return decision
