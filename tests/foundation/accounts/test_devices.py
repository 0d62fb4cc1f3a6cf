import pytest

from maillage.foundation.accounts.devices import device_name

WINDOWS = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) "


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        (f"{WINDOWS}AppleWebKit/537.36 Chrome/131.0 Safari/537.36 Edg/131.0", "Edge, Windows"),
        (f"{WINDOWS}Gecko/20100101 Firefox/133.0", "Firefox, Windows"),
        ("Mozilla/5.0 (X11; Linux x86_64) Chrome/131.0 Safari/537.36", "Chrome, Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) Safari/604.1", "Safari, iPhone"),
        ("curl/8.9", "curl/8.9"),
        ("", ""),
    ],
)
def test_device_is_named_in_words(user_agent: str, name: str) -> None:
    assert device_name(user_agent) == name
