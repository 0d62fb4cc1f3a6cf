"""How names are compared."""

import pytest

from maillage.ground.territories.atlas.names import endings, fold, spoken


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("L'Haÿ-les-Roses", "l hay les roses"),
        ("Œuilly", "oeuilly"),
        ("Romilly s/ Seine", "romilly sur seine"),
        ("  ÎLE d’Yeu ", "ile d yeu"),
        ("🙂\x00", ""),
    ],
)
def test_fold_keeps_letters_and_digits(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("written", "spelling"),
    [
        ("St-Germain", "saint germain"),
        ("Ste Pazanne", "saint pazanne"),
        ("Sainte-Pazanne", "saint pazanne"),
        ("Communauté de communes du Perche", "cc du perche"),
        ("Communauté d’agglomération Pornic Agglo", "ca pornic agglo"),
        ("Saintes", "saintes"),
    ],
)
def test_names_have_one_spelling(written: str, spelling: str) -> None:
    assert spoken(written) == spelling


def test_endings_start_on_words_that_count() -> None:
    assert endings(["cc", "du", "pays", "de", "nemours"]) == [
        ("cc du pays de nemours", 2),
        ("pays de nemours", 1),
        ("nemours", 0),
    ]
