"""How does one open Maillage to its users: the demonstration here, production there?"""

import os
import shlex
import socket
import subprocess
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from running.house import LOCK, house_steps, register_digest
from running.places import PYTHON, ROOT, SOURCE, VAR, say, seconds
from running.stamps import Stamp, digest
from running.steps import UP_TO_DATE, Shell, Step, StepFailedError, once, run_steps
from running.supervision import Child, Supervisor, Tick

DJANGO = (str(PYTHON), "-m", "django")
MAILLAGE = "maillage.config.wsgi:application"
PRODUCTION_NAMES = {
    "MAILLAGE_SECRET_KEY": "une clé secrète, qui se tire ainsi :  openssl rand -base64 48",
    "MAILLAGE_HOSTS": "les noms servis, séparés par des virgules, par exemple maillage.exemple.fr",
}
DEMO_PORT = 8000
PATIENCE = 60.0


@dataclass(frozen=True)
class Address:
    """Where the web server listens."""

    host: str
    port: int

    def is_taken(self) -> bool:
        """Return whether another program already listens there."""
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex((self.host, self.port)) == 0


def django_environment(**variables: str) -> dict[str, str]:
    """Return the variables under which Django finds Maillage, these added to the user's own.

    What Python compiles is kept: a tick starts each minute, and would compile the house again.
    """
    return {
        **os.environ,
        "PYTHONPATH": str(SOURCE),
        "PYTHONDONTWRITEBYTECODE": "",
        "DJANGO_SETTINGS_MODULE": "maillage.config.settings",
        **variables,
    }


def bare_environment() -> dict[str, str]:
    """Return the variables under which Django finds Maillage, and none of the user's settings."""
    variables = django_environment().items()
    return {name: value for name, value in variables if not _is_setting(name)}


def _is_setting(name: str) -> bool:
    return name == "DATABASE_URL" or name.startswith("MAILLAGE_")


def demo_environment(data: Path) -> dict[str, str]:
    """Return the variables of a demonstration, which has its data in a folder of its own."""
    return bare_environment() | {"MAILLAGE_DATA": str(data), "MAILLAGE_FICTION": "1"}


def production_environment() -> dict[str, str]:
    """Return the user's variables in production mode; raise StepFailedError if one is missing."""
    missing = [
        f"  {name} : {what}" for name, what in PRODUCTION_NAMES.items() if not os.environ.get(name)
    ]
    if missing:
        lines = "\n".join(missing)
        raise StepFailedError(
            f"Il manque à l’environnement :\n{lines}\nTous les réglages : docs/deploy.md."
        )
    return django_environment(MAILLAGE_MODE="production")


def given_port() -> int:
    """Return the port that a platform gives in `PORT`, or ours; StepFailedError for no number."""
    text = os.environ.get("PORT") or str(DEMO_PORT)
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65_536):
        raise StepFailedError(f"PORT vaut « {text} » : donnez un numéro de port, de 1 à 65535.")
    return int(text)


def database_steps(environment: Mapping[str, str]) -> list[Step]:
    """Return the steps that bring the database to the shape and the territories of this version."""

    def migrate(shell: Shell) -> str:
        for command in (("upgrade",), ("createcachetable",)):
            shell.run(*DJANGO, *command, env=environment)
        return ""

    def load_territories(shell: Shell) -> str:
        shell.run(*DJANGO, "load_territories", env=environment)
        return ""

    awaited = ("database", "register", "demonstration")
    return [
        Step("database", "Base de données", migrate, ("libraries",)),
        Step("territories", "Territoires dans la base", load_territories, awaited),
    ]


def demonstration_step(environment: Mapping[str, str], accounts: Path, size: str) -> Step:
    """Return the step that loads a demonstration once and writes its accounts in a file."""

    def load(shell: Shell) -> str:
        if accounts.exists():
            return UP_TO_DATE
        options = ["--large"] if size == "large" else []
        accounts.write_text(shell.run(*DJANGO, "load_demo", *options, env=environment))
        return ""

    return Step("demonstration", "Démonstration", load, ("database",))


def web_server(address: Address, application: str = MAILLAGE) -> Child:
    """Return the web server as in production; WEB_CONCURRENCY changes its two processes."""
    workers = os.environ.get("WEB_CONCURRENCY", "2")
    options = ["--workers", workers, "--worker-class", "gthread", "--threads", "4"]
    return Child(
        "Le serveur web",
        [
            *(str(PYTHON), "-m", "gunicorn", application),
            *("--bind", f"{address.host}:{address.port}", "--log-level", "warning"),
            *("--preload", "--no-control-socket", *options),
        ],
    )


def task_workers(environment: Mapping[str, str]) -> list[Child]:
    """Return the worker of imports, which may be long, and that of the other background tasks."""
    return [
        _task_worker("Le travail de fond", "maillage", "'*' --exclude-queues imports", environment),
        _task_worker("Le travail des imports", "maillage-imports", "imports", environment),
    ]


def _task_worker(name: str, word: str, queues: str, environment: Mapping[str, str]) -> Child:
    """Return a worker of background tasks; it first closes those it left running."""
    verbosity = 0 if "MAILLAGE_FICTION" in environment else 1
    worker = shlex.quote(f"{word}-{socket.gethostname()}"[:64])
    django = shlex.join(DJANGO)
    options = f"--queue-name {queues} --no-reload --worker-id {worker} --verbosity {verbosity}"
    close = f"{django} close_interrupted_tasks --worker-id {worker}"
    work = f"{close} && exec {django} db_worker {options}"
    return Child(name, ["/bin/sh", "-c", work], is_replaced=True, gives_way=True)


def open_application(
    address: Address, environment: Mapping[str, str], welcome: Callable[[], None]
) -> int:
    """Serve until asked to stop; return the exit code."""
    supervisor = Supervisor(
        children=[web_server(address), *task_workers(environment)],
        ticks=[Tick([*DJANGO, "tick"])],
        environment=environment,
    )
    supervisor.stop_on_signals()
    return supervisor.watch(lambda: welcome() if _answers(address, supervisor) else None)


def _answers(address: Address, supervisor: Supervisor) -> bool:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and not supervisor.stopping.wait(0.05):
        if address.is_taken():
            return True
        if supervisor.children[0].is_dead():
            return False
    return False


def demo(port: int, size: str) -> int:
    """Install, build, load and open a demonstration on the loopback address."""
    start = time.monotonic()
    address = free_address("127.0.0.1", port)
    data = VAR / ("demo-large" if size == "large" else "demo")
    (data / "static").mkdir(parents=True, exist_ok=True)
    accounts, environment = data / "accounts.txt", demo_environment(data)
    say("Maillage : préparation de la démonstration")
    shape = digest(*sorted(SOURCE.glob("maillage/**/migrations")), LOCK)
    database, territories = database_steps(environment)
    database = once(Stamp(data / "shape", shape), database)
    territories = once(Stamp(data / "territories", register_digest()), territories)
    demonstration = demonstration_step(environment, accounts, size)
    run_steps([*house_steps(LOCK), database, demonstration, territories])

    def welcome() -> None:
        took = seconds(time.monotonic() - start)
        say(f"\nMaillage est ouvert ({took}) :  http://localhost:{port}\n")
        say(f"{accounts.read_text()}\nCtrl+C pour arrêter.")

    return open_application(address, environment, welcome)


def serve(host: str, port: int) -> int:
    """Install, build and open Maillage in production, as the environment says."""
    environment = production_environment()
    address = free_address(host, port)
    steps = [*house_steps(LOCK), *database_steps(environment), static_step(environment)]
    run_steps(steps)

    def welcome() -> None:
        say(f"Maillage écoute sur {host}:{port}.")
        if link := first_link(environment):
            say("\nPersonne n’a encore de compte. Ouvrez ce lien, qui ne sert qu’une fois :")
            say(link)

    return open_application(address, environment, welcome)


def first_link(environment: Mapping[str, str]) -> str:
    """Return the link of the first administrator, or nothing once somebody has an account.

    It is asked for outside the steps: their log would keep it.
    """
    hosts = environment.get("MAILLAGE_HOSTS", "").split(",")
    origin = environment.get("MAILLAGE_ORIGINS", "").split(",")[0] or f"https://{hosts[0].strip()}"
    values = [*DJANGO, "first_link", "--origin", origin.strip()]
    process = subprocess.run(
        values, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return process.stdout.strip()


def static_step(environment: Mapping[str, str]) -> Step:
    """Return the step that gathers and compresses what the browser receives."""

    def collect(shell: Shell) -> str:
        shell.run(*DJANGO, "collectstatic", "--no-input", env=environment)
        return ""

    return Step("static", "Fichiers statiques", collect, ("libraries", "assets"))


def free_address(host: str, port: int) -> Address:
    """Return the address; raise StepFailedError when another program listens there."""
    address = Address(host, port)
    if address.is_taken():
        raise StepFailedError(
            f"Le port {port} est déjà pris. Ajoutez à la commande :  --port {port + 1}"
        )
    return address
