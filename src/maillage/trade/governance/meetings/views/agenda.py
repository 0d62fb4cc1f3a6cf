"""What is on the agenda of a meeting, in which order, and who brings it?"""

from django.db.models import ProtectedError
from django.http import HttpResponse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    Sent,
    add_page,
    closed_page,
    drop_page,
    edit_page,
)
from maillage.foundation.cooperations.pages.records import one_of
from maillage.ground.actors.subjects.queries import subjects
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance import permissions
from maillage.trade.governance.meetings.forms import ItemForm
from maillage.trade.governance.meetings.models import AgendaItem
from maillage.trade.governance.meetings.queries import meetings as queries
from maillage.trade.governance.meetings.services import meetings as services
from maillage.trade.governance.meetings.views.register import get_meeting, meetings_place

_item = one_of(queries.items)


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_item_add(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that adds a point, last unless one says where."""
    record = get_meeting(request, meeting)
    last = AgendaItem(meeting=record, rank=record.items.count() + 1)
    return add_page(
        request,
        form=lambda sent: _form(request, last, sent),
        save=lambda form: services.add_item(author=request.user, item=form.save(commit=False)),
        page=FormPage(
            _("Ajouter un point"),
            meetings_place(request, record),
            str(record),
            again=_("Enregistrer, puis un autre"),
        ),
        done=lambda item: _("« %(title)s » est à l’ordre du jour.") % {"title": item},
        under=record,
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_item_edit(request: CooperationRequest, agenda_item: int) -> HttpResponse:
    """The form of a point; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _item(request, agenda_item),
        form=lambda item, sent: _form(request, item, sent),
        save=lambda _item, form, read: services.edit_item(
            author=request.user, item=form.save(commit=False), read=read
        ),
        page=lambda item: FormPage(
            _("Corriger le point"), meetings_place(request, item.meeting), str(item)
        ),
        done=lambda item: _("« %(title)s » est à jour.") % {"title": item},
    )


@cooperation_page(can=permissions.can_keep_meetings)
def meeting_item_remove(request: CooperationRequest, agenda_item: int) -> HttpResponse:
    """The page that asks whether a point leaves the agenda, and takes it off."""
    item = _item(request, agenda_item)
    page = FormPage(
        _("Retirer le point"),
        meetings_place(request, item.meeting),
        _off_the_agenda(item),
        keep=_("Le garder"),
    )
    try:
        return drop_page(
            request,
            drop=lambda: services.remove_item(author=request.user, item=item),
            page=page,
            done=_("« %(title)s » n’est plus à l’ordre du jour.") % {"title": item},
            under=item,
        )
    except ProtectedError:
        why = _("Ce point porte une note ou une décision : il reste à l’ordre du jour.")
        return closed_page(request, why, page.back)


def _form(request: CooperationRequest, item: AgendaItem, sent: Sent) -> ItemForm:
    access = request.access
    return ItemForm(
        sent,
        instance=item,
        organisations=member_organisations(access).order_by("folded", "pk"),
        people=people(access),
        subjects=subjects(access),
    )


def _off_the_agenda(item: AgendaItem) -> str:
    """What becomes of the agenda without this point."""
    title = french.inner_quotes(str(item))
    if not item.minutes:
        return _("« %(title)s » quitte l’ordre du jour.") % {"title": title}
    return _(
        "« %(title)s » (%(minutes)s min) quitte l’ordre du jour ; les points qui le suivent "
        "avancent d’autant."
    ) % {"title": title, "minutes": item.minutes}
