"""What structures say of a finding."""

from maillage.ground.directory.models import Actor
from maillage.trade.stakes.choices import Judgement
from maillage.trade.stakes.models import Finding
from tests.trade.stakes.makers import make_finding_reading

D, C, U = Judgement.AGREED.value, Judgement.CONTESTED.value, Judgement.UNKNOWN.value


def judge(finding: Finding, actors: list[Actor], *verdicts: str | None) -> None:
    """Each of the actors gives its verdict, or none."""
    for actor, verdict in zip(actors, verdicts, strict=True):
        if verdict:
            make_finding_reading(
                actor=actor,
                finding=finding,
                verdict=verdict,
                said="Nos relevés disent 3 km." if verdict == C else "",
            )
