"""Through which dated stages does the file of a project go, in each profile?"""

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from maillage.trade.plan.choices import CallResult

STAGES = Path(__file__).with_name("stages.toml")
REFUSALS = ("refusé", "non retenu")
EXPLAINED = ("ajourné", *REFUSALS)  # these say why, and take no amount
OF_RESULTS: dict[str, Sequence[str]] = {
    CallResult.RETAINED: ("programmé", "retenu"),
    CallResult.ADJOURNED: ("ajourné",),
    CallResult.REFUSED: REFUSALS,
}


@cache
def stages_of(profile: str) -> Sequence[str]:
    """The stages of this profile, in order; none where it follows no file."""
    return tuple(tomllib.loads(STAGES.read_text(encoding="utf-8")).get(profile, ()))


def stage_of_result(profile: str, result: str) -> str:
    """The stage of this profile that what a body decides makes; nothing when it has none."""
    return next((one for one in OF_RESULTS.get(result, ()) if one in stages_of(profile)), "")
