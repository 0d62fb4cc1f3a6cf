"""Examples written in the docstrings of the package are true."""

import doctest
from importlib import import_module
from pkgutil import walk_packages

import pytest

import maillage.analysis

MODULES = sorted(
    module.name for module in walk_packages(maillage.analysis.__path__, "maillage.analysis.")
)


@pytest.mark.parametrize("name", MODULES)
def test_docstring_examples_are_true(name: str) -> None:
    failed, _attempted = doctest.testmod(import_module(name))

    assert failed == 0
