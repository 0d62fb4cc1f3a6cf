"""How are several structures or actors ticked, when what is sent may be anything?"""

from collections.abc import Iterable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

Ticked = TypeVar("Ticked", bound=Model)
LONGEST = 9


class TickedField(forms.ModelMultipleChoiceField[Ticked]):
    """Things to tick among those of the query; a number that none can have is said in words."""

    def __init__(self, queryset: QuerySet[Ticked], *, required: bool = True) -> None:
        super().__init__(
            queryset,
            label=lazy("Structures"),
            required=required,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": lazy("Cochez au moins une structure.")},
        )

    def clean(self, value: Iterable[str] | None) -> QuerySet[Ticked]:
        """The things ticked."""
        if any(len(str(one)) > LONGEST for one in value or ()):
            raise ValidationError(_("Cette structure n’est pas dans la liste : rechargez la page."))
        return super().clean(value)
