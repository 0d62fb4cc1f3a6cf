"""A block of a sheet that holds a form has the token of the page that shows it."""

from django.template import Context, Engine

from maillage.core.panels import Panel


def shown(panel: Panel, **page: object) -> str:
    source = "{% load maillage %}{% panel panel %}"
    return Engine.get_default().from_string(source).render(Context({"panel": panel, **page}))


def test_block_that_holds_a_form_has_the_token_of_each_page() -> None:
    context: dict[str, object] = {"archives": [], "slug": "retz"}
    panel = Panel("Tout emporter", "departures/parts/archives.html", context, holds_form=True)

    assert 'value="un"' in shown(panel, csrf_token="un")
    assert 'value="deux"' in shown(panel, csrf_token="deux")
