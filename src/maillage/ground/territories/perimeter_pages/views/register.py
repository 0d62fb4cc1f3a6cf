"""How is the register of perimeters described?"""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.register import Action, Chip, Column, Empty, Register, Search
from maillage.core.register.cells import with_note
from maillage.foundation.cooperations.models import Access
from maillage.ground.territories.perimeters.models import Perimeter
from maillage.ground.territories.permissions import can_draw_perimeters


def perimeters_register(access: Access) -> Register[Perimeter, Perimeter]:
    """The perimeters of the cooperation, those in force first shown."""
    slug = access.cooperation.slug
    draw = Action(
        _("Dessiner un périmètre"),
        reverse("territories:perimeter_draw", args=[slug]),
        icon="pencil",
        main=True,
    )
    gestures = (draw,) if can_draw_perimeters(access) else ()
    return Register(
        caption=_("Périmètres"),
        noun=(_("périmètre"), _("périmètres")),
        filename="perimetres",
        columns=_columns(),
        read=_rows,
        empty=Empty(
            _("Aucun périmètre pour l’instant"),
            _(
                "Commencez par celui qui dépasse les limites des membres : pays, parc, bassin de "
                "vie. Une liste de communes suffit."
            ),
            gestures,
        ),
        order="name",
        row_url=lambda row: reverse("territories:perimeter", args=[slug, row.pk]),
        search=Search(_("Chercher un périmètre"), _("Nom"), _named),
        chips=(Chip("en-vigueur", _("Sur la carte"), _in_force, starts_on=True),),
        actions=gestures,
    )


def _columns() -> tuple[Column[Perimeter], ...]:
    return (
        Column(
            "name",
            _("Périmètre"),
            lambda row: row.territory.name,
            cell=lambda row: with_note(row.territory.name, str(row.get_nature_display())),
            sort=("territory__name",),
        ),
        Column(
            "communes",
            _("Communes"),
            lambda row: getattr(row, "communes", 0),
            sort=("communes",),
            numeric=True,
        ),
        Column(
            "inhabitants",
            _("Habitants"),
            lambda row: getattr(row, "inhabitants", None),
            sort=("inhabitants",),
            numeric=True,
        ),
        Column("source", _("Source"), lambda row: row.source, wide=True),
        Column("drawn", _("Dessiné le"), lambda row: row.drawn_on, sort=("drawn_on",)),
        Column("author", _("Par"), lambda row: str(row.drawn_by), quiet=True),
    )


def _rows(rows: QuerySet[Perimeter]) -> Sequence[Perimeter]:
    return list(rows)


def _named(rows: QuerySet[Perimeter], typed: str) -> QuerySet[Perimeter]:
    return rows.filter(territory__name__icontains=typed)


def _in_force(rows: QuerySet[Perimeter]) -> QuerySet[Perimeter]:
    return rows.filter(ended_on=None)
