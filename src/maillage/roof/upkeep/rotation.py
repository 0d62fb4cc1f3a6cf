"""Which backups are kept? Seven days, four weeks, six months: the latest of each.

What counts is the date in the name, and a number of dates: a clock that jumps deletes nothing more.
"""

import re
import time
from collections.abc import Callable, Iterable
from datetime import date, datetime
from pathlib import Path

DAYS, WEEKS, MONTHS, UPGRADES = 7, 4, 6, 3
DAILY = re.compile(r"maillage-(\d{4}-\d\d-\d\d)\.zip")
UPGRADE = re.compile(r"avant-mise-a-jour-\d{8}-\d{6}\.zip")
A_DAY = 86_400


def daily_name(day: date) -> str:
    """The name of the backup of a day."""
    return f"maillage-{day.isoformat()}.zip"


def upgrade_name(now: datetime) -> str:
    """The name of the backup made before an upgrade."""
    return f"avant-mise-a-jour-{now:%Y%m%d-%H%M%S}.zip"


def days_to_keep(days: Iterable[date]) -> set[date]:
    """The days whose backup is kept, among these."""
    latest = sorted(days, reverse=True)
    return {
        *latest[:DAYS],
        *_latest_of_each(latest, lambda day: day.isocalendar()[:2], WEEKS),
        *_latest_of_each(latest, lambda day: (day.year, day.month), MONTHS),
    }


def _latest_of_each(
    latest: list[date], span: Callable[[date], tuple[int, int]], most: int
) -> list[date]:
    first: dict[tuple[int, int], date] = {}
    for day in latest:
        first.setdefault(span(day), day)
    return list(first.values())[:most]


def delete_older_days(folder: Path) -> list[str]:
    """The names of the daily backups deleted; any other file stays."""
    day_by_path = {path: _day_of(path) for path in folder.glob("maillage-*.zip")}
    days = days_to_keep(day for day in day_by_path.values() if day)
    gone = [path for path, day in day_by_path.items() if day and day not in days]
    for path in [*gone, *_left_by_a_kill(folder)]:
        path.unlink(missing_ok=True)
    return sorted(path.name for path in gone)


def _day_of(path: Path) -> date | None:
    match = DAILY.fullmatch(path.name)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def _left_by_a_kill(folder: Path) -> list[Path]:
    """Halves of backups that nobody has written to for a day."""
    return [path for path in folder.glob(".*.zip.partial") if _age(path) > A_DAY]


def _age(path: Path) -> float:
    return time.time() - path.stat().st_mtime


def delete_older_upgrades(folder: Path) -> None:
    """Keeps the backups made before the latest upgrades."""
    names = sorted(path.name for path in folder.iterdir() if UPGRADE.fullmatch(path.name))
    for name in names[:-UPGRADES]:
        (folder / name).unlink(missing_ok=True)
