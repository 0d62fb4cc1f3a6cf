"""Who asks that a cooperation be deleted, and who takes all of it out?"""

from maillage.foundation.cooperations.permissions import officers

# Officers alone, in an open or a closed cooperation.
can_decide = officers
