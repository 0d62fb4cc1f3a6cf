"""Do templates keep the policy, work without script, and stay in their room?"""

from collections.abc import Callable

import pytest

from tests.rules import templates

Rule = Callable[[str, str, str], list[str]]
RULES: list[tuple[Rule, str]] = [
    (templates.inline_code, "<script>alert(1)</script>"),
    (templates.inline_code, '<p style="color:red">'),
    (templates.inline_code, '<a onclick="go()">'),
    (templates.unsafe_html, "{{ text|safe }}"),
    (templates.written_addresses, '<a href="/c/retz/">'),
    (templates.written_addresses, '<img src="https://example.org/x.png">'),
    (templates.htmx_without_page, '<div class="x" hx-get="?page=2">'),
    (templates.htmx_without_page, '<input type="search" hx-get="?q=">'),
    (templates.foreign_parts, '{% include "directory/organisation.html" %}'),
    (templates.untitled_tables, "<table><thead></thead></table>"),
    (templates.bare_chips, '<a class="m-chip" href="?page=2">Liste</a>'),
    (templates.too_long, "<p>\n" * 201),
]


@pytest.mark.parametrize("rule", list(dict.fromkeys(rule for rule, _ in RULES)))
def test_templates_keep(rule: Rule) -> None:
    assert [place for entry in templates.templates() for place in rule(*entry)] == []


@pytest.mark.parametrize(("rule", "broken"), RULES)
def test_broken_template_is_found_by(rule: Rule, broken: str) -> None:
    assert rule("missions", "missions/x.html", broken) != []
