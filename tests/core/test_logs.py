"""The server's lines say what happened, and nothing about anybody."""

import json
import logging
import sys

import pytest
from django.test import Client, RequestFactory

from maillage.core.logs import JsonLines
from maillage.foundation.cooperations.models import Access
from tests.conftest import signed_in
from tests.foundation.cooperations.makers import make_invitation

LINES = JsonLines()


def line(record: logging.LogRecord) -> dict[str, object]:
    values: dict[str, object] = json.loads(LINES.format(record))
    return values


def record_of(words: str, *values: object) -> logging.LogRecord:
    return logging.LogRecord("django.request", logging.ERROR, "x.py", 1, words, values, None)


def test_line_keeps_the_words_and_leaves_the_values() -> None:
    values = line(record_of("%s: %s", "Not Found", "/invitation/secret-de-nadia/"))

    assert {name: values[name] for name in ("level", "logger", "event")} == {
        "level": "error",
        "logger": "django.request",
        "event": "%s: %s",
    }
    assert "nadia" not in json.dumps(values)


def test_error_is_logged_by_its_kind_and_its_way_not_its_words() -> None:
    record = record_of("Internal Server Error")
    try:
        raise ValueError("Gaborit Inès existe déjà")
    except ValueError:
        record.exc_info = sys.exc_info()

    values = line(record)

    assert values["error"] == "builtins.ValueError"
    assert isinstance(values["trace"], list)
    assert values["trace"][0].endswith("test_error_is_logged_by_its_kind_and_its_way_not_its_words")
    assert "Gaborit" not in json.dumps(values)


def test_line_of_a_request_that_failed_names_no_address() -> None:
    request = RequestFactory().get("/c/pays-de-retz/")
    vars(request)["number"] = "0a1b"
    record = logging.makeLogRecord({"msg": "Internal Server Error", "request": request})

    values = line(record)

    assert (values["page"], values["request"]) == ("", "0a1b")
    assert "retz" not in json.dumps(values)


@pytest.mark.django_db
def test_request_is_one_line_that_its_answer_can_be_found_by(
    access: Access, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("maillage"), "propagate", True)
    client = signed_in(access)
    with caplog.at_level("INFO", "maillage.requests"):
        answer = client.get(f"/c/{access.cooperation.slug}/?q=Gaborit")

    values = [line(one) for one in caplog.records if one.name == "maillage.requests"][-1]
    took = values.pop("ms")
    assert values == {
        "at": values["at"],
        "level": "info",
        "logger": "maillage.requests",
        "event": "request",
        "request": answer.headers["X-Request-Id"],
        "method": "GET",
        "page": "missions:mission_map",
        "status": 200,
    }
    assert isinstance(took, float)


@pytest.mark.django_db
def test_link_that_opens_by_itself_is_in_no_line(
    client: Client, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("maillage"), "propagate", True)
    invitation = make_invitation()
    with caplog.at_level("INFO", "maillage.requests"):
        client.get(f"/invitation/{invitation.pk}:faux-jeton/")

    written = "\n".join(LINES.format(record) for record in caplog.records)
    assert '"page": "cooperations:invitation"' in written
    assert "faux-jeton" not in written


@pytest.mark.django_db
def test_who_goes_round_a_defence_is_logged_by_a_line_of_its_own(
    access: Access, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("maillage"), "propagate", True)
    client = Client(enforce_csrf_checks=True)
    client.force_login(access.user)
    with caplog.at_level("WARNING", "maillage.refusals"):
        answer = client.post("/compte/", {"name": "Inès Gaborit"})
        client.get("/compte/", headers={"host": "ailleurs.example.org"})

    log_records = [one for one in caplog.records if one.name == "maillage.refusals"]
    rows = [line(one) for one in dict.fromkeys(log_records)]
    assert [(one["event"], one["page"], one["method"]) for one in rows] == [
        ("refused: form without its token", "account", "POST"),
        ("refused: DisallowedHost", "", "GET"),
    ]
    assert rows[0]["request"] == answer.headers["X-Request-Id"]
    assert "Gaborit" not in json.dumps(rows)
    assert "ailleurs" not in json.dumps(rows)
