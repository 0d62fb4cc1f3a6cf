"""Where does one read who weighs in a body?"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from maillage.core.panels import Panel, lines_panel, panels
from maillage.core.points import Reader
from maillage.core.sheet import Line
from maillage.foundation.cooperations.spaces.readers import as_access


@panels.answer
def power_of_sheet(reader: Reader, kind: str, number: int) -> Sequence[Panel]:
    """The way to who weighs in a body, without any query."""
    if kind != "body":
        return ()
    page = reverse("governance:voting_rules", args=[as_access(reader).cooperation.slug])
    line = Line(
        label=_("Voix et pouvoir de chaque structure"),
        note=_("Et si la majorité changeait ?"),
        url=f"{page}?instance={number}",
    )
    return lines_panel(_("Qui pèse vraiment"), [line])
