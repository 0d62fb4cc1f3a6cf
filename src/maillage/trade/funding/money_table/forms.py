"""A table of money, as it is pasted."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST_PASTE = 200_000


class PasteForm(forms.Form):
    """What was copied in a spreadsheet: one table, or the two halves of a plan."""

    essential: ClassVar[tuple[str, ...]] = ("pasted",)

    pasted = forms.CharField(
        label=_("Votre tableau"),
        max_length=LONGEST_PASTE,
        strip=False,
        help_text=_(
            "Copiez les cases dans votre tableur, titres compris, puis collez-les ici. Vous "
            "verrez ce qui est compris avant que rien ne soit écrit."
        ),
        widget=forms.Textarea(attrs={"rows": 12}),
    )
