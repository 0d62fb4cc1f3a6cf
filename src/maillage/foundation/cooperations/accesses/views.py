"""Who has an access or a link, and how is one given or taken?"""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.contrib.auth import login
from django.db.models import QuerySet
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.messages import say, warn
from maillage.core.register import Action, Chip, Column, Empty, Register, Select, answer_register
from maillage.core.register.cells import with_note
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations import permissions
from maillage.foundation.cooperations.accesses.forms import (
    AcceptForm,
    InviteForm,
    RoleForm,
    SignedInForm,
)
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.links import queries as link_queries
from maillage.foundation.cooperations.links import services
from maillage.foundation.cooperations.links.models import Invitation
from maillage.foundation.cooperations.links.queries import invitation_of_token
from maillage.foundation.cooperations.links.services import LinkClosedError, accept_invitation
from maillage.foundation.cooperations.pages.doors import (
    CooperationRequest,
    closed_link_page,
    cooperation_page,
    open_page,
)
from maillage.foundation.cooperations.spaces import queries
from maillage.foundation.cooperations.spaces.models import Access
from maillage.foundation.cooperations.spaces.services import (
    LastOfficerError,
    give_access,
    withdraw_access,
)


@dataclass(frozen=True)
class AccessRow:
    """One access, as the register shows it."""

    pk: int
    name: str
    email: str
    role: str
    given_at: datetime
    ended_at: datetime | None
    seen_at: datetime | None


def access_rows(rows: QuerySet[Access]) -> list[AccessRow]:
    """The rows of one page, in one query."""
    return [
        AccessRow(
            pk=access.pk,
            name=access.user.name,
            email=access.user.email,
            role=access.get_role_display(),
            given_at=access.given_at,
            ended_at=access.ended_at,
            seen_at=access.seen_at,
        )
        for access in rows
    ]


def access_register(access: Access, *, may_invite: bool) -> Register[Access, AccessRow]:
    """The accesses of the reader's cooperation."""
    slug = access.cooperation.slug
    invite = Action(
        _("Inviter"), reverse("cooperations:access_invite", args=[slug]), "plus", main=True
    )
    return Register(
        caption=_("Accès"),
        noun=(_("accès"), _("accès")),
        filename="acces",
        columns=_columns(),
        read=access_rows,
        order="nom",
        row_url=partial(_page_of, slug) if may_invite else None,
        selects=(
            Select(
                "role",
                _("Rôle"),
                _("Tous les rôles"),
                tuple((role.value, str(role.label)) for role in Role),
                lambda rows, role: rows.filter(role=role),
            ),
        ),
        chips=(
            Chip(
                "ouverts",
                _("accès ouverts"),
                lambda rows: rows.filter(ended_at__isnull=True),
                starts_on=True,
            ),
        ),
        actions=(invite,) if may_invite else (),
        empty=Empty(
            _("Personne d’autre pour l’instant"),
            _("Personne d’autre ne voit cette coopération. Invitez d’abord votre binôme."),
            (invite,) if may_invite else (),
        ),
    )


def _page_of(slug: str, row: AccessRow) -> str:
    return reverse("cooperations:access", args=[slug, row.pk])


def _columns() -> tuple[Column[AccessRow], ...]:
    return (
        Column(
            "nom",
            _("Nom"),
            lambda row: row.name,
            cell=lambda row: with_note(row.name, row.email),
            sort=("user__name__plain",),
        ),
        Column("role", _("Rôle"), lambda row: row.role, sort=("role",), speaks=True),
        Column("depuis", _("Depuis"), lambda row: row.given_at, sort=("given_at",), numeric=True),
        Column(
            "visite",
            _("Dernière lecture"),
            lambda row: row.seen_at or _("rien encore marqué lu"),
            sort=("seen_at",),
            numeric=True,
            quiet=True,
        ),
    )


LAST_OFFICER = lazy(
    "Personne d’autre ne conduit la coopération : invitez d’abord quelqu’un pour la suite, ou "
    "donnez ce rôle à une autre personne."
)


@cooperation_page(can=permissions.can_work)
def accesses(request: CooperationRequest) -> HttpResponse:
    """The accesses of the cooperation, and the invitations that wait."""
    access = request.access
    register = access_register(access, may_invite=permissions.can_edit_settings(access))
    return answer_register(
        request,
        register,
        queries.accesses_of_cooperation(access),
        template="cooperations/accesses.html",
        context={
            "invitations": link_queries.invitations(access),
            "may_withdraw": permissions.can_steer(access),
        },
    )


@cooperation_page(can=permissions.can_edit_settings)
def access_invite(request: CooperationRequest) -> HttpResponse:
    """The form that invites somebody."""
    is_prepared = "prepare" in request.POST  # from the page of somebody: nothing is sent yet
    form = InviteForm(
        None if is_prepared else request.POST or None,
        initial=request.POST.dict() if is_prepared else {},
    )
    form.holders = queries.holders(request.access)
    if form.is_valid():
        cooperation = request.access.cooperation
        invitation = services.invite_by_letter(
            author=request.user,
            cooperation=cooperation,
            absolute=request.build_absolute_uri,
            **form.cleaned_data,
        )
        return redirect("cooperations:access_invitation", cooperation.slug, invitation.pk)
    return render(request, "cooperations/access_invite.html", {"form": form})


@cooperation_page(can=permissions.can_steer)
def access_invitation(request: CooperationRequest, invitation: int) -> HttpResponse:
    """An invitation that waits: its link to copy, and the gesture that withdraws it."""
    slug = request.access.cooperation.slug
    record = get_object_or_404(link_queries.invitations(request.access), pk=invitation)
    if request.method == "POST":
        services.revoke_with_letter(author=request.user, link=record)
        say(request, _("L’invitation de %(email)s est retirée.") % {"email": record.email})
        return redirect("cooperations:accesses", slug)
    context = {
        "invitation": record,
        "url": request.build_absolute_uri(services.invitation_path(record)),
        "letter": services.letter_with(record),
    }
    return render(request, "cooperations/access_invitation.html", context)


@cooperation_page(can=permissions.can_steer)
def access(request: CooperationRequest, access: int) -> HttpResponse:
    """One access: its role can change, and it can be withdrawn."""
    record = get_object_or_404(queries.accesses_of_cooperation(request.access), pk=access)
    form = RoleForm(request.POST or None, initial={"role": record.role})
    if request.method == "POST":
        return _change(request, record, form)
    return render(request, "cooperations/access.html", {"found": record, "form": form})


def _change(request: CooperationRequest, record: Access, form: RoleForm) -> HttpResponse:
    """Withdraws the access, or gives its holder another role; the last officer stays."""
    slug = request.access.cooperation.slug
    try:
        if record.ended_at is None and "withdraw" in request.POST:
            withdraw_access(author=request.user, access=record)
            say(request, _("L’accès %(of)s est retiré.") % {"of": french.of_body(record.user.name)})
        elif record.ended_at is None and form.is_valid():
            give_access(
                author=request.user,
                cooperation=request.access.cooperation,
                user=record.user,
                **form.cleaned_data,
            )
            say(request, _("Le rôle %(of)s a changé.") % {"of": french.of_body(record.user.name)})
    except LastOfficerError:
        warn(request, str(LAST_OFFICER))
        return redirect("cooperations:access", slug, record.pk)
    return redirect("cooperations:accesses", slug)


@open_page
def invitation(request: HttpRequest, token: str) -> HttpResponseBase:
    """The page of an invitation, for its holder alone."""
    record = invitation_of_token(token)
    if record is None:
        raise Http404
    if not record.is_open(timezone.now()):
        return closed_link_page(request, record)
    holder = User.objects.filter(email=record.email).first()
    if holder is not None and request.user != holder:
        return render(request, "cooperations/invitation_sign_in.html", {"invitation": record})
    sent = request.POST if request.method == "POST" else None
    form = SignedInForm(sent) if holder else AcceptForm(sent, initial={"name": record.name})
    if form.is_valid():
        return _accept(request, record, holder, form)
    return _page(request, record, form)


def _page(request: HttpRequest, invitation: Invitation, form: Form) -> HttpResponseBase:
    context, status = {"invitation": invitation, "form": form}, 422 if form.errors else 200
    return render(request, "cooperations/invitation.html", context, status=status)


def _accept(
    request: HttpRequest, invitation: Invitation, holder: User | None, form: Form
) -> HttpResponseBase:
    typed = form.cleaned_data
    try:
        access: Access = accept_invitation(invitation=invitation, user=holder, **typed)
    except LinkClosedError:
        invitation.refresh_from_db()
        return closed_link_page(request, invitation)
    except LastOfficerError:
        form.add_error(None, str(LAST_OFFICER))
        return _page(request, invitation, form)
    login(request, access.user)
    return redirect("missions:home", access.cooperation.slug)
