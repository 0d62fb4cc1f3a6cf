"""How is an hour typed by hand read?"""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as lazy

REVERSED_HOURS = lazy("La fin précède le début : corrigez l’une des heures.")


class HourField(forms.TimeField):
    """An hour as people write it: 18:30, 18h30, 18 h."""

    default_error_messages = {"invalid": lazy("Écrivez l’heure comme 18:30.")}

    def to_python(self, value: str | time | None) -> time | None:
        """The hour typed, or None when nothing is."""
        if isinstance(value, str):
            hour = value.strip().lower().replace(" ", "").replace("h", ":")
            return super().to_python(f"{hour}00" if hour.endswith(":") else hour)
        return super().to_python(value)


def hour_field(label: str) -> HourField:
    """An hour that may be left unknown."""
    widget = forms.TimeInput(format="%H:%M", attrs={"inputmode": "numeric"})
    return HourField(label=label, required=False, widget=widget)
