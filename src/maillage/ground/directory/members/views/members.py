"""Which structures are in the cooperation, and in what place?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import (
    FormPage,
    add_page,
    edit_page,
)
from maillage.ground.directory import permissions
from maillage.ground.directory.members import queries, services
from maillage.ground.directory.members.forms import LeaveForm, MemberAddForm, MemberForm, PlaceForm
from maillage.ground.directory.members.queries import placeable_organisations
from maillage.ground.directory.members.services import Place
from maillage.ground.directory.members.views.register import member_register
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.views import members_place, page_url


@cooperation_page(can=permissions.can_open_directory)
def members(request: CooperationRequest) -> HttpResponse:
    """The register of members."""
    return _register(request, None)


@cooperation_page(can=permissions.can_open_directory)
def member(request: CooperationRequest, member: int) -> HttpResponse:
    """The register, with the member beside it."""
    return _register(request, _found(request, member))


def _register(request: CooperationRequest, found: Member | None) -> HttpResponse:
    context: dict[str, object] = {
        "totals": queries.member_totals(request.access),
        "others": queries.other_actors(request.access)[:100],
        "member": found,
        "speakers": queries.speakers_for(request.access, found) if found else [],
        "panel": "directory/parts/member_panel.html" if found else "",
        "may_read_people": permissions.can_open_people(request.access),
        "register_url": page_url(request, "members"),
        "audience": Audience(_("tous les accès"), page_url(request, "members")),
    }
    return answer_register(
        request,
        member_register(request.access),
        queries.members(request.access),
        template="directory/members.html",
        context=context,
        current=found.pk if found else None,
    )


@cooperation_page(can=permissions.can_edit_members)
def member_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a structure takes its place in the cooperation."""
    chosen = request.GET.get("structure", "")
    return add_page(
        request,
        form=lambda sent: MemberAddForm(
            sent, organisations=placeable_organisations(request.access), chosen=chosen
        ),
        save=lambda form: services.make_member(
            author=request.user,
            cooperation=request.access.cooperation,
            organisation=form.cleaned_data["organisation"],
            place=Place(kind=form.cleaned_data["kind"], since=form.cleaned_data["since"]),
        ),
        page=FormPage(
            _("Placer une structure"),
            members_place(request),
            _("Elle doit être dans l’annuaire : sinon, ajoutez-la d’abord aux structures."),
            before=PageLink(_("Ajouter une structure"), page_url(request, "organisation_find")),
        ),
        done=lambda member: _("%(name)s est dans la coopération.") % {"name": member},
        to=lambda member: page_url(request, "member", member.pk),
    )


@cooperation_page(can=permissions.can_edit_members)
def member_edit(request: CooperationRequest, member: int) -> HttpResponse:
    """The form of the point of contact; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _found(request, member),
        form=lambda member, sent: MemberForm(
            sent, instance=member, people=queries.contacts_in(member)
        ),
        save=lambda _member, form, read: services.edit_member(
            author=request.user, member=form.save(commit=False), read=read
        ),
        page=lambda member: _page(request, member, _("Point de contact"), str(member)),
        done=lambda member: _("La place de %(name)s est enregistrée.") % {"name": member},
    )


@cooperation_page(can=permissions.can_edit_members)
def member_place(request: CooperationRequest, member: int) -> HttpResponse:
    """The form by which a structure changes place; the former one stays in the history."""
    history = _("%(name)s : l’ancienne place reste dans l’histoire.")
    return edit_page(
        request,
        lambda: _found(request, member),
        form=lambda member, sent: PlaceForm(sent, member=member),
        save=lambda member, form, read: services.change_place(
            author=request.user, member=member, read=read, **form.cleaned_data
        ),
        page=lambda member: _page(
            request, member, _("Changer sa place"), history % {"name": member}
        ),
        done=lambda member: _("La place de %(name)s est enregistrée.") % {"name": member},
        to=lambda member: page_url(request, "member", member.pk),
    )


@cooperation_page(can=permissions.can_edit_members)
def member_end(request: CooperationRequest, member: int) -> HttpResponse:
    """The form by which a structure leaves; its place stays in the history."""
    history = _("%(name)s : sa place et ses mandats restent dans l’histoire.")
    return edit_page(
        request,
        lambda: _found(request, member),
        form=lambda member, sent: LeaveForm(sent, member=member),
        save=lambda member, form, read: services.end_membership(
            author=request.user, member=member, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda member: _page(
            request, member, _("Quitter la coopération"), history % {"name": member}
        ),
        done=lambda member: _("%(name)s a quitté la coopération.") % {"name": member},
        to=lambda _member: page_url(request, "members"),
    )


def _page(request: CooperationRequest, member: Member, title: str, sentence: str) -> FormPage:
    back = page_url(request, "member", member.pk)
    return FormPage(title, members_place(request), sentence, back_to=back)


def _found(request: CooperationRequest, member: int) -> Member:
    return get_object_or_404(queries.members(request.access), pk=member)
