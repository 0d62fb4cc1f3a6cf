"""How long, how much memory and how many bytes do a backup and its restore take?"""

from pathlib import Path

from bench.figures import Figure
from bench.import_contacts import cost
from bench.places import Place
from running.application import DJANGO

LARGEST_MB = 150


def measure(place: Place) -> list[Figure]:
    """Return the figures of the large demonstration, restored in its own place.

    Restoring signs everybody out: this scenario is the last of its place.
    """
    if place.size != "large" or not place.cookie:
        return []
    path = Path(place.environment["MAILLAGE_DATA"]) / f"{place.database}.zip"
    saved = cost([*DJANGO, "backup", str(path)], place.environment)
    restore = [*DJANGO, "restore", "--replace", str(path)]
    restored = cost(restore, place.environment)
    name = ("backup", place.database, place.size)
    return [
        Figure(*name, "backup_seconds", saved.seconds, "s"),
        Figure(*name, "backup_peak_memory", saved.memory, "Mo", target=LARGEST_MB),
        Figure(*name, "restore_seconds", restored.seconds, "s"),
        Figure(*name, "restore_peak_memory", restored.memory, "Mo", target=LARGEST_MB),
        Figure(*name, "file", path.stat().st_size / 1_048_576, "Mo"),
    ]
