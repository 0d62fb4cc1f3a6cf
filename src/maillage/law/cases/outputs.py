"""How is a result written in a file of worked examples?"""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal

from maillage.law.cases.inputs import Json
from maillage.law.finding import LegalFinding

Outputs = dict[str, Json]


def outputs_of(finding: LegalFinding[object]) -> Outputs:
    """Return the figures of a finding by name, with its level and the id of its sentence."""
    value = written(finding.figures)
    values = value if isinstance(value, dict) else {}
    return values | {"level": finding.level, "finding_id": finding.finding_id}


def written(value: object) -> Json:
    """Return a value as the examples write it: dates ISO, amounts and rates as texts."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): written(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [written(one) for one in value]
    if is_dataclass(value):
        return {field.name: written(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{type(value).__name__} has no written form")
