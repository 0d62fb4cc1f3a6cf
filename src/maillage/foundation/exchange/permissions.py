"""Who brings spreadsheets in and takes them out?"""

from maillage.foundation.cooperations.permissions import officers

# Officers bring in the structures and people of the workspace.
can_import = officers

# Officers take the directory out in their own columns.
can_export = officers
