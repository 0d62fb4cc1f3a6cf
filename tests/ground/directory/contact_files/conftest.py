"""The day of these tests, for an end of mandate is over or not by today."""

from collections.abc import Iterator

import pytest
import time_machine


@pytest.fixture(scope="package", autouse=True)
def day() -> Iterator[None]:
    """29 November 2026, whatever the day."""
    with time_machine.travel("2026-11-29 09:00+01:00"):
        yield
