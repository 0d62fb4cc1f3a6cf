"""How is an answer known: signed by whoever holds the link, or gathered by an officer?"""

from datetime import date
from typing import Protocol, TypeVar

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import PastDayField
from maillage.foundation.cooperations.choices import RECORDED, Means

WITHOUT_ACT = [choice for choice in RECORDED if choice[0] != Means.ACT]
RECIPIENT, OTHER = "recipient", "other"
SIGNATURES = frozenset({"signatory", "said_by", "told_by"})


def own_name() -> forms.CharField:
    """Asks who answers: a link is passed on."""
    return forms.CharField(
        label=lazy("Votre nom et votre fonction"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )


class SignedForm(forms.Form):
    """An answer by link and who gives it: one touches the name of the recipient, or types one."""

    said_by = own_name()
    recipient = ""

    def sign(self, recipient: str, structure: object) -> None:
        """Signs last; proposes the recipient when it is somebody, whom nothing chooses yet."""
        if recipient and recipient != str(structure):
            self.recipient = recipient
            self.fields["said_by"].required = False
            self.fields["signatory"] = forms.ChoiceField(
                label=_("Qui répond ?"),
                choices=[(RECIPIENT, recipient), (OTHER, _("Une autre personne"))],
                required=False,
                widget=forms.RadioSelect,
            )
        first = [name for name in self.fields if name not in SIGNATURES]
        self.order_fields([*first, "signatory", "said_by"])

    def clean(self) -> dict[str, object]:
        """The name typed, or that of the recipient who says that it is theirs."""
        cleaned = super().clean() or {}
        if "signatory" in self.fields and not cleaned.get("said_by"):
            if cleaned.get("signatory") == RECIPIENT:
                cleaned["said_by"] = self.recipient
            else:
                is_other = cleaned.get("signatory") == OTHER
                self.add_error("said_by" if is_other else "signatory", _("Dites qui répond."))
        return cleaned


def ask_source(form: forms.BaseForm, *, with_act: bool = False, may_see: bool = False) -> None:
    """Asks an officer how, from whom and when an answer was gathered.

    With `may_see`, it is first what the officer saw: nobody gave it.
    """
    seen = [(Means.ACCOUNT.value, _("constaté par vous"))] if may_see else []
    form.fields["means"] = forms.ChoiceField(
        label=_("Recueilli"),
        choices=[*seen, *(RECORDED if with_act else WITHOUT_ACT)],
        initial=Means.ACCOUNT if may_see else None,
        widget=forms.RadioSelect,
    )
    form.fields.setdefault("told_by", forms.CharField(max_length=120)).label = _("Auprès de qui")
    form.fields["told_on"] = PastDayField(label=_("Recueilli le"), initial=timezone.localdate)


class Sourced(Protocol):
    """An answer that says how, from whom and when it was gathered."""

    means: str
    told_by: str
    told_on: date


Answer = TypeVar("Answer", bound=Sourced)


def with_source(answer: Answer, form: forms.BaseForm, by: str, means: str) -> Answer:
    """The answer, gathered as an officer says; else given by this means, `by` this one, today."""
    cleaned = form.cleaned_data
    answer.means = cleaned.get("means") or means
    answer.told_by = cleaned.get("told_by") or by
    answer.told_on = cleaned.get("told_on") or timezone.localdate()
    return answer
