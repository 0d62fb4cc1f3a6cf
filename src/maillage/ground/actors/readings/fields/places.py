"""A form that asks readings of several places at once, each after the one its writer had read."""

from collections.abc import Mapping
from typing import cast

from django import forms
from django.http import QueryDict


class PlacesForm(forms.Form):
    """Remembers, place by place, the number of the reading that was on screen (0 for none)."""

    def remember(self, key: int, last: int) -> str:
        """Adds the hidden field of a place, and returns its name."""
        name = _last(key)
        self.fields[name] = forms.IntegerField(
            widget=forms.HiddenInput, required=False, initial=last
        )
        return name

    def ask_place(
        self,
        key: int,
        last: int,
        *,
        names: tuple[str, str],
        answer: forms.Field,
        words: tuple[str, str],
    ) -> tuple[str, ...]:
        """Adds the answer of a place, its words (their label, what they say already), what is read.

        Returns the names of the three fields.
        """
        self.fields[names[0]] = answer
        self.fields[names[1]] = forms.CharField(
            label=words[0],
            required=False,
            max_length=2_000,
            widget=forms.Textarea(attrs={"rows": 2}),
            initial=words[1],
        )
        return (*names, self.remember(key, last))

    def last_read(self, key: int) -> int:
        """The number of the reading of this place that was on screen when the form was sent."""
        last = self.cleaned_data.get(_last(key))
        return last if isinstance(last, int) else 0

    def read_again(self, lasts: Mapping[int, int], why: str) -> None:
        """What was typed stays, after what came meanwhile, and says why it is to be sent again."""
        sent = cast("QueryDict", self.data).copy()
        for key, last in lasts.items():
            sent[_last(key)] = str(last)
        self.data = sent
        self.add_error(None, why)


def _last(key: int) -> str:
    return f"last_{key}"
