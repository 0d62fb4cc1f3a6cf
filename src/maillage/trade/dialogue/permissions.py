"""Who reads and writes the notebook, the conflicts and the compromises?"""

from maillage.foundation.cooperations.permissions import (
    officers_and_partners_write,
    officers_write,
    the_team,
)

# Who works on the cooperation; each finds there the notes that are shown to them.
can_open_notebook = the_team

# Officers write notes, and say who reads them.
can_keep_notebook = officers_write

# Who works on the cooperation; each finds there the conflicts that are shown to them.
can_open_conflicts = the_team

# Officers say who is opposed to whom, how hot it is, and what comes next.
can_keep_conflicts = officers_write

# Who works on the cooperation; each finds there the options that are shown to them.
can_open_compromises = the_team

# Partners answer for the structures for which they speak; officers note it themselves.
can_answer_options = officers_and_partners_write

# Officers write options, record what structures say of them, and conclude.
can_keep_compromises = officers_write
