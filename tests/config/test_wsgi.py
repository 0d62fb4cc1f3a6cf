"""A page is written on one piece of Python's stack, however deep its loops stand."""

import resource
from collections.abc import Callable, Iterable
from wsgiref.types import StartResponse, WSGIEnvironment

from maillage.config.stack import on_one_stack

CALLS = 300
DEPTHS = 250


def leaf() -> None:
    """What a loop calls, as large on the stack as what writes a variable of a template."""


leaf.__code__ = leaf.__code__.replace(co_stacksize=64)


def pages_given(depth: int) -> int:
    """How many pages of memory the system gives to a loop that stands so deep."""
    if depth:
        return pages_given(depth - 1)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(CALLS):
        leaf()
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before


def most_pages_given(_environ: WSGIEnvironment, _start: StartResponse) -> Iterable[bytes]:
    return [str(max(map(pages_given, range(DEPTHS)))).encode()]


def start(
    _status: str, _headers: list[tuple[str, str]], _error: object = None, /
) -> Callable[[bytes], object]:
    return bytes


def test_loop_of_a_page_asks_the_system_for_no_stack() -> None:
    bare, served = most_pages_given({}, start), on_one_stack(most_pages_given)({}, start)

    assert int(b"".join(bare)) >= CALLS
    assert int(b"".join(served)) < CALLS // 10
