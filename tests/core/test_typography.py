import pytest
from django.template.loader import get_template
from pytest_django import Settings

from maillage.core.typography import french_template, in_one_language

SPACE = "\u00a0"


@pytest.mark.parametrize(
    ("source", "loaded"),
    [
        ("<p>Rien : relisez !</p>", f"<p>Rien{SPACE}: relisez{SPACE}!</p>"),
        ('{% translate "Avant : après" %}', f'{{% translate "Avant{SPACE}: après" %}}'),
        (
            "{% blocktranslate %}« {{ name }} » : 14 380{% endblocktranslate %}",
            f"{{% blocktranslate %}}«{SPACE}{{{{ name }}}}{SPACE}»{SPACE}: 14{SPACE}380"
            "{% endblocktranslate %}",
        ),
        ('<path d="M0 180 : 140"/>', '<path d="M0 180 : 140"/>'),
        (
            '<a {% if a > b %}title="x : y"{% endif %}>',
            '<a {% if a > b %}title="x : y"{% endif %}>',
        ),
        ('{% if a == "x : y" %}', '{% if a == "x : y" %}'),
        ('{{ day|date:"G : i" }}', '{{ day|date:"G : i" }}'),
        ("<b>1 < 2 : vrai</b>", f"<b>1 < 2{SPACE}: vrai</b>"),
        ("{# a : b #}", "{# a : b #}"),
        ("ligne\n  : suite", "ligne\n  : suite".replace("  :", f" {SPACE}:")),
    ],
)
def test_words_are_spaced_and_nothing_else(source: str, loaded: str) -> None:
    assert french_template(source) == loaded


@pytest.mark.parametrize(
    ("source", "sentence"),
    [
        ('<p>{% translate "Où : ici" %}</p>', "<p>Où : ici</p>"),
        ('{% translate "Où" as place %}', '{% translate "Où" as place %}'),
        ("{% translate word %}", "{% translate word %}"),
        ('{% translate "La structure" %}', '{% translate "La structure" %}'),
    ],
)
def test_plain_sentences_are_said_when_loaded(source: str, sentence: str) -> None:
    assert in_one_language(source) == sentence


def test_sentences_stay_to_be_translated_where_there_are_two_languages(
    settings: Settings,
) -> None:
    settings.LANGUAGES = [("fr", "Français"), ("br", "Brezhoneg")]

    assert in_one_language('{% translate "Où" %}') == '{% translate "Où" %}'


def test_pages_are_loaded_with_french_spacing() -> None:
    page = get_template("core/errors/404.html").render({})

    assert f"ouvrez-le ensemble{SPACE}: ce que" in page
    assert " :" not in page[page.index("<main") :]
