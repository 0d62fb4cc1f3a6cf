"""Where a sentence begins and ends, so that a link to it stays right."""

import pytest

from maillage.trade.dialogue.notebook.rules import sentences


@pytest.mark.parametrize(
    ("words", "texts"),
    [
        ("", []),
        ("Il est pour", ["Il est pour"]),
        ("Il est pour. Elle non !", ["Il est pour.", "Elle non !"]),
        ("Vu M. Roux et Mme. Petit. Ils viennent.", ["Vu M. Roux et Mme. Petit.", "Ils viennent."]),
        ("Environ 1.5 jour. Ou 2.", ["Environ 1.5 jour.", "Ou 2."]),
        ("« On suivra. » Puis rien…", ["« On suivra. »", "Puis rien…"]),
        ("un\n\ndeux\n", ["un", "deux"]),
        ("Quoi ?!  Rien.", ["Quoi ?!", "Rien."]),
    ],
)
def test_text_is_cut_in_sentences(words: str, texts: list[str]) -> None:
    assert [one.text for one in sentences(words)] == texts


def test_characters_point_at_the_sentence() -> None:
    words = "  Il est pour.\n Le budget est voté le 28 !  "

    assert [words[one.start : one.end] for one in sentences(words)] == [
        "Il est pour.",
        "Le budget est voté le 28 !",
    ]
