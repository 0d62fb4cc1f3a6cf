"""A record read with its SQL written once is the record that Django would read."""

from collections.abc import Sequence

import pytest
from django.db import connection
from django.db.models import Model, QuerySet
from django.test.utils import CaptureQueriesContext

from maillage.core.prepared_records import PreparedRecord
from maillage.foundation.cooperations.models import Access, Cooperation
from tests.foundation.cooperations.makers import make_access

pytestmark = pytest.mark.django_db


def numbered(asked: Sequence[int]) -> QuerySet[Access]:
    return Access.objects.filter(pk=asked[0])


def columns(record: Model) -> dict[str, object]:
    return {field.attname: getattr(record, field.attname) for field in record._meta.concrete_fields}


def test_record_and_those_it_follows_have_all_their_columns() -> None:
    kept = PreparedRecord(Access, "cooperation", "cooperation__workspace")
    made = [make_access(), make_access()]
    asked = Access.objects.select_related("cooperation__workspace")

    for access in made:
        with CaptureQueriesContext(connection) as queries:
            found = kept.first([access.pk], numbered)
            assert found is not None
            workspace = found.cooperation.workspace
        expected = asked.get(pk=access.pk)
        assert len(queries) == 1
        assert columns(found) == columns(expected)
        assert columns(found.cooperation) == columns(expected.cooperation)
        assert columns(workspace) == columns(expected.cooperation.workspace)


def test_record_is_saved_as_any_other() -> None:
    access = make_access()

    found = PreparedRecord(Access).first([access.pk], numbered)
    assert found is not None
    found.role = "team"
    found.save()

    assert Access.objects.get().role == "team"


def test_nothing_is_found_where_nothing_answers() -> None:
    assert PreparedRecord(Access).first([make_access().pk + 1], numbered) is None


def test_key_that_may_be_empty_is_refused() -> None:
    kept = PreparedRecord(Cooperation, "workspace", "name")

    with pytest.raises(TypeError):
        kept.first([1], lambda asked: Cooperation.objects.filter(pk=asked[0]))
