"""Where may a frozen table name a person, and what is erased of them?"""

from maillage.core.personal import Somebody
from maillage.foundation.journal.erasable import Erasable
from maillage.trade.funding.maquette.models import MaquetteRow, MaquetteVersion

ERASABLES = (
    Erasable(MaquetteVersion, texts=("name",)),
    Erasable(
        MaquetteRow,
        "version",
        ("name", "axis", "owner_name", "payer_name", "receiver_name", "scheme"),
    ),
)


def forget_frozen(somebody: Somebody) -> None:
    """Their name in what was copied; the fingerprint stays that of the day."""
    for one in ERASABLES:
        one.erase(somebody)
