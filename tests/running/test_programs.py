"""Are the programs that the tests use found, and installed where that may be done?"""

import os
import platform
import sys
from pathlib import Path

import pytest

from running.programs import (
    BROWSERS,
    LIGHTEST,
    OFFICE,
    first_program,
    install,
    missing_programs,
    system_steps,
)
from running.steps import Shell

APT = """#!{python}
import pathlib, sys
here = pathlib.Path(sys.argv[0]).parent
with (here / "words").open("a") as file:
    file.write(sys.argv[-1] + "\\n")
for name in set(sys.argv[1:]) & set({offered}):
    (here / name).write_text("")
    (here / name).chmod(0o755)
sys.exit(sys.argv[1] == "install" and not set(sys.argv) & set({offered}))
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all the path; the user is the administrator of a Debian."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "debian"})
    put(tmp_path / "rsync")
    return tmp_path


def put(program: Path, text: str = "#!/bin/sh\n") -> None:
    """A program in a folder of the path."""
    program.write_text(text)
    program.chmod(0o755)


def put_apt(path: Path, *offered: str) -> None:
    """An apt-get that has these packages, each a program of the same name."""
    put(path / "apt-get", APT.format(python=sys.executable, offered=offered))


def last_words(path: Path) -> list[str]:
    """The last word of each call of apt-get."""
    return (path / "words").read_text().splitlines()


def test_any_browser_will_do_and_the_lightest_comes_first(path: Path) -> None:
    pairs = [(first_program(BROWSERS), missing_programs())]
    for name in ("chromium-browser", "chromium", LIGHTEST):
        put(path / name)
        pairs.append((first_program(BROWSERS), missing_programs()))

    assert pairs == [
        ("", ["chromium", OFFICE]),
        (str(path / "chromium-browser"), [OFFICE]),
        (str(path / "chromium"), [OFFICE]),
        (str(path / LIGHTEST), [OFFICE]),
    ]


def test_lightest_browser_is_installed_even_beside_another(path: Path) -> None:
    put_apt(path, LIGHTEST)
    for name in ("chromium", "soffice"):
        put(path / name)

    (step,) = system_steps()
    step.work(Shell(path / "log"))

    assert last_words(path) == ["update", LIGHTEST]
    assert system_steps() == []


def test_without_the_lightest_browser_the_usual_one_is_installed(path: Path) -> None:
    put_apt(path, "chromium")
    put(path / "soffice")

    install(Shell(path / "log"))

    assert last_words(path) == ["update", LIGHTEST, "update", "chromium"]
    assert first_program(BROWSERS) == str(path / "chromium")


def test_elsewhere_than_on_debian_any_browser_is_enough(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "freedesktop_os_release", lambda: {"ID": "ubuntu"})
    put_apt(path)
    for name in ("chromium", "soffice"):
        put(path / name)

    assert system_steps() == []


def test_who_may_not_install_is_given_the_command(
    path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    steps = system_steps()

    assert steps == []
    assert capsys.readouterr().out == (
        "Pour les tests qui manqueront :  sudo apt-get install -y --no-install-recommends"
        " chromium libreoffice-calc-nogui libreoffice-writer-nogui\n"
    )
