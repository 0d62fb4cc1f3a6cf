"""A table of money is pasted: the wizard of imports then shows what it understands."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core.links import address
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.foundation.exchange.cells.problems import UnreadableFileError
from maillage.foundation.exchange.import_wizard.services.first_reading import receive_file
from maillage.trade.funding import permissions
from maillage.trade.funding.funding_plan.gestures import plans_place
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.money_table.forms import PasteForm, PlanPasteForm
from maillage.trade.funding.money_table.target import MONEY_TABLE


@cooperation_page(can=permissions.can_edit_funding)
def plans_paste(request: CooperationRequest) -> HttpResponse:
    """The form that takes a table of operations copied in a spreadsheet."""
    return _page(
        request,
        None,
        _(
            "Une ligne par opération et une colonne ou deux par financeur, ou les deux tableaux "
            "d’un plan sous son nom : les dépenses, puis les recettes. Gardez vos titres."
        ),
    )


@cooperation_page(can=permissions.can_edit_funding)
def plan_paste(request: CooperationRequest, funding_plan: int) -> HttpResponse:
    """The form that takes the two halves of one plan, what it costs and who pays."""
    plan = get_object_or_404(readable.editable_plans(request.access), pk=funding_plan)
    words = _("Collez vos deux tableaux : les dépenses, puis les recettes, à côté ou dessous.")
    return _page(request, plan, words)


def _page(request: CooperationRequest, plan: FundingPlan | None, words: str) -> HttpResponse:
    access = request.access
    title = f"{_('Plan de financement')} : {plan}\n" if plan else ""

    def content(form: PasteForm) -> bytes:
        owner = form.cleaned_data.get("owner", "").strip()
        above = f"{_('Maître d’ouvrage')} : {owner}\n" if owner else title
        return f"{above}{form.cleaned_data['pasted']}".encode()

    return add_page(
        request,
        form=PlanPasteForm if plan else PasteForm,
        save=lambda form: receive_file(
            author=request.user,
            cooperation=access.cooperation,
            target=MONEY_TABLE,
            name=_("tableau collé"),
            content=content(form),
        ),
        page=FormPage(
            _("Coller un tableau"), plans_place(request, plan), words, submit=_("Lire ce tableau")
        ),
        done=_("Votre tableau est lu : vérifiez ce que devient chaque colonne."),
        to=lambda run: address("exchange:import_wizard_columns", access.cooperation.slug, run.pk),
        refused={UnreadableFileError: "pasted"},
    )
