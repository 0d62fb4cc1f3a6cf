"""Whom does each structure name for a body: asked of all at once, answered, accepted?"""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.days import LastDayForm
from maillage.core.messages import say, warn
from maillage.core.register import answer_register
from maillage.core.shell import Audience
from maillage.core.stale import two_texts, version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.choices import Means
from maillage.foundation.cooperations.pages.doors import (
    AnswerRequest,
    CooperationRequest,
    answer_page,
    cooperation_page,
)
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of, places_of
from maillage.foundation.cooperations.questions.pages import (
    AnswerPage,
    RecipientForm,
    ask_page,
    show_question,
    take_answer,
)
from maillage.ground.directory.records.queries.organisations import spoken_for
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.queries.bodies import people_of_seat
from maillage.trade.governance.bodies.views.link_letters import no_letter, notify_letters
from maillage.trade.governance.nominations import queries, services
from maillage.trade.governance.nominations.forms import (
    NamesForm,
    NominationForm,
    OwnNamesForm,
    RecordedNamesForm,
)
from maillage.trade.governance.nominations.models import SeatCall
from maillage.trade.governance.nominations.queries import (
    PURPOSE,
    call_of,
    contact_of_call,
    seat_calls,
)
from maillage.trade.governance.nominations.services import (
    make_names_link,
    names_by_link,
    write_to_contacts,
)
from maillage.trade.governance.nominations.views.pages import (
    calls_page,
    chosen_contacts,
    closing_sentence,
    listed_contacts,
    next_of_nomination,
    nomination_register,
    nominations_reading,
    shown_calls,
    shown_nomination,
    unnamed_contacts,
)

nomination_place = places_of(page_url, lazy("Désignations"), "nominations", "nomination")
_get_nomination = one_of(queries.nominations)


@cooperation_page(can=permissions.can_open_bodies)
def nominations(request: CooperationRequest) -> HttpResponse:
    """The register of designation campaigns."""
    return answer_register(
        request,
        nomination_register(request.access),
        queries.nominations(request.access),
        template="governance/nominations.html",
        context={
            "sentence": lambda: nominations_reading(queries.nomination_totals(request.access)),
            "audience": Audience(_("tous les accès"), page_url(request, "nominations")),
        },
    )


@cooperation_page(can=permissions.can_keep_nominations)
def nomination_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a campaign is opened for the seats of a body."""
    chosen = request.GET.get("instance", "")
    return add_page(
        request,
        form=lambda sent: NominationForm(
            sent, bodies=queries.bodies_to_fill(request.access), chosen=chosen
        ),
        save=lambda form: services.open_nomination(
            author=request.user, nomination=form.save(commit=False), seats=form.seats
        ),
        page=FormPage(
            _("Ouvrir une campagne de désignation"),
            nomination_place(request),
            _("Chaque structure dira par lien, ou au téléphone, qui la représente."),
            submit=_("Ouvrir"),
        ),
        done=_("La campagne est ouverte : écrivez aux structures."),
        to=lambda nomination: page_url(request, "nomination", nomination.pk),
    )


@cooperation_page(can=permissions.can_open_bodies)
def nomination(request: CooperationRequest, nomination: int) -> HttpResponse:
    """The sheet of a campaign; sending it back writes to the structures that are checked."""
    record, today = _get_nomination(request, nomination), timezone.localdate()
    sheet = queries.nomination_sheet(request.access, record, today)
    may_keep = permissions.can_keep_nominations(request.access)
    is_open = may_keep and record.closed_on is None
    contacts = queries.called_contacts(request.access, sheet.waited, today) if is_open else []
    if request.method == "POST":
        if not is_open:
            raise PermissionDenied
        count = write_to_contacts(
            access=request.access,
            contacts=chosen_contacts(contacts, request.POST),
            today=today,
            absolute=request.build_absolute_uri,
        )
        notify_letters(request, count, no_letter())
        return redirect(page_url(request, "nomination", record.pk))
    page = calls_page(sheet, request.GET)
    may_write = any(one.may_be_written for one in contacts)
    context = {
        "details": sheet,
        "sheet": shown_nomination(request.access, sheet),
        "gesture": next_of_nomination(request.access, sheet, may_write=may_write),
        "calls": shown_calls(request.access, page.lines),
        "calls_page": page,
        "contacts": listed_contacts(contacts),
        "other_contacts": unnamed_contacts(contacts),
        "may_write": may_write,
        "may_keep": may_keep,
        "is_open": record.closed_on is None,
        "audience": by_access(request, "#qui-voit"),
    }
    return render(request, "governance/nomination.html", context)


@cooperation_page(can=permissions.can_keep_nominations)
def nomination_close(request: CooperationRequest, nomination: int) -> HttpResponse:
    """The form that closes a campaign; its links open no more."""
    return edit_page(
        request,
        lambda: _get_nomination(request, nomination),
        form=lambda nomination, sent: LastDayForm(sent, since=None, until=nomination.closed_on),
        save=lambda nomination, form, read: services.close_nomination(
            author=request.user, nomination=nomination, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda nomination: FormPage(
            _("Clore la campagne"),
            nomination_place(request, nomination),
            closing_sentence(
                queries.nomination_sheet(request.access, nomination, timezone.localdate())
            ),
            ends=True,
            keep=_("La garder ouverte"),
        ),
        done=_("La campagne est close."),
    )


@cooperation_page(can=permissions.can_name_holders)
def nomination_answer(request: CooperationRequest, seat_call: int) -> HttpResponse:
    """The form of what a structure answers; who takes it down accepts it at once."""
    accepts = permissions.can_keep_nominations(request.access)
    kind = RecordedNamesForm if accepts else OwnNamesForm
    done = _("%(name)s est représentée.") if accepts else _("Les noms %(of)s sont notés.")
    return edit_page(
        request,
        lambda: _call(request, seat_call),
        form=lambda call, sent: kind(sent, call=call, people=people_of_seat(call.seat)),
        save=lambda call, form, read: services.record_names(
            author=request.user,
            call=call,
            read=read,
            reply=form.answer(Means.ACCOUNT, request.user.name),
            accepts=accepts,
        ),
        page=lambda call: FormPage(
            _("Qui représente %(name)s ?") % {"name": french.with_article(str(call.seat))},
            nomination_place(request, call.nomination),
            _("Une personne nouvelle entre dans l’annuaire : il faudra l’en informer."),
        ),
        done=lambda call: done % {"name": call.seat, "of": french.of_body(call.seat)},
    )


@cooperation_page(can=permissions.can_keep_nominations)
def nomination_accept(request: CooperationRequest, seat_call: int) -> HttpResponse:
    """The page that asks whether those named by link take the seat."""
    record = _call(request, seat_call)
    back, read = (
        page_url(request, "nomination", record.nomination_id),
        version_read(request, record),
    )
    if record.told_on is None or record.accepted_on is not None or record.closed_words:
        return redirect(back)
    if request.method == "POST":
        try:
            services.accept_names(author=request.user, call=record, read=read)
        except StaleVersionError:
            warn(request, _("La réponse a changé entre-temps : relisez-la avant d’accepter."))
            return redirect(page_url(request, "nomination_accept", record.pk))
        say(request, _("%(name)s est représentée.") % {"name": record.seat})
        return redirect(back)
    context = {
        "call": record,
        "nominees": list(record.nominees.select_related("person")),
        "by_link": record.means == Means.LINK,
        "page": FormPage(
            _("Accepter les noms %(of)s ?") % {"of": french.of_body(record.seat)},
            nomination_place(request, record.nomination),
            back_to=back,
            version=read,
        ),
    }
    return render(request, "governance/nomination_accept.html", context)


def _call(request: CooperationRequest, number: int) -> SeatCall:
    """The seat asked; 403 for whoever does not speak for its structure."""
    seat_call = get_object_or_404(queries.seat_calls(request.access), pk=number)
    access = request.access
    if not permissions.can_name_holder(access, seat_call.seat.organisation_id, spoken_for(access)):
        raise PermissionDenied
    return seat_call


@answer_page(PURPOSE, find=lambda link: call_of(link).first())
def answer_names(request: AnswerRequest, call: SeatCall) -> HttpResponseBase:
    """The question, and whom the structure names; the answer closes the link."""
    link = request.link
    people, read = people_of_seat(call.seat), version_read(request, call)
    form = NamesForm(request.POST or None, call=call, people=people)
    page = AnswerPage("governance/answer_names", form, {"call": call, "read": read})

    def keep() -> None:
        names_by_link(link=link, call=call, read=read, reply=form.answer())

    try:
        return take_answer(request, page, keep)
    except StaleVersionError as error:
        saved = NamesForm(call=get_object_or_404(call_of(link)), people=people)
        texts = two_texts(form, saved)
        return show_question(request, page, 409, texts=texts, read=error.current.version)


@cooperation_page(can=permissions.can_keep_nominations)
def nomination_ask(request: CooperationRequest, seat_call: int) -> HttpResponse:
    """The form that prepares the link of one structure, to send or to copy."""
    record = get_object_or_404(seat_calls(request.access), pk=seat_call)
    form = RecipientForm(request.POST or None, initial=contact_of_call(record))
    page = FormPage(
        _("Demander %(to)s qui la représente") % {"to": french.to_body(str(record.seat))},
        nomination_place(request, record.nomination),
        _("Par ce lien, sans compte, la structure nomme qui la représente, et depuis quand."),
    )
    make = partial(make_names_link, author=request.user, call=record)
    return ask_page(request, form, page, make)
