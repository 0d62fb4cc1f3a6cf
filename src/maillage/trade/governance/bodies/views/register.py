"""What the register of bodies shows, filters and offers."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core import french
from maillage.core.register import Action, Chip, Column, Empty, Register, Search, Select
from maillage.core.register.cells import missing
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.pages.records import places_of
from maillage.ground.directory.records.models.periods import in_force
from maillage.trade.governance import permissions
from maillage.trade.governance.addresses import page_url
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.bodies.queries.bodies import BodyRow, body_rows
from maillage.trade.governance.choices import BodyKind

bodies_place = places_of(page_url, lazy("Instances"), "bodies", "body")


def body_register(access: Access) -> Register[Body, BodyRow]:
    """The register of bodies, as this reader may use it."""
    slug = access.cooperation.slug
    gestures = _gestures(access, slug)
    return Register(
        caption=_("Instances"),
        noun=(_("instance"), _("instances")),
        filename="instances",
        columns=_columns(access),
        read=body_rows,
        order="nom",
        row_url=lambda row: reverse("governance:body", args=[slug, row.pk]),
        search=Search.through(_("Filtrer les instances"), _("Nom de l’instance"), "folded"),
        selects=(
            Select(
                "nature",
                _("Nature"),
                _("Toutes les natures"),
                tuple((value, str(label)) for value, label in BodyKind.choices),
                lambda rows, kind: rows.filter(kind=kind),
            ),
        ),
        chips=(
            Chip("en-cours", _("en cours"), lambda rows: rows.filter(in_force()), starts_on=True),
        ),
        actions=gestures,
        empty=Empty(
            _("Aucune instance pour l’instant"),
            _(
                "Commencez par celle qui décide, souvent le comité de pilotage : un modèle est "
                "prêt, vous cochez ensuite qui y siège."
            ),
            gestures,
        ),
    )


def _columns(access: Access) -> tuple[Column[BodyRow], ...]:
    return (
        Column("nom", _("Instance"), lambda row: row.name, sort=("folded",)),
        Column("nature", _("Nature"), lambda row: row.kind, sort=("kind",), speaks=True),
        Column("rythme", _("Rythme"), lambda row: row.rhythm, quiet=True),
        Column(
            "seance",
            _("Prochaine séance"),
            lambda row: row.meets_on,
            cell=lambda row: (
                french.short_date(row.meets_on, timezone.localdate())
                if row.meets_on
                else missing(_("à fixer"))
            ),
        ),
        Column("sieges", _("Sièges"), lambda row: row.seats, cell=_seats),
        *_vacant_column(access),
        Column(
            "regle",
            _("Décide par"),
            lambda row: row.rule,
            cell=lambda row: row.rule or missing(_("à fixer")),
            wide=True,
        ),
    )


def _vacant_column(access: Access) -> tuple[Column[BodyRow], ...]:
    """How many seats nobody holds, for whoever may see people everywhere."""
    if not access.is_in_team:
        return ()
    return (
        Column(
            "sans-titulaire",
            _("Sans titulaire"),
            lambda row: row.vacant,
            cell=_vacant,
        ),
    )


def _seats(row: BodyRow) -> str:
    return str(row.seats) if row.seats else missing(_("aucun"))


def _vacant(row: BodyRow) -> str:
    return str(row.vacant) if row.vacant else missing(_("aucun"))


def _gestures(access: Access, slug: str) -> tuple[Action, ...]:
    if not permissions.can_keep_bodies(access):
        return ()
    add = reverse("governance:body_add", args=[slug])
    return (
        Action(_("Ajouter une instance"), add, "plus", main=True),
        Action(_("Importer votre tableau"), table_url(access), "upload"),
    )


def table_url(access: Access) -> str:
    """Where the officer's own table of bodies and seats comes in."""
    page = reverse("exchange:import_wizard", args=[access.cooperation.slug])
    return f"{page}?tableau=instances"
