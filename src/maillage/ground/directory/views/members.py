"""Which structures are in the cooperation, and in what place?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from maillage.core.register import answer_register
from maillage.core.said import say
from maillage.core.shell import Audience, PageLink
from maillage.core.stale import version_read
from maillage.core.versions import StaleVersionError
from maillage.foundation.cooperations.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages import FormPage, both_texts, form_page
from maillage.ground.directory import permissions
from maillage.ground.directory.forms.members import LeaveForm, MemberAddForm, MemberForm, PlaceForm
from maillage.ground.directory.models import Member
from maillage.ground.directory.queries import members as queries
from maillage.ground.directory.queries.organisations import placeable_organisations
from maillage.ground.directory.services import members as services
from maillage.ground.directory.services.members import Place
from maillage.ground.directory.views.addresses import members_place, page_url
from maillage.ground.directory.views.member_register import member_register


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
    form = MemberAddForm(
        request.POST or None,
        organisations=placeable_organisations(request.access),
        chosen=request.GET.get("structure", ""),
    )
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        added = services.make_member(
            author=request.user,
            cooperation=request.access.cooperation,
            organisation=told["organisation"],
            place=Place(kind=told["kind"], since=told["since"]),
        )
        say(request, _("%(name)s est dans la coopération.") % {"name": added})
        return redirect(page_url(request, "member", added.pk))
    page = FormPage(
        _("Placer une structure"),
        members_place(request),
        _("Elle doit être dans l’annuaire : sinon, ajoutez-la d’abord aux structures."),
        back_to=page_url(request, "members"),
        before=PageLink(_("Ajouter une structure"), page_url(request, "organisation_find")),
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_edit_members)
def member_edit(request: CooperationRequest, member: int) -> HttpResponse:
    """The form of the point of contact; who writes second sees both texts."""
    found = _found(request, member)
    back, read = page_url(request, "member", found.pk), version_read(request, found)
    people = queries.contacts_in(found)
    form = MemberForm(request.POST or None, instance=found, people=people)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_member(author=request.user, member=form.save(commit=False), read=read)
        except StaleVersionError as stale:
            saved = MemberForm(instance=_found(request, member), people=people)
            return both_texts(request, (form, saved), stale, back)
        say(request, _("La place de %(name)s est enregistrée.") % {"name": found})
        return redirect(back)
    page = FormPage(
        _("Point de contact"), members_place(request), str(found), back_to=back, version=read
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_edit_members)
def member_place(request: CooperationRequest, member: int) -> HttpResponse:
    """The form by which a structure changes place; the former one stays in the history."""
    found = _found(request, member)
    back, read = page_url(request, "member", found.pk), version_read(request, found)
    form = PlaceForm(request.POST or None, member=found)
    if request.method == "POST" and form.is_valid():
        try:
            changed = services.change_place(
                author=request.user, member=found, read=read, **form.cleaned_data
            )
        except StaleVersionError as stale:
            saved = PlaceForm(member=_found(request, member))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("La place de %(name)s est enregistrée.") % {"name": found})
        return redirect(page_url(request, "member", changed.pk))
    page = FormPage(
        _("Changer sa place"),
        members_place(request),
        _("%(name)s : l’ancienne place reste dans l’histoire.") % {"name": found},
        back_to=back,
        version=read,
    )
    return form_page(request, form, page)


@cooperation_page(can=permissions.can_edit_members)
def member_end(request: CooperationRequest, member: int) -> HttpResponse:
    """The form by which a structure leaves; its place stays in the history."""
    found = _found(request, member)
    back, read = page_url(request, "member", found.pk), version_read(request, found)
    form = LeaveForm(request.POST or None, member=found)
    if request.method == "POST" and form.is_valid():
        on = form.cleaned_data["on"]
        try:
            services.end_membership(author=request.user, member=found, read=read, on=on)
        except StaleVersionError as stale:
            saved = LeaveForm(member=_found(request, member))
            return both_texts(request, (form, saved), stale, back)
        say(request, _("%(name)s a quitté la coopération.") % {"name": found})
        return redirect(page_url(request, "members"))
    page = FormPage(
        _("Quitter la coopération"),
        members_place(request),
        _("%(name)s : sa place et ses mandats restent dans l’histoire.") % {"name": found},
        back_to=back,
        version=read,
    )
    return form_page(request, form, page)


def _found(request: CooperationRequest, member: int) -> Member:
    return get_object_or_404(queries.members(request.access), pk=member)
