"""A source is aimed at: what is expected of it enters a plan, its closing what is due."""

from typing import ClassVar

from django import forms
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.money import EurosField
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page
from maillage.ground.directory.records.naming import OrganisationField
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.trade.funding import permissions
from maillage.trade.funding.addresses import page_url
from maillage.trade.funding.choices import Section
from maillage.trade.funding.funding_plan import services
from maillage.trade.funding.funding_plan.models import LINE_TWICE, FundingLine, FundingPlan
from maillage.trade.funding.funding_plan.queries import readable
from maillage.trade.funding.funding_sources.models import FundingSource
from maillage.trade.funding.funding_sources.queries import sources
from maillage.trade.funding.funding_sources.views import sources_place


class AimForm(forms.Form):
    """For which plan, how much, in which year."""

    essential: ClassVar[tuple[str, ...]] = ("plan", "cents", "year", "funder")

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        source: FundingSource,
        access: Access,
        initial: dict[str, str] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.source = source
        plans = readable.editable_plans(access).filter(post__isnull=True).order_by("pk")
        closes = source.closes_on or timezone.localdate()
        self.fields["plan"] = forms.ModelChoiceField[FundingPlan](plans, label=_("Pour"))
        self.fields["cents"] = EurosField(label=_("Montant pressenti, en euros"))
        self.fields["year"] = forms.IntegerField(
            label=_("Année"), min_value=2000, max_value=2100, initial=closes.year
        )
        self.fields["funder"] = OrganisationField(
            organisations(access), label=_("Qui paie"), initial=source.funder
        )
        self.fields["section"] = forms.ChoiceField(
            label=_("Section"),
            choices=Section.choices,
            widget=forms.RadioSelect,
            initial=Section.INVESTMENT,
        )

    def clean(self) -> dict[str, object]:
        """The line: no other of the plan says the same."""
        values = super().clean() or {}
        plan = values.get("plan")
        if isinstance(plan, FundingPlan) and not self.errors:
            names = ("funder", "year", "section")
            same = plan.lines.filter(
                label=str(self.source)[:120], **{name: values[name] for name in names}
            )
            if same.exists():
                self.add_error("plan", LINE_TWICE)
        return values

    def line(self) -> FundingLine:
        """What is expected of the source."""
        values = self.cleaned_data
        return FundingLine(
            plan=values["plan"],
            section=values["section"],
            year=values["year"],
            funder=values["funder"],
            label=str(self.source)[:120],
            source=self.source,
            is_detr=self.source.is_detr,
        )


@cooperation_page(can=permissions.can_edit_funding)
def source_aim(request: CooperationRequest, funding_source: int) -> HttpResponse:
    """The form that aims at a source for a plan."""
    access = request.access
    one = get_object_or_404(sources(access), pk=funding_source)
    return add_page(
        request,
        form=lambda sent: AimForm(sent, source=one, access=access, initial=_proposed(request)),
        save=lambda form: services.aim(
            access=access,
            line=form.line(),
            cents=form.cleaned_data["cents"],
            on=timezone.localdate(),
        ),
        page=FormPage(
            _("Viser cette source"),
            sources_place(request, one),
            _("Le montant entre dans le plan comme pressenti ; la fermeture, dans ce qui est dû."),
            submit=_("Viser"),
        ),
        done=lambda line: _("%(name)s : c’est dans le plan.") % {"name": line},
        to=lambda line: page_url(request, "plan", line.plan_id),
    )


def _proposed(request: CooperationRequest) -> dict[str, str]:
    """The plan and the amount that a link proposes."""
    return {name: request.GET[name] for name in ("plan", "cents") if name in request.GET}
