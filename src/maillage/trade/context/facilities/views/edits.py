"""A facility and its sheet, its agreements, what a commune needs: read, written, corrected."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.agenda import Waiting
from maillage.core.numbers import row_numbered
from maillage.core.panels import panels
from maillage.core.sheet import Fact, Sheet
from maillage.core.shell import Audience
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.ground.territories.choices import Kind
from maillage.ground.territories.models import Territory
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.choices import FacilityState
from maillage.trade.context.choosing import territories_to_offer
from maillage.trade.context.facilities import queries, services, words
from maillage.trade.context.facilities.forms import (
    AgreementForm,
    DeficitForm,
    FacilityForm,
    NeedForm,
)
from maillage.trade.context.facilities.models import (
    DeficitArea,
    Facility,
    FacilityAgreement,
    LocalNeed,
)
from maillage.trade.context.facilities.views.pages import facilities_place


@cooperation_page(can=permissions.can_open_facilities)
def facility(request: CooperationRequest, facility: int) -> HttpResponse:
    """The sheet of a facility: identity, places, hours, agreements."""
    access, today = request.access, timezone.localdate()
    rows = queries.with_agreements(queries.facilities(access))
    record = get_object_or_404(rows, pk=facility)
    renewals = [] if record.state == FacilityState.CLOSED else queries.to_renew(record, today)
    may_edit = permissions.can_edit_facilities(access)
    context = {
        "details": {"facility": record, "gestures": queries.facility_history(access, record)},
        "sheet": _sheet(request, record, words.facility_sentence(record, renewals)),
        "gesture": _renewing(request, record) if renewals and may_edit else None,
        "agreements": [(one, one in renewals) for one in record.agreements.all()],
        "may_edit": may_edit,
        "audience": Audience(_("tous les accès"), page_url(request, "facilities")),
    }
    return render(request, "context/facility.html", context)


def _renewing(request: CooperationRequest, one: Facility) -> Waiting:
    """The agreement that follows the one which ends, to be written."""
    url = page_url(request, "agreement_add", one.pk)
    return Waiting(_("À renouveler"), "", url, verb=_("Noter le renouvellement"))


def _sheet(request: CooperationRequest, one: Facility, sentence: str) -> Sheet:
    access = request.access
    days = (
        (_("Ouvert depuis le"), one.since),
        (_("Fermé le"), one.until),
    )
    facts = [
        Fact(_("Nature"), str(one.get_kind_display())),
        Fact(_("Commune"), one.commune.name),
        Fact(_("Adresse"), one.address),
        Fact(_("Gestionnaire"), str(one.manager or "")),
        Fact(_("Propriétaire"), str(one.owner or "")),
        Fact(_("Horaires"), one.hours),
        Fact(_("Où en est-il"), str(one.get_state_display())),
        *(Fact(label, french.long_date(day)) for label, day in days if day),
        Fact(_("Places"), "" if one.places is None else french.number(one.places)),
    ]
    if permissions.can_read_free_places(access) and one.free_places is not None:
        facts.append(
            Fact(
                _("Places libres"),
                french.number(one.free_places),
                french.long_date(one.counted_on) if one.counted_on else "",
            )
        )
    return Sheet(
        one.name,
        sentence,
        facilities_place(request),
        tuple(fact for fact in facts if fact.value),
        panels=tuple(panels.ask(access, "facility", one.pk)),
    )


@cooperation_page(can=permissions.can_edit_facilities)
def facility_add(request: CooperationRequest) -> HttpResponse:
    """The form of a facility."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: FacilityForm(
            sent, instance=Facility(cooperation=access.cooperation), access=access
        ),
        save=lambda form: services.add_facility(access=access, facility=form.save(commit=False)),
        page=FormPage(_("Ajouter un équipement"), facilities_place(request)),
        done=lambda one: _("« %(name)s » est dans la liste.") % {"name": one},
        to=lambda one: page_url(request, "facility", one.pk),
    )


@cooperation_page(can=permissions.can_edit_facilities)
def facility_edit(request: CooperationRequest, facility: int) -> HttpResponse:
    """The form that corrects a facility; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        lambda: get_object_or_404(queries.facilities(access), pk=facility),
        form=lambda one, sent: FacilityForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_facility(
            access=access, facility=form.save(commit=False), read=read
        ),
        page=lambda one: FormPage(
            _("Corriger cet équipement"), facilities_place(request, one), one.name
        ),
        done=lambda one: _("« %(name)s » est à jour.") % {"name": one},
    )


@cooperation_page(can=permissions.can_edit_facilities)
def agreement_add(request: CooperationRequest, facility: int) -> HttpResponse:
    """The form of an agreement, after the others."""
    record = get_object_or_404(queries.facilities(request.access), pk=facility)
    return add_page(
        request,
        form=lambda sent: AgreementForm(sent, instance=FacilityAgreement(facility=record)),
        save=lambda form: services.add_agreement(
            access=request.access, agreement=form.save(commit=False)
        ),
        page=FormPage(_("Noter une convention"), facilities_place(request, record), record.name),
        done=_("La convention est notée ; les précédentes restent."),
    )


@cooperation_page(can=permissions.can_edit_facilities)
def need_note(request: CooperationRequest) -> HttpResponse:
    """The form of how many live in a commune, `?commune=`; the same year is corrected."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: NeedForm(
            sent, instance=LocalNeed(commune=_requested_commune(request)), access=access
        ),
        save=lambda form: services.note_need(access=access, need=form.save(commit=False)),
        page=FormPage(
            _("Noter un besoin"),
            facilities_place(request),
            _("Un nombre de personnes, l’année et qui les a comptées."),
        ),
        done=_("Le nombre est noté."),
    )


@cooperation_page(can=permissions.can_edit_facilities)
def deficit_note(request: CooperationRequest) -> HttpResponse:
    """The form that says by hand whether places lack in a commune, `?commune=`."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: DeficitForm(
            sent,
            instance=DeficitArea(territory=_requested_commune(request), on=timezone.localdate()),
            access=access,
        ),
        save=lambda form: services.note_deficit(access=access, area=form.save(commit=False)),
        page=FormPage(
            _("Dire si les places manquent"),
            facilities_place(request),
            _("Ce que vous dites l’emporte sur le calcul."),
        ),
        done=_("C’est noté, avec sa raison."),
    )


def _requested_commune(request: CooperationRequest) -> Territory | None:
    """The commune of the address, when it is one of those offered."""
    rows = territories_to_offer(request.access).filter(kind=Kind.COMMUNE)
    return row_numbered(rows, request.GET.get("commune", ""))
