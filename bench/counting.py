"""How many queries and bytes do pages take? Counted in one process, with the pages' own code.

Run as `python -m bench.counting PAGES`, a list in JSON; writes one for each, null when there is no
such page.
"""

import json
import sys
from typing import TYPE_CHECKING

import django

from bench.places import PageRequest, Visit

if TYPE_CHECKING:
    from bench.filling import Filled

OK = 200


def main(pages: str) -> None:
    """Write the path, the queries and the bytes of each page the second time it is asked."""
    django.setup()
    from bench.filling import filled

    data = filled()
    visits = [counted(data, PageRequest(**page)) for page in json.loads(pages)]
    sys.stdout.write(json.dumps([visit and vars(visit) for visit in visits]))


def counted(data: "Filled", page: PageRequest) -> Visit | None:
    """Return a page as its officer gets it, nothing when there is none; ValueError if refused."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    path = data.path_of(page.view)
    if not path:
        return None
    headers = {"HX-Request": "true"} if page.only_part else {}
    client = data.visitor()
    client.get(path + page.query, headers=headers)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path + page.query, headers=headers)
    if response.status_code != OK:
        raise ValueError(f"{path + page.query} : réponse {response.status_code}")
    return Visit(path + page.query, len(queries), len(response.getvalue()))


if __name__ == "__main__":
    main(*sys.argv[1:])
