"""What do the pages of people at work cost: a day, a call, a meeting in its three states?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page("thread", "directory:organisation", "/fiche/", processor_limit=15),
    Page("before_a_call", "directory:organisation_call", "/fiche/", processor_limit=15),
    Page("meeting_before", "governance:meeting#before", "/fiche/", processor_limit=15),
    Page("meeting_during", "governance:meeting#during", "/fiche/", processor_limit=15),
    Page("meeting_after", "governance:meeting", "/fiche/", processor_limit=15),
    Page("my_day", "missions:my_day", "/", processor_limit=15),
    Page("tools_index", "missions:tools_index", "/", processor_limit=15),
    Page("portrait", "cooperations:portrait", "/fiche/", processor_limit=15),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of these pages."""
    return measure_pages(place, PAGES)
