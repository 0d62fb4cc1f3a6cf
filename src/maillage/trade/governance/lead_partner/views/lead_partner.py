"""Who carries the cooperation, a theme or an action for the others, and by which act?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.said import say
from maillage.core.shell import Audience, PageLink
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, both_texts, form_page
from maillage.foundation.documents.files.rules.problems import DocumentRefusedError
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.bodies.forms.bodies import EndForm
from maillage.trade.governance.lead_partner import queries, services
from maillage.trade.governance.lead_partner.forms import LeadActForm, LeadPartnerForm
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.services import AlreadyCarriedError
from maillage.trade.governance.lead_partner.views.pages import lead_register, shown_lead


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
    form = LeadPartnerForm(
        request.POST or None,
        request.FILES or None,
        instance=LeadPartner(),
        organisations=member_organisations(request.access).order_by("folded", "pk"),
        subjects=queries.subjects_to_carry(request.access),
    )
    if request.method == "POST" and form.is_valid() and (named := _named(request, form)):
        say(request, _("%(name)s est chef de file.") % {"name": named})
        return redirect(page_url(request, "lead_partner_sheet", named.pk))
    page = FormPage(
        _("Nommer un chef de file"),
        page_url(request, "lead_partner"),
        sentence=_("La structure qui porte pour les autres, et l’acte qui le dit."),
        place=_place(request),
    )
    return _upload(request, form, page)


def _named(request: CooperationRequest, form: LeadPartnerForm) -> LeadPartner | None:
    """The lead partner, or None with the reason said on the form."""
    try:
        return services.name_lead_partner(
            access=request.access,
            lead=form.save(commit=False),
            about=form.carried,
            file=form.cleaned_data["file"],
        )
    except AlreadyCarriedError as error:
        form.refuse_overlap(error.other)
    except DocumentRefusedError as error:
        form.add_error("file", str(error))
    return None


@cooperation_page(can=permissions.can_keep_lead_partner)
def lead_partner_edit(request: CooperationRequest, lead_partner: int) -> HttpResponse:
    """The form of the scope, the act and the dates; who writes second sees both texts."""
    found = _found(request, lead_partner)
    back, read = page_url(request, "lead_partner_sheet", found.pk), version_read(request, found)
    form = LeadActForm(request.POST or None, request.FILES or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_lead_partner(
                access=request.access,
                lead=form.save(commit=False),
                read=read,
                file=form.cleaned_data["file"],
            )
        except StaleVersionError as stale:
            saved = LeadActForm(instance=_found(request, lead_partner))
            return both_texts(request, (form, saved), stale, back)
        except AlreadyCarriedError as error:
            form.refuse_overlap(error.other)
        except DocumentRefusedError as error:
            form.add_error("file", str(error))
        else:
            say(request, _("La fiche est à jour."))
            return redirect(back)
    page = FormPage(
        _("Portée, acte et dates"), back, sentence=str(found), place=_place(request), version=read
    )
    return _upload(request, form, page)


@cooperation_page(can=permissions.can_keep_lead_partner)
def lead_partner_end(request: CooperationRequest, lead_partner: int) -> HttpResponse:
    """The form that says until when a structure carried its subject."""
    found = _found(request, lead_partner)
    back, read = page_url(request, "lead_partner_sheet", found.pk), version_read(request, found)
    form = EndForm(request.POST or None, since=found.since, until=found.until)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            services.end_lead_partner(access=request.access, lead=found, read=read, on=on)
        except StaleVersionError as stale:
            kept = _found(request, lead_partner)
            saved = EndForm(since=kept.since, until=kept.until)
            return both_texts(request, (form, saved), stale, back)
        say(request, _("%(name)s ne sera plus chef de file à partir de ce jour.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("N’est plus chef de file"),
        back,
        sentence=_("%(name)s : ce qui a été reste dans l’histoire.") % {"name": found},
        place=_place(request),
        version=read,
    )
    return form_page(request, form, page)


def _upload(request: CooperationRequest, form: LeadActForm, page: FormPage) -> HttpResponse:
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "governance/upload.html", {"form": form, "page": page}, status=status)


def _place(request: CooperationRequest) -> Place:
    return (PageLink(_("Chefs de file"), page_url(request, "lead_partner")),)


def _found(request: CooperationRequest, number: int) -> LeadPartner:
    return get_object_or_404(queries.lead_partners(request.access), pk=number)
