"""The least that an import can do: read the first sheet, and insert its rows."""

import sys
import time

import django


def main(path: str) -> None:
    """Insert the rows of this file and print the seconds that it took, Django once started."""
    django.setup()
    from python_calamine import CalamineWorkbook

    from bench.floor.models import Row

    start = time.monotonic()
    rows = CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    Row.objects.bulk_create(
        (Row(name=row[0], kind="contact", town=row[2]) for row in rows), batch_size=500
    )
    print(time.monotonic() - start)


if __name__ == "__main__":
    main(sys.argv[1])
