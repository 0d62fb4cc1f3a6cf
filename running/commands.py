"""What can one ask at the door?"""

import argparse
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NoReturn

from running.application import (
    DEMO_PORT,
    DJANGO,
    database_steps,
    demo,
    django_environment,
    given_port,
    serve,
)
from running.checks import check
from running.cost import print_costs
from running.house import DEVELOPMENT_LOCK, LOCK, house_steps
from running.installation import open_installation
from running.outdated import outdated
from running.places import PYTHON, ROOT, say
from running.programs import system_steps
from running.release import release
from running.steps import StepFailedError, run_steps
from running.suites import run_changed, run_suites

HELP = """\
Maillage, l’environnement de travail des chargé·es de coopération.

  python3 run demo [--port N] [--large]       installe tout et ouvre la démonstration
  python3 run test [--long] [pytest…]         installe tout et vérifie tout, sur les deux bases ;
                   --changed                  seulement ce que la branche en cours peut casser
  python3 run check [--cost]                  format, règles, types, imports, gabarits, migrations
                                              (--cost : le prix de chaque outil, en lignes)
  python3 run release                         écrit l’archive de cette version, prête à installer
  python3 run outdated                        dit les bibliothèques qui ont une version plus récente
  python3 run serve [--port N] [--host H]     ouvre Maillage en production
  python3 run bench [NOM] [--json FICHIER]    mesure la vitesse et la mémoire
  python3 run import FICHIER [options]        importe un tableur (options : run import --help)
  python3 run backup FICHIER                  sauvegarde la base et les pièces jointes
  python3 run restore FICHIER [--replace]     restaure une sauvegarde, sur SQLite ou PostgreSQL
                      --drill                 essaie seulement, à côté, puis efface tout
                      --from-elsewhere        accepte le fichier d’une autre installation
  python3 run upgrade                         sauvegarde, met la base à jour, défait si cela échoue
  python3 run django COMMANDE…                lance une commande de Django
  python3 run --help                          affiche cette aide

La production lit MAILLAGE_SECRET_KEY, MAILLAGE_HOSTS et DATABASE_URL (sans elle : SQLite, dans
var/), et PORT, que donnent les plateformes (--port l’emporte). import, backup, restore, upgrade et
django lisent d’eux-mêmes /etc/maillage.env, ou le fichier que nomme MAILLAGE_ENV (vide : aucun) ;
une variable déjà donnée l’emporte."""


IMPORT_HELP = """\
python3 run import FICHIER [options]

FICHIER est un tableur XLSX, ODS ou CSV, ou des cartes de visite VCF.

  --as TABLEAU           ce qu’est ce fichier : contacts (d’office), plan, deliberations,
                         engagements, seances, instances, positions, influences,
                         dispositifs, publics, echeances, postes, projets, financements,
                         contributions, conventions, signatures, sources, facilities ou
                         findings ; posts, projects, duties, funding, agreements,
                         funding_sources aussi
  --dry-run              ne rien enregistrer, dire ce que le fichier donnerait
  --json SORTIE          écrire ce qui a été compris
  --cooperation NOM      le nom ou l’adresse de la coopération ; facultatif à blanc
  --author COURRIEL      qui importe ; sinon la première chargée de coopération

Sans --dry-run, la coopération est demandée : l’import y est écrit, et s’annule à l’écran."""


class FrenchParser(argparse.ArgumentParser):
    """A parser whose refusals send to our own help."""

    def error(self, message: str) -> NoReturn:
        """Stop, quoting what was not understood."""
        say(f"Demande non comprise : {message}\nVoyez :  python3 run --help")
        sys.exit(2)


def parser(*options: str) -> FrenchParser:
    """Return a parser without argparse's English help; `options` are yes-or-no options."""
    made = FrenchParser(add_help=False, allow_abbrev=False)
    for option in options:
        made.add_argument(option, action="store_true")
    return made


def main(words: Sequence[str]) -> int:
    """Do what the command line asks and return the exit code."""
    name, *rest = words or ["--help"]
    if name in ASKS_HELP or (name in OWN_HELP and ASKS_HELP & set(rest)):
        say(HELP)
        return 0
    if name == "import" and ASKS_HELP & set(rest):
        say(IMPORT_HELP)
        return 0
    if name not in COMMANDS:
        say(f"« {name} » n’existe pas.\n\n{HELP}")
        return 2
    try:
        if name in ON_INSTALLATION:
            open_installation(words)
        return COMMANDS[name](rest)
    except StepFailedError as failure:
        say(str(failure))
        return 1
    except KeyboardInterrupt:
        say("\nArrêté.")
        return 130


def open_demo(words: Sequence[str]) -> int:
    """Open the demonstration."""
    options = parser("--large")
    options.add_argument("--port", type=int, default=DEMO_PORT)
    wanted = options.parse_args(words)
    return demo(wanted.port, "large" if wanted.large else "demo")


def open_production(words: Sequence[str]) -> int:
    """Serve in production, at the port of the command, else at the one that a platform gives."""
    options = parser()
    options.add_argument("--port", type=int)
    options.add_argument("--host", default="127.0.0.1")
    wanted = options.parse_args(words)
    return serve(wanted.host, wanted.port or given_port())


def run_tests(words: Sequence[str]) -> int:
    """Install what tests need, then run them all, those wanted or those that a change can break."""
    wanted, rest = parser("--long", "--changed").parse_known_args(words)
    say("Maillage : préparation des tests")
    run_steps([*house_steps(LOCK, DEVELOPMENT_LOCK), *system_steps()])
    return run_changed() if wanted.changed else run_suites(rest, is_long=wanted.long)


def run_check(words: Sequence[str]) -> int:
    """Install what checks need, then run them; with --cost, only print the price of each tool."""
    wanted = parser("--cost").parse_args(words)
    if wanted.cost:
        return print_costs()
    run_steps(house_steps(LOCK, DEVELOPMENT_LOCK))
    return check()


def run_release(words: Sequence[str]) -> int:
    """Build everything, then write the archive of this version."""
    parser().parse_args(words)
    run_steps(house_steps(LOCK))
    return release()


def run_outdated(words: Sequence[str]) -> int:
    """Install what is locked, then ask the registries what they have since."""
    parser().parse_args(words)
    run_steps(house_steps(LOCK, DEVELOPMENT_LOCK))
    return outdated()


def run_bench(words: Sequence[str]) -> int:
    """Install what measures need, then measure everything or one scenario."""
    run_steps(house_steps(LOCK, DEVELOPMENT_LOCK))
    return _django_python("-m", "bench", *words)


def run_import(words: Sequence[str]) -> int:
    """Import a spreadsheet; only a real import needs a database."""
    database = [] if "--dry-run" in words else database_steps(django_environment())
    run_steps([*house_steps(LOCK), *database])
    return _django_python(*DJANGO[1:], "import_spreadsheet", *words, folder=Path.cwd())


def run_backup(words: Sequence[str]) -> int:
    """Write a backup of what the environment names."""
    run_steps(house_steps(LOCK))
    return _django_python(*DJANGO[1:], "backup", *words)


def run_restore(words: Sequence[str]) -> int:
    """Bring back a backup; the command makes the tables itself."""
    run_steps(house_steps(LOCK))
    return _django_python(*DJANGO[1:], "restore", *words)


def run_upgrade(words: Sequence[str]) -> int:
    """Install this version, then bring the database to it, or leave it as it was."""
    parser().parse_args(words)
    environment = django_environment()
    run_steps(house_steps(LOCK))
    code = _django_python(*DJANGO[1:], "upgrade")
    if code == 0:
        run_steps(database_steps(environment))
    return code


def run_django(words: Sequence[str]) -> int:
    """Pass a command to Django, installed first where it is not."""
    if not PYTHON.exists():
        run_steps(house_steps(LOCK))
    return _django_python(*DJANGO[1:], *words)


def _django_python(*words: str, folder: Path = ROOT) -> int:
    command = [DJANGO[0], *words]
    return subprocess.run(command, cwd=folder, env=django_environment(), check=False).returncode


COMMANDS: Mapping[str, Callable[[Sequence[str]], int]] = {
    "demo": open_demo,
    "test": run_tests,
    "check": run_check,
    "release": run_release,
    "outdated": run_outdated,
    "serve": open_production,
    "bench": run_bench,
    "import": run_import,
    "backup": run_backup,
    "restore": run_restore,
    "upgrade": run_upgrade,
    "django": run_django,
}
ASKS_HELP = {"--help", "-h"}
ON_INSTALLATION = {"import", "backup", "restore", "upgrade", "django"}
OWN_HELP = ("demo", "test", "check", "serve", "bench")
