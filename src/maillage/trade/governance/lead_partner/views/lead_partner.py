"""Who carries the cooperation, a theme or an action for the others, and by which act?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    edit_page,
)
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.bodies.forms.bodies import EndForm
from maillage.trade.governance.bodies.words import history_stays
from maillage.trade.governance.lead_partner import queries, services
from maillage.trade.governance.lead_partner.forms import LeadActForm, LeadPartnerForm
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.services import AlreadyCarriedError
from maillage.trade.governance.lead_partner.views.pages import lead_register, shown_lead

REFUSED = {AlreadyCarriedError: "since", DocumentRefusedError: "file"}


@cooperation_page(can=permissions.can_open_lead_partner)
def lead_partner(request: CooperationRequest) -> HttpResponse:
    """The register of lead partners."""
    return answer_register(
        request,
        lead_register(request.access),
        queries.lead_partners(request.access),
        template="governance/lead_partner.html",
        context={"audience": Audience(_("tous les accès"), page_url(request, "lead_partner"))},
    )


@cooperation_page(can=permissions.can_open_lead_partner)
def lead_partner_sheet(request: CooperationRequest, lead_partner: int) -> HttpResponse:
    """The sheet of one lead partner."""
    told = queries.lead_sheet(request.access, _found(request, lead_partner))
    context = {
        "told": told,
        "sheet": shown_lead(request.access, told),
        "may_keep": permissions.can_keep_lead_partner(request.access),
        "audience": Audience(_("tous les accès"), "#qui-voit"),
    }
    return render(request, "governance/lead_partner_sheet.html", context)


@cooperation_page(can=permissions.can_keep_lead_partner)
def lead_partner_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a structure is named; on days that are free."""
    return add_page(
        request,
        form=lambda sent: LeadPartnerForm(
            sent,
            request.FILES if sent else None,
            instance=LeadPartner(),
            organisations=member_organisations(request.access).order_by("folded", "pk"),
            subjects=queries.subjects_to_carry(request.access),
        ),
        save=lambda form: services.name_lead_partner(
            access=request.access,
            lead=form.save(commit=False),
            about=form.carried,
            file=form.cleaned_data["file"],
        ),
        page=FormPage(
            _("Nommer un chef de file"),
            _place(request),
            _("La structure qui porte pour les autres, et l’acte qui le dit."),
        ),
        done=lambda lead: _("%(name)s est chef de file.") % {"name": lead},
        to=lambda lead: page_url(request, "lead_partner_sheet", lead.pk),
        refused=REFUSED,
    )


@cooperation_page(can=permissions.can_keep_lead_partner)
def lead_partner_edit(request: CooperationRequest, lead_partner: int) -> HttpResponse:
    """The form of the scope, the act and the dates; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _found(request, lead_partner),
        form=lambda lead, sent: LeadActForm(sent, request.FILES if sent else None, instance=lead),
        save=lambda _lead, form, read: services.edit_lead_partner(
            access=request.access,
            lead=form.save(commit=False),
            read=read,
            file=form.cleaned_data["file"],
        ),
        page=lambda lead: _page(request, lead, _("Portée, acte et dates"), str(lead)),
        done=_("La fiche est à jour."),
        refused=REFUSED,
    )


@cooperation_page(can=permissions.can_keep_lead_partner)
def lead_partner_end(request: CooperationRequest, lead_partner: int) -> HttpResponse:
    """The form that says until when a structure carried its subject."""
    return edit_page(
        request,
        lambda: _found(request, lead_partner),
        form=lambda lead, sent: EndForm(sent, since=lead.since, until=lead.until),
        save=lambda lead, form, read: services.end_lead_partner(
            access=request.access, lead=lead, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda lead: _page(request, lead, _("N’est plus chef de file"), history_stays(lead)),
        done=lambda lead: (
            _("%(name)s ne sera plus chef de file à partir de ce jour.") % {"name": lead}
        ),
    )


def _page(request: CooperationRequest, lead: LeadPartner, title: str, sentence: str) -> FormPage:
    """The page of a gesture on this lead partner."""
    back = page_url(request, "lead_partner_sheet", lead.pk)
    return FormPage(title, _place(request), sentence, back_to=back)


def _place(request: CooperationRequest) -> Place:
    return (PageLink(_("Chefs de file"), page_url(request, "lead_partner")),)


def _found(request: CooperationRequest, number: int) -> LeadPartner:
    return get_object_or_404(queries.lead_partners(request.access), pk=number)
