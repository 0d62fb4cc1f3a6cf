"""What the registers of accesses and links show."""

from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.register import Action, Chip, Column, Empty, Register, Select
from maillage.core.register.cells import with_note
from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.spaces.models import Access


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
            sort=("user__name",),
        ),
        Column("role", _("Rôle"), lambda row: row.role, sort=("role",)),
        Column("depuis", _("Depuis"), lambda row: row.given_at, sort=("given_at",), numeric=True),
        Column(
            "visite",
            _("Dernière visite"),
            lambda row: row.seen_at or _("pas encore"),
            sort=("seen_at",),
            numeric=True,
            quiet=True,
        ),
    )
