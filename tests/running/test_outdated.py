"""What is late is told from what the registries answer; a real one is asked on this machine."""

import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from running.house import LOCK
from running.outdated import (
    ASK_PIP,
    Late,
    late_libraries,
    late_modules,
    locked_versions,
    module_faults,
)


class Quiet(SimpleHTTPRequestHandler):
    """A server of files that writes no line."""

    def log_message(self, format: str, *values: object) -> None:
        """Nothing."""


@pytest.fixture
def registry(tmp_path: Path) -> Iterator[str]:
    """A registry that knows one library only, with a version to come."""
    page = tmp_path / "simple" / "gunicorn"
    page.mkdir(parents=True)
    wheel = "gunicorn-9999.0-py3-none-any.whl"
    (page / "index.html").write_text(f'<!doctype html><a href="{wheel}">{wheel}</a>')
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/simple/"
    server.shutdown()
    server.server_close()


def test_late_library_is_found_at_its_registry(registry: str) -> None:
    values = [sys.executable, *ASK_PIP[1:], "--isolated", "--index-url", registry]
    answer = subprocess.run(values, capture_output=True, text=True, check=True).stdout
    locked = locked_versions(LOCK)

    lates = late_libraries(answer, locked)

    assert lates == [Late("gunicorn", locked["gunicorn"], "9999.0")]


def test_library_that_no_lock_holds_is_left_out() -> None:
    answer = """[
      {"name": "Django", "version": "5.2.1", "latest_version": "5.2.9"},
      {"name": "django_csp", "version": "4.0", "latest_version": "4.1"},
      {"name": "pip", "version": "24.0", "latest_version": "25.0"}
    ]"""

    lates = late_libraries(answer, {"django": "5.2.1", "django-csp": "4.0"})

    assert lates == [Late("Django", "5.2.1", "5.2.9"), Late("django_csp", "4.0", "4.1")]


def test_modules_late_or_at_fault_are_read() -> None:
    late = late_modules('{"htmx.org": {"current": "2.0.4", "latest": "2.0.6"}}')
    faults = module_faults('{"vulnerabilities": {"esbuild": {"severity": "moderate"}}}')

    assert (late, late_modules("")) == ([Late("htmx.org", "2.0.4", "2.0.6")], [])
    assert (faults, module_faults("{}")) == (["esbuild : moderate"], [])
