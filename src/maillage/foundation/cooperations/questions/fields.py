"""How is an answer known: signed by whoever holds the link, or gathered by an officer?"""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.core.days import PastDayField
from maillage.foundation.cooperations.choices import RECORDED, Means

WITHOUT_ACT = [choice for choice in RECORDED if choice[0] != Means.ACT]


def ask_name(form: forms.BaseForm, recipient: str) -> None:
    """Asks whoever answers by link for their name: a link is passed on."""
    form.fields["told_by"] = forms.CharField(
        label=_("Votre nom"),
        max_length=120,
        initial=recipient,
        help_text=_("Si ce lien vous a été transmis, mettez le vôtre."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


def ask_source(form: forms.BaseForm, *, with_act: bool = False) -> None:
    """Asks an officer how, from whom and when an answer was gathered."""
    form.fields["means"] = forms.ChoiceField(
        label=_("Recueilli"),
        choices=RECORDED if with_act else WITHOUT_ACT,
        initial=Means.PHONE,
        widget=forms.RadioSelect,
    )
    form.fields.setdefault("told_by", forms.CharField(max_length=120)).label = _("Auprès de")
    form.fields["told_on"] = PastDayField(
        label=_("Le"), initial=timezone.localdate, help_text="Par exemple 28/11/2026"
    )
