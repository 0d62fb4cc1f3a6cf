"""People for the living example of the Register."""

from datetime import date, timedelta

from maillage.foundation.cooperations.models import Workspace
from maillage.ground.directory.models import Person
from maillage.roof.examples.invented import FAMILY_NAMES, GIVEN_NAMES
from maillage.roof.examples.views.register import SLUG


def make_crowd(count: int) -> list[Person]:
    """That many invented people in the workspace of the examples."""
    workspace = Workspace.objects.create(name="Exemples", slug=SLUG)
    return Person.objects.bulk_create(
        Person(
            workspace=workspace,
            civility=("Mme", "M.")[number % 2],
            family_name=f"{FAMILY_NAMES[number % len(FAMILY_NAMES)]} {number:05}",
            given_name=GIVEN_NAMES[number % len(GIVEN_NAMES)],
            source="elle-même" if number % 3 else "",
            informed_on=date(2024, 1, 1) + timedelta(days=number % 700) if number % 5 else None,
        )
        for number in range(count)
    )
