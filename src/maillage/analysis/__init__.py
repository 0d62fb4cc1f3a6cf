"""The mathematics of cooperation: who weighs, who agrees, who never meets, who pays what.

Every module is reached from here and loaded when it is first used:

>>> import maillage.analysis
>>> maillage.analysis.structural.ranking([2, 5, 5])
(1, 2, 0)
"""

from typing import TYPE_CHECKING

if not TYPE_CHECKING:  # pragma: no branch

    def __getattr__(name):  # noqa: ANN001, ANN202  # type checkers read the modules themselves
        from importlib import import_module

        if name not in __dir__():
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return import_module(f"{__name__}.{name}")

    def __dir__() -> list[str]:
        from pkgutil import iter_modules

        return sorted(module.name for module in iter_modules(__path__))
