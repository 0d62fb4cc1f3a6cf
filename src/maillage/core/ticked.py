"""How are several records ticked, when what is sent may be anything?"""

from collections.abc import Callable, Iterable
from typing import TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

Record = TypeVar("Record", bound=Model)
LONGEST = 18  # digits: no database numbers its records further


class TickedField(forms.ModelMultipleChoiceField[Record]):
    """A box for each record of the query; a number that none can have is said in words.

    `group_of` says under which words a box stands, when the query puts each group together.
    """

    widget = forms.CheckboxSelectMultiple

    group_of: Callable[[Record], str] | None = None

    def clean(self, value: Iterable[str] | None) -> QuerySet[Record]:
        """The records ticked."""
        if any(len(str(one)) > LONGEST for one in value or ()):
            raise ValidationError(_("Ce choix n’est pas dans la liste : rechargez la page."))
        return super().clean(value)
