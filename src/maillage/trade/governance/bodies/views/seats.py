"""Who sits in a body, on which terms, and who holds each seat?"""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.days import LastDayForm
from maillage.core.messages import say
from maillage.core.shell import PageLink
from maillage.core.versions import RivalAnswerError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    edit_page,
    form_page,
    read_again_page,
)
from maillage.foundation.cooperations.pages.records import one_of
from maillage.ground.directory.members.queries import acting_by_organisation
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.forms import (
    HolderForm,
    HoldersForm,
    OwnSeatForm,
    SeatForm,
    SeatsForm,
)
from maillage.trade.governance.bodies.models import Holder, Seat
from maillage.trade.governance.bodies.queries import bodies as queries
from maillage.trade.governance.bodies.services import bodies as services
from maillage.trade.governance.bodies.views.register import bodies_place, table_url
from maillage.trade.governance.bodies.words import history_stays
from maillage.trade.governance.body_words import of_the_body
from maillage.trade.governance.choices import HolderKind

_seat = one_of(queries.seats)


@cooperation_page(can=permissions.can_keep_bodies)
def body_seats_add(request: CooperationRequest, body: int) -> HttpResponse:
    """The form that gives a seat to several structures at once."""
    record = get_object_or_404(queries.bodies(request.access), pk=body)
    seatless = queries.seatless_organisations(request.access, record)
    has_choices = seatless.exists()
    return add_page(
        request,
        form=lambda sent: SeatsForm(
            sent,
            body=record,
            organisations=seatless,
            chosen=request.GET.get("structure", ""),
            is_first=not record.seats.exists(),
        ),
        save=lambda form: services.give_seats(
            author=request.user,
            body=record,
            organisations=form.cleaned_data["organisations"],
            terms=form.terms,
        ),
        page=FormPage(
            _("Donner des sièges"),
            bodies_place(request, record),
            _seatless_sentence(has_choices) % {"name": record},
            is_empty=not has_choices,
        ),
        done=_given_words,
        to=lambda _seats: page_url(request, "body_holders", record.pk),
    )


@cooperation_page(can=permissions.can_keep_bodies)
def body_holders(request: CooperationRequest, body: int) -> HttpResponse:
    """The page that names the holders of every seat that has no titulaire."""
    record = get_object_or_404(queries.bodies(request.access), pk=body)
    seats = list(queries.structure_seats(record, vacant_only=True).select_related("organisation"))
    acting = acting_by_organisation([one.organisation for one in seats if one.organisation])
    return add_page(
        request,
        form=lambda sent: HoldersForm(sent, seats=seats, acting=acting),
        save=lambda form: services.name_holders(
            author=request.user,
            body=record,
            appointments=form.appointments,
            since=form.cleaned_data["since"],
        ),
        page=FormPage(
            _("Qui siège"),
            bodies_place(request, record),
            _holders_sentence(bool(seats)) % {"of": of_the_body(str(record))},
            before=PageLink(_("Importer votre tableau"), table_url(request.access)),
            is_empty=not seats,
            template="governance/body_holders.html",
        ),
        done=_appointed_words,
    )


def _holders_sentence(has_seats: bool) -> str:
    if has_seats:
        return _("Les sièges %(of)s sans titulaire ; « à désigner » les laisse ainsi.")
    return _("Chaque siège %(of)s a son titulaire : rien à ajouter.")


def _appointed_words(holders: Sequence[Holder]) -> str:
    words = ngettext("Une personne siège.", "%(n)s personnes siègent.", len(holders))
    return words % {"n": len(holders)} if holders else ""


def _given_words(seats: Sequence[Seat]) -> str:
    words = ngettext("Un siège est donné.", "%(n)s sièges sont donnés.", len(seats))
    return words % {"n": len(seats)}


@cooperation_page(can=permissions.can_keep_bodies)
def body_own_seat_add(request: CooperationRequest, body: int) -> HttpResponse:
    """The form that gives a seat to a person in their own name."""
    record = get_object_or_404(queries.bodies(request.access), pk=body)
    return add_page(
        request,
        form=lambda sent: OwnSeatForm(
            sent, instance=Seat(body=record), people=people(request.access)
        ),
        save=lambda form: services.give_own_seat(author=request.user, seat=form.save(commit=False)),
        page=FormPage(
            _("Donner un siège à une personne"),
            bodies_place(request, record),
            _("Elle siège en son nom : habitante, personne qualifiée, présidente d’honneur…"),
        ),
        done=lambda seat: _("%(name)s siège en son nom.") % {"name": seat},
    )


@cooperation_page(can=permissions.can_keep_bodies)
def body_seat_edit(request: CooperationRequest, seat: int) -> HttpResponse:
    """The form of a seat; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _seat(request, seat),
        form=lambda seat, sent: SeatForm(sent, instance=seat),
        save=lambda _seat, form, read: services.edit_seat(
            author=request.user, seat=form.save(commit=False), read=read
        ),
        page=lambda seat: FormPage(
            _("Corriger le siège"), bodies_place(request, seat.body), str(seat)
        ),
        done=lambda seat: _("Le siège %(of)s est à jour.") % {"of": french.of_body(seat)},
    )


@cooperation_page(can=permissions.can_keep_bodies)
def body_seat_end(request: CooperationRequest, seat: int) -> HttpResponse:
    """The form that ends a seat, and the time of whoever holds it."""
    return edit_page(
        request,
        lambda: _seat(request, seat),
        form=lambda seat, sent: LastDayForm(sent, since=seat.since, until=seat.until),
        save=lambda seat, form, read: services.end_seat(
            author=request.user, seat=seat, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda seat: FormPage(
            _("Mettre fin au siège"),
            bodies_place(request, seat.body),
            history_stays(seat),
            ends=True,
            keep=_("Le garder"),
        ),
        done=lambda seat: _("Le siège %(of)s a pris fin.") % {"of": french.of_body(seat)},
    )


@cooperation_page(can=permissions.can_name_holders)
def body_holder_add(request: CooperationRequest, seat: int) -> HttpResponse:
    """The form that names who holds a seat; the titulaire until then ends that day."""
    record = _seat_to_fill(request, seat)
    requested_value = request.GET.get("qualite", "")
    kind = requested_value if requested_value in HolderKind.values else HolderKind.TITULAIRE
    form = HolderForm(
        request.POST or None,
        instance=Holder(seat=record, kind=kind, since=timezone.localdate()),
        people=queries.people_of_seat(record),
        last=queries.last_holder(record),
    )
    page = FormPage(
        _("Nommer qui siège pour %(name)s") % {"name": french.with_article(str(record))},
        bodies_place(request, record.body),
        _("Qui était titulaire jusque-là reste dans l’histoire, avec ses dates."),
    )
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, page)
    holder = form.save(commit=False)
    try:
        listed_holder = services.name_holder(
            author=request.user, holder=holder, read=form.number_read
        )
    except RivalAnswerError as error:
        form.read_again(error.current.pk, _nominated_meanwhile(error.current))
        return read_again_page(request, form, page)
    say(
        request,
        _("%(person)s siège pour %(name)s.")
        % {"person": listed_holder.person, "name": french.with_article(str(record))},
    )
    return redirect(page.back)


def _nominated_meanwhile(holder: Model) -> str:
    return _(
        "Pendant que vous écriviez, ce siège a été pourvu : %(holder)s. Rien n’est perdu : "
        "relisez, puis envoyez de nouveau pour nommer à la suite."
    ) % {"holder": holder}


@cooperation_page(can=permissions.can_name_holders)
def body_holder_end(request: CooperationRequest, holder: int) -> HttpResponse:
    """The form that says until when somebody held a seat."""
    record = get_object_or_404(queries.holders(request.access), pk=holder)
    seat = _seat_to_fill(request, record.seat_id)
    return add_page(
        request,
        form=lambda sent: LastDayForm(sent, since=record.since, until=record.until),
        save=lambda form: services.end_holder(
            author=request.user, holder=record, on=form.cleaned_data["on"]
        ),
        page=FormPage(
            _("Noter le départ %(of)s") % {"of": french.of_body(record.person)},
            bodies_place(request, seat.body),
            _leaving_sentence(record),
            ends=True,
        ),
        done=_("%(name)s ne siège plus pour %(seat)s.")
        % {"name": record.person, "seat": french.with_article(str(seat))},
    )


def _leaving_sentence(holder: Holder) -> str:
    """For whom somebody ceases to sit, and what stays."""
    words = _("%(kind)s pour %(seat)s : la personne suivante se nomme depuis l’instance.")
    return words % {
        "kind": french.capital(str(holder.get_kind_display())),
        "seat": french.with_article(str(holder.seat)),
    }


def _seatless_sentence(has_choices: bool) -> str:
    if has_choices:
        return _("Les membres qui ne siègent pas encore dans « %(name)s ».")
    return _("Tous les membres siègent déjà dans « %(name)s » : rien à ajouter.")


def _seat_to_fill(request: CooperationRequest, seat: int) -> Seat:
    """The seat of a structure for which this reader may name somebody; 403 otherwise."""
    record = get_object_or_404(
        queries.seats(request.access).filter(organisation__isnull=False), pk=seat
    )
    access = request.access
    if not permissions.can_name_holder(access, record.organisation_id, spoken_for(access)):
        raise PermissionDenied
    return record
