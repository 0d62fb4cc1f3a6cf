"""Who sits in a body, on which terms, and who holds each seat?"""

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core.said import say
from maillage.core.stale import version_read
from maillage.core.versions import RivalAnswerError, StaleVersionError
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages import FormPage, both_texts, form_page, read_again_page
from maillage.ground.directory.queries.organisations import spoken_for
from maillage.ground.directory.queries.people import people
from maillage.trade.governance import permissions
from maillage.trade.governance.choices import HolderKind
from maillage.trade.governance.forms.bodies import EndForm
from maillage.trade.governance.forms.seats import HolderForm, OwnSeatForm, SeatForm, SeatsForm
from maillage.trade.governance.models import Holder, Seat
from maillage.trade.governance.queries import bodies as queries
from maillage.trade.governance.services import bodies as services
from maillage.trade.governance.views.addresses import body_place, page_url


@cooperation_page(can=permissions.can_keep_bodies)
def body_seats_add(request: CooperationRequest, body: int) -> HttpResponse:
    """The form that gives a seat to several structures at once."""
    found = get_object_or_404(queries.bodies(request.access), pk=body)
    form = SeatsForm(
        request.POST or None,
        body=found,
        organisations=queries.seatless_organisations(request.access, found),
        chosen=request.GET.get("structure", ""),
    )
    back = page_url(request, "body", found.pk)
    if request.method == "POST" and form.is_valid():
        given = services.give_seats(
            author=request.user,
            body=found,
            organisations=form.cleaned_data["organisations"],
            terms=form.terms,
        )
        told = ngettext("Un siège est donné.", "%(n)s sièges sont donnés.", len(given))
        say(request, told % {"n": len(given)})
        return redirect(back)
    page = FormPage(
        _("Donner des sièges"),
        back,
        sentence=_seatless_sentence(form.has_choices) % {"name": found},
        place=body_place(request, found),
    )
    if not form.has_choices:
        return render(request, "governance/nobody_left.html", {"page": page})
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_bodies)
def body_own_seat_add(request: CooperationRequest, body: int) -> HttpResponse:
    """The form that gives a seat to a person in their own name."""
    found = get_object_or_404(queries.bodies(request.access), pk=body)
    form = OwnSeatForm(
        request.POST or None, instance=Seat(body=found), people=people(request.access)
    )
    back = page_url(request, "body", found.pk)
    if request.method == "POST" and form.is_valid():
        given = services.give_own_seat(author=request.user, seat=form.save(commit=False))
        say(request, _("%(name)s siège en son nom.") % {"name": given})
        return redirect(back)
    page = FormPage(
        _("Donner un siège à une personne"),
        back,
        sentence=_("Elle siège en son nom : habitante, personne qualifiée, présidente d’honneur…"),
        place=body_place(request, found),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_bodies)
def body_seat_edit(request: CooperationRequest, seat: int) -> HttpResponse:
    """The form of a seat; who writes second sees both texts."""
    found = _seat(request, seat)
    back, read = page_url(request, "body", found.body_id), version_read(request, found)
    form = SeatForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_seat(author=request.user, seat=form.save(commit=False), read=read)
        except StaleVersionError as stale:
            saved = SeatForm(instance=_seat(request, seat))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("Le siège de %(name)s est à jour.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Corriger le siège"),
        back,
        sentence=str(found),
        place=body_place(request, found.body),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_bodies)
def body_seat_end(request: CooperationRequest, seat: int) -> HttpResponse:
    """The form that ends a seat, and the time of who holds it."""
    found = _seat(request, seat)
    back, read = page_url(request, "body", found.body_id), version_read(request, found)
    form = EndForm(request.POST or None, since=found.since, until=found.until)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            services.end_seat(author=request.user, seat=found, read=read, on=on)
        except StaleVersionError as stale:
            kept = _seat(request, seat)
            saved = EndForm(since=kept.since, until=kept.until)
            return both_texts(request, (form, saved), stale, back)
        say(request, _("Le siège de %(name)s a pris fin.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Mettre fin au siège"),
        back,
        sentence=_("%(name)s : ce qui a été reste dans l’histoire.") % {"name": found},
        place=body_place(request, found.body),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_name_holders)
def body_holder_add(request: CooperationRequest, seat: int) -> HttpResponse:
    """The form that names who holds a seat; the titulaire until then ends that day."""
    found = _seat_to_fill(request, seat)
    asked = request.GET.get("qualite", "")
    kind = asked if asked in HolderKind.values else HolderKind.TITULAIRE
    form = HolderForm(
        request.POST or None,
        instance=Holder(seat=found, kind=kind, since=timezone.localdate()),
        people=queries.people_of_seat(found),
        last=queries.last_holder(found),
    )
    back = page_url(request, "body", found.body_id)
    page = FormPage(
        _("Nommer qui siège pour %(name)s") % {"name": found},
        back,
        sentence=_("Qui était titulaire jusque-là reste dans l’histoire, avec ses dates."),
        place=body_place(request, found.body),
    )
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, page)
    holder = form.save(commit=False)
    try:
        named = services.name_holder(author=request.user, holder=holder, read=form.number_read)
    except RivalAnswerError as error:
        form.read_again(error.current.pk, _named_meanwhile(error.current))
        return read_again_page(request, form, page)
    say(request, _("%(person)s siège pour %(name)s.") % {"person": named.person, "name": found})
    return redirect(back)


def _named_meanwhile(holder: Model) -> str:
    return _(
        "Pendant que vous écriviez, ce siège a été pourvu : %(holder)s. Rien n’est perdu : "
        "relisez, puis envoyez de nouveau pour nommer à la suite."
    ) % {"holder": holder}


@cooperation_page(can=permissions.can_name_holders)
def body_holder_end(request: CooperationRequest, holder: int) -> HttpResponse:
    """The form that says until when somebody held a seat."""
    found = get_object_or_404(queries.holders(request.access), pk=holder)
    seat = _seat_to_fill(request, found.seat_id)
    form = EndForm(request.POST or None, since=found.since, until=found.until)
    back = page_url(request, "body", seat.body_id)
    if request.method == "POST" and form.is_valid():
        services.end_holder(author=request.user, holder=found, on=form.cleaned_data["on"])
        say(request, _("%(name)s ne siège plus pour %(seat)s.") % _named(found, seat))
        return redirect(back)
    page = FormPage(
        _("%(name)s ne siège plus") % {"name": found.person},
        back,
        sentence=str(seat),
        place=body_place(request, seat.body),
    )
    return form_page(request, form, page)


def _seatless_sentence(has_choices: bool) -> str:
    if has_choices:
        return _("Les membres qui ne siègent pas encore dans « %(name)s ».")
    return _("Tous les membres siègent déjà dans « %(name)s » : rien à ajouter.")


def _named(holder: Holder, seat: Seat) -> dict[str, object]:
    return {"name": holder.person, "seat": seat}


def _seat(request: CooperationRequest, seat: int) -> Seat:
    return get_object_or_404(queries.seats(request.access), pk=seat)


def _seat_to_fill(request: CooperationRequest, seat: int) -> Seat:
    """The seat of a structure for which this reader may name somebody; 403 otherwise."""
    found = get_object_or_404(
        queries.seats(request.access).filter(organisation__isnull=False), pk=seat
    )
    access = request.access
    if not permissions.can_name_holder(access, found.organisation_id, spoken_for(access)):
        raise PermissionDenied
    return found
