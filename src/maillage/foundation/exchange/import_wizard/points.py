"""What becomes of the imports that a stop left in the middle?"""

from collections.abc import Sequence

from django_tasks_db.models import DBTaskResult

from maillage.core.stops import StoppedTask, stops
from maillage.foundation.exchange.import_wizard import tasks as background
from maillage.foundation.exchange.import_wizard.services.runs import close_interrupted_imports


@stops.answer
def stopped_imports(tasks: Sequence[StoppedTask]) -> Sequence[str]:
    """The imports and readings to be asked again, counted; those of other workers go on."""
    running = DBTaskResult.objects.running().filter(queue_name=background.QUEUE)
    closed = close_interrupted_imports([task.args_kwargs["args"][0] for task in running])
    return [f"{closed} imports à relancer"] if closed else []
