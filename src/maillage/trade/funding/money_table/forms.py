"""A table of money, as it is pasted."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.foundation.exchange.import_wizard.pasting import PasteForm


class OwnedPasteForm(PasteForm):
    """Operations that were copied in a spreadsheet, and whose they are."""

    essential: ClassVar[tuple[str, ...]] = ("pasted", "owner")

    owner = forms.CharField(
        label=lazy("Maître d’ouvrage"),
        max_length=200,
        required=False,
        help_text=lazy("Si votre tableau ne le dit pas : le nom d’une de vos structures."),
    )

    @property
    def above(self) -> str:
        """What stands over the table: whose its operations are."""
        owner = self.cleaned_data["owner"].strip()
        return f"{_('Maître d’ouvrage')} : {owner}" if owner else ""
