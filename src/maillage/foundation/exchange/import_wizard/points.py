"""What becomes of the imports that a stop left in the middle?"""

from collections.abc import Sequence

from maillage.core.stops import StoppedTask, stops
from maillage.foundation.exchange.import_wizard.services.runs import close_interrupted_imports


@stops.answer
def stopped_imports(tasks: Sequence[StoppedTask]) -> Sequence[str]:
    """The imports and readings to be asked again, counted."""
    closed = close_interrupted_imports()
    return [f"{closed} imports à relancer"] if closed else []
