"""What is done each minute for accounts: secrets sealed with a former key get that of now."""

from collections.abc import Sequence
from datetime import datetime

from maillage.core.chores import chores
from maillage.foundation.accounts.sealing import seal_again


@chores.answer
def seal_second_factors_again(now: datetime) -> Sequence[str]:
    """Says how many were; nothing while no former key is in the settings."""
    count = seal_again()
    return [f"{count} seconds facteurs scellés avec la clé de maintenant"] if count else []
