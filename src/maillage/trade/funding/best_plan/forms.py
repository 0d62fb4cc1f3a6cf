"""Which plans, which sources, and what an owner can pay at most: asked in the address."""

from typing import ClassVar

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.money import EurosField, euros_words
from maillage.core.ticked import TickedField
from maillage.foundation.cooperations.models import Access
from maillage.trade.funding.best_plan.queries import plans_to_fund, usable_sources
from maillage.trade.funding.funding_plan.models import FundingPlan
from maillage.trade.funding.funding_sources.models import FundingSource
from maillage.trade.funding.funding_sources.words import rate_words

MOST_PLANS = 20


class _SourcesField(TickedField[FundingSource]):
    """Each source with what bounds it."""

    def label_from_instance(self, obj: FundingSource) -> str:
        """« DETR 2027, jusqu’à 40 %, 300 000 € au plus »."""
        most = obj.cap_cents
        cap = "" if most is None else _("%(sum)s au plus") % {"sum": euros_words(most)}
        return ", ".join(filter(None, (str(obj), rate_words(obj), cap)))


class BestPlanForm(forms.Form):
    """The plans, the sources, and a bound on what each owner pays."""

    essential: ClassVar[tuple[str, ...]] = ("plans", "sources", "most_own")

    def __init__(self, data: QueryDict | None, *, access: Access, plan: int | None = None) -> None:
        super().__init__(data)
        self.fields["plans"] = TickedField[FundingPlan](
            plans_to_fund(access).order_by("pk"),
            label=_("Pour quels plans ?"),
            initial=[plan] if plan else None,
        )
        usable = usable_sources(access)
        self.fields["sources"] = _SourcesField(
            usable,
            label=_("Avec quelles sources ?"),
            initial=list(usable.values_list("pk", flat=True)) if data is None else None,
            help_text=_("Celles dont le taux ou le plafond est noté."),
        )
        self.fields["most_own"] = EurosField(
            label=_("Chaque maître d’ouvrage peut payer au plus, en euros"), required=False
        )

    def clean_plans(self) -> list[FundingPlan]:
        """The plans, as many as are weighed while one waits."""
        rows = list(self.cleaned_data["plans"])
        if len(rows) > MOST_PLANS:
            more = len(rows) - MOST_PLANS
            words = ngettext(
                "Vingt plans au plus à la fois : retirez-en un.",
                "Vingt plans au plus à la fois : retirez-en %(n)s.",
                more,
            )
            raise forms.ValidationError(words % {"n": more})
        return rows
