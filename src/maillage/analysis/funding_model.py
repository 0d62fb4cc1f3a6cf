"""Which amounts respect every rule and cost the owners least? The rules as linear inequalities.

Unknowns, in euros: one amount and one yes-or-no per offer, one shortfall per action (what the
owner would have to pay beyond its most). Aims are met one after the other, each within a share
of the time allowed: least shortfall, most grants, fewest grants.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from maillage.analysis.funding_rules import ActionRules, FundingRules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.optimize import LinearConstraint

TIME_SHARES = (0.1, 0.8, 0.1)
LITTLE = 0.004
PER_GRANT = 0.0001


@dataclass(frozen=True)
class Amounts:
    """Euros per offer, and how far each aim may still be from the best possible."""

    euros: tuple[float, ...]
    lacking_gap: float
    euros_gap: float
    grants_gap: float


@dataclass
class _Rows:
    """Inequalities low ≤ Σ coefficient × unknown ≤ high, written one row at a time."""

    columns: int
    entries: list[tuple[int, int, float]] = field(default_factory=list)
    lows: list[float] = field(default_factory=list)
    highs: list[float] = field(default_factory=list)

    def add(
        self,
        terms: Iterable[tuple[int, float]],
        low: float = -float("inf"),
        high: float = float("inf"),
    ) -> None:
        row = len(self.lows)
        self.entries.extend((row, column, coefficient) for column, coefficient in terms)
        self.lows.append(low)
        self.highs.append(high)

    def constraint(self) -> "LinearConstraint":
        import numpy as np
        from scipy.optimize import LinearConstraint
        from scipy.sparse import csr_array

        rows = [row for row, _column, _coefficient in self.entries]
        columns = [column for _row, column, _coefficient in self.entries]
        values = np.array([coefficient for _row, _column, coefficient in self.entries], dtype=float)
        table = csr_array((values, (rows, columns)), shape=(len(self.lows), self.columns))
        return LinearConstraint(table, self.lows, self.highs)


def best_amounts(rules: FundingRules, *, time_limit: float, gap: float) -> Amounts:
    """Amounts that meet the aims in turn, then cleaned of the solver's tolerances.

    minimise shortfall, then ε Σ y - Σ x, then Σ y; per action, public ≤ cap,
    public + (1 - ρ) private ≤ (1 - ρ) cost,
    Σ x ≤ cost, Σ x + shortfall ≥ cost - most own; per funder Σ x ≤ budget; per offer
    least × y ≤ x ≤ most × y; per exclusion y + y' ≤ 1.

    En clair : « L’ordinateur essaie les combinaisons d’aides et garde la meilleure. »

    Reference: HiGHS, Q. Huangfu, J. A. J. Hall, Mathematical Programming Computation 10, 2018,
    by scipy.optimize.milp.
    """
    import numpy as np

    offers, actions = len(rules.offers), len(rules.actions)
    rows = _rows(rules)
    aims = [
        np.r_[np.zeros(2 * offers), np.ones(actions)],
        np.r_[-np.ones(offers), np.full(offers, PER_GRANT), np.zeros(actions)],
        np.r_[np.zeros(offers), np.ones(offers), np.zeros(actions)],
    ]
    result, gaps = np.r_[np.zeros(2 * offers), _lacking_at_first(rules)], []
    for aim, share in zip(aims, TIME_SHARES, strict=True):
        result, missed = _solved(rules, rows, aim, result, limits=(time_limit * share, gap))
        gaps.append(missed)
        rows.add(
            [(int(column), float(aim[column])) for column in np.flatnonzero(aim)],
            high=float(aim @ result) + LITTLE,
        )
    chosen = np.round(result[offers : 2 * offers])
    result, _missed = _solved(rules, rows, aims[1], result, limits=(time_limit, gap), chosen=chosen)
    return Amounts(tuple(map(float, result[:offers] * chosen)), *gaps)


def _solved(
    rules: FundingRules,
    rows: _Rows,
    aim: "NDArray[np.float64]",
    array: "NDArray[np.float64]",
    *,
    limits: tuple[float, float],
    chosen: "NDArray[np.float64] | None" = None,
) -> tuple["NDArray[np.float64]", float]:
    """Best unknowns found in time, those known before if none, and the distance to the bound."""
    import numpy as np
    from scipy.optimize import Bounds, milp

    offers, actions = len(rules.offers), len(rules.actions)
    yes_or_no = np.ones(offers) if chosen is None else chosen
    most = np.array([offer.most / 100 for offer in rules.offers])
    result = milp(
        aim,
        constraints=rows.constraint(),
        bounds=Bounds(
            np.r_[
                np.zeros(offers), np.zeros(offers) if chosen is None else chosen, np.zeros(actions)
            ],
            np.r_[most, yes_or_no, _lacking_at_first(rules)],
        ),
        integrality=np.r_[np.zeros(offers), np.ones(offers), np.zeros(actions)],
        options={"time_limit": limits[0], "mip_rel_gap": limits[1]},
    )
    if result.x is None or result.fun is None:
        return array, float("inf")
    bound = result.fun if result.mip_dual_bound is None else result.mip_dual_bound
    return result.x, max(0.0, float(result.fun - bound))


def _rows(rules: FundingRules) -> _Rows:
    offers = len(rules.offers)
    rows = _Rows(2 * offers + len(rules.actions))
    for place, action in enumerate(rules.actions):
        mine, left = rules.of_action[place], float(1 - action.own_share_floor)
        weights = {i: 1.0 if rules.is_public(i) else left for i in mine}
        rows.add(weights.items(), high=left * action.cost / 100)
        public = [(i, 1.0) for i in mine if rules.is_public(i)]
        rows.add(public, high=action.public_most / 100)
        rows.add(
            [*((i, 1.0) for i in mine), (2 * offers + place, 1.0)],
            low=_needed(action) / 100,
        )
        rows.add([(i, 1.0) for i in mine], high=action.cost / 100)
    _add_budgets(rules, rows)
    _add_offers(rules, rows)
    return rows


def _add_budgets(rules: FundingRules, rows: _Rows) -> None:
    for place, budget in enumerate(rules.budgets):
        if budget is not None:
            given = [(i, 1.0) for i, offer in enumerate(rules.offers) if offer.funder == place]
            rows.add(given, high=budget / 100)


def _add_offers(rules: FundingRules, rows: _Rows) -> None:
    offers = len(rules.offers)
    pairs = {(offer.action, offer.funder): i for i, offer in enumerate(rules.offers)}
    for i, offer in enumerate(rules.offers):
        rows.add([(i, 1.0), (offers + i, -offer.most / 100)], high=0.0)
        if offer.least:
            rows.add([(i, 1.0), (offers + i, -offer.least / 100)], low=0.0)
    for first, second in rules.excluded:
        for action in range(len(rules.actions)):
            both = [pairs[key] for key in ((action, first), (action, second)) if key in pairs]
            rows.add([(offers + i, 1.0) for i in both], high=1.0)


def _lacking_at_first(rules: FundingRules) -> list[float]:
    """Euros that each owner would lack without any grant: the most that it can lack."""
    return [_needed(action) / 100 for action in rules.actions]


def _needed(action: ActionRules) -> int:
    """Cents of grants without which the owner cannot pay."""
    return 0 if action.most_own is None else max(0, action.cost - action.most_own)
