"""Which structures are in the cooperation, and in what place?"""

from dataclasses import replace
from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core import french
from maillage.core.fragments import fragments
from maillage.core.register import (
    Action,
    Chip,
    Column,
    Empty,
    Register,
    Search,
    Select,
    answer_register,
)
from maillage.core.register.cells import missing
from maillage.core.shell import Audience, PageLink
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.doors import CooperationRequest, cooperation_page
from maillage.foundation.cooperations.pages.edits import FormPage, add_page, edit_page
from maillage.foundation.cooperations.pages.records import one_of
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.members import queries, services
from maillage.ground.directory.members.forms import (
    LeaveForm,
    MemberAddForm,
    MemberForm,
    MembersAddForm,
    PlaceForm,
    SpeakerForm,
)
from maillage.ground.directory.members.origin import import_origin
from maillage.ground.directory.members.queries import MemberRow, member_rows
from maillage.ground.directory.members.services import Place, speak_for
from maillage.ground.directory.members.words import (
    entered_words,
    placed_words,
    several_sentence,
)
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.queries.organisations import (
    member_organisations,
    placeable_organisations,
    unplaced,
)
from maillage.ground.directory.records.views import import_gesture, members_place, page_url

AT_ONCE = 200
_get_member = one_of(queries.members)


def member_register(access: Access) -> Register[Member, MemberRow]:
    """The register of members, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    return Register(
        caption=_("Membres"),
        noun=(_("membre"), _("membres")),
        filename="membres",
        columns=_columns(access),
        read=partial(member_rows, access),
        order="structure",
        row_url=lambda row: reverse("directory:member", args=[slug, row.pk]),
        opens_beside=True,
        search=Search.through(
            _("Filtrer les membres"), _("Nom de la structure"), "organisation__folded"
        ),
        selects=(_by_place(),),
        chips=(
            Chip(
                "en-cours",
                _("en cours"),
                lambda rows: rows.filter(in_force()),
                starts_on=True,
            ),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucun membre pour l’instant"),
            _(
                "Commencez par les structures qui signeront, puis celles qui s’associent et celles "
                "qui financent. Une structure se place en deux clics."
            ),
            (*import_gesture(access), *(one for one in gestures if one.main)),
        ),
    )


def _by_place() -> Select[Member]:
    return Select(
        "place",
        _("Place"),
        _("Toutes les places"),
        tuple((value, str(label)) for value, label in MemberKind.choices),
        lambda rows, kind: rows.filter(kind=kind),
    )


def _columns(access: Access) -> tuple[Column[MemberRow], ...]:
    contact: tuple[Column[MemberRow], ...] = ()
    if permissions.can_open_people(access):
        contact = (
            Column(
                "contact",
                _("Point de contact"),
                lambda row: row.contact,
                cell=lambda row: row.contact or missing(_("à désigner")),
                sort=("contact__folded",),
                wide=True,
                measure="name",
            ),
        )
    return (
        Column(
            "structure",
            _("Structure"),
            lambda row: row.organisation,
            sort=("organisation__folded",),
        ),
        Column(
            "place",
            _("Place"),
            lambda row: row.kind,
            sort=("kind",),
            wide=True,
            measure="word",
            speaks=True,
        ),
        *contact,
        Column(
            "depuis",
            _("Depuis"),
            lambda row: row.since,
            sort=("since",),
            numeric=True,
        ),
    )


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    if not permissions.can_edit_members(access):
        return ()
    return (
        Action(_("Porte-parole"), reverse("directory:member_speakers", args=[slug]), "users"),
        Action(_("Placer plusieurs"), reverse("directory:members_add", args=[slug]), "users"),
        Action(_("Ajouter"), reverse("directory:member_add", args=[slug]), "plus", main=True),
    )


@cooperation_page(can=permissions.can_open_directory)
def members(request: CooperationRequest) -> HttpResponse:
    """The register of members."""
    return _register(request, None)


@cooperation_page(can=permissions.can_open_directory)
def member(request: CooperationRequest, member: int) -> HttpResponse:
    """The register, with the member beside it."""
    return _register(request, _get_member(request, member))


def _register(request: CooperationRequest, record: Member | None) -> HttpResponse:
    context: dict[str, object] = {
        "totals": queries.member_totals(request.access),
        "others": queries.other_actors(request.access)[:100],
        "member": record,
        "speakers": queries.speakers_for(request.access, record) if record else [],
        "panel": "directory/parts/member_panel.html" if record else "",
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
        current=record.pk if record else None,
    )


@cooperation_page(can=permissions.can_edit_members)
def member_add(request: CooperationRequest) -> HttpResponse:
    """The form by which a structure takes its place in the cooperation."""
    chosen = request.GET.get("structure", "")
    return add_page(
        request,
        form=lambda sent: MemberAddForm(
            sent,
            organisations=placeable_organisations(request.access),
            chosen=chosen,
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
        done=placed_words,
        to=lambda member: page_url(request, "member", member.pk),
    )


@cooperation_page(can=permissions.can_edit_members)
def members_add(request: CooperationRequest) -> HttpResponse:
    """The form that places several structures at once: those of an import, or of the directory."""
    origin = import_origin(request.access, request.GET.get("import", ""))
    organisations = placeable_organisations(request.access)
    if origin:
        organisations = unplaced(request.access, origin.records)
    rows = list(organisations.order_by("folded", "pk")[:AT_ONCE])
    shown = [*queries.own_structure(request.access), *rows]
    report = origin.report if origin else None
    return add_page(
        request,
        form=lambda sent: MembersAddForm(
            sent,
            organisations=shown,
            mandates=queries.acting_by_organisation(rows),
            made=origin.made if origin else None,
        ),
        save=lambda form: services.make_members(
            author=request.user, cooperation=request.access.cooperation, places=form.places
        ),
        page=FormPage(
            _("Placer plusieurs structures"),
            members_place(request),
            several_sentence(bool(shown)),
            is_empty=not shown,
            before=report,
            back_to=report.url if report else "",
            template="directory/members_add.html",
            beside={"origin": origin.words(rows) if origin else ""},
        ),
        done=entered_words,
    )


@cooperation_page(can=permissions.can_edit_members)
def member_edit(request: CooperationRequest, member: int) -> HttpResponse:
    """The form of the point of contact; who writes second sees both texts."""
    return edit_page(
        request,
        lambda: _get_member(request, member),
        form=lambda member, sent: MemberForm(
            sent, instance=member, people=queries.contacts_in(member)
        ),
        save=lambda _member, form, read: services.edit_member(
            author=request.user, member=form.save(commit=False), read=read
        ),
        page=lambda member: _page(
            request, member, _("Corriger l’entrée et le point de contact"), str(member)
        ),
        done=lambda member: _("La place %(of)s est enregistrée.") % {"of": french.of_body(member)},
    )


@cooperation_page(can=permissions.can_edit_members)
def member_place(request: CooperationRequest, member: int) -> HttpResponse:
    """The form by which a structure changes place; the former one stays in the history."""
    history = _("%(name)s : l’ancienne place reste dans l’histoire.")
    return edit_page(
        request,
        lambda: _get_member(request, member),
        form=lambda member, sent: PlaceForm(sent, member=member),
        save=lambda member, form, read: services.change_place(
            author=request.user, member=member, read=read, **form.cleaned_data
        ),
        page=lambda member: _page(
            request, member, _("Changer sa place"), history % {"name": member}
        ),
        done=lambda member: _("La place %(of)s est enregistrée.") % {"of": french.of_body(member)},
        to=lambda member: page_url(request, "member", member.pk),
    )


@cooperation_page(can=permissions.can_edit_members)
def member_end(request: CooperationRequest, member: int) -> HttpResponse:
    """The form by which a structure leaves; its place stays in the history."""
    return edit_page(
        request,
        lambda: _get_member(request, member),
        form=lambda member, sent: LeaveForm(sent, since=member.since, until=member.until),
        save=lambda member, form, read: services.end_membership(
            author=request.user, member=member, read=read, on=form.cleaned_data["on"]
        ),
        page=lambda member: replace(
            _page(
                request,
                member,
                _("Noter le départ %(of)s") % {"of": french.of_body(member)},
                _end_words(request, member),
            ),
            ends=True,
        ),
        done=lambda member: _("%(name)s a quitté la coopération.") % {"name": member},
        to=lambda _member: page_url(request, "members"),
    )


def _end_words(request: CooperationRequest, member: Member) -> str:
    """What stays once it left, and what the other rooms still wait for from it."""
    history = _("%(name)s : sa place et ses mandats restent dans l’histoire.") % {"name": member}
    notes = fragments.ask(request.access, "directory:member_end", member)
    return " ".join([history, *(str(one.values["words"]) for one in notes)])


def _page(request: CooperationRequest, member: Member, title: str, sentence: str) -> FormPage:
    back = page_url(request, "member", member.pk)
    return FormPage(title, members_place(request), sentence, back_to=back)


@cooperation_page(can=permissions.can_edit_members)
def member_speakers(request: CooperationRequest) -> HttpResponse:
    """For which structures each access speaks."""
    context = {
        "accesses": queries.speaking_accesses(request.access),
        "place": members_place(request),
    }
    return render(request, "directory/member_speakers.html", context)


@cooperation_page(can=permissions.can_edit_members)
def member_speaker(request: CooperationRequest, access: int) -> HttpResponse:
    """The form that says for which structures an access speaks."""
    record = get_object_or_404(queries.speaking_accesses(request.access), pk=access)
    organisations = [row.organisation_id for row in record.spokespersons.all()]
    return add_page(
        request,
        form=lambda sent: SpeakerForm(
            sent, organisations=member_organisations(request.access), numbers=organisations
        ),
        save=lambda form: speak_for(
            author=request.user,
            access=record,
            organisations=form.cleaned_data["organisations"],
            read=form.numbers_read,
        ),
        page=FormPage(
            _("Dire pour qui parle %(name)s") % {"name": record.user},
            members_place(request),
            _("Cette personne pourra corriger leur fiche et leurs personnes."),
            back_to=page_url(request, "member_speakers"),
        ),
        done=_("C’est noté : %(name)s.") % {"name": record.user},
    )
