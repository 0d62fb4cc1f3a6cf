"""The package stands alone, and costs nothing until it computes."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import maillage.analysis
from maillage.analysis import structural

PACKAGE = Path(maillage.analysis.__path__[0])
FILES = sorted(PACKAGE.rglob("*.py"))

LOAD_EVERYTHING = """
import sys
from importlib import import_module
from pkgutil import walk_packages
import maillage.analysis
for module in walk_packages(maillage.analysis.__path__, "maillage.analysis."):
    import_module(module.name)
heavy = {"numpy", "scipy", "networkx", "django", "pandas"}
print(*sorted(heavy & set(sys.modules)))
"""


def run_python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={"PYTHONPATH": str(PACKAGE.parents[1])},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def imported_names(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return names


def test_no_heavy_library_is_loaded_before_a_computation() -> None:
    assert run_python(LOAD_EVERYTHING) == ""


def test_import_takes_less_than_three_tenths_of_a_second() -> None:
    code = (
        "from time import perf_counter; start = perf_counter(); import maillage.analysis; "
        "print(perf_counter() - start)"
    )

    assert min(float(run_python(code)) for _attempt in range(3)) < 0.3


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_module_knows_neither_django_nor_the_rest_of_the_house(path: Path) -> None:
    outside = {
        name
        for name in imported_names(path)
        if name.split(".")[0] == "django"
        or (name.split(".")[0] == "maillage" and not name.startswith("maillage.analysis"))
    }

    assert outside == set()


def test_modules_are_reached_from_the_package() -> None:
    code = "import maillage.analysis; print(maillage.analysis.structural.ranking([1, 2]))"

    assert run_python(code) == "(1, 0)"
    assert "structural" in dir(maillage.analysis)
    assert vars(maillage.analysis)["__getattr__"]("structural") is structural


def test_unknown_module_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'tarot'"):
        vars(maillage.analysis)["__getattr__"]("tarot")
