"""Under which variables does the application open?"""

import pytest

from running.application import bare_environment
from running.commands import main


def test_bare_environment_keeps_no_setting_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://production")
    monkeypatch.setenv("MAILLAGE_MODE", "production")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")

    variables = bare_environment()

    assert variables["LANG"] == "fr_FR.UTF-8"
    assert not {"DATABASE_URL", "MAILLAGE_MODE"} & set(variables)


def test_production_without_its_settings_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAILLAGE_SECRET_KEY", raising=False)
    monkeypatch.setenv("MAILLAGE_HOSTS", "maillage.exemple.fr")

    code = main(["serve"])

    assert code == 1
    assert capsys.readouterr().out.startswith("Il manque à l’environnement : MAILLAGE_SECRET_KEY.")
