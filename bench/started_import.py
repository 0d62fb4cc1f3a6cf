"""How long does an import take in a process that has started, as the worker of tasks has?"""

import sys
import time
from io import StringIO

import django
from django.core.management import call_command


def main(path: str, cooperation: str, author: str, target: str = "") -> None:
    """Import this file and print the seconds that it took, from the file to the database."""
    django.setup()
    from maillage.core.points import find_every_answer

    find_every_answer()
    names = {"cooperation": cooperation, "author": author, **({"table": target} if target else {})}
    start = time.monotonic()
    call_command("import_spreadsheet", path, stdout=StringIO(), **names)
    print(time.monotonic() - start)


if __name__ == "__main__":
    main(*sys.argv[1:])
