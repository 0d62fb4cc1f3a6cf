"""What is on the agenda of a meeting, in which order, and who brings it?"""

from django.db.models import ProtectedError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.core.said import say, warn
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, both_texts, form_page
from maillage.ground.directory.records.queries.organisations import member_organisations
from maillage.ground.directory.records.queries.people import people
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.meetings.forms.meetings import ItemForm, RemoveForm
from maillage.trade.governance.meetings.models.meetings import AgendaItem
from maillage.trade.governance.meetings.queries import meetings as queries
from maillage.trade.governance.meetings.services import meetings as services
from maillage.trade.governance.meetings.views.home import meeting_place
from maillage.trade.governance.meetings.views.locked import unlocked, writable


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_item_add(request: CooperationRequest, meeting: int) -> HttpResponse:
    """The form that adds a point, last unless one says where."""
    kept = writable(request, meeting)
    form = _form(request, AgendaItem(meeting=kept, rank=kept.items.count() + 1))
    back = page_url(request, "meeting", kept.pk)
    if request.method == "POST" and form.is_valid():
        added = services.add_item(author=request.user, item=form.save(commit=False))
        say(request, _("« %(title)s » est à l’ordre du jour.") % {"title": added})
        return redirect(back)
    page = FormPage(
        _("Ajouter un point"), back, sentence=str(kept), place=meeting_place(request, kept)
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_item_edit(request: CooperationRequest, agenda_item: int) -> HttpResponse:
    """The form of a point; who writes second sees both texts."""
    item = _item(request, agenda_item)
    back, read = page_url(request, "meeting", item.meeting_id), version_read(request, item)
    form = _form(request, item)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_item(author=request.user, item=form.save(commit=False), read=read)
        except StaleVersionError as stale:
            saved = _blank_form(request, _item(request, agenda_item))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("« %(title)s » est à jour.") % {"title": item})
        return redirect(back)
    page = FormPage(
        _("Corriger le point"),
        back,
        sentence=str(item),
        place=meeting_place(request, item.meeting),
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_keep_meetings)
@unlocked
def meeting_item_remove(request: CooperationRequest, agenda_item: int) -> HttpResponse:
    """The page that asks whether a point leaves the agenda, and takes it off."""
    item = _item(request, agenda_item)
    back = page_url(request, "meeting", item.meeting_id)
    form = RemoveForm(request.POST or None)
    if request.method == "POST":
        try:
            services.remove_item(author=request.user, item=item)
        except ProtectedError:
            warn(
                request, _("Ce point porte une note ou une décision : il reste à l’ordre du jour.")
            )
            return redirect(back)
        say(request, _("« %(title)s » n’est plus à l’ordre du jour.") % {"title": item})
        return redirect(back)
    page = FormPage(
        _("Retirer le point"),
        back,
        sentence=str(item),
        place=meeting_place(request, item.meeting),
        submit=_("Retirer"),
    )
    return form_page(request, form, page)


def _form(request: CooperationRequest, item: AgendaItem) -> ItemForm:
    access = request.access
    return ItemForm(
        request.POST or None,
        instance=item,
        organisations=member_organisations(access).order_by("folded", "pk"),
        people=people(access),
    )


def _blank_form(request: CooperationRequest, item: AgendaItem) -> ItemForm:
    """The same form on what is saved."""
    access = request.access
    return ItemForm(
        instance=item,
        organisations=member_organisations(access).order_by("folded", "pk"),
        people=people(access),
    )


def _item(request: CooperationRequest, agenda_item: int) -> AgendaItem:
    return get_object_or_404(queries.items(request.access), pk=agenda_item)
