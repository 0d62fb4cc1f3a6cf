"""A table of money is pasted: the wizard of imports then shows what it understands."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage
from maillage.foundation.exchange.import_wizard.pasting import paste_page
from maillage.trade.funding import permissions
from maillage.trade.funding.funding_plan.gestures import plans_place
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.money_table.forms import OwnedPasteForm
from maillage.trade.funding.money_table.target import MONEY_TABLE


@cooperation_page(can=permissions.can_edit_funding)
def plans_paste(request: CooperationRequest) -> HttpResponse:
    """The form that takes a table of operations copied in a spreadsheet."""
    words = _(
        "Une ligne par opération et une colonne ou deux par financeur, ou les deux tableaux "
        "d’un plan sous son nom : les dépenses, puis les recettes. Gardez vos titres."
    )
    page = FormPage("", plans_place(request, None), words)
    return paste_page(request, MONEY_TABLE, page, form=OwnedPasteForm)


@cooperation_page(can=permissions.can_edit_funding)
def plan_paste(request: CooperationRequest, funding_plan: int) -> HttpResponse:
    """The form that takes the two halves of one plan, what it costs and who pays."""
    plan = get_object_or_404(readable.editable_plans(request.access), pk=funding_plan)
    words = _("Collez vos deux tableaux : les dépenses, puis les recettes, à côté ou dessous.")
    over = f"{_('Plan de financement')} : {plan}"
    return paste_page(request, MONEY_TABLE, FormPage("", plans_place(request, plan), words), over)
