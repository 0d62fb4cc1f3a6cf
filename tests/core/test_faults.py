"""A fault of the machine is told as such; ours stays ours."""

import errno
from typing import TypeVar

import pytest
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import DataError, InterfaceError, InternalError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from maillage.core import errors
from maillage.core.faults import Fault, fault_of

Failure = TypeVar("Failure", bound=Exception)


def caused(error: Failure, cause: Exception) -> Failure:
    error.__cause__ = cause
    return error


@pytest.mark.parametrize(
    ("error", "fault"),
    [
        (OperationalError("connection refused"), Fault.AWAY),
        (InterfaceError("the connection is closed"), Fault.AWAY),
        (OperationalError("database or disk is full"), Fault.FULL),
        (OperationalError("attempt to write a readonly database"), Fault.READ_ONLY),
        (InternalError("cannot execute UPDATE in a read-only transaction"), Fault.READ_ONLY),
        (OSError(errno.ENOSPC, "No space left on device"), Fault.FULL),
        (OSError(errno.EROFS, "Read-only file system"), Fault.READ_ONLY),
        (PermissionError(errno.EACCES, "Permission denied"), Fault.READ_ONLY),
        (caused(ValueError("lecture"), OSError(errno.ENOSPC, "plein")), Fault.FULL),
        (OSError(errno.ENOENT, "absent"), None),
        (DataError("value too long"), None),
        (ValueError("la nôtre"), None),
        (None, None),
    ],
)
def test_fault_is_found_behind_the_error(error: BaseException | None, fault: Fault | None) -> None:
    assert fault_of(error) is fault


def answered(request: HttpRequest, error: Exception) -> HttpResponse:
    """What the reader gets when this error goes up."""
    try:
        raise error
    except Exception:
        return errors.server_error(request)


@pytest.mark.parametrize(
    ("error", "status", "retry", "sentence"),
    [
        (OperationalError("away"), 503, "10", "La base de données redémarre"),
        (OperationalError("disk is full"), 503, "300", "Le disque du serveur est plein"),
        (OSError(errno.EROFS, "ro"), 503, "300", "On peut lire, pas écrire"),
        (ValueError("la nôtre"), 500, None, "L’erreur vient de Maillage"),
    ],
)
def test_page_says_what_stops_and_until_when(
    error: Exception, status: int, retry: str | None, sentence: str
) -> None:
    response = answered(RequestFactory().get("/"), error)

    assert (response.status_code, response.headers.get("Retry-After")) == (status, retry)
    assert sentence in response.text


def test_session_that_the_database_could_not_keep_is_a_pause() -> None:
    lost = caused(SessionInterrupted("session"), OperationalError("connection refused"))

    response = errors.bad_request(RequestFactory().get("/"), lost)

    assert (response.status_code, response.headers["Retry-After"]) == (503, "10")


def test_what_was_typed_is_given_back_but_passwords() -> None:
    sent = {"reason": "Racontée au séminaire", "password": "secret"}

    response = answered(RequestFactory().post("/", sent), OperationalError("disk is full"))

    assert "Racontée au séminaire" in response.text
    assert "secret" not in response.text
