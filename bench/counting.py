"""How many queries and bytes does a page take? Counted in one process, with the page's own code.

Run as `python -m bench.counting VIEW QUERY whole` (or `part`, as one types); writes nothing when
there is no such page.
"""

import json
import sys

import django

OK = 200


def main(view: str, query: str, extent: str = "whole") -> None:
    """Write the path, the queries and the bytes of the page the second time it is asked."""
    headers = {"HX-Request": "true"} if extent == "part" else {}
    django.setup()
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from bench.filling import filled

    data = filled()
    path = data.path_of(view)
    if not path:
        return
    client = data.visitor()
    client.get(path + query, headers=headers)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(path + query, headers=headers)
    if response.status_code != OK:
        raise ValueError(f"{path + query} : réponse {response.status_code}")
    counted = {"path": path + query, "queries": len(queries), "size": len(response.getvalue())}
    sys.stdout.write(json.dumps(counted))


if __name__ == "__main__":
    main(*sys.argv[1:])
