"""An officer adds structures and attaches files, through the pages of a service."""

import time
from collections.abc import Callable

from tests.reliability.database import OwnDatabase
from tests.reliability.service import PATIENCE, Answer, Person

LIST = "/c/retz/annuaire/structures/"
ADD = "/c/retz/annuaire/structures/ajouter/"
ADD_FILE = "/c/retz/documents/joindre/"
NAMES = """
from maillage.ground.directory.models import Organisation
print(json.dumps({"states": sorted(Organisation.objects.values_list("name", flat=True))}))
"""
FILE = "\r\n".join(
    [
        "--bord",
        'Content-Disposition: form-data; name="visibility"',
        "",
        "members",
        "--bord",
        'Content-Disposition: form-data; name="file"; filename="bilan.csv"',
        "Content-Type: text/csv",
        "",
        "Structure;Montant\nPornic;1200",
        "--bord--",
        "",
    ]
).encode()


def session_after(database: OwnDatabase, name: str) -> str:
    """The session of the officer, who has just added a structure and was not told so yet."""
    made = f"""
from django.test import Client
from maillage.foundation.accounts.models import User
client = Client(SERVER_NAME="localhost")
client.force_login(User.objects.get())
assert client.post({ADD!r}, {{"name": {name!r}, "kind": "commune"}}).status_code == 302
print(json.dumps(client.cookies["sessionid"].value))
"""
    return str(database.run_python(made))


def add(officer: Person, name: str, token: str) -> Answer:
    """The answer to a structure that is added."""
    return officer.send(ADD, {"name": name, "kind": "commune"}, token)


def wait_until_written(send: Callable[[], Answer]) -> None:
    """Until what is sent is taken: SQLite's last reader may have to leave before."""
    deadline = time.monotonic() + PATIENCE
    while (answer := send()).status != 302:
        assert answer.status == 503
        assert time.monotonic() < deadline


def attach(officer: Person, token: str) -> Answer:
    """The answer to a file that is attached."""
    return officer.send_body(ADD_FILE, FILE, "multipart/form-data; boundary=bord", token)


def names_of(database: OwnDatabase) -> list[str]:
    """The structures that the database holds."""
    return database.run_python(NAMES)["states"]


def files_of(database: OwnDatabase) -> int:
    """How many files are kept, whole or begun."""
    return sum(one.is_file() for one in (database.data / "files").rglob("*"))
