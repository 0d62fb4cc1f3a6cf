"""Every kind of column that a room may have is written in a backup, and read back the same."""

import json
from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
from django.apps import apps
from django.db import models

from maillage.roof.upkeep.archive.rows import written

KEYS = {"AutoField", "BigAutoField", "ForeignKey", "OneToOneField"}
SAMPLES: dict[str, tuple[models.Field[object, object], object]] = {
    "BigIntegerField": (models.BigIntegerField(), 2**40),
    "BinaryField": (models.BinaryField(), b"\x00%PDF"),
    "BooleanField": (models.BooleanField(), True),
    "CharField": (models.CharField(max_length=20), "Nort-sur-Erdre"),
    "DateField": (models.DateField(), date(2026, 2, 28)),
    "DateTimeField": (models.DateTimeField(), datetime(2026, 2, 28, 8, 30, 0, 7, tzinfo=UTC)),
    "DecimalField": (models.DecimalField(max_digits=9, decimal_places=2), Decimal("1200.50")),
    "FloatField": (models.FloatField(), 0.1),
    "GenericIPAddressField": (models.GenericIPAddressField(), "198.51.100.1"),
    "IntegerField": (models.IntegerField(), -3),
    "JSONField": (models.JSONField(), {"a": [1, None]}),
    "PositiveBigIntegerField": (models.PositiveBigIntegerField(), 2**40),
    "PositiveIntegerField": (models.PositiveIntegerField(), 3),
    "PositiveSmallIntegerField": (models.PositiveSmallIntegerField(), 3),
    "SlugField": (models.SlugField(), "pays-de-retz"),
    "SmallIntegerField": (models.SmallIntegerField(), -3),
    "TextField": (models.TextField(), "deux\nlignes"),
    "TimeField": (models.TimeField(), time(18, 30)),
    "UUIDField": (models.UUIDField(), None),
}


def test_no_model_has_a_kind_of_column_that_is_not_tried_here() -> None:
    kinds = {
        field.get_internal_type()
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
    }

    assert kinds - KEYS - SAMPLES.keys() == set()


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind != "BinaryField"])
def test_value_is_read_back_the_same(kind: str) -> None:
    field, value = SAMPLES[kind]

    assert field.to_python(json.loads(json.dumps(written(value)))) == value


def test_bytes_are_written_as_text() -> None:
    assert written(b"\x00%PDF") == "ACVQREY="
