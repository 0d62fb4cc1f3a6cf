"""Does each sentence of refusal stand once, so that a rule is changed in one place?"""

import ast

import pytest

from tests.rules.sentences import repeated_refusals
from tests.rules.sources import modules

RULE = "Un engagement se confirme par un acte : son numéro."


def test_a_sentence_of_refusal_stands_once() -> None:
    assert repeated_refusals(modules()) == {}


@pytest.mark.parametrize(
    "again",
    [
        f"raise ValidationError(_({RULE!r}))",
        f"row.refuse('status', gettext({RULE!r}))",
        f"NO_ACT = lazy({RULE!r})",
        f"warn(request, _({RULE!r}) % words)",
    ],
)
def test_a_refusal_written_twice_is_found(again: str) -> None:
    first, second = ast.parse(f"form.add_error('act', _({RULE!r}))"), ast.parse(again)

    assert repeated_refusals([("a/forms.py", first), ("a/table.py", second)]) == {
        RULE: ["a/forms.py:1", "a/table.py:1"]
    }
    assert repeated_refusals([("a/forms.py", first)]) == {}


@pytest.mark.parametrize(
    "source",
    [
        f"field(help_text=lazy({RULE!r}))\nfield(help_text=lazy({RULE!r}))",
        f"class A:\n    help_texts: T = {{'a': lazy({RULE!r}), 'b': lazy({RULE!r})}}",
        f"say(request, _({RULE!r}))\nsay(request, _({RULE!r}))",
        f"next_step = _({RULE!r})\nnext_step = _({RULE!r})",
        "refuse(_('Trop court.'))\nrefuse(_('Trop court.'))",
    ],
)
def test_what_refuses_nothing_may_be_written_twice(source: str) -> None:
    assert repeated_refusals([("a/forms.py", ast.parse(source))]) == {}
