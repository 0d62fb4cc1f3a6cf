"""Who may read and keep the context of a cooperation?"""

from maillage.foundation.cooperations.permissions import (
    all_but_observers,
    everybody,
    officers_write,
    team_and_partners_write,
    the_team,
    the_team_writes,
)

# Who takes part opens the history, each finding what is shown to them; observers do not.
can_open_history = all_but_observers

# Officers tell past relations, and correct them.
can_keep_history = officers_write

# Who takes part opens it: each finds there the readings shown to them; observers do not.
can_open_nature = all_but_observers

# Officers note how each structure lives the cooperation, and withdraw what was wrong.
can_keep_nature = officers_write

# Everybody reads the heading, in the versions shown to them.
can_open_heading = everybody

# Officers set, hold and adapt the heading.
can_keep_heading = officers_write

# Who takes part reads the news shown to them; observers do not.
can_open_signals = all_but_observers

# Officers note partner news, and say what is done about it.
can_keep_signals = officers_write

# Who works on the cooperation reads when to act, and when to wait.
can_open_moves = the_team

# Officers plan gestures, and say what came of them.
can_keep_moves = officers_write

# Everybody reads which contracts and plans cover the land.
can_open_schemes = everybody

# Officers write the schemes, and correct them.
can_edit_schemes = officers_write

# Everybody reads for whom one works.
can_open_publics = everybody

# Officers, and the team for what touches its own ground, write the publics.
can_edit_context = the_team_writes

# Everybody opens it: each finds there what their access reads.
can_open_duties = everybody

# Officers write what is due, and say that it was sent.
can_edit_duties = officers_write

# Officers note a piece; those who speak for a structure give its own.
can_give_piece = team_and_partners_write

# Everybody reads which facilities are there, and where places lack.
can_open_facilities = everybody

# Officers write the facilities, their agreements and the needs of communes.
can_edit_facilities = officers_write

# Who works on the cooperation reads how many places are free.
can_read_free_places = the_team
