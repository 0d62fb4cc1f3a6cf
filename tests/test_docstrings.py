"""Each example that a docstring gives is true."""

import doctest
from importlib import import_module
from pathlib import Path

import pytest

import maillage

SOURCES = Path(maillage.__file__).parents[1]
MODULES = sorted(
    ".".join(path.relative_to(SOURCES).with_suffix("").parts).removesuffix(".__init__")
    for path in SOURCES.rglob("*.py")
    if ">>> " in path.read_text("utf-8")
)


def test_examples_are_found() -> None:
    assert "maillage.foundation.exchange.cleaning.names" in MODULES


@pytest.mark.parametrize("name", MODULES)
def test_examples_of_a_docstring_are_true(name: str) -> None:
    test_results = doctest.testmod(import_module(name))

    assert test_results.attempted
    assert not test_results.failed
