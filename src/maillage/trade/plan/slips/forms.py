"""What a structure says when it has seen that it will wait."""

from django import forms

from maillage.trade.plan.steps.models import SlipAcknowledgement


class SeenForm(forms.ModelForm[SlipAcknowledgement]):
    """A note, if one wants to."""

    class Meta:
        model = SlipAcknowledgement
        fields = ("note",)
