"""What does the plan cost: 2,000 actions, 12,000 parts, 20,000 steps, 5,000 facilities?"""

import json
from pathlib import Path

from openpyxl import Workbook

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import EMAIL, Place, python

PAGES = [
    Page("actions", "plan:actions", "/liste/", 15, queries_limit=9, bytes_limit=150_000),
    Page("action", "plan:action", "/fiche/", 10),
    Page("who_does_what", "plan:who_does_what", "/liste/", 25),
    Page("posts", "plan:engineering", "/liste/", 15),
    Page("mesh", "plan:mesh", "/liste/", 25),
    Page("facilities", "context:facilities", "/liste/", 15),
    Page("duties", "context:duties", "/liste/", 15, queries_limit=9),
    Page("findings", "stakes:findings", "/liste/", 15),
]
LONGEST_CHAIN_MS, LONGEST_PLAN_MS = 15, 400
LONGEST_IMPORT_S = 3
ROWS = 2_000
HEADINGS = ("Axe", "Objectif", "N°", "Action", "Pilote", "Partenaires", "Début", "Fin", "Statut")


def measure(place: Place) -> list[Figure]:
    """Return the figures of these pages, and at the large size of dates and of an import."""
    figures = measure_pages(place, PAGES)
    if place.size != "large" or not place.cookie:
        return figures
    name = (place.database, place.size)
    took = json.loads(python("-m", "bench.plan_dates", environment=place.environment))
    return [
        *figures,
        Figure("dates_of_a_chain", *name, "cpu", took["chain"], "ms", target=LONGEST_CHAIN_MS),
        Figure("dates_of_a_chain", *name, "steps", took["steps"], "étapes"),
        Figure("dates_of_a_plan", *name, "cpu", took["plan"], "ms", target=LONGEST_PLAN_MS),
        Figure("import_plan", *name, "seconds", _import(place), "s", target=LONGEST_IMPORT_S),
    ]


def _import(place: Place) -> float:
    path = Path(place.environment["MAILLAGE_DATA"]) / "plan.xlsx"
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    sheet.append(HEADINGS)
    for number in range(ROWS):
        sheet.append(_row(number))
    book.save(path)
    words = ("-m", "bench.started_import", str(path), "Pays de Mesure", EMAIL, "plan")
    return float(python(*words, environment=place.environment))


def _row(number: int) -> tuple[str, ...]:
    return (
        *(f"Axe {number // 400 + 1}", f"Objectif {number // 50 + 1}", f"A{number}"),
        *(f"Action numéro {number} du territoire", f"Commune de Lieu{number % 300}"),
        *("MSA, Département", "T1 2026", "31/12/2027", "en cours"),
    )
