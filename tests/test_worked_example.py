"""Does the tool of the worked example (`docs/adding-a-tool.md`) work as it is written?"""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.models_of_databases import ROOT

GUIDE = ROOT / "docs" / "adding-a-tool.md"
CODE = re.compile(r"```python\n(.*?)```", re.DOTALL)
PATH = re.compile(r"(la fin de )?`((?:tests/)?trade/[\w/]+\.py)`")


def blocks() -> Iterator[tuple[str, bool, str]]:
    """Each block of the guide: its file, whether it is added at its end, its text."""
    prose, *rest = CODE.split(GUIDE.read_text())
    for code, after in zip(rest[::2], rest[1::2], strict=True):
        (end, path) = PATH.findall(prose)[-1]
        yield path if path.startswith("tests/") else f"src/maillage/{path}", bool(end), code
        prose = after


def house_with_the_tool(folder: Path) -> None:
    """A copy of the house in which the guide has been followed."""
    for name in ("src", "tests"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    for place, is_end, code in blocks():
        file = folder / place
        file.parent.mkdir(parents=True, exist_ok=True)
        (file.parent / "__init__.py").touch()
        file.write_text(file.read_text() + "\n\n" + code if is_end else code)


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """What Python answers to a command in the copy."""
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env={
            "PATH": "",
            "PYTHONPATH": f"{folder / 'src'}:{folder}",
            "MAILLAGE_DATA": str(folder / "data"),
            "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_tool_of_the_guide_works(tmp_path: Path, *, is_long: bool) -> None:
    house_with_the_tool(tmp_path)

    made = run(tmp_path, "django", "makemigrations", "context", "--name", "closures")

    assert made.returncode == 0, made.stderr
    assert "Create model Closure" in made.stdout
    if is_long:
        tests = run(tmp_path, "pytest", "-q", "tests/trade/context/closures")
        assert "3 passed" in tests.stdout, tests.stdout[-3000:]


def test_guide_names_each_layer_of_a_tool() -> None:
    assert [place.removeprefix("src/maillage/") for place, _end, _code in blocks()] == [
        "trade/context/closures/models.py",
        "trade/context/models.py",
        "trade/context/permissions.py",
        "trade/context/closures/queries.py",
        "trade/context/closures/services.py",
        "trade/context/closures/forms.py",
        "trade/context/closures/views.py",
        "trade/context/urls.py",
        "trade/context/closures/points.py",
        "trade/context/tools.py",
        "tests/trade/context/closures/test_closures.py",
    ]
