"""A form that knows which answer its writer had on screen, and is shown again when another came."""

from django import forms
from django.http import QueryDict


class ReadForm(forms.Form):
    """Carries the number of the answer that stood when it was opened, 0 for none."""

    read = forms.IntegerField(widget=forms.HiddenInput, required=False)

    @property
    def number_read(self) -> int:
        """The number of the answer that was on screen when the form was sent."""
        return int(self.cleaned_data.get("read") or 0)

    def read_again(self, last: int, why: str) -> None:
        """What was typed stays, after the answer of this number; `why` is said above it."""
        self.read_now(last)
        self.add_error(None, why)

    def read_now(self, last: int) -> None:
        """What was typed stays, after the answer of this number."""
        self.refresh("read", str(last))

    def refresh(self, name: str, value: str) -> None:
        """What was typed stays, after this value of what its writer has on screen."""
        sent = QueryDict(mutable=True)
        sent.update({name: str(value) for name, value in self.data.items()})
        sent[self.add_prefix(name)] = value
        self.data = sent
