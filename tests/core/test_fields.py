"""A list to choose from, however long, is the one that Django writes."""

import re

import pytest
from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as lazy

from maillage.core.fields import FlatSelect

CHOICES = (
    ("a<", 'Ne "rien" & <dire>'),
    (3, lazy("Structure")),
    (4, mark_safe("<b>gras</b>")),
    ("", "personne"),
)
ATTRIBUTES = {"id": "id_x", "class": 'm-"input"', "hidden": False, "required": True}


@pytest.mark.parametrize("value", [None, "", "a<", 3, "4", "12345"])
def test_list_is_that_of_django(value: object) -> None:
    ours, theirs = (
        re.sub(r"\s*\n\s*", "", kind(choices=CHOICES).render("nom<", value, ATTRIBUTES))
        for kind in (FlatSelect, forms.Select)
    )

    assert ours == theirs
