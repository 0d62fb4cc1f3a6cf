"""Where may a frozen table name a person, and what is erased of them?"""

from maillage.foundation.journal.erasable import Erasable, erasing
from maillage.trade.funding.maquette.models import MaquetteRow, MaquetteVersion

# Their name in what was copied; the fingerprint stays that of the day.
forget_frozen = erasing(
    Erasable(MaquetteVersion, texts=("name",)),
    Erasable(
        MaquetteRow,
        "version",
        ("name", "axis", "owner_name", "payer_name", "receiver_name", "scheme"),
    ),
)
