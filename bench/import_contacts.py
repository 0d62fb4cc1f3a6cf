"""How long and how much memory does an import of 10,000 contacts take, from file to database?"""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path

from openpyxl import Workbook

from bench.figures import Figure
from bench.places import EMAIL, Place
from running.application import DJANGO
from running.leash import leashed
from running.places import PYTHON, ROOT

CONTACTS = 10_000
LONGEST_S = 3
LARGEST_MB = 250
HEADINGS = ("Structure", "Nom", "Prénom", "Fonction", "Courriel", "Téléphone", "Commune")
STRUCTURES = 500
PEAK_OF_CHILD = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def measure(place: Place) -> list[Figure]:
    """Return the seconds and the memory of the whole command, Django's own start included."""
    if place.size != "large" or not place.cookie:
        return []
    path = Path(place.environment["MAILLAGE_DATA"]) / "contacts.xlsx"
    write_contacts(path)
    names = ["--cooperation", "Pays de Mesure", "--author", EMAIL]
    command = [*DJANGO, "import_spreadsheet", str(path), *names]
    took, memory = cost(command, place.environment)
    floor = [str(PYTHON), "-m", "bench.floor.load", str(path)]
    floor_took, floor_memory = cost(floor, place.floor_environment)
    name = ("import_contacts", place.database, place.size)
    return [
        Figure(*name, "seconds", took, "s", target=LONGEST_S, floor=floor_took),
        Figure(*name, "peak_memory", memory, "Mo", target=LARGEST_MB, floor=floor_memory),
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


def cost(command: list[str], environment: Mapping[str, str]) -> tuple[float, float]:
    """Return the seconds and the peak of memory, in MB, of a command run to its end.

    The command is started by a small process: one that a large process starts is counted with the
    memory of that one, from before its own beginning.
    """
    start = time.monotonic()
    told = subprocess.run(
        leashed([str(PYTHON), "-c", PEAK_OF_CHILD, *command]),
        cwd=ROOT,
        env=environment,
        check=True,
        capture_output=True,
    )
    return time.monotonic() - start, int(told.stdout) / 1024
