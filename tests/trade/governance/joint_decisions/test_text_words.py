"""Two texts are the same when their words are; what differs is said word by word."""

from maillage.trade.governance.joint_decisions.words.text_words import (
    Piece,
    differences,
    fingerprint_of_file,
    fingerprint_of_words,
    short_fingerprint,
)


def test_spaces_and_line_ends_do_not_count() -> None:
    assert fingerprint_of_words("Article 1.\r\n\r\nLe  cap.") == fingerprint_of_words(
        "Article 1.\nLe cap. "
    )
    assert fingerprint_of_words("Le cap") != fingerprint_of_words("Le Cap")


def test_a_file_is_read_byte_for_byte() -> None:
    text = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"  # FIPS 180-2, "abc"

    assert fingerprint_of_file([b"a", b"bc"]) == text
    assert short_fingerprint(text) == "ba78 16bf 8f01"


def test_each_word_taken_or_put_is_shown() -> None:
    groups = differences(
        "Le service ferme en août.\nFin.", "Le service reste ouvert en août.\nFin."
    )

    assert groups == [
        [
            Piece("same", "Le service"),
            Piece("del", "ferme"),
            Piece("ins", "reste ouvert"),
            Piece("same", "en août."),
        ],
        [Piece("same", "Fin.")],
    ]


def test_a_long_text_is_compared_by_lines() -> None:
    before = "\n".join(f"Article {n} du texte commun." for n in range(3_000))
    after = before.replace("Article 7 du texte commun.", "Article 7 retiré.")

    changed = [piece for paragraph in differences(before, after) for piece in paragraph]
    assert [piece for piece in changed if piece.kind != "same"] == [
        Piece("del", "Article 7 du texte commun."),
        Piece("ins", "Article 7 retiré."),
    ]
