"""Through which dated stages does the file of a project go, in each profile?"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from maillage.trade.plan.choices import CallResult

STAGES = Path(__file__).with_name("stages.toml")
REFUSALS = ("refused", "not_retained")
# Those that say why, and take no amount.
EXPLAINED = ("adjourned", *REFUSALS)
OF_RESULTS: dict[str, tuple[str, ...]] = {
    CallResult.RETAINED: ("programmed", "retained"),
    CallResult.ADJOURNED: ("adjourned",),
    CallResult.REFUSED: REFUSALS,
}


@cache
def _profiles() -> Mapping[str, Mapping[str, str]]:
    return tomllib.loads(STAGES.read_text(encoding="utf-8"))


def stages_of(profile: str) -> Mapping[str, str]:
    """The word of each stage of this profile, in order; none where it follows no file."""
    return _profiles().get(profile, {})


def stage_word(stage: str) -> str:
    """The word of a stage, whatever the profile in which it was noted."""
    return next((words[stage] for words in _profiles().values() if stage in words), stage)


def stage_of_result(profile: str, result: str) -> str:
    """The stage of this profile that what a body decides makes; nothing when it has none."""
    return next((one for one in OF_RESULTS.get(result, ()) if one in stages_of(profile)), "")
