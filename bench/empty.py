"""How does one open an installation in which nobody has an account yet?"""

import os
import re
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.servers import free_port
from running.places import ROOT

LINK = re.compile(r"http://localhost:\d+/premier-acces/\S+")
ITS_OWN = ("DATABASE_URL", "MAILLAGE_", "DJANGO_", "PYTHONPATH", "PYTEST")
PATIENCE = 60


@contextmanager
def empty_installation(data: Path, **settings: str) -> Iterator[str]:
    """Serve as in production from this folder, and give the first link that it writes.

    The link is empty when the server stops before it writes one.
    """
    port = free_port()
    outside = {name: value for name, value in os.environ.items() if not name.startswith(ITS_OWN)}
    served = subprocess.Popen(
        [sys.executable, "run", "serve", "--port", str(port)],
        cwd=ROOT,
        env=outside
        | {
            "MAILLAGE_SECRET_KEY": secrets.token_urlsafe(50),
            "MAILLAGE_HOSTS": "localhost",
            "MAILLAGE_ORIGINS": f"http://localhost:{port}",
            "MAILLAGE_DATA": str(data),
        }
        | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert served.stdout
    try:
        matches = (LINK.search(line) for line in served.stdout)
        yield next((link[0] for link in matches if link), "")
    finally:
        served.terminate()
        served.communicate(timeout=PATIENCE)
