"""What is said of a suggestion once its file is imported: what was done, and no question."""

from django.utils.translation import gettext as _

from maillage.foundation.exchange.import_wizard.models import Import
from maillage.foundation.exchange.import_wizard.preview_parts import Suggestion, is_ticked
from maillage.foundation.exchange.import_wizard.services.suggestions import (
    NAME_NEW,
    OUTSIDE,
    RECEIPT_NEW,
)


def outcome_words(run: Import, one: Suggestion) -> str:
    """What became of a name or of a receipt; nothing for what is only told."""
    code, ticked, done = one.get("code", ""), is_ticked(run, one), one.get("done")
    about = one.get("suggestion") or one["raw"]
    if code == OUTSIDE:
        words = _("%(about)s : confirmé par vous.") if ticked else _("%(about)s : pas confirmé.")
    elif code == NAME_NEW and done is not None:
        left = _("%(about)s : coché, pas ajouté.") if ticked else _("%(about)s : pas ajouté.")
        words = _("%(about)s : ajouté à l’annuaire.") if done else left
    elif code == RECEIPT_NEW and done is not None:
        left = _("%(about)s : coché, pas noté.") if ticked else _("%(about)s : pas noté.")
        words = _("%(about)s : versement noté.") if done else left
    else:
        return ""
    return words % {"about": about}
