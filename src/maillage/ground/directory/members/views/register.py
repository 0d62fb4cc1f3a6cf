"""What the register of members shows, filters and offers."""

from functools import partial

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing
from maillage.foundation.cooperations.models import Access
from maillage.ground.directory import permissions
from maillage.ground.directory.choices import MemberKind
from maillage.ground.directory.members.queries import MemberRow, member_rows, members_named
from maillage.ground.directory.records.models.members import Member
from maillage.ground.directory.records.models.periods import in_force
from maillage.ground.directory.records.views import import_gesture


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
        search=Search(_("Filtrer les membres"), _("Nom de la structure"), members_named),
        selects=(
            Select(
                "place",
                _("Place"),
                _("Toutes les places"),
                tuple((value, str(label)) for value, label in MemberKind.choices),
                lambda rows, kind: rows.filter(kind=kind),
            ),
        ),
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
            ),
        )
    return (
        Column(
            "structure",
            _("Structure"),
            lambda row: row.organisation,
            sort=("organisation__folded",),
        ),
        Column("place", _("Place"), lambda row: row.kind, sort=("kind",), wide=True),
        *contact,
        Column(
            "depuis",
            _("Depuis"),
            lambda row: row.since,
            sort=("since",),
            numeric=True,
            quiet=True,
        ),
    )


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    if not permissions.can_edit_members(access):
        return ()
    return (
        Action(_("Porte-parole"), reverse("directory:member_speakers", args=[slug]), "users"),
        Action(_("Ajouter"), reverse("directory:member_add", args=[slug]), "plus", main=True),
    )
