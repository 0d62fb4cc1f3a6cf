"""The last stage of a file, as the columns of a list of projects say it."""

from django.utils import timezone
from django.utils.translation import gettext as _

from maillage.foundation.cooperations.models import Access
from maillage.foundation.exchange.cells.text import folded
from maillage.foundation.exchange.tables.parsed_rows import Field, TableRow, words
from maillage.trade.context.small_lists import first_in
from maillage.trade.plan.linked_projects.models import ProjectStage
from maillage.trade.plan.linked_projects.stages import EXPLAINED, stages_of

STAGE = Field("file_stage", "Étape du dossier", words(), titles=("Étape du dossier",))
STAGE_ON = Field("file_stage_on", "Date de l’étape", first_in, titles=("Date de l’étape",))


def stage_in(row: TableRow, access: Access | None) -> ProjectStage | None:
    """The stage that a row says, with its day; none, and why, when the profile has no such one."""
    typed, on = row.read(STAGE), row.read(STAGE_ON)
    if not typed or access is None:
        return None
    words_ = {folded(word): word for word in stages_of(access.cooperation.profile)}
    stage = words_.get(folded(typed))
    if stage is None:
        row.warn(STAGE.name, _("« %(text)s » n’est pas une étape d’ici.") % {"text": typed})
    elif on is None or on > timezone.localdate():
        row.warn(STAGE.name, _("Écrivez dans « Date de l’étape » le jour où c’est arrivé."))
    else:
        note = _("Repris d’un tableau.") if stage in EXPLAINED else ""
        return ProjectStage(stage=stage, on=on, note=note)
    return None
