"""Gives what serves a page enough of Python's stack at once."""

from collections.abc import Iterable
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

STACK_SLOTS = 32_768


def on_one_stack(application: WSGIApplication) -> WSGIApplication:
    """Return the application, called with room on Python's stack for all that it calls.

    Python takes its stack from the system by pieces of 16 kB and gives each back as soon as it is
    empty: a loop of a template that stands on the edge of a piece asks for it again at each call.
    """

    def call(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        return application(environ, start_response)

    call.__code__ = call.__code__.replace(co_stacksize=STACK_SLOTS)
    return call
