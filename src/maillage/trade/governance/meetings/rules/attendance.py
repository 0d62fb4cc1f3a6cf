"""What is wrong with how a seat is held at a meeting?"""

from django.utils.translation import gettext as _

from maillage.trade.governance.choices import Attending


def carrier_fault(standing: str, carrier: object) -> str:
    """Why a *pouvoir* is not whole; nothing when its carrier is named, or there is none."""
    if standing != Attending.PROXY or carrier:
        return ""
    return _("Dites qui porte le pouvoir.")
