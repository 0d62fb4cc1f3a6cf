"""A table of money, as it is pasted."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_PASTE = 200_000


class PasteForm(forms.Form):
    """What was copied in a spreadsheet: one table, or the two halves of a plan."""

    essential: ClassVar[tuple[str, ...]] = ("pasted", "owner")

    pasted = forms.CharField(
        label=_("Votre tableau"),
        max_length=LONGEST_PASTE,
        strip=False,
        help_text=_(
            "Copiez les cases dans votre tableur, titres compris, puis collez-les ici. Vous "
            "verrez chaque somme comprise avant que rien ne soit écrit."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
    owner = forms.CharField(
        label=_("Maître d’ouvrage"),
        max_length=200,
        required=False,
        help_text=_("Si votre tableau ne le dit pas : le nom d’une de vos structures."),
    )


class PlanPasteForm(PasteForm):
    """The two halves of a plan whose owner is there already."""

    owner = None  # type: ignore[assignment]  # a plan has its owner
    essential: ClassVar[tuple[str, ...]] = ("pasted",)
