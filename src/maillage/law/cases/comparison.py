"""Which outputs of a file of worked examples do we compute otherwise, or not at all?"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final, NamedTuple

from maillage.law.cases import acts, calendars, councils, forms, money
from maillage.law.cases.inputs import Inputs, Json
from maillage.law.cases.outputs import Outputs

NOT_COMPUTED: Final = "not computed"

TOPICS: Final[dict[str, Callable[[Inputs], Outputs]]] = {
    "clear_days": councils.clear_days_outputs,
    "quorum": councils.quorum_outputs,
    "majority": councils.majority_outputs,
    "deliberation": acts.deliberation_outputs,
    "challenge": acts.challenge_outputs,
    "silence": acts.silence_outputs,
    "own_share": money.own_share_outputs,
    "fonds_de_concours": money.fonds_de_concours_outputs,
    "association_grants": money.association_grants_outputs,
    "election_period": calendars.election_period_outputs,
    "mandate_calendar": calendars.mandate_calendar_outputs,
    "retention": calendars.retention_outputs,
    "legal_forms": forms.legal_forms_outputs,
}


class Difference(NamedTuple):
    """One output that differs: `computed` is « not computed » for one that we do not know."""

    example: str
    key: str
    expected: Json
    computed: Json


def run(path: str | Path) -> list[Difference]:
    """Return the outputs of a file of worked examples that differ from ours, empty if none.

    The file is `{rule, about, examples: [{id, inputs, expected, …}]}`. Comparison is exact, types
    and order of lists included. An output, a rule or an input that we do not know gives
    « not computed ».
    """
    file = Inputs(json.loads(Path(path).read_text(encoding="utf-8")))
    compute = TOPICS.get(file.text("rule"))
    differences: list[Difference] = []
    for example in file.items("examples"):
        computed = _computed(compute, example.part("inputs"))
        differences += _differences(example.text("id"), example.part("expected"), computed)
    return differences


def is_same(expected: Json, computed: Json) -> bool:
    """Return whether two written values are equal, types and order of lists included."""
    if isinstance(expected, dict) and isinstance(computed, dict):
        return expected.keys() == computed.keys() and all(
            is_same(value, computed[name]) for name, value in expected.items()
        )
    if isinstance(expected, list) and isinstance(computed, list):
        return len(expected) == len(computed) and all(map(is_same, expected, computed))
    return type(expected) is type(computed) and expected == computed


def _computed(compute: Callable[[Inputs], Outputs] | None, inputs: Inputs) -> Outputs:
    if compute is None:
        return {}
    try:
        return compute(inputs)
    except (KeyError, ValueError, ArithmeticError):
        return {}


def _differences(example: str, expected: Inputs, computed: Outputs) -> list[Difference]:
    return [
        Difference(example, key, value, computed.get(key, NOT_COMPUTED))
        for key, value in expected.fields.items()
        if key not in computed or not is_same(value, computed[key])
    ]
