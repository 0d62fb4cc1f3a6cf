"""Which bodies do such cooperations usually have? Ready models, read from TOML."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "body_models.toml"


@dataclass(frozen=True)
class BodyModel:
    """A ready body: what it is for, its colleges, its rhythm, its quorum and its rule."""

    key: str
    name: str
    kind: str
    purpose: str
    rhythm: str
    quorum: str
    rule: str
    profiles: tuple[str, ...]
    colleges: tuple[str, ...] = ()
    least_college: str = ""
    least_percent: int | None = None

    @property
    def initial(self) -> dict[str, object]:
        """What the form of a body holds when it starts from this model."""
        return {
            "name": self.name,
            "kind": self.kind,
            "purpose": self.purpose,
            "colleges": "\n".join(self.colleges),
            "rhythm": self.rhythm,
            "quorum": self.quorum,
            "least_college": self.least_college,
            "least_percent": self.least_percent,
            "decision_rule": self.rule,
        }


@cache
def _models() -> tuple[BodyModel, ...]:
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["models"]
    return tuple(
        BodyModel(
            **one
            | {
                "profiles": tuple(one["profiles"]),
                "colleges": tuple(one.get("colleges", ())),
            }
        )
        for one in told
    )


def body_models(profile: str) -> list[BodyModel]:
    """Every model, those of this profile first."""
    return sorted(_models(), key=lambda model: profile not in model.profiles)


def body_model(key: str) -> BodyModel | None:
    """The model of this key, or None."""
    return next((model for model in _models() if model.key == key), None)
