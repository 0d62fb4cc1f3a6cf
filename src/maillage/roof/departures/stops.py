"""What becomes of the archives that a stop left in the middle?"""

from collections.abc import Sequence

from maillage.core.stops import StoppedTask, stops
from maillage.roof.departures import tasks as background
from maillage.roof.departures.services import close_interrupted_archives


@stops.answer
def stopped_archives(tasks: Sequence[StoppedTask]) -> Sequence[str]:
    """The archives to be asked again, counted; nothing is left of their files."""
    path = background.make_archive.module_path
    numbers = [one for task in tasks if task.path == path for one in task.given]
    closed = close_interrupted_archives([one for one in numbers if isinstance(one, int)])
    return [f"{closed} archives à redemander"] if closed else []
