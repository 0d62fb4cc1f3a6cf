"""What do the questions put to councils cost: 60 questions to 500 structures in one matrix?"""

from bench.figures import Figure
from bench.pages import Page, measure_pages
from bench.places import Place

PAGES = [
    Page(
        "joint_decisions",
        "governance:joint_decisions",
        "/",
        processor_limit=60,
        bytes_limit=300_000,
    ),
    Page("joint_decision_list", "governance:joint_decision_list", "/", processor_limit=9),
    Page("joint_decision", "governance:joint_decision", "/fiche/", processor_limit=60),
    Page("joint_decision_calendar", "governance:joint_decision_calendar", "/", processor_limit=60),
]


def measure(place: Place) -> list[Figure]:
    """Return the figures of the matrix, the register, one question and the calendar."""
    return measure_pages(place, PAGES)
