"""The cells of a row that is wrong, as the page shows them."""

import pytest

from maillage.foundation.exchange.import_wizard.rows_shown import CellShown


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("", False),
        ("Fonctionnement", False),
        ("Les services de la petite enfance de la commune", False),
        ("Écrire à coordination.jeunesse@valmorin.example.org", True),
    ],
)
def test_a_word_longer_than_a_column_is_the_only_one_broken(text: str, *, is_long: bool) -> None:
    assert CellShown("A", "Section", text).has_long_word is is_long
