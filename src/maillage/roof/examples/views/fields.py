"""Fields, their hints and their located errors."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from maillage.core.messages import say
from maillage.roof.examples.door import example_page
from maillage.roof.examples.invented import ORGANISATIONS, shell

KINDS = (
    ("days", "Des jours"),
    ("euros", "Des euros"),
    ("room", "Un local"),
    ("data", "Des données"),
)


class PromiseForm(forms.Form):
    """A promise: who, what, how much, until when, and how it is known."""

    organisation = forms.ChoiceField(
        label="Structure", choices=[(name, name) for name, _kind in ORGANISATIONS]
    )
    kind = forms.ChoiceField(label="Ce qui est promis", choices=KINDS, widget=forms.RadioSelect)
    days = forms.IntegerField(
        label="Combien de jours",
        min_value=1,
        error_messages={"invalid": "Écrivez un nombre, par exemple 10."},
    )
    due = forms.DateField(label="Échéance", required=False)
    source = forms.CharField(
        label="D’où le savez-vous ?",
        help_text="Un fait, une date, une personne.",
        widget=forms.Textarea,
    )
    confirmed = forms.BooleanField(label="Confirmé par un acte", required=False)


@example_page
def fields(request: HttpRequest) -> HttpResponse:
    """A form that says what to correct, and what it has kept."""
    form = PromiseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        say(request, "Promesse notée.", undo_url=request.path)
        return redirect("examples:fields")
    return render(request, "examples/fields.html", {"form": form, "shell": shell("fields")})
