"""Who may read and change stakes and positions?"""

from django.utils.translation import gettext as _

from maillage.foundation.cooperations.choices import LEVELS_READ, Role, Visibility
from maillage.foundation.cooperations.models import Access
from maillage.foundation.cooperations.permissions import (
    all_but_observers,
    officers,
    officers_and_partners_write,
    officers_write,
    team_and_partners_write,
    the_team,
    the_team_writes,
)

# Who takes part reads the stakes, and the positions shown to them; observers do not.
can_open_stakes = all_but_observers

# Officers name the stakes, close them, and say how they read them.
can_keep_stakes = officers_write

# Officers record what each actor wants.
can_keep_positions = officers_write

# Partners say what the structures for which they speak want; officers note it themselves.
can_answer_positions = officers_and_partners_write

# Officers alone: what is not known of a structure, or is doubtful, is their own work.
can_see_who_to_meet = officers

# Who works on the cooperation reads who could convince whom, as far as they may know.
can_read_allies = the_team

# Officers and the team put findings on the table; each of the team corrects its own.
can_write_findings = the_team_writes

# Officers note what each structure says of a finding, and write to structures.
can_collect_judgements = officers_write

# Who speaks for a structure says what it sees; officers note it themselves.
can_answer_findings = team_and_partners_write


def readers_words(visibility: str = Visibility.MEMBERS) -> str:
    """« tous, sauf les observateurs » where the door is closed to them; else the level's words."""
    level = Visibility(visibility)
    shut = {role for role in Role if not can_open_stakes(Access(role=role))}
    readers = {role for role, levels in LEVELS_READ.items() if level in levels}
    return (
        _("tous, sauf les observateurs") if readers & shut == {Role.OBSERVER} else str(level.label)
    )
