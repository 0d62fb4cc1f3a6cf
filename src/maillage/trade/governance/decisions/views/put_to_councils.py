"""How does a question, alone or of the register, come before the councils?"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from maillage.core.said import say
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, form_page
from maillage.trade.dialogue.compromises.queries import option_to_decide
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.queries.bodies import bodies
from maillage.trade.governance.decisions.queries import joint_decision_from, settled_question
from maillage.trade.governance.decisions.services import put_to_councils
from maillage.trade.governance.joint_decisions.forms.joint_decisions import DecisionForm
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
    form = DecisionForm(request.POST or None, instance=fresh, bodies=bodies(request.access))
    if request.method == "POST" and form.is_valid():
        opened = open_decision(author=request.user, decision=form.save(commit=False))
        if source is not None:
            put_to_councils(author=request.user, decision=source, joint_decision=opened)
        sentence = _("« %(name)s » est ouverte : son texte, puis ses structures.")
        say(request, sentence % {"name": opened})
        return redirect(page_url(request, "joint_decision", opened.pk))
    page = FormPage(
        _("Ajouter une décision conjointe"),
        page_url(request, "joint_decisions"),
        sentence=_("L’intitulé et la règle suffisent pour commencer."),
        place=decisions_place(request),
    )
    return form_page(request, form, page)
