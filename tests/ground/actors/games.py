"""Known games, recorded as an officer would: the toy of four actors, the published eleven."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from maillage.foundation.accounts.models import User
from maillage.foundation.cooperations.models import Access
from maillage.ground.actors.models import Influence, Position, Source
from maillage.ground.directory.models import Actor
from tests.ground.actors.makers import make_member_actor, make_source, make_subject

CASES = Path(__file__).parents[2] / "analysis" / "cases" / "mactor"


@dataclass(frozen=True)
class ReferenceGame:
    """A reference case and the actors that play it, in its order."""

    names: list[str]
    influences: list[list[int]]
    subjects: list[str]
    positions: list[list[int]]
    outputs: dict[str, list[float]]
    actors: list[Actor]


def reference_game(name: str) -> tuple[list[str], list[list[int]]]:
    """The actors and the direct influences of the case of this file."""
    inputs = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))["inputs"]
    return inputs["actors"], inputs["influences"]


def record_game(access: Access, name: str, on: date) -> ReferenceGame:
    """The case of this file, each influence and position recorded on that day."""
    case = json.loads((CASES / f"{name}.json").read_text(encoding="utf-8"))
    place, inputs = access.cooperation, case["inputs"]
    actors = [make_member_actor(cooperation=place, name=one) for one in inputs["actors"]]
    source = make_source(cooperation=place, author=access.user)
    record_table(actors, inputs["influences"], source, on)
    subjects = [make_subject(cooperation=place, label=one) for one in inputs.get("subjects", [])]
    Position.objects.bulk_create(
        Position(
            cooperation=place,
            author=access.user,
            actor=actor,
            subject=subject,
            value=value,
            source=source,
            on=on,
        )
        for actor, row in zip(actors, inputs.get("positions", []), strict=False)
        for subject, value in zip(subjects, row, strict=True)
    )
    return ReferenceGame(
        names=inputs["actors"],
        influences=inputs["influences"],
        subjects=inputs.get("subjects", []),
        positions=inputs.get("positions", []),
        outputs=case["outputs"],
        actors=actors,
    )


def record_table(actors: list[Actor], table: list[list[int]], source: Source, on: date) -> None:
    """Each influence of the table, but what an actor would have on itself."""
    author: User = source.author
    Influence.objects.bulk_create(
        Influence(
            cooperation=source.cooperation,
            author=author,
            actor=actor,
            target=target,
            strength=strength,
            source=source,
            on=on,
        )
        for actor, row in zip(actors, table, strict=True)
        for target, strength in zip(actors, row, strict=True)
        if actor != target
    )
