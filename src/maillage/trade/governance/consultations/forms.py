"""A question put in writing, and what each seat says of it."""

from datetime import date
from typing import ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from maillage.core.days import FURTHEST_ANSWER, DayField, not_past
from maillage.core.fields import MarkedRadios
from maillage.core.read_again import ReadForm
from maillage.foundation.cooperations.questions.fields import SignedForm, ask_source
from maillage.trade.governance.bodies.models import Body
from maillage.trade.governance.choices import Choice
from maillage.trade.governance.consultations.models import Consultation, Opinion
from maillage.trade.governance.consultations.services import ConsultationAnswer
from maillage.trade.governance.consultations.words import RULES


def closing_day(on: date) -> date:
    """The last day to answer; refused when it is past, or half a year away."""
    if on - timezone.localdate() > FURTHEST_ANSWER:
        raise ValidationError(_("C’est dans plus de six mois : vérifiez l’année."))
    return not_past(on)


class ConsultationForm(forms.ModelForm[Consultation]):
    """What is asked of which body, by which rule, until when."""

    class Meta:
        model = Consultation
        fields: ClassVar[list[str]] = ["body", "question", "context", "rule", "closes_on"]
        widgets: ClassVar[dict[str, forms.Widget]] = {"context": forms.Textarea(attrs={"rows": 6})}
        help_texts: ClassVar[dict[str, Promise]] = {
            "question": lazy("Une phrase à laquelle on répond pour ou contre."),
        }

    def __init__(
        self, data: QueryDict | None = None, *, instance: Consultation, bodies: QuerySet[Body]
    ) -> None:
        super().__init__(data, instance=instance)
        self.fields["body"] = forms.ModelChoiceField(
            label=_("Instance"), queryset=bodies, empty_label=_("Choisir")
        )
        self.fields["rule"] = forms.ChoiceField(
            label=_("Règle de décision"),
            choices=[(rule.value, rule.label) for rule in RULES],
            widget=forms.RadioSelect,
            help_text=_(
                "Une seule objection suffit à demander une réunion, quelle que soit la règle."
            ),
        )
        self.fields["closes_on"] = DayField(
            label=_("Réponses jusqu’au"),
            help_text=_("Ce jour compris : la consultation se clôt d’elle-même le lendemain."),
        )
        self.order_fields(self.Meta.fields)

    def clean_closes_on(self) -> date:
        """The last day to answer."""
        return closing_day(self.cleaned_data["closes_on"])


class ConsultationEditForm(forms.Form):
    """More time, and a clearer context; the question itself does not change once asked."""

    context = forms.CharField(
        label=lazy("Ce qu’il faut savoir pour répondre"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    closes_on = DayField(label=lazy("Réponses jusqu’au"))

    def __init__(self, data: QueryDict | None = None, *, consultation: Consultation) -> None:
        values = {"context": consultation.context, "closes_on": consultation.closes_on}
        super().__init__(data, initial=values)

    def clean_closes_on(self) -> date:
        """The last day to answer."""
        return closing_day(self.cleaned_data["closes_on"])


class OpinionForm(ReadForm):
    """For, against, abstention, or an objection with its reason."""

    choice = forms.ChoiceField(
        label=lazy("Votre réponse"),
        choices=[(value, str(label).capitalize()) for value, label in Choice.choices],
        widget=MarkedRadios(
            {
                Choice.FOR: ("answer", "yes"),
                Choice.AGAINST: ("answer", "no"),
                Choice.ABSTAINS: ("answer", "none"),
                Choice.OBJECTS: ("verdict", "clash"),
            }.items()
        ),
    )
    words = forms.CharField(
        label=lazy("Vos mots"),
        required=False,
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("Une objection dit ce qui doit être discuté."),
    )

    def __init__(self, data: QueryDict | None = None, *, opinion: Opinion | None) -> None:
        initial = (
            {"choice": opinion.choice, "words": opinion.words, "read": opinion.pk}
            if opinion
            else {}
        )
        super().__init__(data, initial=initial)

    def clean(self) -> dict[str, object]:
        """The answer; an objection has its words."""
        cleaned = super().clean() or {}
        if cleaned.get("choice") == Choice.OBJECTS and not cleaned.get("words"):
            self.add_error("words", _("Dites ce qui doit être discuté : la réunion en partira."))
        return cleaned

    def ask_source(self) -> None:
        """An officer says how, from whom and when the answer was gathered."""
        self.fields["choice"].label = _("Sa réponse")
        self.fields["words"].label = _("Ses mots")
        ask_source(self)

    def answer(self, means: str, by: str = "") -> ConsultationAnswer:
        """What is said: by whom, how and when, or `by` this one, by this means, today."""
        cleaned = self.cleaned_data
        return ConsultationAnswer(
            cleaned["choice"],
            cleaned["words"],
            cleaned.get("means", means),
            cleaned.get("told_by", by),
            cleaned.get("told_on", timezone.localdate()),
            self.number_read,
        )


class SignedOpinionForm(SignedForm, OpinionForm):
    """The same answer, by link, and who gives it."""
