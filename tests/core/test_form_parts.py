"""What a form asks first, what it folds, and the sentence it writes."""

from typing import ClassVar

from django import forms

from maillage.core.form_parts import MOST, form_parts
from tests.forms_declared import forms_that_fold


class PromiseForm(forms.Form):
    essential: ClassVar[tuple[str, ...]] = ("who", "what")
    read_back = "{who} : {what}[, avant le {due}]."

    who = forms.CharField()
    what = forms.CharField()
    day = forms.CharField()
    due = forms.CharField(required=False)
    kind = forms.ChoiceField(choices=[("days", "jours"), ("euros", "euros")])


def names(form: forms.Form) -> tuple[list[str], list[str]]:
    parts = form_parts(form)
    return [one.name for one in parts.first], [one.name for one in parts.more]


def test_what_is_not_essential_is_folded_but_what_must_be_answered() -> None:
    assert names(PromiseForm()) == (["who", "what", "day"], ["due", "kind"])
    assert names(PromiseForm(initial={"day": "lundi"})) == (["who", "what"], ["day", "due", "kind"])


def test_the_rest_opens_on_an_error_and_counts_its_answers() -> None:
    noted = form_parts(PromiseForm(initial={"due": "mardi"}))
    assert (noted.is_open, noted.answered_words) == (False, "(une réponse notée)")
    assert form_parts(PromiseForm()).answered_words == ""
    assert form_parts(PromiseForm({"kind": "pounds"})).is_open


def test_what_stands_by_default_is_no_answer() -> None:
    class GrantForm(PromiseForm):
        is_eligible = forms.BooleanField(required=False, initial=True)

    words = [form_parts(GrantForm(initial=one)).answered_words for one in ({}, {"due": "mardi"})]

    assert words == ["", "(une réponse notée)"]


def test_what_a_form_filled_itself_is_no_answer() -> None:
    form = PromiseForm(initial={"due": "32"})
    form.filled = {"due": "n° 32"}  # type: ignore[attr-defined]
    typed = PromiseForm({"due": "7"}, initial={"due": "32"})
    typed.filled = {"due": "n° 32"}  # type: ignore[attr-defined]

    words = [form_parts(one).answered_words for one in (form, typed)]

    assert words == ["(n° 32)", "(une réponse notée)"]


def test_fold_says_what_its_questions_are_about() -> None:
    form = PromiseForm()
    assert form_parts(form).more_words == "due et kind"

    for name, label in (("a", "SIREN"), ("b", "Où en est-on"), ("c", "Site")):
        form.fields[name] = forms.CharField(label=label, required=False)
    assert form_parts(form).more_words == "due, kind, SIREN et deux autres"


def test_fold_lists_no_label_that_waits_for_its_day() -> None:
    class PlannedForm(forms.Form):
        essential: ClassVar[tuple[str, ...]] = ("step",)

        step = forms.CharField()
        seat = forms.CharField(label="Titulaire : nom", required=False)
        given = forms.CharField(label="Titulaire : prénom", required=False)
        day = forms.CharField(label="Prévue le", required=False)

    form = PlannedForm()
    assert form_parts(form).more_words == "titulaire et une date"

    form.fields["until"] = forms.CharField(label="Jusqu’au", required=False)
    assert form_parts(form).more_words == "titulaire et deux dates"
    for name in ("a", "b", "c"):
        form.fields[name] = forms.CharField(label=name, required=False)
    assert form_parts(form).more_words == "titulaire, a, b et trois autres"


def test_form_of_which_nothing_is_compulsory_says_so_once() -> None:
    class OneOfTwoForm(forms.Form):
        who = forms.CharField(required=False)
        what = forms.CharField(required=False)

    class OneIsEnoughForm(OneOfTwoForm):
        enough = "Une seule suffit."

    assert form_parts(OneOfTwoForm()).enough == "Rien n’est obligatoire."
    assert form_parts(OneIsEnoughForm()).enough == "Une seule suffit."
    assert (form_parts(PromiseForm()).enough, form_parts(PromiseForm()).tells_optional) == (
        "",
        True,
    )


def test_form_that_declares_nothing_asks_everything() -> None:
    class Whole(PromiseForm):
        essential: ClassVar[tuple[str, ...]] = ()
        read_back = ""

    assert names(Whole()) == (["who", "what", "day", "due", "kind"], [])


def test_sentence_is_given_when_the_form_asks_what_it_names() -> None:
    form = PromiseForm()
    assert form_parts(form).sentence == PromiseForm.read_back

    del form.fields["due"]
    assert form_parts(form).sentence == PromiseForm.read_back
    del form.fields["what"]
    assert form_parts(form).sentence == ""


def test_sentence_says_who_may_read() -> None:
    form = PromiseForm()
    form.fields["visibility"] = forms.ChoiceField(choices=[("team", "l’équipe")])

    assert form_parts(form).sentence.endswith("[ Qui peut le lire : {visibility}.]")


def test_no_form_has_more_than_four_essential_questions() -> None:
    declared = forms_that_fold()

    assert len(declared) >= 15
    assert {name: first for name, first in declared.items() if len(first) > MOST} == {}
