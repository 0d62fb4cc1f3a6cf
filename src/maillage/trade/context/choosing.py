"""How are several structures or actors ticked?"""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext_lazy as lazy

from maillage.core.ticked import TickedField

Ticked = TypeVar("Ticked", bound=Model)


def structures_field(rows: QuerySet[Ticked], *, required: bool = True) -> TickedField[Ticked]:
    """The structures of the query, or the actors, one at least when `required`."""
    return TickedField(
        rows,
        label=lazy("Structures"),
        required=required,
        error_messages={"required": lazy("Cochez au moins une structure.")},
    )
