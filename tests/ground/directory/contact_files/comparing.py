"""Is what the plan gives what a reference case expects, by the conventions of that case?"""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from maillage.foundation.exchange.cells.text import folded
from maillage.ground.directory.contact_files.table.plan import ImportPlan

Shape = dict[str, object]
NAMES = frozenset({"name", "family_name", "given_name"})
LINKS = frozenset({"key", "person", "organisation"})


@dataclass
class ComparedSide:
    """One side of the comparison: its records by an identity that does not depend on keys."""

    organisations: list[Shape]
    people: list[Shape]
    mandates: list[Shape]

    def records(self) -> dict[tuple[str, ...], Shape]:
        organisations = {o["key"]: folded(str(o["name"])) for o in self.organisations}
        people = {p["key"]: folded(f"{p['family_name']} {p['given_name']}") for p in self.people}
        values_by_key: dict[tuple[str, ...], Shape] = {}
        for kind, records, names in (
            ("organisation", self.organisations, organisations),
            ("person", self.people, people),
        ):
            for record in records:
                values_by_key[(kind, names[record["key"]])] = record
        for m in self.mandates:
            home = organisations.get(m["organisation"], "")
            values_by_key[
                ("mandate", people[m["person"]], home, str(m["as"]), str(m["source"]))
            ] = m
        return values_by_key


def expected_of(path: Path) -> tuple[ComparedSide, Counter[tuple[str, str]]]:
    """The expected records of a case, and the places and severities of its problems."""
    case = json.loads(path.read_text("utf-8"))
    expected = case["expected"]
    places = Counter((p["cell"], p["severity"]) for p in case["problems"])
    return ComparedSide(expected["organisations"], expected["people"], expected["mandates"]), places


def planned(plan: ImportPlan) -> ComparedSide:
    """What a plan gives, in the plain shapes of the command."""
    return ComparedSide(
        [dict(o.as_json()) for o in plan.organisations],
        [dict(p.as_json()) for p in plan.people],
        [dict(m.as_json()) for m in plan.mandates],
    )


def places(plan: ImportPlan) -> Counter[tuple[str, str]]:
    """Places and severities of the problems of a plan."""
    return Counter((problem.cell, problem.severity.value) for problem in plan.problems)


def fields_compared(record: Shape, tested: Shape) -> Shape:
    """The fields of a record that the expected one tests, names folded."""
    fields = {name: record.get(name) for name in tested if name not in LINKS}
    return {name: folded(str(v)) if name in NAMES else v for name, v in fields.items()}
