import json
import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.template import engines
from django.utils import timezone
from django.utils.safestring import SafeString

from maillage.foundation.cooperations.choices import Role
from maillage.foundation.cooperations.models import Access

ROOT = Path(__file__).resolve().parents[2]


class PromiseForm(forms.Form):
    source = forms.CharField(label="Source", help_text="Un fait, une date.")
    kind = forms.ChoiceField(
        label="Nature", choices=[("days", "Des jours")], widget=forms.RadioSelect
    )
    due = forms.DateField(label="Échéance", required=False)


def drawn(source: str, **context: object) -> str:
    template = engines["django"].from_string("{% load maillage %}" + source)
    return re.sub(r"[ \n]+", " ", template.render(context)).strip()


def test_mark_carries_its_word_for_who_does_not_see_it() -> None:
    assert drawn('{% mark "state" "done" True %}') == (
        '<svg class="m-mark" data-state="done" aria-hidden="true">'
        '<use href="/static/core/built/sprite.svg#s-done-said"/></svg>'
        '<span class="m-hide"> en place, déclaré</span>'
    )


def test_the_first_of_a_month_is_raised_on_what_is_printed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda: date(2026, 12, 1))

    assert drawn("{% today_in_words %}") == (
        '<span class="m-first">1<sup>er</sup>\u00a0décembre</span> 2026'
    )


def test_dates_and_numbers_are_french() -> None:
    day = date(2024, 9, 1)

    first = '<span class="m-first">1<sup>er</sup>\u00a0septembre</span>'
    assert drawn("{{ day|long_date }}", day=day) == f"{first} 2024"
    assert drawn("{{ text|french_spaces }}", text="Le 1er septembre : <b>") == (
        f"Le {first}\u00a0: &lt;b&gt;"
    )
    assert drawn("{{ 14380|number }}") == "14\u00a0380"


def test_text_typed_by_a_user_stays_escaped() -> None:
    assert drawn("{{ text|french_spaces }}", text="<b> : a") == "&lt;b&gt;\u00a0: a"
    assert drawn("{{ text|french_spaces }}", text=SafeString("<b>a</b> :")) == "<b>a</b>\u00a0:"


def test_refused_field_says_where_and_why() -> None:
    form = PromiseForm({"source": "", "kind": "days", "due": "31/02/2026"})

    due = drawn("{% field form.due %}", form=form)
    summary = drawn("{% errors form %}", form=form)

    assert 'aria-invalid="true" aria-describedby="id_due_error"' in due
    assert 'value="31/02/2026"' in due
    assert 'class="m-error" id="id_due_error"' in due
    assert re.findall(r'href="#(\w+)"', summary) == ["id_source", "id_due"]


def test_an_answer_with_two_faults_counts_once() -> None:
    form = PromiseForm({"source": "a", "kind": "days"})
    form.add_error("source", "Trop court.")
    form.add_error("source", "Sans date.")

    summary = drawn("{% errors form %}", form=form)

    assert "Une réponse à reprendre" in summary
    assert summary.count("<li>") == 2


def test_choices_are_one_named_group() -> None:
    kind = drawn("{% field form.kind %}", form=PromiseForm())

    assert "<legend>Nature</legend>" in kind
    assert kind.count('type="radio"') == 1


def test_every_icon_asked_by_a_template_is_in_the_sprite() -> None:
    listed = set(json.loads((ROOT / "frontend/src/icons.json").read_text()))
    templates = (ROOT / "src").rglob("templates/**/*.html")

    names = {
        name for page in templates for name in re.findall(r'{% icon "([^"]+)"', page.read_text())
    }

    assert names - listed == set()


def test_right_is_asked_to_the_predicate_of_its_room() -> None:
    requested = '{% can "cooperations.can_steer" access as may %}{{ may }}'

    assert drawn(requested, access=Access(role=Role.OFFICER)) == "True"
    assert drawn(requested, access=Access(role=Role.OBSERVER)) == "False"


@pytest.mark.parametrize(
    ("template", "words"),
    [
        ("la réponse {{ name|de }}", "la réponse de la CC des Trois Étangs"),
        ("demandez {{ name|a }}", "demandez à la CC des Trois Étangs"),
        ("{{ name|le }} ne répond pas", "la CC des Trois Étangs ne répond pas"),
    ],
)
def test_name_takes_its_article_in_a_sentence(template: str, words: str) -> None:
    assert drawn(template, name="CC des Trois Étangs") == words


def test_name_of_a_person_is_elided() -> None:
    assert drawn("les positions {{ name|de }}", name="Émile") == "les positions d’Émile"
