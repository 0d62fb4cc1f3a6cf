"""Where does one decide together, and how is each body made?"""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from maillage.core.days import LastDayForm
from maillage.core.messages import warn
from maillage.core.register import answer_register
from maillage.core.shell import Audience
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.readers import by_access
from maillage.foundation.cooperations.pages.records import one_of
from maillage.foundation.journal.remembered import Remembered
from maillage.ground.directory import permissions as directory
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.forms import BodyForm
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries import bodies as queries
from maillage.trade.governance.bodies.rules import BodyModel, body_model, body_models
from maillage.trade.governance.bodies.services import bodies as services
from maillage.trade.governance.bodies.views.register import bodies_place, body_register
from maillage.trade.governance.bodies.views.sheet import next_gesture, shown_colleges, shown_sheet
from maillage.trade.governance.bodies.words import bodies_reading, ending_sentence

_get_body = one_of(queries.bodies)


@cooperation_page(can=permissions.can_open_bodies)
def bodies(request: CooperationRequest) -> HttpResponse:
    """The register of bodies."""
    return answer_register(
        request,
        body_register(request.access),
        queries.bodies(request.access),
        template="governance/bodies.html",
        context={
            "sentence": lambda: bodies_reading(*queries.bodies_at_work(request.access)),
            "audience": Audience(_("tous les accès"), page_url(request, "bodies")),
        },
    )


KEPT = 32


@dataclass(frozen=True)
class CachedSheet:
    """What the sheet of a body tells, and the rest of its context."""

    sheet: queries.BodySheet
    context: dict[str, object]


_sheets: Remembered[CachedSheet] = Remembered(KEPT)


@cooperation_page(can=permissions.can_open_bodies)
def body(request: CooperationRequest, body: int) -> HttpResponse:
    """The sheet of one body, read again only after a change."""
    access = request.access
    sheet = _sheets.of(
        (access.pk, access.role, body),
        access.cooperation.workspace_id,
        lambda: _read(request, _get_body(request, body)),
    )
    context = {
        **sheet.context,
        "sheet": shown_sheet(access, sheet.sheet),
        "gesture": next_gesture(access, sheet.sheet),
        "audience": by_access(request, "#qui-voit"),
    }
    return render(request, "governance/body.html", context)


def _read(request: CooperationRequest, body: Body) -> CachedSheet:
    sheet = queries.body_sheet(request.access, body)
    may_keep = permissions.can_keep_bodies(request.access) and sheet.body.is_in_force
    context = {
        "details": sheet,
        "colleges": shown_colleges(request.access, sheet),
        "may_keep": may_keep,
        "may_change": may_keep or any(line.may_name for line in sheet.lines),
        "may_read_people": directory.can_open_people(request.access),
    }
    return CachedSheet(sheet, context)


@cooperation_page(can=permissions.can_keep_bodies)
def body_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a body is made, from a ready model or from nothing."""
    cooperation = request.access.cooperation
    model = body_model(request.GET.get("modele", ""))
    fault = model.fault(queries.member_kinds(request.access)) if model else ""
    if fault and request.method != "POST":
        warn(request, fault)
        return redirect("governance:body_add", cooperation.slug)
    initial = model.initial if model else None
    return add_page(
        request,
        form=lambda sent: BodyForm(sent, instance=Body(cooperation=cooperation), initial=initial),
        save=lambda form: services.add_body(author=request.user, body=form.save(commit=False)),
        page=FormPage(
            _("Ajouter une instance"),
            bodies_place(request),
            _("Partez d’un modèle, puis corrigez ce qui n’est pas d’ici."),
            template="governance/body_add.html",
            beside={"models": _offered(request.access), "chosen": model},
        ),
        done=lambda body: _("« %(name)s » est créée : donnez-lui ses sièges.") % {"name": body},
        to=lambda body: page_url(request, "body_seats_add", body.pk),
    )


def _offered(access: Access) -> list[BodyModel]:
    return body_models(access.cooperation.profile, queries.member_kinds(access))


@cooperation_page(can=permissions.can_keep_bodies)
def body_edit(request: CooperationRequest, body: int) -> HttpResponse:
    """The form of a body; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _get_body(request, body),
        form=lambda body, sent: BodyForm(sent, instance=body),
        save=lambda _body, form, read: services.edit_body(
            author=request.user, body=form.save(commit=False), read=read
        ),
        page=lambda body: FormPage(_("Corriger l’instance"), bodies_place(request, body)),
        done=lambda body: _("« %(name)s » est à jour.") % {"name": body},
    )


@cooperation_page(can=permissions.can_keep_bodies)
def body_end(request: CooperationRequest, body: int) -> HttpResponse:
    """The form that says until when a body sat; its seats stay in the history."""
    return edit_page(
        request,
        lambda: _get_body(request, body),
        form=lambda body, sent: LastDayForm(sent, since=body.since, until=body.until),
        save=lambda body, form, read: services.end_body(
            author=request.user, body=body, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda body: FormPage(
            _("Mettre fin à l’instance"),
            bodies_place(request, body),
            ending_sentence(queries.seats(request.access).filter(in_force(), body=body).count()),
            ends=True,
            keep=_("La garder"),
        ),
        done=lambda body: _("La fin de « %(name)s » est enregistrée.") % {"name": body},
        to=lambda _body: page_url(request, "bodies"),
    )
