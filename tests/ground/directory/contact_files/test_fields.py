"""The columns that we export are read as what they are."""

from maillage.foundation.exchange.export.views import _PLAIN
from maillage.foundation.exchange.tables.headers import match_header
from maillage.ground.directory.contact_files.table.fields import FIELD_LABELS


def test_each_exported_header_is_read_as_its_own_field() -> None:
    matched = [match_header(FIELD_LABELS[field]) for field in _PLAIN]

    assert [match.field if match else "" for match in matched] == list(_PLAIN)
