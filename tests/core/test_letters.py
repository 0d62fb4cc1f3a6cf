"""Letters are plain text, whatever is typed in what they say."""

import ast
from pathlib import Path

import pytest
from django.template import engines

from maillage.core.letters import letter_text
from maillage.foundation.cooperations.models import Cooperation
from tests.rules.sources import SOURCE, modules

LETTERS = sorted(SOURCE.rglob("templates/*/letters/*.txt"))


def test_letter_is_plain_text_that_a_page_escapes() -> None:
    cooperation = Cooperation(name="<b>Pays & Bocage</b>")

    text = letter_text("directory/letters/notice.txt", {"cooperation": cooperation})
    page = engines["django"].from_string("{{ text|linebreaksbr }}").render({"text": text})

    assert type(text) is str
    assert "<b>Pays & Bocage</b>" in text
    assert "&lt;b&gt;Pays &amp; Bocage&lt;/b&gt;" in page


@pytest.mark.parametrize("letter", LETTERS, ids=lambda path: path.stem)
def test_letter_escapes_nothing_itself(letter: Path) -> None:
    words = letter.read_text(encoding="utf-8")

    assert "{% autoescape off %}" in words.splitlines()[0]


def test_letters_are_written_in_one_place() -> None:
    elsewhere = [
        f"{path}:{node.lineno}"
        for path, module in modules()
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") == "render_to_string"
        and ".txt" in ast.unparse(node)
    ]

    assert elsewhere == []
