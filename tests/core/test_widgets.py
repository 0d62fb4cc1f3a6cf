"""A control written in Python is the one that Django's template writes."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import ChoiceWidget
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as lazy

from maillage.core.widgets import WrittenWidgets

CHOICES = (
    ("", "—"),
    ("a<", 'Ne "rien" & <dire>'),
    (3, lazy("Structure")),
    (4, mark_safe("<b>gras</b>")),
    ("Groupe <1>", [(12_345, 12_345), (None, "personne")]),
)
LINES = (
    *(forms.TextInput, forms.HiddenInput, forms.NumberInput, forms.EmailInput, forms.URLInput),
    *(forms.PasswordInput, forms.DateInput, forms.TimeInput, forms.DateTimeInput),
    *(forms.CheckboxInput, forms.SearchInput, forms.TelInput, forms.ColorInput, forms.FileInput),
)
ATTRIBUTES = {"id": "id_x", "class": 'm-"input"', "required": True, "hidden": False, "rows": 2}


def written(widget: forms.Widget, value: object, renderer: DjangoTemplates) -> str:
    """The control, without the blanks that a template leaves between its lines."""
    html = widget.render("nom<", value, attrs=ATTRIBUTES, renderer=renderer)
    return re.sub(r"\s*\n\s*", "", html)


@pytest.mark.parametrize("kind", LINES, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("value", [None, "", 'dit "<oui>"', 12_345, True])
def test_line_is_the_same(kind: type[forms.Widget], value: object) -> None:
    widget = kind(attrs={"data-maillage-kept": ""})

    assert written(widget, value, WrittenWidgets()) == written(widget, value, DjangoTemplates())


@pytest.mark.parametrize("value", [None, "", "a<", 3, "12345"])
def test_list_is_the_same(value: object) -> None:
    widget = forms.Select(choices=CHOICES)

    assert written(widget, value, WrittenWidgets()) == written(widget, value, DjangoTemplates())


@pytest.mark.parametrize("kind", [forms.SelectMultiple, forms.RadioSelect, forms.Textarea])
def test_others_are_the_same(kind: type[forms.Widget]) -> None:
    widget = kind()
    if isinstance(widget, ChoiceWidget):
        widget.choices = CHOICES

    assert written(widget, "a<", WrittenWidgets()) == written(widget, "a<", DjangoTemplates())
