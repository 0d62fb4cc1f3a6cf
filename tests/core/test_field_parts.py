"""How a field stands on a page: its choices, its help, its file."""

import re
from datetime import UTC, datetime

import pytest
from django import forms
from django.forms import Widget
from time_machine import travel

from maillage.core.days import DayField
from maillage.core.fields import MarkedRadios, ScaleRadios, field_part
from maillage.core.hours import hour_field
from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.pages.edits import FormPage

SHORT = [("1", "oui"), ("2", "non"), ("3", "pas encore"), ("4", "sans objet")]
LONG = [("1", "chaque structure décide pour elle-même"), ("2", "plus de la moitié des voix")]


@pytest.mark.parametrize(
    ("widget", "choices", "shape"),
    [
        (MarkedRadios([]), SHORT, "m-vote"),
        (ScaleRadios(), LONG, "m-choice-scale"),
        (forms.RadioSelect(), SHORT, "m-choice-row"),
        (forms.RadioSelect(), LONG, "m-choice-lines"),
        (forms.CheckboxSelectMultiple(), SHORT, "m-choice-columns"),
    ],
)
def test_choices_stand_by_what_they_are(
    widget: Widget, choices: list[tuple[str, str]], shape: str
) -> None:
    class Question(forms.Form):
        one = forms.ChoiceField(choices=choices, widget=widget)

    assert field_part(Question()["one"], "Un").shape == shape


class Planned(forms.Form):
    on = DayField(initial="30/11/2026")
    until = DayField(help_text="Maillage le rappelle.")
    again_on = DayField()
    starts_at = hour_field("De")
    ends_at = hour_field("À")
    act = forms.FileField()


@travel(datetime(2026, 11, 29, 9, tzinfo=UTC), tick=False)
def test_the_first_empty_day_and_hour_alone_give_an_example() -> None:
    parts = {bound.name: field_part(bound, "") for bound in Planned()}

    assert {name: part.hint for name, part in parts.items() if part.hint} == {
        "until": "Par exemple 29/11/2026. Maillage le rappelle.",
        "starts_at": "Par exemple 18 h 30.",
    }
    assert 'aria-describedby="id_starts_at_helptext"' in parts["starts_at"].control
    assert [name for name, part in parts.items() if part.is_file] == ["act"]
    assert [name for name, part in parts.items() if part.is_hour] == ["starts_at", "ends_at"]


@pytest.mark.parametrize(
    ("page", "words"),
    [
        (FormPage("Corriger", ()), ("Enregistrer", "Annuler")),
        (FormPage("Retirer le point", (), ends=True), ("Retirer le point", "Ne rien changer")),
        (
            FormPage("Annuler la séance", (), ends=True, keep="La garder"),
            ("Annuler la séance", "La garder"),
        ),
    ],
)
def test_an_end_is_answered_by_its_title(page: FormPage, words: tuple[str, str]) -> None:
    assert (page.send, page.stay) == words


@pytest.mark.django_db
def test_name_of_a_record_begins_its_line_with_a_capital() -> None:
    User.objects.create(email="les.riverains@example.org", name="les riverains")

    class NameField(forms.ModelChoiceField[User]):
        def label_from_instance(self, obj: User) -> str:
            return obj.name

    class WhoForm(forms.Form):
        who = NameField(User.objects.all(), empty_label=None)
        how = forms.ChoiceField(choices=[("phone", "par téléphone")])

    shown = {name: field_part(WhoForm()[name], "").control for name in ("who", "how")}

    assert re.findall(r"<option[^>]*>[^<]*", shown["who"]) == [
        f'<option value="{User.objects.get().pk}" data-name="les riverains">Les riverains'
    ]
    assert "par téléphone" in shown["how"]


def test_list_with_headings_shows_its_choices_under_them() -> None:
    class WaitForm(forms.Form):
        before = forms.ChoiceField(choices=[("", "Choisir"), ("Une navette", [("1.2", "Étude")])])

    control = field_part(WaitForm()["before"], "").control

    assert re.findall(r"<(optgroup|option)[^>]*(?:label|value)=\"([^\"]*)\"", control) == [
        ("option", ""),
        ("optgroup", "Une navette"),
        ("option", "1.2"),
    ]
