"""Who may open the play of actors, and who keeps it?"""

from maillage.foundation.cooperations.permissions import officers, officers_write

# Officers alone: what is read of the others is confidential by construction.
can_open_game = officers

# Officers record and withdraw readings.
can_keep_game = officers_write
