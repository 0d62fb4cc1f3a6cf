"""How far is an import? Written in the database while it runs."""

import time

from maillage.foundation.exchange.choices import ImportStep
from maillage.foundation.exchange.import_wizard.models import Import

_EVERY_S = 0.25


class RowsTold:
    """Tells in the database where one step of an import is, four times a second at most."""

    def __init__(self, run: Import, step: ImportStep) -> None:
        self._run, self._step, self._last = run, step, 0.0
        tell(run, step, 0, 0)

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if done == total or now - self._last >= _EVERY_S:
            self._last = now
            tell(self._run, self._step, done, total)


def tell(run: Import, step: ImportStep, done: int, total: int) -> None:
    """Writes at once what an import is doing, and how far it is."""
    run.step, run.done, run.total = step, done, total
    Import.objects.filter(pk=run.pk).update(step=step, done=done, total=total)
