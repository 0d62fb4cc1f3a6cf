"""What the holder of a project says by link."""

from datetime import date

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import DayField
from maillage.core.read_again import ReadForm
from maillage.foundation.cooperations.questions.fields import SignedForm
from maillage.trade.plan.holder_asks.queries import mark_of
from maillage.trade.plan.linked_projects.models import Project
from maillage.trade.plan.linked_projects.services import NextStep


class LinkHolderForm(ReadForm, SignedForm):
    """What comes next, for when, and a word more."""

    next_step = forms.CharField(label=lazy("Quel est votre prochain pas ?"), max_length=200)
    next_on = DayField(
        label=lazy("Pour le"),
        required=False,
        help_text=lazy("Laissez vide si vous ne le savez pas."),
    )
    words = forms.CharField(
        label=lazy("Un mot de plus"),
        required=False,
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self, data: QueryDict | None = None, *, project: Project, recipient: str = ""
    ) -> None:
        super().__init__(data)
        self.initial["read"] = mark_of(project)
        self.sign(recipient, project.holder_words)

    def clean_next_on(self) -> date | None:
        """The day of what comes next; refused when it is gone."""
        on: date | None = self.cleaned_data["next_on"]
        if on and on < timezone.localdate():
            raise forms.ValidationError(_("Cette date est passée : dites pour quand c’est prévu."))
        return on

    def after(self) -> NextStep:
        """What comes next; who does it is not asked."""
        return NextStep(self.cleaned_data["next_step"], self.cleaned_data["next_on"])
