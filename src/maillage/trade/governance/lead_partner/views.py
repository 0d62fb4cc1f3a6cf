"""What the register and the sheet of lead partners show."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.days import LastDayForm
from maillage.core.panels import panels
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, answer_register
from maillage.core.register.cells import missing, with_distinction
from maillage.core.sheet import Fact, Readers, Sheet
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.ground.directory.records.words import period_words
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import Place, page_url
from maillage.trade.governance.lead_partner import queries, services
from maillage.trade.governance.lead_partner.forms import LeadActForm, LeadPartnerForm
from maillage.trade.governance.lead_partner.models import LeadPartner
from maillage.trade.governance.lead_partner.queries import (
    LeadRow,
    LeadSheet,
    lead_rows,
    matching_leads,
)
from maillage.trade.governance.lead_partner.services import AlreadyCarriedError

_get_lead_partner = one_of(queries.lead_partners)


def lead_register(access: Access) -> Register[LeadPartner, LeadRow]:
    """The register of lead partners, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    return Register(
        caption=_("Chefs de file"),
        noun=(_("chef de file"), _("chefs de file")),
        filename="chefs-de-file",
        columns=_columns(),
        read=lead_rows,
        order="sujet",
        row_url=lambda row: reverse("governance:lead_partner_sheet", args=[slug, row.pk]),
        search=Search(_("Filtrer les chefs de file"), _("Structure ou sujet"), matching_leads),
        chips=(
            Chip("en-cours", _("en cours"), lambda rows: rows.filter(in_force()), starts_on=True),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucun chef de file pour l’instant"),
            _(
                "Dites quelle structure porte la coopération pour les autres, et l’acte qui la "
                "désigne ; puis, s’il le faut, celle qui porte un thème ou une action."
            ),
            gestures,
        ),
    )


def _columns() -> tuple[Column[LeadRow], ...]:
    return (
        Column(
            "sujet",
            _("Sur quoi"),
            lambda row: row.about,
            cell=lambda row: with_distinction(row.about, row.organisation),
            sort=("subject__label__plain", "pk"),
        ),
        Column("nature", _("Nature"), lambda row: row.kind, quiet=True),
        Column(
            "structure",
            _("Chef de file"),
            lambda row: row.organisation,
            sort=("organisation__folded",),
            wide=True,
            measure="name",
        ),
        Column(
            "acte",
            _("Acte"),
            lambda row: row.act,
            cell=lambda row: row.act or missing(_("à noter")),
            wide=True,
        ),
        Column("depuis", _("Depuis"), lambda row: row.since, sort=("-since",), numeric=True),
        Column("jusqu-au", _("Jusqu’au"), lambda row: row.until, numeric=True, quiet=True),
    )


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    if not permissions.can_keep_lead_partner(access):
        return ()
    add = reverse("governance:lead_partner_add", args=[slug])
    return (Action(_("Nommer un chef de file"), add, "plus", main=True),)


def shown_lead(access: Access, sheet: LeadSheet) -> Sheet:
    """The sheet of a lead partner as the page draws it."""
    slug, lead = access.cooperation.slug, sheet.lead
    return Sheet(
        title=_("Chef de file : %(name)s") % {"name": lead.organisation},
        sentence=lead_sentence(sheet),
        place=(PageLink(_("Chefs de file"), reverse("governance:lead_partner", args=[slug])),),
        facts=tuple(fact for fact in _facts(slug, lead) if fact.value),
        panels=tuple(panels.ask(access, "leadpartner", lead.pk)),
        readers=(Readers("eye", _("Tous les accès"), _("structure, portée, acte, dates")),),
    )


def _facts(slug: str, lead: LeadPartner) -> list[Fact]:
    organisation = reverse("directory:organisation", args=[slug, lead.organisation_id])
    period = period_words(lead)
    return [
        Fact(
            _("Structure"), format_html('<a href="{}">{}</a>', organisation, lead.organisation.name)
        ),
        Fact(_("Sur quoi"), lead.subject.label, str(lead.subject.get_kind_display())),
        Fact(_("Ce qu’elle porte"), lead.scope),
        Fact(_("Quand"), period[:1].upper() + period[1:]),
        Fact(_("Acte"), lead.act_number or _("à noter"), _act_note(slug, lead)),
    ]


def _act_note(slug: str, lead: LeadPartner) -> str:
    day = _("du %(day)s") % {"day": french.long_date(lead.act_on)} if lead.act_on else ""
    if lead.act is None:
        return day
    url = reverse("documents:document_file", args=[slug, lead.act.pk])
    return format_html('{} <a href="{}">{}</a>', day, url, lead.act.name)


def leads_reading(count: int, unnamed: int) -> str:
    """How many lead partners there are, and how many have no act that names them."""
    if not count:
        return _("Aucun chef de file n’est désigné.")
    counted = ngettext("Un chef de file", "%(n)s chefs de file", count) % {
        "n": french.capital(french.in_words(count))
    }
    if not unnamed:
        return _("%(leads)s ; chaque désignation a son acte.") % {"leads": counted}
    lacking = ngettext("un acte est à noter", "%(n)s actes sont à noter", unnamed) % {
        "n": french.in_words(unnamed)
    }
    return f"{counted} ; {lacking}."


def lead_sentence(sheet: LeadSheet) -> str:
    """What is true of this lead partner today, and what it lacks."""
    lead = sheet.lead
    name, successor = lead.organisation, lead.organisation.successor
    if not lead.is_in_force and lead.until:
        return _("%(name)s l’a été jusqu’au %(day)s.") % {
            "name": name,
            "day": french.long_date(lead.until),
        }
    if lead.organisation.ended_on and successor is not None:
        return _("%(name)s n’existe plus : %(next)s lui a succédé. Dites qui prend la suite.") % {
            "name": name,
            "next": successor,
        }
    if not sheet.is_member:
        return _("%(name)s n’est plus membre : dites jusqu’à quand, et qui prend la suite.") % {
            "name": name
        }
    about = {"name": french.capital(french.with_article(str(name))), "about": lead.subject.label}
    if not lead.has_act:
        return _("%(name)s porte « %(about)s » ; aucun acte ne le dit encore.") % about
    return _("%(name)s porte « %(about)s » pour les autres.") % about


REFUSED = {AlreadyCarriedError: "since", DocumentRefusedError: "file"}


@cooperation_page(can=permissions.can_open_lead_partner)
def lead_partner(request: CooperationRequest) -> HttpResponse:
    """The register of lead partners."""
    return answer_register(
        request,
        lead_register(request.access),
        queries.lead_partners(request.access),
        template="governance/lead_partner.html",
        context={
            "sentence": lambda: leads_reading(*queries.lead_totals(request.access)),
            "audience": Audience(_("tous les accès"), page_url(request, "lead_partner")),
        },
    )


@cooperation_page(can=permissions.can_open_lead_partner)
def lead_partner_sheet(request: CooperationRequest, lead_partner: int) -> HttpResponse:
    """The sheet of one lead partner."""
    sheet = queries.lead_sheet(request.access, _get_lead_partner(request, lead_partner))
    context = {
        "details": sheet,
        "sheet": shown_lead(request.access, sheet),
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
        lambda: _get_lead_partner(request, lead_partner),
        form=lambda lead, sent: LeadActForm(sent, request.FILES if sent else None, instance=lead),
        save=lambda _lead, form, read: services.edit_lead_partner(
            access=request.access,
            lead=form.save(commit=False),
            read=read,
            file=form.cleaned_data["file"],
        ),
        page=lambda lead: _page(request, lead, _("Corriger ce qu’elle porte"), str(lead)),
        done=_("La fiche est à jour."),
        refused=REFUSED,
    )


@cooperation_page(can=permissions.can_keep_lead_partner)
def lead_partner_end(request: CooperationRequest, lead_partner: int) -> HttpResponse:
    """The form that says until when a structure carried its subject."""
    return edit_page(
        request,
        lambda: _get_lead_partner(request, lead_partner),
        form=lambda lead, sent: LastDayForm(sent, since=lead.since, until=lead.until),
        save=lambda lead, form, read: services.end_lead_partner(
            access=request.access, lead=lead, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda lead: replace(
            _page(
                request,
                lead,
                _("Mettre fin au rôle de chef de file"),
                _("%(name)s : ce qui a été reste ; plus personne n’est chef de file après ce jour.")
                % {"name": lead},
            ),
            ends=True,
        ),
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
