"""What the second of two writers reads."""

from datetime import UTC, datetime

import pytest
import time_machine
from django import forms
from django.test import RequestFactory

from maillage.core.stale import Rival, two_texts, version_read
from maillage.foundation.cooperations.models import Workspace


class CardForm(forms.Form):
    """A card with each kind of field."""

    name = forms.CharField(label="Nom")
    kind = forms.ChoiceField(label="Nature", choices=[("a", "Agglomération"), ("b", "Commune")])
    on = forms.DateField(label="Le", required=False)
    sure = forms.BooleanField(label="Sûr", required=False)


def test_only_what_differs_is_shown_in_words() -> None:
    typed = CardForm({"name": "Port de Vue", "kind": "b", "on": "01/09/2024", "sure": "on"})
    saved = CardForm(initial={"name": "Port de Pornic", "kind": "a", "sure": True})

    texts = two_texts(typed, saved)

    assert [(text.field.label, text.typed, text.saved) for text in texts] == [
        ("Nom", "Port de <mark>Vue</mark>", "Port de <mark>Pornic</mark>"),
        ("Nature", "<mark>Commune</mark>", "<mark>Agglomération</mark>"),
        (
            "Le",
            "<mark>1er\N{NO-BREAK SPACE}septembre 2024</mark>",
            '<span class="m-soft">rien</span>',
        ),
    ]


def test_what_was_typed_is_escaped() -> None:
    texts = two_texts(CardForm({"name": "<b>"}), CardForm(initial={"name": "x"}))

    assert texts[0].typed == "<mark>&lt;b&gt;</mark>"


@pytest.mark.parametrize(("sent", "read"), [("3", 3), ("", 0), ("-1", 0), ("٣", 0), ("9" * 12, 0)])
def test_version_is_the_one_that_the_form_carried_or_none(sent: str, read: int) -> None:
    request = RequestFactory().post("/", {"version": sent})

    assert version_read(request, Workspace(version=7)) == read


@time_machine.travel(datetime(2026, 11, 25, 15, 0, tzinfo=UTC))
def test_moment_is_told_to_who_reads_now() -> None:
    today = Rival.at("Yann", datetime(2026, 11, 25, 13, 2, tzinfo=UTC))
    before = Rival.at("Yann", datetime(2026, 11, 19, 13, 12, tzinfo=UTC))

    assert (today.moment, before.moment) == (
        "à 14 h 02",
        "le 19\N{NO-BREAK SPACE}novembre à 14 h 12",
    )
