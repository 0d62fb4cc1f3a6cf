"""Who may see and draw the territories of a cooperation?"""

from maillage.foundation.cooperations.permissions import everybody, officers_write

# Everybody sees where the cooperation takes place.
can_see_territories = everybody

# Officers draw, change and set aside the perimeters of the cooperation.
can_draw_perimeters = officers_write
