"""Which tests must run on both databases? All those of which PostgreSQL can change the end.

Who writes a test has nothing to declare: what is not left out here runs on both.
"""

import re
from collections.abc import Collection

# A test that is given no database runs once, but for those that open one of their own.
OPEN_THEIR_OWN = ("reliability/", "roof/")
# Here a test that asks a page, through one of these fixtures or by signing somebody in itself,
# looks at what is shown. PostgreSQL answers the queries of every page, as two roles, in
# test_visits; what a page shows of its rows is compared between the two databases by
# test_same_pages.
ROOMS = (
    *("ground/", "trade/"),
    *("foundation/cooperations/", "foundation/documents/", "foundation/exchange/"),
)
READERS = {"officer", "sign_in", "stranger", "signed_in"}
# And so does a test of a paper of the trade: it reads the words of a paper, written from rows that
# other tests of the room ask. Each paper is taken from its address, on both, by the visits.
PAPERS = re.compile(
    r"trade/.*/test_(\w+_papers|\w+_manners|draft_\w+|referral_letters|officer_files)\.py"
)
# What else proves the same thing on every database, and why.
ON_ONE = {
    "test_visibility.py": "one filter, whose SQL the visits ask on both; levels compare alike",
    "test_pages.py": "what the HTML of a page is worth",
    "test_caches.py": "a cache returns what a page read, whatever database answered it",
    "roof/upkeep/test_failures.py": "what is written of a failure, whatever database it served",
    "roof/demo/": "test_same_pages opens the demonstration on both",
    "roof/departures/test_opened_archives.py": "files, whose rows test_archives reads on both",
    "reliability/test_headers.py": "middlewares add them to whatever the view answered",
    "reliability/test_production_settings.py": "starts no database",
}


def runs_on_both(file: str, used: Collection[str], *, has_database: bool) -> bool:
    """Whether a test of this file under tests/ runs on both databases.

    `used` names the fixtures that it is given and what it calls.
    """
    if file.startswith(tuple(ON_ONE)):
        return False
    if not has_database:
        return file.startswith(OPEN_THEIR_OWN)
    if PAPERS.fullmatch(file):
        return False
    return not (file.startswith(ROOMS) and READERS & set(used))
