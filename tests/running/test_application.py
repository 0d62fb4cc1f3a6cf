"""Under which variables does the application open, and does it open and close whole?"""

import json
import os
import shlex
import signal
import socket
import subprocess
import sys
from pathlib import Path
from urllib.request import urlopen

import pytest

from running.application import (
    Address,
    bare_environment,
    demo_environment,
    free_address,
    production_environment,
    task_workers,
    web_server,
)
from running.commands import main
from running.places import PYTHON, ROOT
from running.steps import StepFailedError
from tests.running.processes import ends_soon

OPEN = """
import sys
from running.application import Address, bare_environment, open_application
environment = bare_environment() | {"MAILLAGE_DATA": sys.argv[2]}
address = Address("127.0.0.1", int(sys.argv[1]))
sys.exit(open_application(address, environment, lambda: print("ouvert", flush=True)))
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        number: int = probe.getsockname()[1]
    return number


def children_of(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def test_bare_environment_keeps_no_setting_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://production")
    monkeypatch.setenv("MAILLAGE_MODE", "production")
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")

    variables = bare_environment()

    assert variables["LANG"] == "fr_FR.UTF-8"
    assert not {"DATABASE_URL", "MAILLAGE_MODE"} & set(variables)


def test_a_start_keeps_what_python_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    program = "import sys; print(sys.dont_write_bytecode)"

    process = subprocess.run(
        [str(PYTHON), "-c", program], env=bare_environment(), capture_output=True, check=True
    )

    assert process.stdout == b"False\n"


def test_demonstration_has_its_own_data(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://production")

    variables = demo_environment(Path("/srv/demo"))

    own = {name: value for name, value in variables.items() if name.startswith("MAILLAGE_")}
    assert own == {"MAILLAGE_DATA": "/srv/demo", "MAILLAGE_FICTION": "1"}
    assert "DATABASE_URL" not in variables


def test_production_takes_the_settings_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAILLAGE_SECRET_KEY", "valmorin")
    monkeypatch.setenv("MAILLAGE_HOSTS", "maillage.example")

    variables = production_environment()

    names = ("MAILLAGE_MODE", "MAILLAGE_SECRET_KEY", "MAILLAGE_HOSTS")
    assert [variables[name] for name in names] == ["production", "valmorin", "maillage.example"]


def test_production_without_its_settings_is_refused(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MAILLAGE_SECRET_KEY", raising=False)
    monkeypatch.setenv("MAILLAGE_HOSTS", "maillage.example")

    code = main(["serve"])

    assert code == 1
    assert capsys.readouterr().out == (
        "Il manque à l’environnement :\n"
        "  MAILLAGE_SECRET_KEY : une clé secrète, qui se tire ainsi :  openssl rand -base64 48\n"
        "Tous les réglages : docs/deploy.md.\n"
    )


def test_port_of_the_platform_serves_unless_the_command_gives_one(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, port: int
) -> None:
    for name, value in (("MAILLAGE_SECRET_KEY", "valmorin"), ("MAILLAGE_HOSTS", "m.example")):
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PORT", str(port))

    with socket.create_server(("127.0.0.1", port)):
        codes = [main(["serve"])]
        monkeypatch.setenv("PORT", "tout")
        codes += [main(["serve", "--port", str(port)]), main(["serve"])]

    taken = f"Le port {port} est déjà pris. Ajoutez à la commande :  --port {port + 1}\n"
    refused = "PORT vaut « tout » : donnez un numéro de port, de 1 à 65535.\n"
    assert (codes, capsys.readouterr().out) == ([1, 1, 1], taken + taken + refused)


def test_taken_port_is_refused_with_another(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), pytest.raises(StepFailedError) as refusal:
        free_address("127.0.0.1", port)

    words = f"Le port {port} est déjà pris. Ajoutez à la commande :  --port {port + 1}"
    assert str(refusal.value) == words
    assert free_address("127.0.0.1", port) == Address("127.0.0.1", port)


def test_web_server_runs_two_preloaded_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WEB_CONCURRENCY", raising=False)

    words = web_server(Address("127.0.0.1", 8000)).command

    assert words[:4] == [str(PYTHON), "-m", "gunicorn", "maillage.config.wsgi:application"]
    assert words[words.index("--workers") + 1] == "2"
    assert {"--preload", "--no-control-socket"} < set(words)


def test_application_opens_answers_and_closes_whole(tmp_path: Path, port: int) -> None:
    data = bare_environment() | {"MAILLAGE_DATA": str(tmp_path)}
    (tmp_path / "static").mkdir()
    for command in (["upgrade"], ["createcachetable"]):
        subprocess.run([sys.executable, "-m", "django", *command], env=data, cwd=ROOT, check=True)
    application = subprocess.Popen(
        [sys.executable, "-c", OPEN, str(port), str(tmp_path)],
        cwd=ROOT,
        env=os.environ,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert application.stdout

    words = application.stdout.readline()
    with urlopen(f"http://127.0.0.1:{port}/compte/connexion/") as page:
        answer = (page.status, b"<h1" in page.read())
    children = children_of(application.pid)
    application.send_signal(signal.SIGTERM)
    application.communicate(timeout=30)

    assert (words, answer, application.returncode) == ("ouvert\n", (200, True), 0)
    assert len(children) >= 2  # the server, the worker, and the tick unless it has ended
    assert all(ends_soon(child) for child in children)


def test_import_reads_the_file_where_one_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "contacts.csv").write_text(
        "Structure;Prénom;Nom\nMairie de Pornic;Aline;Gaborit\n", "utf-8"
    )
    monkeypatch.chdir(tmp_path)

    code = main(["import", "contacts.csv", "--dry-run", "--json", "compris.json"])

    value = json.loads((tmp_path / "compris.json").read_text("utf-8"))
    assert (code, value["counts"]) == (
        0,
        {"organisations": 1, "people": 1, "mandates": 1, "problems": 0},
    )


def test_imports_have_a_worker_of_their_own() -> None:
    commands = [shlex.split(child.command[-1]) for child in task_workers({})]

    queues = [words[words.index("--queue-name") :][:4] for words in commands]
    assert queues == [
        ["--queue-name", "*", "--exclude-queues", "imports"],
        ["--queue-name", "imports", "--no-reload", "--worker-id"],
    ]
    assert len({words[-3] for words in commands}) == 2
