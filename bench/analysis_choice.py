"""How fast are the engines of decision, money and time, at three sizes?"""

from collections.abc import Mapping
from functools import partial
from random import Random

from bench import networkx_peer
from bench.figures import Figure
from bench.sizes import NO_DATABASE, Task, figures_at_sizes
from bench.timing import growth, milliseconds
from maillage.analysis.cost_keys import Key, contributions
from maillage.analysis.funding_plan import FundingPlan, funding_plan
from maillage.analysis.funding_rules import Action, Funder, Offer
from maillage.analysis.group_choice import Ranking, ranked_choice
from maillage.analysis.majorities import outlook
from maillage.analysis.priorities import rank_acceptability
from maillage.analysis.schedule import Task as Work
from maillage.analysis.schedule import schedule
from maillage.analysis.voting_power import banzhaf_swings, voting_power

VOTERS = (25, 50, 100)
STRUCTURES = (50, 150, 500)
WORKS = (1_000, 10_000, 100_000)
MEMBERS = (100, 300, 1_000)
PLANS = {30: 5, 100: 10, 300: 15}
TARGETS = {100: 2_000.0, 300: 5_500.0}
TIME_LIMIT = 5.0
QUALIFIED: Mapping[str, object] = {
    "kind": "qualified_majority",
    "alternatives": [
        {"count": {"share": "2/3"}, "population": {"share": "1/2", "strict": True}},
        {"count": {"share": "1/2"}, "population": {"share": "2/3"}},
    ],
    "required_above": {"measure": "population", "share": "1/4"},
}


def measure() -> list[Figure]:
    """Return the figures of every engine, each at three sizes."""
    return [
        *power_figures(),
        *majority_figures(),
        *cost_figures(),
        *schedule_figures(),
        *funding_figures(),
        *ranked_choice_figures(),
        *robustness_figures(),
    ]


def power_figures() -> list[Figure]:
    """Time exact power: 100 voters under 0.1 s for Banzhaf, 1 s for Shapley-Shubik."""
    bodies = {size: _integers(size, 1, 100) for size in VOTERS}
    quotas = {size: sum(votes) // 2 + 1 for size, votes in bodies.items()}
    banzhaf: dict[int, Task] = {n: partial(banzhaf_swings, bodies[n], quotas[n]) for n in VOTERS}
    both: dict[int, Task] = {n: partial(voting_power, bodies[n], quotas[n]) for n in VOTERS}
    return [
        *figures_at_sizes("banzhaf", banzhaf, target=100),
        *figures_at_sizes("shapley_shubik", both, target=1_000),
    ]


def majority_figures() -> list[Figure]:
    """Time where a decision stands, sets and refusals included: 500 structures under 50 ms."""
    return figures_at_sizes("majorities", {n: _outlook(n) for n in STRUCTURES}, target=50)


def cost_figures() -> list[Figure]:
    """Time three keys to the cent: 1,000 members under 10 ms; then with floors and caps."""
    plain: dict[int, Task] = {n: partial(contributions, *_costs(n)) for n in MEMBERS}
    bounded: dict[int, Task] = {
        n: partial(contributions, *_costs(n), floors=[1_000] * n, caps=[2_000_000] * n)
        for n in MEMBERS
    }
    return [
        *figures_at_sizes("cost_keys", plain, target=10),
        *figures_at_sizes("cost_keys_bounded", bounded, target=10),
    ]


def schedule_figures() -> list[Figure]:
    """Time all dates and slacks: 100,000 tasks under 1 s; networkx finds the longest path only."""
    works = {size: _works(size) for size in WORKS}
    peers: dict[int, Task] = {
        size: partial(networkx_peer.longest_path, networkx_peer.task_graph(_links(tasks)))
        for size, tasks in works.items()
    }
    tasks: dict[int, Task] = {size: partial(schedule, one) for size, one in works.items()}
    return figures_at_sizes("schedule", tasks, target=1_000, peers=peers)


def funding_figures() -> list[Figure]:
    """Time plans, and say how far from the best: 100 × 10 under 2 s, 300 × 15 in its time."""
    timed = {size: _timed_plan(size) for size in PLANS}
    times = tuple(time for time, _plan in timed.values())
    place = ("funding_plan", NO_DATABASE)
    return [
        *(
            figure
            for size, (time, plan) in timed.items()
            for figure in _plan_figures(size, time, plan)
        ),
        Figure(*place, f"→ {max(PLANS)}", "growth", growth(tuple(PLANS), times), "exposant"),
    ]


def ranked_choice_figures() -> list[Figure]:
    """Time duels and strongest paths of a hundred ballots, by number of options."""
    return figures_at_sizes("ranked_choice", {n: _ranked_choice(n) for n in (10, 30, 100)})


def robustness_figures() -> list[Figure]:
    """Time 2,000 draws of the weights of six criteria, by number of actions."""
    tables = {
        n: [[mark / 10 for mark in _integers(6, 0, 10)] for _ in range(n)] for n in (10, 30, 100)
    }
    tasks: dict[int, Task] = {n: partial(rank_acceptability, table) for n, table in tables.items()}
    return figures_at_sizes("rank_acceptability", tasks)


def _timed_plan(size: int) -> tuple[float, FundingPlan]:
    actions, funders, offers = _funding(size, PLANS[size])
    plans: list[FundingPlan] = []
    time = milliseconds(
        lambda: plans.append(funding_plan(actions, funders, offers, time_limit=TIME_LIMIT))
    )
    return time, plans[0]


def _plan_figures(size: int, time: float, plan: FundingPlan) -> list[Figure]:
    place = ("funding_plan", NO_DATABASE, f"{size}×{PLANS[size]}")
    gaps = (("own_gap", plan.own_gap_cents, "centimes"), ("grants_gap", plan.grants_gap, "aides"))
    return [
        Figure(*place, "cpu", time, "ms", target=TARGETS.get(size)),
        *(Figure(*place, name, gap, unit) for name, gap, unit in gaps if gap is not None),
    ]


def _integers(count: int, low: int, high: int) -> list[int]:
    random = Random(count)
    return [random.randint(low, high) for _ in range(count)]


def _outlook(size: int) -> Task:
    random = Random(size)
    populations = {f"Commune {i}": int(random.lognormvariate(7, 1.3)) for i in range(size)}
    drawn = ("agreement", "refusal", "pending", "pending", "pending")
    answers = {name: random.choice(drawn) for name in populations}
    return partial(
        outlook, QUALIFIED, list(populations), answers, measures={"population": populations}
    )


def _costs(size: int) -> tuple[list[str], int, list[Key]]:
    names = [f"Commune {i}" for i in range(size)]
    keys = [
        Key("0.5", _integers(size, 100, 9_999)),
        Key("0.3", _integers(size, 10_000, 999_999)),
        Key("0.2", [1] * size),
    ]
    return names, 87_654_321, keys


def _works(size: int) -> list[Work]:
    random = Random(size)
    return [Work(f"T{i}", random.randint(1, 20), _before(random, i)) for i in range(size)]


def _before(random: Random, place: int) -> list[str]:
    first = max(0, place - 50)
    return [f"T{i}" for i in {random.randint(first, place - 1) for _ in range(2)}] if place else []


def _links(works: list[Work]) -> list[tuple[str, str, int]]:
    lasting = {work.name: work.duration for work in works}
    return [(name, work.name, lasting[name]) for work in works for name in work.predecessors]


def _funding(actions: int, funders: int) -> tuple[list[Action], list[Funder], list[Offer]]:
    random = Random(actions)
    costs = [random.randint(20, 900) * 1_000 for _ in range(actions)]
    budget = sum(costs) // (3 * funders)
    return (
        [Action(f"A{a}", cost, "0.2", "0.8") for a, cost in enumerate(costs)],
        [Funder(f"F{f}", budget) for f in range(funders)],
        [
            Offer(
                *(f"A{a}", f"F{f}"),
                max_rate=random.choice(["0.1", "0.2", "0.3", "0.4", "0.5"]),
                cap=random.choice([None, 50_000, 100_000]),
                min_grant=random.choice([0, 5_000, 10_000, 20_000]),
            )
            for a in range(actions)
            for f in range(funders)
            if random.random() < 0.7
        ],
    )


def _ranked_choice(options: int) -> Task:
    random = Random(options)
    rankings = [Ranking(random.sample(range(options), options)) for _ in range(100)]
    return partial(ranked_choice, [f"O{i}" for i in range(options)], rankings)
