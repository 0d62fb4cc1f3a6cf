import pytest

from maillage.core.register.state import State, address, read_state
from tests.core.register.shelves import PEOPLE


def test_address_says_everything() -> None:
    state = read_state(
        PEOPLE, {"q": " gab ", "lieu": "2", "connus": "1", "filtres": "1", "tri": "-code"}
    )

    assert state == State(
        text="gab",
        chosen=(("lieu", "2"),),
        switched=frozenset({"connus"}),
        untouched=False,
        sort="code",
        descending=True,
        page=1,
    )
    assert address(state, page=3) == "?q=gab&lieu=2&connus=1&filtres=1&tri=-code&page=3"


@pytest.mark.parametrize(
    "asked",
    [{"tri": "password"}, {"tri": "rang"}, {"page": "-1"}, {"page": "9" * 20}, {"lieu": "99"}],
)
def test_what_an_address_says_wrongly_is_left_out(asked: dict[str, str]) -> None:
    assert read_state(PEOPLE, asked) == read_state(PEOPLE, {})


def test_text_is_cut_and_cleaned() -> None:
    assert read_state(PEOPLE, {"q": "a\x00" + "é" * 300}).text == "a" + "é" * 199
