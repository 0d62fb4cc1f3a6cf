"""What the files of `layouts.toml` expect, and what reading them gives, in the same shape."""

import tomllib
from pathlib import Path

from maillage.foundation.exchange.reading.opening import open_content
from maillage.ground.directory.contact_files.table.plan import ImportPlan, plan_workbook
from tests.foundation.exchange.spreadsheets import csv_bytes

Facts = dict[str, set[tuple[str, ...]]]
LAYOUTS: list[dict[str, str]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text("utf-8")
)["file"]


def expected(layout: dict[str, str]) -> Facts:
    """The structures, people, contacts, mandates and problem cells of a file."""
    structures, people = _lines(layout["structures"], 3), _lines(layout["people"], 2)
    return {
        "structures": {(name, address) for name, _, address in structures},
        "people": {(name,) for name, _ in people},
        "contacts": {(line[0], one) for line in (*structures, *people) for one in line[1].split()},
        "mandates": {tuple(line) for line in _lines(layout["mandates"], 5)},
        "problems": {(cell,) for cell in layout["problems"].split()},
    }


def read(layout: dict[str, str]) -> tuple[ImportPlan, Facts]:
    """The plan of a file, and what it gives."""
    rows = [line.split("|") for line in layout["rows"].strip().splitlines()]
    plan = plan_workbook(open_content(csv_bytes(rows)))
    structures = {one.key: one.name for one in plan.organisations}
    people = {one.key: one.family_name for one in plan.people}
    full = [
        (f"{p.family_name} {p.given_name}".strip(), (*p.emails, *p.phones)) for p in plan.people
    ]
    reached = [*((o.name, (*o.emails, *o.phones)) for o in plan.organisations), *full]
    return plan, {
        "structures": {(o.name, str(o.facts.get("address") or "")) for o in plan.organisations},
        "people": {(name,) for name, _ in full},
        "contacts": {(name, one) for name, values in reached for one in values},
        "mandates": {
            (
                people[m.person], structures.get(m.organisation or "", ""), m.kind,
                m.function or "", m.notes or "",
            )
            for m in plan.mandates
        },
        "problems": {
            (one.cell.split("!")[1],) for one in plan.problems if one.severity.value != "info"
        },
    }  # fmt: skip


def _lines(text: str, width: int) -> list[list[str]]:
    return [(line.split("|") + [""] * width)[:width] for line in text.strip().splitlines()]
