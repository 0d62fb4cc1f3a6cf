import re
from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from maillage.core import errors

NO_DATABASE = [(errors.server_error, 500), (errors.unavailable, 503)]
WITH_SHELL = [(errors.too_large, 413), (errors.too_many, 429), (errors.expired_form, 403)]


def heading(response: HttpResponse) -> str:
    return str(re.findall(r"<h1>(.*?)</h1>", response.text)[0])


@pytest.mark.parametrize(("page", "status"), NO_DATABASE + WITH_SHELL)
def test_error_page_says_what_to_do(
    page: Callable[[HttpRequest], HttpResponse], status: int
) -> None:
    response = page(RequestFactory().get("/"))

    assert response.status_code == status
    assert response.text.count("<li>") == 3
    assert "Ce que vous pouvez faire" in response.text


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (errors.bad_request, "Cette demande n’a pas pu être lue"),
        (errors.forbidden, "Ce geste ne vous est pas ouvert"),
        (errors.not_found, "Il n’y a rien à cette adresse"),
    ],
)
def test_refusal_never_says_whether_the_object_exists(
    page: Callable[[HttpRequest, Exception], HttpResponse], title: str
) -> None:
    response = page(RequestFactory().get("/"), ValueError("Organisation 12"))

    assert heading(response) == title
    assert "Organisation" not in response.text


def test_stopped_service_says_when_to_come_back() -> None:
    assert errors.unavailable(RequestFactory().get("/")).headers["Retry-After"] == "10"
