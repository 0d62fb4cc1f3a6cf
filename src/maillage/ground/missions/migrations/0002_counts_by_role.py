"""Photographs keep their counts by role that reads them, no longer by level of visibility."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_READERS = {
    "public": ("officer", "team", "elected", "partner", "observer"),
    "members": ("officer", "team", "elected", "partner", "observer"),
    "team": ("officer", "team"),
    "officers": ("officer",),
}

Counts = dict[str, dict[str, dict[str, int]]]


def count_by_role(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Gives each role the sum of the levels that it reads."""
    for row in apps.get_model("missions", "Snapshot").objects.iterator():
        row.counts = by_role(row.counts)
        row.save(update_fields=["counts"])


def count_by_level(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Leaves the old photographs to officers, who read everything."""
    for row in apps.get_model("missions", "Snapshot").objects.iterator():
        row.counts = {
            phase: {"officers": readers.get("officer", {})} for phase, readers in row.counts.items()
        }
        row.save(update_fields=["counts"])


def by_role(counts: Counts) -> Counts:
    """The counts of each phase by role, from those by level."""
    found: Counts = {}
    for phase, by_level in counts.items():
        for level, states in by_level.items():
            for role in _READERS.get(level, ()):
                here = found.setdefault(phase, {}).setdefault(role, {})
                for state, count in states.items():
                    here[state] = here.get(state, 0) + count
    return found


class Migration(migrations.Migration):
    """No column changes."""

    dependencies = [("missions", "0001_initial")]

    operations = [migrations.RunPython(count_by_role, count_by_level)]
