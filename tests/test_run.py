"""Does the door say what it offers and refuse who cannot come in?"""

import ast
import os
import re
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from types import ModuleType

import pytest

from running.commands import COMMANDS, main
from running.places import ROOT


@pytest.fixture
def door() -> ModuleType:
    loader = SourceFileLoader("door", str(ROOT / "run"))
    spec = spec_from_loader("door", loader)
    assert spec
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["--help"])

    shown = capsys.readouterr().out
    listed = [line.split()[2] for line in shown.splitlines() if line.startswith("  python3 run ")]
    assert (code, listed) == (
        0,
        [
            *("demo", "test", "check", "release", "outdated", "serve", "bench", "import"),
            *("backup", "restore", "upgrade", "django", "--help"),
        ],
    )
    assert set(listed[:-1]) == set(COMMANDS)


def test_unknown_command_sends_to_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["demonstration"])

    assert code == 2
    assert capsys.readouterr().out.startswith("« demonstration » n’existe pas.")


def test_unknown_option_is_quoted(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main(["demo", "--huge"])

    assert stop.value.code == 2
    assert capsys.readouterr().out == (
        "Demande non comprise : unrecognized arguments: --huge\nVoyez :  python3 run --help\n"
    )


def test_supported_pythons_come_in(door: ModuleType) -> None:
    answers = [door.refusal((3, minor), [], []) for minor in (11, 12, 13, 14)]

    assert answers == ["", "", "", ""]


def test_other_python_is_sent_to_one_that_is_here(door: ModuleType) -> None:
    answer = door.refusal((3, 9), ["python3.13", "python3.11"], ["test", "--long"])

    assert answer == (
        "Maillage demande Python 3.11 à 3.14 ; celui-ci est un Python 3.9.\n"
        "Essayez :  python3.13 run test --long"
    )


def test_other_python_alone_gets_the_command_that_brings_one(
    door: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(os, "geteuid", lambda: 1000)

    answer = door.refusal((3, 15), [], ["demo"])

    assert answer.endswith("Essayez :  sudo apt install python3.11 python3.11-venv")


def test_door_can_be_read_by_old_pythons() -> None:
    source = (ROOT / "run").read_text()

    tree = ast.parse(source, feature_version=(3, 4))

    assert ast.get_docstring(tree, clean=True)


def test_every_setting_is_explained_to_who_installs() -> None:
    modules = (ROOT / "src" / "maillage" / "config").glob("*.py")
    settings = "\n".join(module.read_text() for module in modules)
    explained = (ROOT / "docs" / "deploy.md").read_text()

    read = set(re.findall(r"\bMAILLAGE_[A-Z_]+\b", settings))

    assert {"MAILLAGE_SECRET_KEY", "MAILLAGE_HOSTS"} <= read
    assert sorted(name for name in read if f"`{name}" not in explained) == []
