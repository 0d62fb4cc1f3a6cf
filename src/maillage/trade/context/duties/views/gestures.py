"""The forms that write what is due, say that it was sent, or that a piece came."""

from functools import partial

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import french
from maillage.core.folded import fold
from maillage.core.shell import PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    Sent,
    add_page,
    drop_page,
    edit_page,
)
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.documents.files.rules import DocumentRefusedError
from maillage.ground.directory.models import Organisation
from maillage.ground.directory.records.queries.organisations import organisations
from maillage.trade.context import permissions
from maillage.trade.context.addresses import page_url
from maillage.trade.context.duties import queries, services
from maillage.trade.context.duties.calendars import Calendar, calendars
from maillage.trade.context.duties.forms import (
    CalendarForm,
    DutyForm,
    PieceForm,
    SendForm,
    WaiveForm,
    piece_initial,
)
from maillage.trade.context.duties.models import Duty
from maillage.trade.context.duties.views.register import duties_place

REFUSED: dict[type[Exception], str] = {DocumentRefusedError: "file"}
FROM_SEPTEMBER = 9
_editable = one_of(queries.duties)


@cooperation_page(can=permissions.can_edit_duties)
def duty_add(request: CooperationRequest) -> HttpResponse:
    """The form of something due."""
    access = request.access
    return add_page(
        request,
        form=lambda sent: DutyForm(
            sent, instance=Duty(cooperation=access.cooperation), access=access
        ),
        save=lambda form: services.add_duty(
            access=access, duty=form.save(commit=False), organisations=form.owing
        ),
        page=FormPage(
            _("Ajouter une échéance"),
            duties_place(request),
            _("Ce que la convention demande, à qui, pour quand : le reste peut attendre."),
        ),
        done=lambda one: _("« %(name)s » est dans la liste.") % {"name": one},
        to=lambda one: page_url(request, "duty", one.pk),
    )


@cooperation_page(can=permissions.can_edit_duties)
def duty_edit(request: CooperationRequest, duty: int) -> HttpResponse:
    """The form that corrects it; who writes second sees both texts."""
    access = request.access
    return edit_page(
        request,
        partial(_editable, request, duty),
        form=lambda one, sent: DutyForm(sent, instance=one, access=access),
        save=lambda _one, form, read: services.edit_duty(
            access=access, duty=form.save(commit=False), read=read, organisations=form.owing
        ),
        page=lambda one: FormPage(
            _("Corriger cette échéance"), duties_place(request, one), one.label
        ),
        done=lambda one: _("« %(name)s » est à jour.") % {"name": one},
    )


@cooperation_page(can=permissions.can_edit_duties)
def duty_send(request: CooperationRequest, duty: int) -> HttpResponse:
    """The form that says when it was sent, with its proof."""
    return edit_page(
        request,
        partial(_editable, request, duty),
        form=lambda one, sent: _send_form(request, one, sent),
        save=lambda one, form, read: services.send_duty(
            access=request.access, duty=one, read=read, sending=form.sending
        ),
        page=lambda one: FormPage(
            _("Dire que c’est envoyé"), duties_place(request, one), _send_sentence(one)
        ),
        done=lambda one: _("C’est envoyé : %(name)s.") % {"name": one},
        refused=REFUSED,
    )


def _send_form(request: CooperationRequest, one: Duty, sent: Sent) -> SendForm:
    initial = {
        "on": one.done_on or timezone.localdate(),
        "how": one.done_how,
        "receipt_number": one.receipt_number,
    }
    missing = queries.missing_pieces(request.access, one)
    return SendForm(sent, request.FILES if sent else None, initial=initial, missing=missing)


def _send_sentence(one: Duty) -> str:
    if one.is_yearly:
        return _("%(name)s. La même échéance s’ouvre pour l’an prochain.") % {"name": one.label}
    return one.label


@cooperation_page(can=permissions.can_edit_duties)
def duty_waive(request: CooperationRequest, duty: int) -> HttpResponse:
    """The form that says why nobody waits for it any more."""
    return edit_page(
        request,
        partial(_editable, request, duty),
        form=lambda one, sent: WaiveForm(sent, initial={"why": one.waived_why}),
        save=lambda one, form, read: services.waive_duty(
            access=request.access,
            duty=one,
            read=read,
            on=timezone.localdate(),
            why=form.cleaned_data["why"],
        ),
        page=lambda one: FormPage(
            _("Dire que c’est sans objet"),
            duties_place(request, one),
            _("%(name)s : l’échéance reste dans la liste, avec sa raison.") % {"name": one.label},
        ),
        done=lambda one: _("« %(name)s » est sans objet.") % {"name": one},
    )


@cooperation_page(can=permissions.can_edit_duties)
def duty_reopen(request: CooperationRequest, duty: int) -> HttpResponse:
    """The page that says that it is still owed."""
    one = _editable(request, duty)
    return drop_page(
        request,
        drop=lambda: services.reopen_duty(access=request.access, duty=one, read=one.version),
        page=FormPage(
            _("Remettre à rendre"),
            duties_place(request, one),
            _("%(name)s redevient une échéance ouverte.") % {"name": one.label},
        ),
        done=_("L’échéance est de nouveau à rendre."),
    )


@cooperation_page(can=permissions.can_give_piece)
def duty_piece(request: CooperationRequest, duty_piece: int) -> HttpResponse:
    """The form that says when a structure gave its piece, with the file."""
    piece = get_object_or_404(queries.givable_pieces(request.access), pk=duty_piece)
    organisation = str(piece.organisation)
    return add_page(
        request,
        form=lambda sent: PieceForm(
            sent, request.FILES if sent else None, initial=piece_initial(piece)
        ),
        save=lambda form: services.receive_piece(
            access=request.access, piece=piece, **form.cleaned_data
        ),
        page=FormPage(
            _("Noter la pièce %(of)s") % {"of": french.of_body(organisation)},
            duties_place(request, piece.duty),
            piece.duty.label,
        ),
        done=_("La pièce est notée."),
        refused=REFUSED,
    )


@cooperation_page(can=permissions.can_edit_duties)
def duty_calendars(request: CooperationRequest) -> HttpResponse:
    """The usual years of the funders, from which one begins."""
    context = {
        "calendars": list(calendars().values()),
        "years": _years(request),
        "place": duties_place(request),
    }
    return render(request, "context/duty_calendars.html", context)


def _years(request: CooperationRequest) -> tuple[int, int]:
    year = timezone.localdate().year
    return (year, year + 1)


@cooperation_page(can=permissions.can_edit_duties)
def duty_calendar(request: CooperationRequest, calendar: str) -> HttpResponse:
    """The form of a year: a day for each thing; `?annee=` says which year."""
    chosen = calendars().get(calendar)
    if chosen is None:
        raise Http404
    year = _year_wanted(request)
    access = request.access
    every = PageLink(_("Calendriers"), page_url(request, "duty_calendars"))
    return add_page(
        request,
        form=lambda sent: CalendarForm(
            sent,
            proposed=chosen.proposed(year),
            access=access,
            funder=_usual_funder(access, chosen),
        ),
        save=lambda form: services.add_duties(access=access, duties=form.duties),
        page=FormPage(
            _("%(name)s, %(year)s") % {"name": chosen.label, "year": year},
            (*duties_place(request), every),
            _("Ces jours sont les plus courants : écrivez ceux de votre convention."),
            back_to=page_url(request, "duties"),
        ),
        done=_added,
    )


def _added(made: list[Duty]) -> str:
    count = french.capital(french.in_words(len(made), feminine=True))
    words = ngettext("%(n)s échéance est ajoutée.", "%(n)s échéances sont ajoutées.", len(made))
    return words % {"n": count}


def _year_wanted(request: CooperationRequest) -> int:
    wanted = request.GET.get("annee", "")
    first, second = _years(request)
    if wanted in {str(first), str(second)}:
        return int(wanted)
    return second if timezone.localdate().month >= FROM_SEPTEMBER else first


def _usual_funder(access: Access, calendar: Calendar) -> Organisation | None:
    """The structure whose name begins as the calendar says, when there is only one."""
    if not calendar.funder:
        return None
    names = organisations(access).filter(folded__startswith=fold(calendar.funder))
    rows = list(names.order_by("folded", "pk")[:2])
    return rows[0] if len(rows) == 1 else None
