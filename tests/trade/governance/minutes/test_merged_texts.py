"""What two people's changes to one text give together."""

from itertools import product

import pytest

from maillage.trade.governance.minutes.rules import merged

TEXTS = ["\n".join(lines) for size in range(4) for lines in product("ab", repeat=size)]


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "together"),
    [
        ("", "un", "deux", "deux\nun"),
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb", "a\nb\nmoi", "b", "b\nmoi"),
        ("a", "a\nLe Département vote", "a\nLe Département vote", "a\nLe Département vote"),
        ("a\nLe Dép", "a\nLe Département", "a\nLe Dép\nAutre", "a\nLe Département\nAutre"),
        ("a", "b", "c", None),
        ("a\nb", "a", "a\nB", None),
    ],
)
def test_changes_are_put_together(base: str, mine: str, theirs: str, together: str | None) -> None:
    assert merged(base, mine, theirs) == together


def test_one_who_changes_nothing_gets_the_others_text() -> None:
    pairs = list(product(TEXTS, TEXTS))

    assert [merged(base, base, theirs) for base, theirs in pairs] == [two for _one, two in pairs]
    assert [merged(base, mine, base) for base, mine in pairs] == [two for _one, two in pairs]


def test_no_added_line_is_lost() -> None:
    for base, mine, theirs in product(TEXTS, TEXTS, TEXTS):
        added = [f"{base}\nmoi {mine}".strip(), f"{base}\nautre {theirs}".strip()]
        together = merged(base, *added)

        lines = set(together.splitlines()) if together is not None else set()
        assert {*added[0].splitlines(), *added[1].splitlines()} - lines == set()
