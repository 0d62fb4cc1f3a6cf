"""Does production refuse to start on unsafe settings, and say everything that is wrong at once?"""

from pathlib import Path

import pytest

from tests.reliability.production import SOUND, check_start, production_settings


def faults(text: str) -> list[str]:
    """The sentences after "Réglages à corriger"."""
    _before, _colon, after = text.partition("Réglages à corriger :\n")
    return after.strip().splitlines()


def test_sound_settings_pass_the_checks_of_deployment(tmp_path: Path) -> None:
    process = check_start(tmp_path, **SOUND)

    assert process.returncode == 0, process.stderr


def test_every_fault_is_reported_at_once_in_french(tmp_path: Path) -> None:
    wrong = {
        "MAILLAGE_MODE": "production",
        "MAILLAGE_SECRET_KEY": "development-only-not-a-secret",
        "MAILLAGE_HOSTS": "*",
        "MAILLAGE_ORIGINS": "maillage.exemple.fr",
        "MAILLAGE_TRUSTED_PROXIES": "un",
        "MAILLAGE_HTTPS_REDIRECT": "peut-être",
        "MAILLAGE_HSTS_SUBDOMAINS": "oui ?",
        "MAILLAGE_FORMER_KEYS": "trop courte",
        "DATABASE_URL": "mysql://compte@machine/base",
        "MAILLAGE_SMTP_URL": "machine:25",
    }

    process = check_start(tmp_path, **wrong)

    assert process.returncode != 0
    assert [line.partition(" ")[0] for line in faults(process.stderr)] == [
        "MAILLAGE_SECRET_KEY",
        "MAILLAGE_FORMER_KEYS",
        "MAILLAGE_HOSTS",
        "MAILLAGE_ORIGINS",
        "DATABASE_URL",
        "MAILLAGE_TRUSTED_PROXIES",
        "MAILLAGE_SMTP_URL",
        "MAILLAGE_FROM",
        "MAILLAGE_HTTPS_REDIRECT",
        "MAILLAGE_HSTS_SUBDOMAINS",
    ]


@pytest.mark.parametrize("missing", ["MAILLAGE_SECRET_KEY", "MAILLAGE_HOSTS"])
def test_missing_variable_stops_the_start(missing: str, tmp_path: Path) -> None:
    value_by_name = {name: value for name, value in SOUND.items() if name != missing}

    process = check_start(tmp_path, **value_by_name)

    assert [line.partition(" manque")[0] for line in faults(process.stderr)] == [missing]


def test_unknown_mode_is_not_taken_for_development(tmp_path: Path) -> None:
    process = check_start(tmp_path, MAILLAGE_MODE="prod")

    assert faults(process.stderr) == ["MAILLAGE_MODE vaut « development » ou « production »."]


def test_subdomains_follow_on_demand(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alone = production_settings(monkeypatch, tmp_path)
    monkeypatch.setitem(SOUND, "MAILLAGE_HSTS_SUBDOMAINS", "1")
    followed = production_settings(monkeypatch, tmp_path)

    assert [read["SECURE_HSTS_INCLUDE_SUBDOMAINS"] for read in (alone, followed)] == [False, True]


def test_debug_never_reaches_production(tmp_path: Path) -> None:
    process = check_start(tmp_path, **SOUND, MAILLAGE_DEBUG="1")

    assert process.returncode == 0, process.stderr


OPENID = {
    "MAILLAGE_OIDC_NAME": "Mon Agence",
    "MAILLAGE_OIDC_SERVER": "https://identite.exemple.fr",
    "MAILLAGE_OIDC_CLIENT": "maillage",
    "MAILLAGE_OIDC_SECRET": "un secret partagé",
}


def test_identity_provider_set_whole_is_accepted(tmp_path: Path) -> None:
    process = check_start(tmp_path, **SOUND, **OPENID)

    assert process.returncode == 0, process.stderr


def test_identity_provider_set_in_part_says_each_missing_setting(tmp_path: Path) -> None:
    process = check_start(tmp_path, **SOUND, MAILLAGE_OIDC_SERVER="http://identite.exemple.fr")

    assert faults(process.stderr) == [
        "MAILLAGE_OIDC_NAME manque : le nom montré sur la page de connexion.",
        "MAILLAGE_OIDC_CLIENT manque : l’identifiant que le fournisseur vous a donné.",
        "MAILLAGE_OIDC_SECRET manque : le secret que le fournisseur vous a donné.",
        "MAILLAGE_OIDC_SERVER ne se lit pas : donnez une adresse complète, en https, par exemple "
        "https://identite.exemple.fr.",
    ]
