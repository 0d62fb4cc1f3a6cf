"""A block of a sheet is drawn once, whatever the pages that show it."""

from django.template import Context, Engine

from maillage.core.panels import Panel
from maillage.core.sheet import Line


def shown(panel: Panel, **page: object) -> str:
    source = "{% load maillage %}{% panel panel %}"
    return Engine.get_default().from_string(source).render(Context({"panel": panel, **page}))


def test_block_is_drawn_once() -> None:
    lines = [Line("Plan vélo", "adopté")]
    panel = Panel("Délibérations", "core/parts/lines.html", {"lines": lines})

    first = shown(panel)
    lines.append(Line("Charte"))

    assert "Plan vélo" in first
    assert shown(panel) == first


def test_block_that_holds_a_form_has_the_token_of_each_page() -> None:
    context: dict[str, object] = {"archives": [], "slug": "retz"}
    panel = Panel("Tout emporter", "departures/parts/archives.html", context, holds_form=True)

    assert 'value="un"' in shown(panel, csrf_token="un")
    assert 'value="deux"' in shown(panel, csrf_token="deux")
