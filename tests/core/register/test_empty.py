"""An empty page gives the first gesture to whoever has one, and no order to whoever has none."""

from maillage.core.register import Action, Empty

ADD = Action("Nommer un thème", "/ajouter/")


def test_who_has_a_gesture_is_told_what_to_do() -> None:
    assert Empty("Aucun thème", "Nommez-en un.", (ADD,)).words == "Nommez-en un."


def test_who_has_none_is_not_told_what_to_do() -> None:
    text = Empty("Aucun thème", "Nommez-en un.").words

    assert text == "Ce qui sera noté et que vous pouvez lire paraîtra ici."


def test_a_page_says_it_otherwise() -> None:
    assert Empty("Personne", "Ajoutez.", otherwise="On la lira ici.").words == "On la lira ici."
