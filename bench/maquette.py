"""What does the table of three hundred operations and forty funders cost, once it is read?"""

import os
from random import Random
from typing import TYPE_CHECKING

import django

from bench.figures import Figure
from bench.sizes import NO_DATABASE
from bench.timing import median_milliseconds

if TYPE_CHECKING:
    from maillage.trade.funding.maquette.readings import Entry

OPERATIONS, FUNDERS, YEARS, LINES = 300, 40, (2026, 2027, 2028), 24
AXES, OWNERS = 6, 30
LONGEST_MS = 150
STATES = ("expected", "requested", "granted", "paid")


def measure() -> list[Figure]:
    """Return the processor's milliseconds of each view, its cells and its sums written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "maillage.config.settings")
    django.setup()
    entries = _entries()
    return [_figure(entries, view) for view in ("financeur-annee", "financeur", "annee")]


def _figure(entries: "list[Entry]", view: str) -> Figure:
    from maillage.trade.funding.maquette.chosen import Chosen
    from maillage.trade.funding.maquette.html import body_html, foot_html
    from maillage.trade.funding.maquette.table import sum_rows, table_of
    from maillage.trade.funding.maquette.words import maquette_sentence

    urls = {one.plan: f"/c/pays/financement/plans/{one.plan}/" for one in entries}

    def page() -> None:
        table = table_of(
            entries, Chosen(view=view), this_year=YEARS[0], reads_all=True, plan_urls=urls
        )
        maquette_sentence(table.rows, reads_all=True)
        body_html(table, "?")
        foot_html(table)
        sum_rows(table)

    took = median_milliseconds(page)
    size = f"{OPERATIONS}×{FUNDERS}"
    return Figure("maquette", NO_DATABASE, size, view, took, "ms", target=LONGEST_MS)


def _entries() -> "list[Entry]":
    """The same sums at each run: 7,200 of those who pay, each operation balanced or not."""
    from maillage.trade.funding.maquette.readings import Entry

    draw = Random(7)
    rows = []
    for plan in range(OPERATIONS):
        head = (
            *(plan, plan % AXES, f"Opération {plan}", f"Axe {plan % AXES}"),
            *(plan % OWNERS, f"Commune {plan % OWNERS}", "investment"),
        )
        rows += [Entry(*head, year, "members", cost=400_000_00) for year in YEARS]
        for line in range(LINES):
            payer, cents = draw.randrange(FUNDERS), draw.randrange(1, 80_000) * 100
            state = STATES[line % len(STATES)]
            rows.append(
                Entry(
                    *head,
                    YEARS[line % len(YEARS)],
                    "members",
                    kind="grant",
                    payer=payer + 1,
                    payer_name=f"Financeur {payer}",
                    scheme=f"Dispositif {line}",
                    state=state,
                    granted=cents if state in {"granted", "paid"} else None,
                    paid=cents if state == "paid" else None,
                    counted=cents,
                )
            )
    return rows
