"""How long and how much memory does an import of 10,000 contacts take, from file to database?"""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

from bench.figures import Figure
from bench.places import EMAIL, Place
from running.leash import leashed
from running.places import PYTHON, ROOT

CONTACTS = 10_000
LONGEST_S = 3
FLOOR_S = 0.2  # of the least import, where this target was set
LARGEST_MB = 250
HEADINGS = ("Structure", "Nom", "Prénom", "Fonction", "Courriel", "Téléphone", "Commune")
STRUCTURES = 500
PEAK_OF_CHILD = """
import resource, subprocess, sys
output = subprocess.run(sys.argv[1:], check=True, stdout=subprocess.PIPE, text=True).stdout
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
print(output)
"""


class Cost(NamedTuple):
    """What a command took: seconds, the peak of memory in MB, and what it printed."""

    seconds: float
    memory: float
    printed: str


def measure(place: Place) -> list[Figure]:
    """Return the seconds of the import, those of its whole process, and the memory of this one.

    The target is that of the import, which the worker of tasks runs once it has started.
    """
    if place.size != "large" or not place.cookie:
        return []
    path = Path(place.environment["MAILLAGE_DATA"]) / "contacts.xlsx"
    write_contacts(path)
    ours = [str(PYTHON), "-m", "bench.started_import", str(path), "Pays de Mesure", EMAIL]
    took = cost(ours, place.environment)
    floor = cost([str(PYTHON), "-m", "bench.floor.load", str(path)], place.floor_environment)
    name = ("import_contacts", place.database, place.size)
    return [
        Figure(
            *(*name, "seconds", float(took.printed), "s"),
            target=LONGEST_S,
            floor=float(floor.printed),
            reference=FLOOR_S,
        ),
        Figure(*name, "process_seconds", took.seconds, "s", floor=floor.seconds),
        Figure(*name, "peak_memory", took.memory, "Mo", target=LARGEST_MB, floor=floor.memory),
    ]


def write_contacts(path: Path) -> None:
    """Write a sheet of contacts under ordinary French headings, all different."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Contacts")
    sheet.append(HEADINGS)
    for number in range(CONTACTS):
        sheet.append(_contact(number))
    book.save(path)


def _contact(number: int) -> tuple[str, ...]:
    town = f"Lespérance {number % STRUCTURES}"
    return (
        *(f"Mairie de {town}", f"Thibaudeau {number}", "Solène", "Coordinatrice enfance"),
        *(f"solene{number}@mesure.example", f"02 40 {number // 100:02} {number % 100:02} 00", town),
    )


def cost(command: list[str], environment: Mapping[str, str]) -> Cost:
    """Return what a command took, run to its end.

    The command is started by a small process: one that a large process starts is counted with the
    memory of that one, from before its own beginning.
    """
    start = time.monotonic()
    process = subprocess.run(
        leashed([str(PYTHON), "-c", PEAK_OF_CHILD, *command]),
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.monotonic() - start
    memory, _, printed = process.stdout.partition("\n")
    return Cost(seconds, int(memory) / 1024, printed.strip())
