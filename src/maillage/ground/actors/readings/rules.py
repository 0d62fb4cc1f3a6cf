"""What is wrong with a reading, whether it is typed in its cell or brought in by a table?"""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import Visibility
from maillage.ground.actors.choices import SourceKind

NARROW = frozenset({Visibility.ME.value, Visibility.OFFICERS.value})


def second_hand_fault(source_kind: str, visibility: str) -> str:
    """Why a reading from this source may not be read so widely; nothing when it may."""
    if visibility in NARROW or source_kind not in SourceKind.second_hand():
        return ""
    return _("Ce que l’acteur n’a pas dit lui-même reste aux chargées de coopération.")
