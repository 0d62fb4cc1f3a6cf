"""The least that an import can do: read the first sheet, and insert its rows."""

import sys

import django


def main(path: str) -> None:
    """Insert the rows of this file."""
    django.setup()
    from python_calamine import CalamineWorkbook

    from bench.floor.models import Row

    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    Row.objects.bulk_create(
        (Row(name=row[0], kind="contact", town=row[2]) for row in rows), batch_size=500
    )


if __name__ == "__main__":
    main(sys.argv[1])
